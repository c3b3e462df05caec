import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EvaluationResult } from '#core/evaluation/contract.ts';
import type { EvaluatorWorker } from '#core/evaluation/runner.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { controlScript } from '../fixtures/sandbox-attacks.ts';
import { faultAttempts, faultyPlugin, outputWith } from '../fixtures/sandbox-faults.ts';
import { SandboxThreads } from '../fixtures/sandbox-threads.ts';
import { exampleManifest, exampleSnapshot } from './evaluation-example.ts';

const manifest = { ...exampleManifest, limits: { seconds: 30, megabytes: 16 } };
const hasty = { ...exampleManifest, limits: { seconds: 1, megabytes: 16 } };

let threads: SandboxThreads;
/** Threads that try one fault after another; a runner would end them at the first. */
let patientThread: EvaluatorWorker;
let hastyThread: EvaluatorWorker;

beforeAll(async () => {
  threads = await SandboxThreads.build();
  patientThread = threads.start({ manifest, source: faultyPlugin(), hash: '' });
  hastyThread = threads.start({ manifest: hasty, source: faultyPlugin(), hash: '' });
});

afterAll(() => threads.close());

const sourceOf = (body: string) => `export function evaluate(snapshot, context) {\n${body}\n}`;

const jobOf = (attempt: number) => ({
  evaluator: manifest.id,
  snapshot: exampleSnapshot(),
  parameters: { attempt },
  assumptions: {},
  seed: 1,
});

async function failure(work: Promise<EvaluationResult>): Promise<WorkbenchError> {
  try {
    await work;
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(WorkbenchError);
    return thrown as WorkbenchError;
  }
  throw new Error('it went through');
}

/** What the expression gives in a plain thread of Node; `endless` when it has not come back in a while. */
function inThread(code: string, longEnough: number): Promise<unknown> {
  const thread = new Worker(
    `require('node:worker_threads').parentPort.postMessage('begun'); ${code}.then((value) => require('node:worker_threads').parentPort.postMessage(value));`,
    { eval: true },
  );
  return new Promise((resolve, reject) => {
    let patience: NodeJS.Timeout | undefined;
    const end = (value: unknown) => {
      clearTimeout(patience);
      resolve(value);
      void thread.terminate();
    };
    thread.on('message', (value) => {
      if (value === 'begun') patience = setTimeout(() => end('endless'), longEnough);
      else end(value);
    });
    thread.once('error', reject);
  });
}

describe('what a plugin does to itself and to its output ends its run', () => {
  test.each(faultAttempts)('$name', async (attempt) => {
    const { body, code, says, isModule, needsEnd } = attempt;
    const isSlow = code === 'evaluation/timed-out';
    const error = await failure(
      isModule || needsEnd
        ? threads.run(isSlow ? hasty : manifest, isModule ? body : sourceOf(body), exampleSnapshot())
        : (isSlow ? hastyThread : patientThread).run(jobOf(faultAttempts.indexOf(attempt)), () => {}),
    );
    expect(`${error.code} ${error.describe('en')}`).toContain(code);
    if (says !== undefined) expect(error.describe('en')).toContain(says);
    // Both languages, as every text.
    expect(error.describe('zh')).not.toBe(error.describe('en'));
  });
});

describe('the same things elsewhere', () => {
  test.each(faultAttempts)('$name', async ({ body, control, isModule }) => {
    if (control !== 'endless') {
      expect(await inThread(controlScript(control, ''), 30_000)).toBe(true);
      return;
    }
    const own = isModule ? (/await .*\(\)(?=;)/.exec(body)?.[0] ?? '(() => { for (;;); })()') : `(() => { ${body} })()`;
    expect(await inThread(controlScript(own, ''), 400)).toBe('endless');
  });
});

describe('what is left of a run', () => {
  test('nothing goes on after it: neither promises nor what they would have done', async () => {
    const body = `const spin = () => Promise.resolve().then(spin); spin(); globalThis.later = 1; ${outputWith('')}`;
    const result = await threads.run(manifest, sourceOf(body), exampleSnapshot());
    expect(result.indicators[0]!.value).toBe(1);
  });

  test('a getter is asked once, and what it gave is what counts', async () => {
    const body = outputWith(
      'let asked = 0; Object.defineProperty(output.indicators[0], "value", { get: () => ++asked, enumerable: true })',
    );
    const result = await threads.run(manifest, sourceOf(body), exampleSnapshot());
    expect([result.indicators[0]!.value, result.indicators[0]!.value]).toEqual([1, 1]);
  });

  test('the thread is kept, but neither globals, prototypes nor a spoilt snapshot', async () => {
    const body = `const seen = [globalThis.left ?? 0, ({}).polluted ?? 0, snapshot.layers.parcel.columns.area_m2[0]];
    globalThis.left = 1;
    Object.prototype.polluted = 1;
    Array.prototype.map = () => { throw new Error('spoilt'); };
    JSON.parse = () => ({ indicators: [] });
    snapshot.layers.parcel.columns.area_m2.fill(-1);
    snapshot.layers.parcel.ids.length = 0;
    ${outputWith('output.tables[0].rows = [[seen.join(" ")]]')}`;
    const runner = threads.runner({ manifest, source: sourceOf(body), hash: '' });
    const snapshot = exampleSnapshot();
    const job = { evaluator: manifest.id, snapshot, parameters: {}, assumptions: {}, seed: 1 };
    const before = threads.count;
    const first = await runner.run(manifest, job);
    const second = await runner.run(manifest, job);
    runner.dispose();
    expect(threads.count - before).toBe(1);
    expect(first.tables![0]!.rows).toEqual([['0 0 10000']]);
    expect(second).toEqual(first);
    expect(snapshot).toEqual(exampleSnapshot());
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('a run is cancelled at once', async () => {
    const abort = new AbortController();
    const running = failure(threads.run(manifest, sourceOf('for (;;);'), exampleSnapshot(), { signal: abort.signal }));
    setTimeout(() => abort.abort(), 300);
    expect((await running).code).toBe('command/cancelled');
  });

  test('a worker runs its own plugin alone', async () => {
    const worker = threads.start({ manifest, source: sourceOf(outputWith('')), hash: '' });
    const job = { evaluator: 'another', snapshot: exampleSnapshot(), parameters: {}, assumptions: {}, seed: 1 };
    const error = await failure(worker.run(job, () => {}));
    worker.terminate();
    expect(error.code).toBe('plugin/unknown');
  });
});
