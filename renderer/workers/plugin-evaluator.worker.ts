import { guestCode } from 'virtual:sandbox-guest';
import { closeWorld, stoppedDate } from '#core/evaluation/close-world.ts';
import type { WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import type { SandboxMessage } from '#core/sandbox/sandbox-messages.ts';
import { serveSandbox } from '#core/sandbox/serve-sandbox.ts';

// Held here, because both are taken away from everything that runs in this worker later.
const post = self.postMessage.bind(self);
const now = performance.now.bind(performance);

serveSandbox({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, { transfer }),
    listen: (listener) =>
      self.addEventListener('message', (event: MessageEvent<SandboxMessage>) => listener(event.data)),
  },
  guest: guestCode,
  openGeometry: loadGeosEngine,
  openSolver: loadIntegerSolver,
  closeWorld: () => closeWorld(globalThis, stoppedDate),
  now,
});
