import type { LayerId, ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { AnswerOf, EngineClient, RequestName, RequestOf } from '#core/rpc/requests.ts';

/** What is known of the answer to a query. While it is asked for again, the last answer stays. */
export interface Answered<Value> {
  readonly data: Value | undefined;
  readonly error: WorkbenchError | undefined;
  readonly loading: boolean;
}

interface Entry {
  readonly name: RequestName;
  readonly request: RequestOf<RequestName>;
  answered: Answered<unknown>;
  /** Raised by each invalidation; an answer to an older question is asked for again. */
  version: number;
  fetched: number;
  readonly listeners: Set<() => void>;
}

const unknownYet: Answered<never> = { data: undefined, error: undefined, loading: true };

/** How many answers that nobody watches are kept. */
const spareLimit = 24;

/** Answers of the engine by their questions, kept until an event says that they may have changed. */
export class QueryCache {
  readonly #engine: EngineClient;
  readonly #entries = new Map<string, Entry>();

  constructor(engine: EngineClient) {
    this.#engine = engine;
    engine.on('features/changed', ({ layers, scenarios }) => this.#featuresChanged(layers, scenarios));
    engine.on('plugins/changed', () => this.invalidate((name) => pluginQueries.has(name)));
    engine.on('project/changed', () => this.invalidate((name) => projectQueries.has(name)));
  }

  read<Name extends RequestName>(name: Name, request: RequestOf<Name>): Answered<AnswerOf<Name>> {
    return this.#entry(name, request).answered as Answered<AnswerOf<Name>>;
  }

  /** Watches an answer, and asks for it when it is not known or out of date. */
  watch<Name extends RequestName>(name: Name, request: RequestOf<Name>, listener: () => void): () => void {
    const entry = this.#entry(name, request);
    entry.listeners.add(listener);
    void this.#refresh(entry);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size === 0 && passingQueries.has(entry.name)) this.#entries.delete(keyOf(name, request));
      this.#dropSpares();
    };
  }

  /** The answer itself, from the cache when it is there. */
  async fetch<Name extends RequestName>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>> {
    const entry = this.#entry(name, request);
    await this.#refresh(entry);
    if (entry.answered.error) throw entry.answered.error;
    return entry.answered.data as AnswerOf<Name>;
  }

  /** Marks answers as out of date: those that are watched are asked for again, the others forgotten. */
  invalidate(concerns: (name: RequestName, request: RequestOf<RequestName>) => boolean): void {
    for (const [key, entry] of this.#entries) {
      if (!concerns(entry.name, entry.request)) continue;
      entry.version++;
      if (entry.listeners.size === 0) this.#entries.delete(key);
      else void this.#refresh(entry);
    }
  }

  /** Asks again for everything that is watched and could not be answered. */
  retryFailed(): void {
    for (const entry of this.#entries.values()) {
      if (!entry.answered.error || entry.listeners.size === 0) continue;
      entry.version++;
      void this.#refresh(entry);
    }
  }

  clear(): void {
    this.invalidate(() => true);
  }

  #entry<Name extends RequestName>(name: Name, request: RequestOf<Name>): Entry {
    const key = keyOf(name, request);
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { name, request, answered: unknownYet, version: 1, fetched: 0, listeners: new Set() };
      this.#entries.set(key, entry);
    }
    return entry;
  }

  #running = new Map<Entry, Promise<void>>();

  #refresh(entry: Entry): Promise<void> {
    const running = this.#running.get(entry);
    if (running) return running;
    if (entry.fetched === entry.version) return Promise.resolve();
    const work = this.#ask(entry)
      .finally(() => this.#running.delete(entry))
      // What became out of date after the last look, while this still counted as running.
      .then(() => this.#refresh(entry));
    this.#running.set(entry, work);
    return work;
  }

  async #ask(entry: Entry): Promise<void> {
    this.#tell(entry, { ...entry.answered, loading: true });
    while (entry.fetched !== entry.version) {
      const { version } = entry;
      try {
        const data = await this.#engine.request(entry.name, entry.request);
        entry.fetched = version;
        this.#tell(entry, { data, error: undefined, loading: entry.fetched !== entry.version });
      } catch (thrown) {
        entry.fetched = version;
        this.#tell(entry, { data: undefined, error: WorkbenchError.from(thrown), loading: false });
      }
    }
  }

  #tell(entry: Entry, answered: Answered<unknown>): void {
    entry.answered = answered;
    for (const listener of entry.listeners) listener();
  }

  #dropSpares(): void {
    const spares = [...this.#entries].filter(([, entry]) => entry.listeners.size === 0 && !entry.answered.loading);
    for (const [key] of spares.slice(0, Math.max(0, spares.length - spareLimit))) this.#entries.delete(key);
  }

  #featuresChanged(layers: readonly LayerId[], scenarios: readonly ScenarioId[]): void {
    this.invalidate((name, request) => {
      if (name.startsWith('indicators/') || name.startsWith('compare/') || name === 'evaluation/results') return true;
      if (!name.startsWith('layer/') && !name.startsWith('table/')) return false;
      const { layer, scenario } = request as { readonly layer: LayerId; readonly scenario?: ScenarioId };
      return layers.includes(layer) && (scenario === undefined || scenarios.includes(scenario));
    });
  }
}

function keyOf(name: RequestName, request: RequestOf<RequestName>): string {
  return `${name} ${textOfRequest(request)}`;
}

const texts = new WeakMap<object, string>();

/** A request as text. It is kept as long as the request, which must not change: one may name a hundred thousand features. */
export function textOfRequest(request: RequestOf<RequestName>): string {
  let text = texts.get(request);
  if (text === undefined) {
    text = JSON.stringify(request);
    texts.set(request, text);
  }
  return text;
}

/** Queries whose answers are of no use once nobody watches them. */
const passingQueries: ReadonlySet<RequestName> = new Set<RequestName>(['layer/glimpse']);

/** Queries whose answers depend on which plugins there are. */
const pluginQueries: ReadonlySet<RequestName> = new Set<RequestName>([
  'plugin/list',
  'evaluation/list',
  'evaluation/results',
]);

/** Queries whose answers depend on the description of the project rather than on features. */
const projectQueries: ReadonlySet<RequestName> = new Set<RequestName>([
  'edit/history',
  'scenario/recipe',
  'scenario/read-recipe',
  'scenario/conflicts',
  'evaluation/results',
  'evaluation/history',
  'indicators/live',
  'compare/difference',
  'table/preview-join',
  'compare/explain',
]);
