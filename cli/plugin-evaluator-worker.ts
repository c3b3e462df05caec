import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { closeWorld, stoppedDate } from '#core/evaluation/close-world.ts';
import type { WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import type { SandboxMessage } from '#core/sandbox/sandbox-messages.ts';
import { serveSandbox } from '#core/sandbox/serve-sandbox.ts';
import host from '#core/sandbox-guest/host-call.ts?guest';
import main from '#core/sandbox-guest/main.ts?guest';
import sdk from '#plugins/sdk/index.ts?guest';

/** The thread that runs one plugin from outside the program for the command line. */
const port = parentPort!;
const post = port.postMessage.bind(port);
const now = performance.now.bind(performance);

serveSandbox({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, transfer),
    listen: (listener) => port.on('message', (message: SandboxMessage) => listener(message)),
  },
  guest: { host, main, sdk },
  openGeometry: loadGeosEngine,
  openSolver: loadIntegerSolver,
  closeWorld: () => closeWorld(globalThis, stoppedDate),
  now,
});
