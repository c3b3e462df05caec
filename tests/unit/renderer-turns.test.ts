import { expect, test } from 'vitest';
import { waitForTurn } from '#renderer/state/turns.ts';

const task = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('parts of the window come one after the other, each in a task of its own, and may step out', async () => {
  const come: string[] = [];
  const begin = (name: string) => (): void => void come.push(name);
  waitForTurn(begin('tools'));
  const stepOut = waitForTurn(begin('panel'));
  waitForTurn(begin('table'));
  expect(come).toEqual([]);
  await task();
  expect(come).toEqual(['tools']);
  stepOut();
  await task();
  expect(come).toEqual(['tools', 'table']);
  // Once all have come, another one comes as well.
  await task();
  waitForTurn(begin('later'));
  await task();
  expect(come).toEqual(['tools', 'table', 'later']);
});

test('one that waits when another has its turn comes after it', async () => {
  const come: string[] = [];
  waitForTurn(() => {
    come.push('first');
    waitForTurn(() => void come.push('second'));
  });
  await task();
  expect(come).toEqual(['first']);
  await task();
  expect(come).toEqual(['first', 'second']);
});
