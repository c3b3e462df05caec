import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { connectEngine, type EngineConnection } from '#core/rpc/message-client.ts';
import { serveEngine } from '#core/rpc/message-server.ts';
import type {
  AnswerOf,
  EngineClient,
  EventName,
  Events,
  RequestName,
  RequestOf,
  RequestOptions,
} from '#core/rpc/requests.ts';

type Handlers = {
  [Name in RequestName]?: (
    request: RequestOf<Name>,
    options: RequestOptions,
  ) => AnswerOf<Name> | Promise<AnswerOf<Name>>;
};

const open: MessageChannel[] = [];
afterEach(() => {
  for (const channel of open.splice(0)) {
    channel.port1.close();
    channel.port2.close();
  }
});

/** An engine of the given handlers, behind a real channel. */
function connected(handlers: Handlers): {
  client: EngineConnection;
  emit: (name: EventName, event: Events[EventName]) => void;
  /** What the engine sent, in its order. */
  sent: readonly unknown[];
} {
  const listeners: Partial<Record<EventName, (event: never) => void>> = {};
  const engine: EngineClient = {
    async request(name, request, options = {}) {
      const handler = handlers[name] as ((request: unknown, options: RequestOptions) => never) | undefined;
      if (!handler) throw new WorkbenchError('command/unknown', { name });
      return handler(request, options);
    },
    on(name, listener) {
      listeners[name] = listener;
      return () => undefined;
    },
  };
  const channel = new MessageChannel();
  open.push(channel);
  serveEngine(channel.port2, engine);
  const sent: unknown[] = [];
  channel.port1.addEventListener('message', ({ data }) => sent.push(data));
  return { client: connectEngine(channel.port1), emit: (name, event) => listeners[name]?.(event as never), sent };
}

function onePoint(): FeatureTable {
  return {
    ids: ['a' as FeatureId],
    geometry: {
      kind: 'point',
      coordinates: new Float64Array([1, 2]),
      ringOffsets: new Uint32Array([0, 1]),
      partOffsets: new Uint32Array([0, 1]),
      featureOffsets: new Uint32Array([0, 1]),
    },
    fields: [{ name: 'far', type: 'real' }],
    columns: { far: new Float64Array([1.5]) },
  };
}

test('an answer arrives as it was given', async () => {
  const { client } = connected({ 'scenario/recipe': ({ id }) => `recipe of ${id}` });
  expect(await client.request('scenario/recipe', { id: 'b' as ScenarioId })).toBe('recipe of b');
});

test('numbers worked out for a window are handed over, layers that the engine keeps are copied', async () => {
  const numbers = Float64Array.of(1, 2);
  const table = onePoint();
  const { client } = connected({ 'indicators/by-parcel': () => numbers, 'layer/read': () => table });
  const asked = { scenario: 's' as ScenarioId, quantity: 'residents' };
  expect([...(await client.request('indicators/by-parcel', asked))]).toEqual([1, 2]);
  expect(numbers.byteLength).toBe(0);
  const read = await client.request('layer/read', { layer: 'l' as LayerId, scenario: 's' as ScenarioId });
  expect([...read.geometry.coordinates]).toEqual([1, 2]);
  expect([...table.geometry.coordinates]).toEqual([1, 2]);
});

test('a view on a part of a larger buffer is copied and the rest stays usable', async () => {
  const whole = new Uint8Array([1, 2, 3, 4]);
  const { client } = connected({ 'project/export': () => whole.subarray(1, 3) });
  expect([...(await client.request('project/export', {}))]).toEqual([2, 3]);
  expect([...whole]).toEqual([1, 2, 3, 4]);
});

test('an error keeps its code and parameters', async () => {
  const { client } = connected({
    'scenario/delete': () => {
      throw new WorkbenchError('sketch/unknown-type', { type: 'tower', known: 'mid-rise-block' });
    },
  });
  const failure = await client.request('scenario/delete', { id: 'x' as ScenarioId }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(WorkbenchError);
  expect(failure).toMatchObject({ code: 'sketch/unknown-type', parameters: { type: 'tower' } });
});

test('an unforeseen fault arrives as a bug', async () => {
  const { client } = connected({
    'project/state': () => {
      throw new TypeError('nothing here');
    },
  });
  await expect(client.request('project/state', {})).rejects.toMatchObject({ code: 'internal/bug' });
});

test('an answer that cannot be cloned is a bug, not silence', async () => {
  const { client } = connected({ 'scenario/recipe': () => (() => 'text') as unknown as string });
  await expect(client.request('scenario/recipe', { id: 'x' as ScenarioId })).rejects.toMatchObject({
    code: 'internal/bug',
  });
});

test('requests that change the project run one after another, others beside them', async () => {
  const log: string[] = [];
  const slow = async (label: string) => {
    log.push(`${label} starts`);
    await wait(20);
    log.push(`${label} ends`);
    return null as never;
  };
  const { client } = connected({
    'edit/undo': () => slow('undo'),
    'edit/redo': () => slow('redo'),
    'project/state': () => slow('state'),
  });
  await Promise.all([
    client.request('edit/undo', {}),
    client.request('edit/redo', {}),
    client.request('project/state', {}),
  ]);
  expect(log.indexOf('redo starts')).toBeGreaterThan(log.indexOf('undo ends'));
  expect(log.indexOf('state starts')).toBeLessThan(log.indexOf('undo ends'));
});

test('a failed change does not hold up the next one', async () => {
  const { client } = connected({
    'edit/undo': () => {
      throw new WorkbenchError('command/cancelled');
    },
    'project/close': () => null,
  });
  const [undone, closed] = await Promise.allSettled([
    client.request('edit/undo', {}),
    client.request('project/close', {}),
  ]);
  expect(undone.status).toBe('rejected');
  expect(closed.status).toBe('fulfilled');
});

test('cancelling reaches the running request', async () => {
  const { client } = connected({
    'evaluation/list': (_request, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new WorkbenchError('command/cancelled')));
      }),
  });
  const cancel = new AbortController();
  const listed = client.request('evaluation/list', {}, { signal: cancel.signal });
  await wait(5);
  cancel.abort();
  await expect(listed).rejects.toMatchObject({ code: 'command/cancelled' });
});

test('a change that is cancelled while it waits never starts', async () => {
  let redone = false;
  const { client } = connected({
    'edit/undo': async () => (await wait(20)) as never,
    'edit/redo': () => {
      redone = true;
      return null as never;
    },
  });
  const cancel = new AbortController();
  const undo = client.request('edit/undo', {});
  const redo = client.request('edit/redo', {}, { signal: cancel.signal });
  cancel.abort();
  await expect(redo).rejects.toMatchObject({ code: 'command/cancelled' });
  await undo;
  expect(redone).toBe(false);
});

test('progress goes to the request it belongs to', async () => {
  const { client } = connected({
    'report/build': (_request, { progress }) => {
      progress?.({ done: 1, total: 2, label: 'maps' });
      return new Uint8Array([7]);
    },
  });
  const seen: number[] = [];
  const built = await client.request(
    'report/build',
    { language: 'en', format: 'html' },
    { progress: ({ done }) => seen.push(done) },
  );
  expect(seen).toEqual([1]);
  expect([...built]).toEqual([7]);
});

test('events reach their listeners until they stop listening', async () => {
  const { client, emit } = connected({ 'project/close': () => null });
  const seen: number[] = [];
  const stop = client.on('evaluation/progress', ({ share }) => seen.push(share));
  const tell = async (share: number) => {
    emit('evaluation/progress', { evaluator: 'tod', scenario: 's' as ScenarioId, share });
    await client.request('project/close', {});
  };
  await tell(0.25);
  stop();
  await tell(0.5);
  expect(seen).toEqual([0.25]);
});

test('files are read through the channel, with their siblings', async () => {
  const source = (name: string, content: string, siblings: Record<string, FileSource> = {}): FileSource => ({
    name,
    bytes: content.length,
    read: async (start, length) => new TextEncoder().encode(content.slice(start, start + length)),
    sibling: async (wanted) => siblings[wanted],
  });
  const table = source('land.dbf', 'rows');
  const seen: string[] = [];
  const { client } = connected({
    'import/inspect': async ({ files }) => {
      const [file] = files;
      const decode = async (part: FileSource) => new TextDecoder().decode(await part.read(0, part.bytes));
      const sibling = await file!.sibling('land.dbf');
      seen.push(file!.name, await decode(file!), sibling!.name, await decode(sibling!));
      seen.push(String(await file!.sibling('land.cpg')));
      return { files } as never;
    },
  });
  const shape = source('land.shp', 'shapes', { 'land.dbf': table });
  const plan: unknown = await client.request('import/inspect', { files: [shape] });
  expect(seen).toEqual(['land.shp', 'shapes', 'land.dbf', 'rows', 'undefined']);
  // What comes back stands for the same file again.
  expect((plan as { files: FileSource[] }).files[0]).toBe(shape);
});

test('a file whose content every thread can read is read by the engine itself', async () => {
  const ask = async (): Promise<never> => {
    throw new Error('this side was asked');
  };
  const { client } = connected({
    'import/inspect': async ({ files }) => new TextDecoder().decode(await files[0]!.read(2, 3)) as never,
  });
  const file = (bytes: number): FileSource => ({
    name: 'land.shp',
    bytes,
    read: ask,
    sibling: ask,
    content: new Blob(['shapes']),
  });
  expect(await client.request('import/inspect', { files: [file(6)] })).toBe('ape');
  // A file that has become shorter since it was given is not taken for one that ends there.
  await expect(client.request('import/inspect', { files: [file(4)] })).rejects.toMatchObject({
    code: 'store/file-changed',
  });
});

test('a file that cannot be read fails the request with its own error', async () => {
  const { client } = connected({
    'import/inspect': async ({ files }) => (await files[0]!.read(0, 1)) as never,
  });
  const gone: FileSource = {
    name: 'gone.shp',
    bytes: 1,
    read: async () => {
      throw new WorkbenchError('command/file-not-found', { file: 'gone.shp' });
    },
    sibling: async () => undefined,
  };
  await expect(client.request('import/inspect', { files: [gone] })).rejects.toMatchObject({
    code: 'command/file-not-found',
  });
});

test('a lost worker fails what is open and what comes later', async () => {
  const { client } = connected({ 'project/state': () => new Promise<never>(() => undefined) });
  const state = client.request('project/state', {});
  client.lose();
  await expect(state).rejects.toMatchObject({ code: 'internal/worker-lost' });
  await expect(client.request('project/close', {})).rejects.toMatchObject({ code: 'internal/worker-lost' });
});

test('tables keep every text through the channel, and what did not change is the same object again', async () => {
  const first = onePoint();
  const names = ['一', null, '', 'a', 'a'];
  const table: FeatureTable = {
    ids: names.map((_, at) => `id ${at}` as FeatureId),
    geometry: first.geometry,
    fields: [
      { name: 'name', type: 'text' },
      { name: 'code', type: 'text' },
    ],
    columns: { name: names, code: Array.from({ length: 5 }, (_, at) => `${at % 2}`) },
  };
  const long = Array.from({ length: 100 }, (_, at) => (at % 9 === 0 ? null : `甲${at}`));
  const { client } = connected({
    'layer/read': ({ fields }) => (fields ? { ...table, columns: { name: long } } : table),
  });
  const request = { layer: 'l' as LayerId, scenario: 's' as ScenarioId };
  const read = await client.request('layer/read', request);
  expect(read).toEqual(table);
  const again = await client.request('layer/read', { ...request, fields: ['name'] });
  expect(again.columns['name']).toEqual(long);
  expect(again.ids).toBe(read.ids);
  expect(again.geometry).toBe(read.geometry);
});

test('the features that a scenario changes arrive in their order', async () => {
  const changed = Array.from({ length: 30 }, (_, at) => `地块 ${at * 7}` as FeatureId);
  const { client, sent } = connected({ 'layer/changes': () => changed });
  expect(await client.request('layer/changes', { layer: 'l' as LayerId, scenario: 's' as ScenarioId })).toEqual(
    changed,
  );
  // One text for all of them: thirty thousand would keep the window waiting one by one.
  expect((sent[0] as { value: { text: string } }).value.text).toBe(changed.join(''));
});

test('ids and geometries that the window has are not sent again', async () => {
  const table = onePoint();
  const moved = { ...table.geometry, coordinates: Float64Array.of(3, 4) };
  const answers = [table, { ...table, columns: {} }, { ...table, geometry: moved }];
  const { client, sent } = connected({ 'layer/read': () => answers.shift()! });
  const request = { layer: 'l' as LayerId, scenario: 's' as ScenarioId };
  const first = await client.request('layer/read', request);
  const second = await client.request('layer/read', request);
  const third = await client.request('layer/read', request);
  expect(second.ids).toBe(first.ids);
  expect(second.geometry).toBe(first.geometry);
  expect(third.geometry.coordinates).toEqual(Float64Array.of(3, 4));
  const parts = sent.map((message) => (message as { value: { ids?: object; geometry?: object } }).value);
  expect(parts.map(({ ids, geometry }) => [ids !== undefined, geometry !== undefined])).toEqual([
    [true, true],
    [false, false],
    [false, true],
  ]);
});
