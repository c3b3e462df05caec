import { parentPort } from 'node:worker_threads';
import { closeWorld } from '#core/evaluation/close-world.ts';
import type { EvaluatorContext, Snapshot } from '#core/evaluation/contract.ts';
import { serveEvaluators } from '#core/evaluation/evaluator-worker.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import { pMedian } from '#core/methods/location.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { exampleManifest, exampleOutput } from './evaluation-example.ts';

const port = parentPort!;
const post = port.postMessage.bind(port);

/** Loads the solver when the world is closed already, and says what it found. */
async function locating() {
  const solver = await loadIntegerSolver();
  const random = seededRandom(5);
  const places = Array.from({ length: 40 }, () => [random.next(), random.next()] as const);
  const costs = places.map(([x, y]) =>
    Float64Array.from(places.slice(0, 15), ([toX, toY]) => Math.hypot(x - toX, y - toY)),
  );
  return {
    manifest: exampleManifest,
    evaluate: (_: Snapshot, context: EvaluatorContext) => {
      const { sites, status } = pMedian({ costs, weights: new Float64Array(40).fill(1), existing: [] }, 3, solver);
      const text = `${status} ${sites.join(' ')}`;
      context.remark('info', { zh: text, en: text });
      return exampleOutput();
    },
  };
}

serveEvaluators({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, transfer),
    listen: (listener) => port.on('message', (message: JobMessage) => listener(message)),
  },
  openGeometry: async () => createJstsEngine(),
  closeWorld: () => closeWorld(globalThis),
  load: async (id) => (id === 'locating' ? locating() : undefined),
});
