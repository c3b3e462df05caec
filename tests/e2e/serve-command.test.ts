import type { ChildProcess } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { startCityloom } from './run-cityloom.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function cityloom(...input: string[]) {
  const started = startCityloom(input);
  running.push(started.child);
  return started;
}

test('serve tells its address, serves the page, and ends when it is interrupted', async () => {
  const { child, first, end } = cityloom('serve', '--port', '0');
  const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(await first)?.[0] ?? '';
  const response = await fetch(url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  child.kill('SIGINT');
  expect((await end).code).toBe(0);
});

test('a taken port is an error that says so', async () => {
  const { first } = cityloom('serve', '--port', '0');
  const port = /127\.0\.0\.1:(\d+)/.exec(await first)?.[1] ?? '';
  const { code, errors } = await cityloom('serve', '--port', port).end;
  expect(code).toBe(2);
  expect(errors).toContain(`port ${port} is taken`);
});

test('what cannot be understood is said with what to do', async () => {
  const unknown = await cityloom('srve').end;
  expect([unknown.code, unknown.errors]).toEqual([2, expect.stringContaining('no command "srve"')]);
  const option = await cityloom('serve', '--prot', '1').end;
  expect([option.code, option.errors]).toEqual([2, expect.stringContaining('--prot')]);
  const help = await cityloom('--help').end;
  expect([help.code, help.output]).toEqual([0, expect.stringContaining('serve')]);
});
