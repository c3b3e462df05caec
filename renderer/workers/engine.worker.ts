import { createEngine } from '#core/engine/engine.ts';
import { connectEvaluatorWorker, type EvaluatorWorker } from '#core/evaluation/runner.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { programVersion } from '#core/model/program-version.ts';
import { bufferedRandom } from '#core/platform/buffered-random.ts';
import { loadSqlite } from '#core/platform/sqlite.ts';
import type { PortLike, ServerMessage } from '#core/rpc/message-form.ts';
import { serveEngine } from '#core/rpc/message-server.ts';
import type { PluginCode } from '#core/sandbox/plugin-code.ts';
import type { SandboxMessage } from '#core/sandbox/sandbox-messages.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import { pageConsent } from './page-consent.ts';
import { pageFonts } from './page-fonts.ts';

/** The window, the engine and the browser itself want a core as well. */
const mostWorkers = 4;

function connectWorker(worker: Worker): EvaluatorWorker {
  const connected = connectEvaluatorWorker(
    {
      post: (message: JobMessage, transfer) => worker.postMessage(message, transfer),
      listen: (listener) =>
        worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) => listener(event.data)),
    },
    () => worker.terminate(),
  );
  for (const type of ['error', 'messageerror']) worker.addEventListener(type, () => connected.lose());
  return connected;
}

function createSandboxWorker(plugin: PluginCode): EvaluatorWorker {
  const worker = new Worker(new URL('./plugin-evaluator.worker.ts', import.meta.url), { type: 'module' });
  const first: SandboxMessage = { kind: 'plugin', plugin };
  worker.postMessage(first, []);
  return connectWorker(worker);
}

const engine = createEngine({
  clock: { now: () => Date.now() },
  random: bufferedRandom((words) => crypto.getRandomValues(words)),
  programVersion,
  manifests: builtInManifests,
  evaluatorWorkers: Math.min(mostWorkers, Math.max(1, navigator.hardwareConcurrency)),
  timer: {
    start(milliseconds, expired) {
      const handle = setTimeout(expired, milliseconds);
      return { stop: () => clearTimeout(handle) };
    },
  },
  createEvaluatorWorker: () =>
    connectWorker(new Worker(new URL('./evaluator.worker.ts', import.meta.url), { type: 'module' })),
  createSandboxWorker,
  pluginConsent: pageConsent(),
  loadGeometry: loadGeosEngine,
  loadFonts: pageFonts,
});

// In a worker `self` is the port to the window; its types here are those of a page.
const port: PortLike = {
  postMessage: (message, transfer) => self.postMessage(message, { transfer }),
  addEventListener: (type, listener) => self.addEventListener(type, listener),
};

serveEngine(port, engine);

// A person still looks at the start page: a project that is opened then need not wait for it. Whoever needs it hears of a failure.
loadSqlite().catch(() => undefined);

// Whoever starts this worker sees it die by the lock of its name: no event tells of a worker that was ended.
if ('locks' in navigator) {
  void navigator.locks.request(self.name, () => {
    port.postMessage({ kind: 'alive' } satisfies ServerMessage, []);
    return new Promise<never>(() => undefined);
  });
}
