import { connectEngine } from '#core/rpc/message-client.ts';
import type { ServerMessage } from '#core/rpc/message-form.ts';
import { type RestartingEngine, restartingEngine, type StartedEngine } from '#core/rpc/restarting-engine.ts';
import { inSlices } from '#renderer/state/slices.ts';

/** Calls `lost` when the worker that holds the lock of this name is gone. Returns a function that stops waiting. */
function watchLock(worker: Worker, name: string, lost: () => void): () => void {
  const stop = new AbortController();
  worker.addEventListener('message', ({ data }: MessageEvent<ServerMessage>) => {
    if (data.kind !== 'alive') return;
    // Nothing else asks for this lock: it is given when the worker ends, however it ends.
    navigator.locks.request(name, { signal: stop.signal }, lost).catch(() => undefined);
  });
  return () => stop.abort();
}

function startWorker(lost: () => void): StartedEngine {
  const name = `cityloom-engine-${crypto.randomUUID()}`;
  const worker = new Worker(new URL('../workers/engine.worker.ts', import.meta.url), { type: 'module', name });
  const connection = connectEngine(worker, inSlices);
  const stopWatching = watchLock(worker, name, lost);
  for (const type of ['error', 'messageerror']) worker.addEventListener(type, lost);
  return {
    connection,
    stop() {
      stopWatching();
      worker.terminate();
    },
  };
}

/** Starts the engine in its worker, and again when the worker dies. */
export function startEngine(): RestartingEngine {
  return restartingEngine(startWorker);
}
