import { closeWorld } from '#core/evaluation/close-world.ts';
import { serveEvaluators } from '#core/evaluation/evaluator-worker.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { loadBuiltIn } from '#plugins/built-in/evaluators.ts';

// Held here, because it is taken away from everything that runs in this worker later.
const post = self.postMessage.bind(self);

serveEvaluators({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, { transfer }),
    listen: (listener) => self.addEventListener('message', (event: MessageEvent<JobMessage>) => listener(event.data)),
  },
  openGeometry: loadGeosEngine,
  closeWorld: () => closeWorld(globalThis),
  load: loadBuiltIn,
});
