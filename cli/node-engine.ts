import { createHash, webcrypto } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { connectEvaluatorWorker, type EvaluatorWorker } from '#core/evaluation/runner.ts';
import type { JobMessage, WorkerMessage } from '#core/evaluation/worker-messages.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { programVersion } from '#core/model/program-version.ts';
import { bufferedRandom } from '#core/platform/buffered-random.ts';
import type { PluginCode } from '#core/sandbox/plugin-code.ts';
import type { SandboxMessage } from '#core/sandbox/sandbox-messages.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import { reportFonts } from './font-source.ts';
import { nodeConsent } from './plugin-consent.ts';

const mostWorkers = 4;

/** What the engine of the command line runs on, and a way to end the threads it has started. */
export interface NodeEngineHost {
  readonly host: EngineHost;
  /** Ends every thread that runs an evaluator; the process would otherwise wait for them. */
  close(): void;
}

/** A part of a buffer of Node's is a view of it, one of plain bytes a copy. */
function plainBytes({ buffer, byteOffset, length }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}

/** SQLite and geometry in this process, each evaluator in a thread of its own. */
export function nodeEngineHost(): NodeEngineHost {
  const threads = new Set<Worker>();

  const startWorker = (file: URL, plugin?: PluginCode): EvaluatorWorker => {
    const thread = new Worker(file, { env: {} });
    if (plugin) {
      const first: SandboxMessage = { kind: 'plugin', plugin };
      thread.postMessage(first, []);
    }
    threads.add(thread);
    const connected = connectEvaluatorWorker(
      {
        post: (message: JobMessage, transfer) => thread.postMessage(message, transfer),
        listen: (listener) => thread.on('message', (message: WorkerMessage) => listener(message)),
      },
      () => void thread.terminate(),
    );
    const lose = () => {
      threads.delete(thread);
      connected.lose();
    };
    thread.on('error', lose);
    thread.on('exit', lose);
    return connected;
  };

  return {
    host: {
      clock: { now: () => Date.now() },
      random: bufferedRandom((words) => webcrypto.getRandomValues(words)),
      createDigest() {
        const hash = createHash('sha256');
        return { update: (bytes) => void hash.update(bytes), finish: () => hash.digest('hex') };
      },
      deflater: {
        deflate: (bytes) => plainBytes(deflateRawSync(bytes, { level: 1 })),
        inflate: (bytes) => plainBytes(inflateRawSync(bytes)),
      },
      programVersion,
      manifests: builtInManifests,
      evaluatorWorkers: Math.min(mostWorkers, availableParallelism()),
      timer: {
        start(milliseconds, expired) {
          const handle = setTimeout(expired, milliseconds);
          return { stop: () => clearTimeout(handle) };
        },
      },
      createEvaluatorWorker: () => startWorker(new URL('./evaluator-worker.js', import.meta.url)),
      createSandboxWorker: (plugin) => startWorker(new URL('./plugin-evaluator-worker.js', import.meta.url), plugin),
      pluginConsent: nodeConsent(),
      loadGeometry: loadGeosEngine,
      loadFonts: reportFonts,
    },
    close: () => {
      for (const thread of threads) void thread.terminate();
    },
  };
}
