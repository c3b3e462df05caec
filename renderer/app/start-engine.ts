import { connectEngine } from '#core/rpc/message-client.ts';
import type { EngineClient } from '#core/rpc/requests.ts';

/** Starts the engine in its worker; when the worker dies, everything open fails with `internal/worker-lost`. */
export function startEngine(): EngineClient {
  const worker = new Worker(new URL('../workers/engine.worker.ts', import.meta.url), { type: 'module' });
  const connection = connectEngine(worker);
  worker.addEventListener('error', () => connection.lose());
  return connection;
}
