import { WorkbenchError } from '#core/model/workbench-error.ts';
import { roomyBuffer } from '#core/platform/roomy-buffer.ts';
import { browserReadError } from './browser-errors.ts';
import {
  askPermission,
  type ChosenProject,
  chooseProjectFile,
  chooseSavePlace,
  download,
  fileOf,
  writeHandle,
} from './browser-files.ts';
import { BrowserStore } from './browser-store.ts';
import { digestOf } from './digest-of.ts';
import type { OpenedProject, ProjectPlace, RecentProject } from './host.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A project of this session: its file, unless it came by upload, and the version that its journal builds on. */
interface SessionProject {
  readonly handle: FileSystemFileHandle | undefined;
  /** The content of a project that no handle leads to: the upload, or what was saved as a download. */
  readonly content?: Blob | undefined;
  /** Not worked out before it is asked for, or the map is there: a large file takes a second. */
  readonly base: () => Promise<string>;
}

/** Within that time a project is on the map, ms. */
const openingTime = 10_000;

/** The base of a project that was never saved. */
const noBase = 'unsaved';

/**
 * Projects and journals in a browser. A journal belongs to the exact bytes that it builds on (by their SHA-256), so that a
 * project that has to be uploaded again finds its own, and one that was saved finds none.
 */
export class BrowserProjects {
  readonly #store = new BrowserStore();
  readonly #session = new Map<string, SessionProject>();

  async choose(): Promise<OpenedProject | undefined> {
    const chosen = await chooseProjectFile();
    return chosen && this.#read(chosen, await this.#tokenOf(chosen));
  }

  async open(place: ProjectPlace): Promise<OpenedProject> {
    const handle = await this.#handleOf(place);
    const content = this.#session.get(place.token)?.content;
    if (handle === undefined && content) return this.#read({ file: new File([content], place.name) }, place.token);
    if (handle === undefined) throw new WorkbenchError('store/place-unknown', { name: place.name });
    await askPermission(handle);
    return this.#read({ handle }, place.token);
  }

  async save(place: ProjectPlace | undefined, suggestedName: string, bytes: Bytes): Promise<ProjectPlace | undefined> {
    const before = place && this.#session.get(place.token);
    const target =
      place === undefined ? await chooseSavePlace(suggestedName, true) : ((await this.#handleOf(place)) ?? 'download');
    if (target === undefined) return undefined;
    const isDownload = target === 'download';
    const name = isDownload ? (place?.name ?? suggestedName) : target.name;
    if (isDownload) {
      download(name, 'application/geopackage+sqlite3', bytes);
    } else {
      await askPermission(target);
      await writeHandle(target, bytes);
    }
    await this.#store.removeJournal(before ? await before.base() : noBase);
    const token = place?.token ?? (isDownload ? crypto.randomUUID() : await this.#tokenOf({ handle: target }));
    const content = new Blob([bytes]);
    const base = baseOf(content, name);
    await base();
    const project = isDownload ? { handle: undefined, content, base } : { handle: target, base };
    await this.#remember(token, name, project);
    return { token, name, folder: '' };
  }

  async appendJournal(place: ProjectPlace | undefined, entry: Bytes): Promise<void> {
    // Asks the browser not to throw journals away when the disk fills up; it decides by itself.
    void navigator.storage.persist?.();
    await this.#store.appendJournal(await this.#baseOf(place), entry);
  }

  async discardJournal(place: ProjectPlace | undefined): Promise<void> {
    await this.#store.removeJournal(await this.#baseOf(place));
  }

  unsavedJournal(): Promise<Bytes[]> {
    return this.#store.journal(noBase);
  }

  async recents(): Promise<RecentProject[]> {
    const projects = await this.#store.projects();
    return Promise.all(
      projects.map(async ({ token, name, handle, opened }) => ({
        place: { token, name, folder: '' },
        opened,
        // Without permission the browser does not say whether the file is there; opening will.
        missing: await handle.getFile().then(
          () => false,
          (thrown: unknown) => thrown instanceof DOMException && thrown.name === 'NotFoundError',
        ),
      })),
    );
  }

  forget(place: ProjectPlace): Promise<void> {
    return this.#store.removeProject(place.token);
  }

  async #read(chosen: ChosenProject, token: string): Promise<OpenedProject> {
    const isHandle = 'handle' in chosen;
    const file = isHandle ? await fileOf(chosen.handle) : chosen.file;
    const bytes = await readFile(file);
    const { name } = isHandle ? chosen.handle : file;
    const base = baseOf(file, name);
    await this.#remember(
      token,
      name,
      isHandle ? { handle: chosen.handle, base } : { handle: undefined, content: file, base },
    );
    // Which project it is counts only where there are journals.
    const journal = (await this.#store.hasJournals()) ? await this.#store.journal(await base()) : [];
    return { place: { token, name, folder: '' }, bytes, journal };
  }

  async #remember(token: string, name: string, project: SessionProject): Promise<void> {
    this.#session.set(token, project);
    const { handle } = project;
    if (handle === undefined) return;
    await this.#store.putProject({ token, name, handle, opened: new Date().toISOString() });
  }

  /** The token of the same file from an earlier opening, or a new one. */
  async #tokenOf(chosen: ChosenProject): Promise<string> {
    if ('handle' in chosen) {
      for (const known of await this.#store.projects()) {
        if (await known.handle.isSameEntry(chosen.handle)) return known.token;
      }
    }
    return crypto.randomUUID();
  }

  async #handleOf(place: ProjectPlace): Promise<FileSystemFileHandle | undefined> {
    const known = this.#session.get(place.token);
    return known === undefined ? (await this.#store.project(place.token))?.handle : known.handle;
  }

  async #baseOf(place: ProjectPlace | undefined): Promise<string> {
    if (place === undefined) return noBase;
    const project = this.#session.get(place.token);
    if (project === undefined) throw new WorkbenchError('store/place-unknown', { name: place.name });
    return project.base();
  }
}

async function readFile(file: File): Promise<Bytes> {
  try {
    return await readWithRoom(file);
  } catch (thrown) {
    throw browserReadError(thrown, file.name);
  }
}

/** So long the page is kept from answering a person while it reads, ms. */
const longestStretch = 9;

/** A task of its own, behind those that wait. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** The bytes of a file with room behind them in their buffer, so that the engine needs no copy. */
async function readWithRoom(file: File): Promise<Bytes> {
  const reader = file.stream().getReader({ mode: 'byob' });
  let buffer = roomyBuffer(file.size);
  let filled = 0;
  let rested = performance.now();
  while (filled < file.size) {
    const { value } = await reader.read(new Uint8Array(buffer, filled, file.size - filled));
    // The file ends before it should: reading it as a whole says why.
    if (!value || value.length === 0) return new Uint8Array(await file.arrayBuffer());
    buffer = value.buffer;
    filled += value.length;
    if (performance.now() - rested < longestStretch) continue;
    await nextTask();
    rested = performance.now();
  }
  return new Uint8Array(buffer, 0, filled);
}

/** The digest of a content, worked out once: when somebody needs it, at the latest when the project should be on the map. */
function baseOf(content: Blob, name: string): () => Promise<string> {
  let known: Promise<string> | undefined;
  const base = (): Promise<string> => {
    known ??= digestOf(content).catch((thrown: unknown) => {
      throw browserReadError(thrown, name);
    });
    return known;
  };
  // Later the file may have been changed. Whoever needs it hears of a failure.
  setTimeout(() => base().catch(() => undefined), openingTime);
  return base;
}
