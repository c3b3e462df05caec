import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationResult } from '#core/evaluation/contract.ts';
import { PartSender, PartStore } from '#core/evaluation/job-parts.ts';
import { connectEvaluatorWorker, EvaluatorRunner, type EvaluatorWorker } from '#core/evaluation/runner.ts';
import { detachable, type EvaluatorJob, type WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { exampleManifest, exampleOutput, exampleSnapshot } from './evaluation-example.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'evaluator-worker-'));
const body = path.join(folder, 'body.mjs');
const started: Worker[] = [];

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: fileURLToPath(new URL('./evaluation-worker-body.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'body.mjs' } },
    },
    ssr: { noExternal: true },
  });
});

afterAll(async () => {
  await Promise.all(started.map((worker) => worker.terminate()));
  rmSync(folder, { recursive: true });
});

function startWorker(): EvaluatorWorker {
  const worker = new Worker(body);
  started.push(worker);
  const connected = connectEvaluatorWorker(
    {
      post: (message, transfer) => worker.postMessage(message, transfer),
      listen: (listener) => worker.on('message', (message: WorkerMessage) => listener(message)),
    },
    () => void worker.terminate(),
  );
  worker.on('error', () => connected.lose());
  worker.on('exit', () => connected.lose());
  return connected;
}

const timer = {
  start(milliseconds: number, expired: () => void) {
    const handle = setTimeout(expired, milliseconds);
    return { stop: () => clearTimeout(handle) };
  },
};

function job(evaluator: string): EvaluatorJob {
  return { evaluator, snapshot: exampleSnapshot(), parameters: {}, assumptions: {}, seed: 1 };
}

/** A manifest under the name of one of the body's evaluators, with little patience. */
function manifestOf(id: string, seconds = 20) {
  return { ...exampleManifest, id, limits: { seconds, megabytes: 10 } };
}

async function failure(promise: Promise<EvaluationResult>): Promise<WorkbenchError> {
  try {
    await promise;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(WorkbenchError);
    return thrown as WorkbenchError;
  }
  throw new Error('it went through');
}

describe('evaluators in a worker', () => {
  const runner = new EvaluatorRunner(startWorker, timer);
  afterAll(() => runner.dispose());

  test('a run comes back whole, with progress, and the worker is used again', async () => {
    const shares: number[] = [];
    const result = await runner.run(manifestOf('sound'), job('sound'), { progress: (share) => shares.push(share) });
    expect([...result.features![0]!.values]).toEqual([10_000, 40_000]);
    expect(result.layers![0]!.geometry.coordinates).toEqual(Float64Array.of(50, 50));
    expect(shares.length).toBeGreaterThan(50);
    expect(shares.length).toBeLessThanOrEqual(100);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    const before = started.length;
    await runner.run(manifestOf('sound'), job('sound'));
    expect(started.length).toBe(before);
  });

  test('a loop that never ends is stopped at its deadline, and the next run gets a new worker', async () => {
    const error = await failure(runner.run(manifestOf('endless', 1), job('endless')));
    expect(error.code).toBe('evaluation/timed-out');
    expect(error.describe('en')).toContain('for more than 1 second and was stopped');
    const result = await runner.run(manifestOf('sound'), job('sound'));
    expect(result.indicators).toHaveLength(2);
  });

  test('a run is cancelled at once, even in a loop', async () => {
    const abort = new AbortController();
    const running = failure(runner.run(manifestOf('endless'), job('endless'), { signal: abort.signal }));
    setTimeout(() => abort.abort(), 300);
    expect((await running).code).toBe('command/cancelled');
    const late = await failure(runner.run(manifestOf('sound'), job('sound'), { signal: abort.signal }));
    expect(late.code).toBe('command/cancelled');
  });

  test('a throw arrives as the failure of the plugin', async () => {
    const error = await failure(runner.run(manifestOf('throws'), job('throws')));
    expect(error.code).toBe('plugin/failed');
    expect(error.describe('en')).toContain('no such parcel');
  });

  test('a worker that dies fails what was open in it', async () => {
    expect((await failure(runner.run(manifestOf('exits'), job('exits')))).code).toBe('plugin/worker-lost');
  });

  test('an evaluator the worker does not have is unknown', async () => {
    expect((await failure(runner.run(manifestOf('absent'), job('absent')))).code).toBe('plugin/unknown');
  });

  test('network, storage, threads, machine, clock and chance are out of reach', async () => {
    const result = await runner.run(manifestOf('reaching'), job('reaching'));
    expect(result.remarks.map(({ text }) => text.en)).toEqual(['day 31']);
  });
});

describe('the runner', () => {
  const manifest = manifestOf('fake');

  function workerGiving(result: unknown) {
    const state = { ended: 0 };
    const worker: EvaluatorWorker = {
      run: () => Promise.resolve(result as EvaluationResult),
      plan: () => Promise.resolve([]),
      terminate: () => {
        state.ended++;
      },
    };
    return { worker, state };
  }

  test('checks what comes out of a worker once more', async () => {
    const { worker, state } = workerGiving({ indicators: [], remarks: [] });
    const runner = new EvaluatorRunner(() => worker, timer);
    expect((await failure(runner.run(manifest, job('fake')))).code).toBe('plugin/bad-output');
    expect(state.ended).toBe(1);
  });

  test('runs of one evaluator at the same time get a worker each', async () => {
    let made = 0;
    const runner = new EvaluatorRunner(() => {
      made++;
      return workerGiving({ ...exampleOutput(), remarks: [] }).worker;
    }, timer);
    await Promise.all([runner.run(manifest, job('fake')), runner.run(manifest, job('fake'))]);
    expect(made).toBe(2);
    await runner.run(manifest, job('fake'));
    expect(made).toBe(2);
  });

  test('evaluators of the program share a worker', async () => {
    let made = 0;
    const runner = new EvaluatorRunner(() => {
      made++;
      return workerGiving({ ...exampleOutput(), remarks: [] }).worker;
    }, timer);
    for (const name of ['one', 'two', 'one', 'three']) await runner.run(manifestOf(name), job(name));
    expect(made).toBe(1);
  });

  test('ends the worker that waited longest when many plugins have run', async () => {
    const ended: string[] = [];
    const runner = new EvaluatorRunner(
      (id) => ({ ...workerGiving({ ...exampleOutput(), remarks: [] }).worker, terminate: () => void ended.push(id) }),
      timer,
    );
    // The first is used again, so the second has waited longest when the third comes.
    for (const name of ['one', 'two', 'one', 'three']) await runner.run(manifestOf(name), job(name), { plugin: name });
    expect(ended).toEqual(['two']);
  });

  test('ends all its workers when it is disposed of', async () => {
    const { worker, state } = workerGiving({ ...exampleOutput(), remarks: [] });
    const runner = new EvaluatorRunner(() => worker, timer);
    await runner.run(manifest, job('fake'));
    runner.dispose();
    expect(state.ended).toBe(1);
  });
});

describe('what leaves a worker', () => {
  test('views become arrays of their own; what is whole stays with its owner', () => {
    const whole = Float64Array.of(1, 2, 3);
    const { value, transfer } = detachable({ a: whole, b: whole, c: [whole.subarray(1)], d: 'text', e: null });
    expect(value).toEqual({ a: whole, b: whole, c: [Float64Array.of(2, 3)], d: 'text', e: null });
    expect(new Set(transfer).size).toBe(1);
    expect(structuredClone(value, { transfer })).toEqual({
      a: whole,
      b: whole,
      c: [Float64Array.of(2, 3)],
      d: 'text',
      e: null,
    });
    expect(whole.length).toBe(3);
  });
});

describe('parts of snapshots', () => {
  test('go to a worker once, are the same objects from job to job, and are forgotten when nothing reads them any more', () => {
    const sender = new PartSender();
    const store = new PartStore();
    const snapshot = exampleSnapshot();
    const first = sender.pack(snapshot);
    const opened = store.open(structuredClone(first));
    expect(opened).toEqual(snapshot);
    const second = sender.pack({ ...snapshot, baseline: snapshot });
    expect(second.parts).toEqual([]);
    const again = store.open(structuredClone(second));
    expect(again.layers.parcel!.geometry).toBe(opened.layers.parcel!.geometry);
    expect(again.baseline!.layers.parcel!.ids).toBe(opened.layers.parcel!.ids);
    const other = { epsg: snapshot.epsg, layers: {}, rasters: {} };
    const forgotten = Array.from({ length: 40 }, () => sender.pack(other).forget).flat();
    expect(forgotten).toHaveLength(first.parts.length);
    expect(sender.pack(snapshot).parts).toHaveLength(first.parts.length);
  });
});
