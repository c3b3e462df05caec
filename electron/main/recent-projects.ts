import { readFile } from 'node:fs/promises';
import { saveAtomically } from '#electron/files/atomic-save.ts';

export interface RecentFile {
  readonly path: string;
  /** ISO 8601 instant of the last opening. */
  readonly opened: string;
}

const most = 12;

/** The projects opened last, newest first, kept in a small file. A file that cannot be read counts as empty. */
export class RecentProjects {
  readonly #file: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  async list(): Promise<RecentFile[]> {
    await this.#last;
    return this.#read();
  }

  add(path: string): Promise<void> {
    const entry = { path, opened: new Date().toISOString() };
    return this.#change((files) => [entry, ...files.filter((file) => file.path !== path)].slice(0, most));
  }

  remove(path: string): Promise<void> {
    return this.#change((files) => files.filter((file) => file.path !== path));
  }

  #change(edit: (files: RecentFile[]) => RecentFile[]): Promise<void> {
    const turn = this.#changeAfter(this.#last, edit);
    this.#last = turn;
    return turn;
  }

  async #changeAfter(earlier: Promise<unknown>, edit: (files: RecentFile[]) => RecentFile[]): Promise<void> {
    await earlier;
    const text = JSON.stringify(edit(await this.#read()), undefined, 2);
    // The list is a convenience: opening a project does not fail because it cannot be written.
    await saveAtomically(this.#file, new TextEncoder().encode(text)).catch(() => undefined);
  }

  async #read(): Promise<RecentFile[]> {
    try {
      const content: unknown = JSON.parse(await readFile(this.#file, 'utf8'));
      return Array.isArray(content) ? content.filter(isRecentFile).slice(0, most) : [];
    } catch {
      return [];
    }
  }
}

function isRecentFile(value: unknown): value is RecentFile {
  const { path, opened } = (value ?? {}) as Partial<Record<keyof RecentFile, unknown>>;
  return typeof path === 'string' && typeof opened === 'string';
}
