import type { EngineConnection } from './message-client.ts';
import type { EngineClient, EventName, Events, RequestName, RequestOf, RequestOptions } from './requests.ts';

/** One running engine, and the way to end it. */
export interface StartedEngine {
  readonly connection: EngineConnection;
  stop(): void;
}

/** An engine that is started anew when its worker dies. */
export interface RestartingEngine extends EngineClient {
  /**
   * Called after each loss with the fresh engine, to bring it to where the lost one was. Requests of others wait until it is
   * done, whether or not it succeeds.
   */
  recoverBy(recover: (fresh: EngineClient) => Promise<void>): void;
}

/** Listeners by event, of whatever engine runs. */
class Listening {
  readonly #attached: ((engine: EngineClient) => () => void)[] = [];
  readonly #stops = new Map<(engine: EngineClient) => () => void, () => void>();

  add<Name extends EventName>(engine: EngineClient, name: Name, listener: (event: Events[Name]) => void): () => void {
    const attach = (to: EngineClient): (() => void) => to.on(name, listener);
    this.#attached.push(attach);
    this.#stops.set(attach, attach(engine));
    return () => {
      this.#stops.get(attach)?.();
      this.#stops.delete(attach);
      this.#attached.splice(this.#attached.indexOf(attach), 1);
    };
  }

  move(engine: EngineClient): void {
    for (const attach of this.#attached) {
      this.#stops.get(attach)?.();
      this.#stops.set(attach, attach(engine));
    }
  }
}

/**
 * Keeps an engine running. `start` starts one and calls `lost` when its worker is gone; what was asked of that one then fails
 * with `internal/worker-lost`, once and for all, and a fresh one takes its place.
 */
export function restartingEngine(start: (lost: () => void) => StartedEngine): RestartingEngine {
  const listening = new Listening();
  let recover: (fresh: EngineClient) => Promise<void> = async () => undefined;
  /** The recovery under way. */
  const state: { recovering?: Promise<void> } = {};
  let current = begin();

  function begin(): StartedEngine {
    const started: StartedEngine = start(() => {
      if (current !== started) return;
      started.connection.lose();
      started.stop();
      current = begin();
      listening.move(current.connection);
      const fresh = current.connection;
      const done = recover(fresh)
        .catch(() => undefined)
        .finally(() => {
          if (state.recovering === done) delete state.recovering;
        });
      state.recovering = done;
    });
    return started;
  }

  return {
    async request<Name extends RequestName>(name: Name, request: RequestOf<Name>, options?: RequestOptions) {
      while (state.recovering) await state.recovering;
      return current.connection.request(name, request, options);
    },
    on: (name, listener) => listening.add(current.connection, name, listener),
    recoverBy(work) {
      recover = work;
    },
  };
}
