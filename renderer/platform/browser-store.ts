type Bytes = Uint8Array<ArrayBuffer>;

/** A project that this browser has opened. */
export interface StoredProject {
  readonly token: string;
  readonly name: string;
  readonly handle: FileSystemFileHandle;
  /** ISO 8601 instant of the last opening. */
  readonly opened: string;
}

interface StoredAction {
  readonly base: string;
  readonly entry: Bytes | Blob;
}

/** Entries of more bytes, such as imports, are kept as blobs, put together from pieces of this length. */
const pieceBytes = 1 << 20;

/** Bytes as a blob, with a pause after each piece: copying many megabytes at once would hold up the window. */
async function blobOf(bytes: Bytes): Promise<Blob> {
  const pieces: Blob[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    pieces.push(new Blob([bytes.subarray(at, at + pieceBytes)]));
    await new Promise((resolve) => setTimeout(resolve));
  }
  return new Blob(pieces);
}

const databaseName = 'cityloom';
const mostProjects = 12;

/**
 * What the browser keeps between sessions: handles of recent projects, and journals. Journals are here and not in files of
 * the origin's private file system because a transaction with strict durability is flushed to the disk before it reports
 * completion, without a worker: an append of 600 bytes took 2 ms against 6 ms for a small file each.
 */
export class BrowserStore {
  #database: Promise<IDBDatabase> | undefined;

  /** Recent projects, newest first. */
  async projects(): Promise<StoredProject[]> {
    const store = (await this.#transaction('projects', 'readonly')).objectStore('projects');
    const projects: StoredProject[] = await answer(store.getAll());
    return projects.sort((a, b) => (a.opened < b.opened ? 1 : -1));
  }

  async project(token: string): Promise<StoredProject | undefined> {
    return answer((await this.#transaction('projects', 'readonly')).objectStore('projects').get(token));
  }

  /** Keeps a project as the newest, and only the newest few. */
  async putProject(project: StoredProject): Promise<void> {
    const transaction = await this.#transaction('projects', 'readwrite');
    transaction.objectStore('projects').put(project);
    await completion(transaction);
    for (const { token } of (await this.projects()).slice(mostProjects)) await this.removeProject(token);
  }

  async removeProject(token: string): Promise<void> {
    const transaction = await this.#transaction('projects', 'readwrite');
    transaction.objectStore('projects').delete(token);
    await completion(transaction);
  }

  /** Whether there are actions on any project. */
  async hasJournals(): Promise<boolean> {
    return (await answer((await this.#transaction('journal', 'readonly')).objectStore('journal').count())) > 0;
  }

  /** The actions on the project version `base`, oldest first. */
  async journal(base: string): Promise<Bytes[]> {
    const index = (await this.#transaction('journal', 'readonly')).objectStore('journal').index('base');
    const actions: StoredAction[] = await answer(index.getAll(base));
    return Promise.all(
      actions.map(async ({ entry }) => (entry instanceof Blob ? new Uint8Array(await entry.arrayBuffer()) : entry)),
    );
  }

  /** Appends one action; it is on the disk when this returns. */
  async appendJournal(base: string, entry: Bytes): Promise<void> {
    // A copy of exactly these bytes: a view would store the whole buffer behind it.
    const stored: StoredAction = { base, entry: entry.length > pieceBytes ? await blobOf(entry) : entry.slice() };
    const transaction = await this.#transaction('journal', 'readwrite');
    transaction.objectStore('journal').add(stored);
    await completion(transaction);
  }

  async removeJournal(base: string): Promise<void> {
    const transaction = await this.#transaction('journal', 'readwrite');
    const store = transaction.objectStore('journal');
    for (const key of await answer(store.index('base').getAllKeys(base))) store.delete(key);
    await completion(transaction);
  }

  async #transaction(store: string, mode: IDBTransactionMode): Promise<IDBTransaction> {
    this.#database ??= openDatabase();
    return (await this.#database).transaction(store, mode, { durability: 'strict' });
  }
}

function openDatabase(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('projects', { keyPath: 'token' });
    request.result.createObjectStore('journal', { autoIncrement: true }).createIndex('base', 'base');
  });
  return answer(request);
}

function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

function completion(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () => reject(transaction.error));
  });
}
