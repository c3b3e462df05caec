import { createHash } from 'node:crypto';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { OpenedProject, ProjectPlace, RecentProject } from '#core/rpc/host-door.ts';
import { saveAtomically } from '#electron/files/atomic-save.ts';
import { readError } from '#electron/files/disk-errors.ts';
import { HandedOut } from './handed-out.ts';
import { baseOf, JournalFile, noBase } from './journal-file.ts';
import type { RecentProjects } from './recent-projects.ts';

type Bytes = Uint8Array<ArrayBuffer>;

interface Place {
  readonly file: string;
  /** Of the version that was opened or saved last; undefined before either. */
  readonly journal?: JournalFile;
}

export interface ProjectFilesOptions {
  /** The program's own folder, for journals that have no place beside their project. */
  readonly journalFolder: string;
  readonly recents: RecentProjects;
  readonly chooseProject: () => Promise<string | undefined>;
  readonly choosePlace: (suggestedName: string) => Promise<string | undefined>;
  /** Called after the list of recent projects changed. */
  readonly recentsChanged: () => void;
}

/** Project files on the disk, their journals and the list of those opened last. */
export class ProjectFiles {
  readonly #options: ProjectFilesOptions;
  readonly #places = new HandedOut<Place>();
  readonly #unsaved: JournalFile;

  constructor(options: ProjectFilesOptions) {
    this.#options = options;
    this.#unsaved = new JournalFile([path.join(options.journalFolder, 'unsaved.journal')], noBase);
  }

  /** The place of `file`, for the page to open. */
  placeOf(file: string): ProjectPlace {
    const token = this.#places.give(file, this.#places.find(file) ?? { file });
    return { token, name: path.basename(file), folder: path.dirname(file) };
  }

  async choose(): Promise<OpenedProject | undefined> {
    const file = await this.#options.chooseProject();
    return file === undefined ? undefined : this.#read(file);
  }

  open(token: string): Promise<OpenedProject> {
    return this.#read(this.#place(token).file);
  }

  async save(token: string | undefined, suggestedName: string, bytes: Bytes): Promise<ProjectPlace | undefined> {
    const place = token === undefined ? undefined : this.#place(token);
    const file = place?.file ?? (await this.#options.choosePlace(suggestedName));
    if (file === undefined) return undefined;
    await saveAtomically(file, bytes, { keepBackup: true });
    // From here on the old journals no longer fit; removing them only tidies up.
    if (place === undefined) await this.#unsaved.remove();
    await (place ?? this.#places.find(file))?.journal?.remove();
    this.#remember(file, await baseOf(bytes));
    await this.#opened(file);
    return this.placeOf(file);
  }

  appendJournal(token: string | undefined, entry: Bytes): Promise<void> {
    return this.#journal(token).append(entry);
  }

  discardJournal(token: string | undefined): Promise<void> {
    return this.#journal(token).remove();
  }

  unsavedJournal(): Promise<Bytes[]> {
    return this.#unsaved.entries();
  }

  async recentProjects(): Promise<RecentProject[]> {
    const files = await this.#options.recents.list();
    return Promise.all(
      files.map(async ({ path: file, opened }) => {
        const missing = await access(file).then(
          () => false,
          () => true,
        );
        return { place: this.placeOf(file), opened, missing };
      }),
    );
  }

  async forgetRecent(token: string): Promise<void> {
    await this.#options.recents.remove(this.#place(token).file);
    this.#options.recentsChanged();
  }

  async #read(file: string): Promise<OpenedProject> {
    let bytes: Bytes;
    try {
      bytes = plainBytes(await readFile(file));
    } catch (thrown) {
      throw readError(thrown, file);
    }
    const journal = this.#remember(file, await baseOf(bytes));
    await this.#opened(file);
    return { place: this.placeOf(file), bytes, journal: await journal.entries() };
  }

  async #opened(file: string): Promise<void> {
    await this.#options.recents.add(file);
    this.#options.recentsChanged();
  }

  #remember(file: string, base: Bytes): JournalFile {
    const elsewhere = `${createHash('sha256').update(file).digest('hex').slice(0, 32)}.journal`;
    const journal = new JournalFile([`${file}.journal`, path.join(this.#options.journalFolder, elsewhere)], base);
    this.#places.give(file, { file, journal });
    return journal;
  }

  #place(token: string): Place {
    const place = this.#places.get(token);
    if (place === undefined) throw new WorkbenchError('store/place-unknown', { name: token });
    return place;
  }

  #journal(token: string | undefined): JournalFile {
    if (token === undefined) return this.#unsaved;
    const place = this.#place(token);
    if (place.journal === undefined)
      throw new WorkbenchError('store/place-unknown', { name: path.basename(place.file) });
    return place.journal;
  }
}

/** A buffer as a plain array of bytes, without copying when it owns its memory. */
export function plainBytes(buffer: Buffer): Bytes {
  const whole = buffer.buffer instanceof ArrayBuffer && buffer.byteLength === buffer.buffer.byteLength;
  return whole ? new Uint8Array(buffer.buffer as ArrayBuffer) : new Uint8Array(buffer);
}
