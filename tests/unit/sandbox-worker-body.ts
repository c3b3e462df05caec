import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { guestCode } from 'virtual:sandbox-guest';
import { closeWorld, stoppedDate } from '#core/evaluation/close-world.ts';
import type { WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import type { SandboxMessage } from '#core/sandbox/sandbox-messages.ts';
import { serveSandbox } from '#core/sandbox/serve-sandbox.ts';

const port = parentPort!;
const post = port.postMessage.bind(port);
const now = performance.now.bind(performance);

serveSandbox({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, transfer),
    listen: (listener) => port.on('message', (message: SandboxMessage) => listener(message)),
  },
  guest: guestCode,
  openGeometry: async () => createJstsEngine(),
  openSolver: () => Promise.reject(new Error('no solver in this test')),
  closeWorld: () => closeWorld(globalThis, stoppedDate),
  now,
});
