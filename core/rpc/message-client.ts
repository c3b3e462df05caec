import { atOnce } from '#core/model/at-once.ts';
import type { JoinedTexts } from '#core/model/joined-texts.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { carriesFiles, FileShelf, filesToHandles, handlesToFiles } from './message-files.ts';
import type { ClientMessage, PortLike, ServerMessage, Settled } from './message-form.ts';
import { type HeldParts, type SentTable, splitTexts, TableReceiver } from './message-tables.ts';
import { givenBuffers, takenOver, transferableBuffers } from './message-transfer.ts';
import type { AnswerOf, EngineClient, EventName, Events, RequestName, RequestOf, RequestOptions } from './requests.ts';

/** The window's end of a channel to an engine in a worker. */
export interface EngineConnection extends EngineClient {
  /** The worker is gone: every open request and every later one fails with `internal/worker-lost`. */
  lose(): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: WorkbenchError) => void;
  readonly progress: RequestOptions['progress'];
  readonly name: RequestName;
  /** Parts of tables that the engine was told not to send again. */
  readonly held: HeldParts;
}

/** Brings work to its end, at once or with stops in between. */
export type Finishing = <Result>(work: Generator<void, Result>) => Promise<Result>;

const nothingHeld: HeldParts = new Map();

type Listener = (event: Events[EventName]) => void;

/**
 * Makes the engine behind `port` usable as if it were here. Files stay on this side: the engine reads them through the
 * channel, piece by piece. Errors arrive as the `WorkbenchError` they were; a request cancelled by its signal fails with
 * `command/cancelled`. What it takes to make tables of many features of what was sent is done by `finish`.
 */
export function connectEngine(port: PortLike, finish: Finishing = async (work) => atOnce(work)): EngineConnection {
  const pending = new Map<number, Pending>();
  const listeners = new Map<EventName, Set<Listener>>();
  const shelf = new FileShelf();
  const tables = new TableReceiver();
  let lastId = 0;
  let lost = false;

  const send = (message: ClientMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);

  /** What is left to do for answers of many features; undefined where an answer is what it is. */
  const workOf = ({ name, held }: Pending, value: unknown): Generator<void, unknown> | undefined => {
    if (name === 'layer/read') return tables.receive(value as SentTable, held);
    return name === 'layer/changes' ? splitTexts(value as JoinedTexts) : undefined;
  };

  const settle = (settled: Settled): void => {
    const request = pending.get(settled.id);
    if (!request) return;
    pending.delete(settled.id);
    if (settled.kind === 'error') return request.reject(WorkbenchError.fromData(settled.error));
    const work = workOf(request, settled.value);
    if (work) {
      return void finish(work).then(request.resolve, (thrown: unknown) => request.reject(WorkbenchError.from(thrown)));
    }
    request.resolve(
      carriesFiles(request.name)
        ? handlesToFiles(settled.value, (handle) => shelf.sourceOf(handle.cityloomFile))
        : settled.value,
    );
  };

  const serveFile = async (id: number, read: () => Promise<unknown>): Promise<void> => {
    try {
      const value = await read();
      send({ kind: 'file-settled', settled: { kind: 'answer', id, value } }, transferableBuffers(value));
    } catch (thrown) {
      send({ kind: 'file-settled', settled: { kind: 'error', id, error: WorkbenchError.from(thrown).toData() } });
    }
  };

  const receive = (message: ServerMessage): void => {
    switch (message.kind) {
      case 'answer':
      case 'error':
        return settle(message);
      case 'progress':
        return pending.get(message.id)?.progress?.(message.progress);
      case 'event':
        for (const listener of listeners.get(message.name) ?? []) listener(message.event);
        return;
      case 'file-read':
        void serveFile(message.id, () => shelf.sourceOf(message.file).read(message.start, message.length));
        return;
      case 'file-sibling':
        void serveFile(message.id, async () => {
          const sibling = await shelf.sourceOf(message.file).sibling(message.name);
          return sibling ? shelf.handleOf(sibling) : null;
        });
    }
  };

  port.addEventListener('message', (event) => receive(event.data as ServerMessage));
  port.start?.();

  return {
    request<Name extends RequestName>(name: Name, request: RequestOf<Name>, options: RequestOptions = {}) {
      const { signal, progress } = options;
      return new Promise<AnswerOf<Name>>((resolve, reject) => {
        if (lost) return reject(new WorkbenchError('internal/worker-lost'));
        if (signal?.aborted) return reject(new WorkbenchError('command/cancelled'));
        const id = ++lastId;
        const held = name === 'layer/read' ? tables.held() : nothingHeld;
        pending.set(id, { resolve: resolve as (value: unknown) => void, reject, progress, name, held });
        signal?.addEventListener('abort', () => pending.has(id) && send({ kind: 'cancel', id }), { once: true });
        const sent = carriesFiles(name) ? filesToHandles(request, (source) => shelf.handleOf(source)) : request;
        const given = takenOver.has(name) ? givenBuffers(sent) : [];
        const has = [...held.keys()];
        send({ kind: 'request', id, name, request: sent, wantsProgress: progress !== undefined, has }, given);
      });
    },
    on<Name extends EventName>(name: Name, listener: (event: Events[Name]) => void) {
      const group = listeners.get(name) ?? new Set<Listener>();
      listeners.set(name, group.add(listener as Listener));
      return () => void group.delete(listener as Listener);
    },
    lose() {
      lost = true;
      for (const request of pending.values()) request.reject(new WorkbenchError('internal/worker-lost'));
      pending.clear();
    },
  };
}
