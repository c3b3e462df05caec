import { parentPort } from 'node:worker_threads';
import { closeWorld } from '#core/evaluation/close-world.ts';
import type { Evaluate } from '#core/evaluation/contract.ts';
import { serveEvaluators } from '#core/evaluation/evaluator-worker.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { exampleManifest, exampleOutput } from './evaluation-example.ts';

const port = parentPort!;

/** What of its surroundings an evaluator can still use: none of these may work. */
const reaches: Readonly<Record<string, () => unknown>> = {
  fetch: () => fetch('http://127.0.0.1:9/'),
  worker: () => new Worker('x.js'),
  channel: () => new BroadcastChannel('x'),
  process: () => process.env,
  clock: () => Date.now(),
  present: () => new Date(),
  constructed: () => new (new Date(0) as unknown as { constructor: DateConstructor }).constructor(),
  elapsed: () => performance.now(),
  chance: () => Math.random(),
  key: () => crypto.randomUUID(),
  later: () => setTimeout(() => {}, 0),
  inherited: () => (Object.getPrototypeOf(globalThis) as typeof globalThis).fetch('http://127.0.0.1:9/'),
};

const evaluators: Readonly<Record<string, Evaluate>> = {
  sound(snapshot, context) {
    for (let share = 0; share <= 1; share += 0.001) context.progress(share);
    const output = exampleOutput();
    return { ...output, features: [{ id: 'share', values: snapshot.layers.parcel!.columns.area_m2 as Float64Array }] };
  },
  endless() {
    for (;;) Math.sqrt(2);
  },
  throws() {
    throw new Error('no such parcel');
  },
  exits() {
    // The whole thread dies, as it does when memory runs out.
    port.close();
    exitProcess(3);
    return exampleOutput();
  },
  reaching(_, context) {
    for (const [name, reach] of Object.entries(reaches)) {
      let isOpen = true;
      try {
        reach();
      } catch {
        isOpen = false;
      }
      if (isOpen) context.remark('warning', { zh: name, en: name });
    }
    const dates = new Date(2020, 0, 31).getDate();
    context.remark('info', { zh: `日 ${dates}`, en: `day ${dates}` });
    return exampleOutput();
  },
};
const exitProcess = process.exit.bind(process);
const post = port.postMessage.bind(port);

serveEvaluators({
  port: {
    post: (message: WorkerMessage, transfer) => post(message, transfer),
    listen: (listener) => port.on('message', (message: JobMessage) => listener(message)),
  },
  openGeometry: async () => createJstsEngine(),
  closeWorld: () => closeWorld(globalThis),
  load: async (id) => (evaluators[id] ? { manifest: exampleManifest, evaluate: evaluators[id] } : undefined),
});
