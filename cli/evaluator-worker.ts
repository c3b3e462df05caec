import { parentPort } from 'node:worker_threads';
import { closeWorld } from '#core/evaluation/close-world.ts';
import { serveEvaluators } from '#core/evaluation/evaluator-worker.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { loadBuiltIn } from '#plugins/built-in/evaluators.ts';

/** The thread that runs evaluators for the command line. */
const port = parentPort!;
const post = port.postMessage.bind(port);

serveEvaluators({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, transfer),
    listen: (listener) => port.on('message', (message: JobMessage) => listener(message)),
  },
  openGeometry: loadGeosEngine,
  closeWorld: () => closeWorld(globalThis),
  load: loadBuiltIn,
});
