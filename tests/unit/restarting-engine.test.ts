import { expect, test, vi } from 'vitest';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EngineConnection } from '#core/rpc/message-client.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { restartingEngine } from '#core/rpc/restarting-engine.ts';
import { JournalKeeper, type JournalState } from '#renderer/state/journal-keeper.ts';

/** An engine that answers every request with its number, until it is lost, and the way to lose it. */
function numbered() {
  const listeners: ((event: object) => void)[][] = [];
  const losses: (() => void)[] = [];
  const stopped: number[] = [];
  const engine = restartingEngine((lost) => {
    const number = losses.push(lost);
    const own: ((event: object) => void)[] = [];
    listeners.push(own);
    let rejectHanging: (error: WorkbenchError) => void = () => undefined;
    const connection = {
      request: (name: string) =>
        name === 'project/export'
          ? new Promise((_resolve, reject) => (rejectHanging = reject))
          : Promise.resolve(number),
      on(_name: string, listener: (event: object) => void) {
        own.push(listener);
        return () => own.splice(own.indexOf(listener), 1);
      },
      lose: () => rejectHanging(new WorkbenchError('internal/worker-lost')),
    } as unknown as EngineConnection;
    return { connection, stop: () => stopped.push(number) };
  });
  return { engine, listeners, stopped, lose: () => losses.at(-1)!() };
}

test('a lost engine is started again, recovered before anybody else is answered, and heard by the same listeners', async () => {
  const { engine, listeners, stopped, lose } = numbered();
  const heard = vi.fn();
  const stop = engine.on('project/changed', heard);
  let goOn: () => void = () => undefined;
  const recovery = new Promise<void>((resolve) => (goOn = resolve));
  const recovered: unknown[] = [];
  engine.recoverBy(async (fresh: EngineClient) => {
    recovered.push(await fresh.request('project/state', {}));
    await recovery;
  });
  const hanging = engine.request('project/export', {});
  await Promise.resolve();
  lose();
  await expect(hanging).rejects.toMatchObject({ code: 'internal/worker-lost' });
  expect(stopped).toEqual([1]);
  let answer: unknown;
  const waiting = engine.request('project/state', {}).then((value) => (answer = value));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(answer).toBeUndefined();
  goOn();
  await waiting;
  expect(answer).toBe(2);
  expect(recovered).toEqual([2]);
  expect(listeners.map((own) => own.length)).toEqual([0, 1]);
  listeners[1]![0]!({});
  expect(heard).toHaveBeenCalledTimes(1);
  stop();
  expect(listeners[1]).toEqual([]);
  // A second loss, and a recovery that fails: requests are answered all the same.
  engine.recoverBy(() => Promise.reject(new Error('gone')));
  lose();
  expect(await engine.request('project/state', {})).toBe(3);
});

test('what the journal cannot take waits in its order and is tried again with the next action', async () => {
  const written: number[] = [];
  const states: JournalState[] = [];
  const told: unknown[] = [];
  let full = false;
  const keeper = new JournalKeeper(
    async ({ bytes }) => {
      await Promise.resolve();
      if (full) throw new WorkbenchError('store/disk-full', { name: 'plan.gpkg' });
      written.push(bytes[0]!);
    },
    (state, thrown) => {
      states.push(state);
      if (thrown !== undefined) told.push(thrown);
    },
  );
  const add = (number: number): void => keeper.add({ place: undefined, bytes: Uint8Array.of(number) });
  add(1);
  add(2);
  await keeper.settled();
  full = true;
  add(3);
  await keeper.settled();
  add(4);
  await keeper.settled();
  expect(written).toEqual([1, 2]);
  expect(states.at(-1)).toEqual({ pending: 0, failed: true });
  expect(told).toHaveLength(1);
  full = false;
  add(5);
  await keeper.settled();
  expect(written).toEqual([1, 2, 3, 4, 5]);
  expect(states.at(-1)).toEqual({ pending: 0, failed: false });

  full = true;
  add(6);
  await keeper.settled();
  keeper.drop(keeper.waiting());
  expect(states.at(-1)).toEqual({ pending: 0, failed: false });
  full = false;
  add(7);
  await keeper.settled();
  expect(written.at(-1)).toBe(7);
  expect(written).not.toContain(6);
});
