import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { joinTexts } from '#core/model/joined-texts.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { readContent } from '#core/platform/read-content.ts';
import { carriesFiles, FileShelf, filesToHandles, handlesToFiles } from './message-files.ts';
import type { ClientMessage, FileHandle, PortLike, ServerMessage, Settled } from './message-form.ts';
import { TableSender } from './message-tables.ts';
import { handedOver, handedOverEvents, transferableBuffers } from './message-transfer.ts';
import { type EngineClient, type EventName, mutatingRequests, type RequestName, type RequestOf } from './requests.ts';

const eventNames = Object.keys({
  'project/changed': true,
  'features/changed': true,
  'journal/entry': true,
  'evaluation/progress': true,
  'suggest/progress': true,
  'plugins/changed': true,
} satisfies Record<EventName, true>) as EventName[];

/** Files on the far side of the channel, as sources that read through it. */
class RemoteFiles {
  readonly #send: (message: ServerMessage) => void;
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  readonly #sources = new Map<number, FileSource>();
  /** Numbers of the sources made here, so that they go back as the handles they came as. */
  readonly #handles = new Map<FileSource, FileHandle>();
  #lastId = 0;

  constructor(send: (message: ServerMessage) => void) {
    this.#send = send;
  }

  sourceOf(handle: FileHandle): FileSource {
    const known = this.#sources.get(handle.cityloomFile);
    if (known) return known;
    const file = handle.cityloomFile;
    const source: FileSource = {
      name: handle.name,
      bytes: handle.bytes,
      read: async (start, length) =>
        handle.content
          ? readContent(handle.content, handle, start, length)
          : ((await this.#ask((id) => ({ kind: 'file-read', id, file, start, length }))) as Uint8Array),
      sibling: async (name) => {
        const found = await this.#ask((id) => ({ kind: 'file-sibling', id, file, name }));
        return found ? this.sourceOf(found as FileHandle) : undefined;
      },
    };
    this.#sources.set(file, source);
    this.#handles.set(source, handle);
    return source;
  }

  handleOf(source: FileSource, shelf: FileShelf): FileHandle {
    return this.#handles.get(source) ?? shelf.handleOf(source);
  }

  settle(settled: Settled): void {
    const waiting = this.#pending.get(settled.id);
    this.#pending.delete(settled.id);
    if (settled.kind === 'error') waiting?.reject(WorkbenchError.fromData(settled.error));
    else waiting?.resolve(settled.value);
  }

  #ask(message: (id: number) => ServerMessage): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      this.#pending.set(id, { resolve, reject });
      this.#send(message(id));
    });
  }
}

/**
 * Serves `engine` to the window behind `port`. Requests that change the project run one at a time in the order in which they
 * came; all others at once. A request cancelled while it waits fails with `command/cancelled` and never starts. The arrays of
 * the answers listed in `handedOver` are transferred.
 */
export function serveEngine(port: PortLike, engine: EngineClient): void {
  const cancels = new Map<number, AbortController>();
  const send = (message: ServerMessage, transfer: ArrayBuffer[] = []): void => port.postMessage(message, transfer);
  const files = new RemoteFiles(send);
  const shelf = new FileShelf();
  const tables = new TableSender();
  let lastMutation: Promise<void> = Promise.resolve();

  const answer = async (message: ClientMessage & { kind: 'request' }, signal: AbortSignal): Promise<void> => {
    const { id, name } = message;
    try {
      if (signal.aborted) throw new WorkbenchError('command/cancelled');
      const request = carriesFiles(name)
        ? handlesToFiles(message.request, (handle) => files.sourceOf(handle))
        : message.request;
      const value: unknown = await engine.request(name, request as RequestOf<RequestName>, {
        signal,
        ...(message.wantsProgress ? { progress: (progress) => send({ kind: 'progress', id, progress }) } : {}),
      });
      if (name === 'layer/read') {
        const table = tables.send(value as FeatureTable, message.has);
        send({ kind: 'answer', id, value: table }, transferableBuffers(table));
        return;
      }
      if (name === 'layer/changes') {
        const ids = joinTexts(value as readonly FeatureId[]);
        send({ kind: 'answer', id, value: ids }, transferableBuffers(ids));
        return;
      }
      const sent = carriesFiles(name) ? filesToHandles(value, (source) => files.handleOf(source, shelf)) : value;
      send({ kind: 'answer', id, value: sent }, handedOver.has(name) ? transferableBuffers(sent) : []);
    } catch (thrown) {
      send({ kind: 'error', id, error: WorkbenchError.from(thrown).toData() });
    } finally {
      cancels.delete(id);
    }
  };

  const receive = (message: ClientMessage): void => {
    if (message.kind === 'cancel') return cancels.get(message.id)?.abort();
    if (message.kind === 'file-settled') return files.settle(message.settled);
    const cancel = new AbortController();
    cancels.set(message.id, cancel);
    if (mutatingRequests.has(message.name)) {
      lastMutation = lastMutation.then(() => answer(message, cancel.signal));
    } else {
      void answer(message, cancel.signal);
    }
  };

  for (const name of eventNames)
    engine.on(name, (event) => {
      send({ kind: 'event', name, event }, handedOverEvents.has(name) ? transferableBuffers(event) : []);
    });
  port.addEventListener('message', (event) => receive(event.data as ClientMessage));
  port.start?.();
}
