import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { solverLibrary } from '#cli/solver-library.ts';
import { connectEvaluatorWorker } from '#core/evaluation/runner.ts';
import type { WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import { pMedian } from '#core/methods/location.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { exampleSnapshot } from './evaluation-example.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'evaluator-solver-'));

beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [solverLibrary()],
    build: {
      ssr: fileURLToPath(new URL('./evaluation-solver-body.ts', import.meta.url)),
      outDir: folder,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: 'body.mjs', chunkFileNames: '[name].mjs' } },
    },
    ssr: { noExternal: true },
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

test('the solver starts and solves where there is no clock, no file and no network, with the same answer', async () => {
  const worker = new Worker(path.join(folder, 'body.mjs'), { env: {} });
  const connected = connectEvaluatorWorker(
    {
      post: (message, transfer) => worker.postMessage(message, transfer),
      listen: (listener) => worker.on('message', (message: WorkerMessage) => listener(message)),
    },
    () => void worker.terminate(),
  );
  worker.on('error', () => connected.lose());
  const job = { evaluator: 'locating', snapshot: exampleSnapshot(), parameters: {}, assumptions: {}, seed: 1 };
  const result = await connected.run(job, () => {});
  connected.terminate();
  const random = seededRandom(5);
  const places = Array.from({ length: 40 }, () => [random.next(), random.next()] as const);
  const costs = places.map(([x, y]) =>
    Float64Array.from(places.slice(0, 15), ([toX, toY]) => Math.hypot(x - toX, y - toY)),
  );
  const problem = { costs, weights: new Float64Array(40).fill(1), existing: [] };
  const { sites } = pMedian(problem, 3, await loadIntegerSolver());
  expect(result.remarks.map(({ text }) => text.en)).toEqual([`optimal ${sites.join(' ')}`]);
});
