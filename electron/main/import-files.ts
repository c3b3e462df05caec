import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { DoorFile } from '#core/rpc/host-door.ts';
import { readError } from '#electron/files/disk-errors.ts';
import { HandedOut } from './handed-out.ts';

/** Files that a person chose or dropped, which the page may read piece by piece. */
export class ImportFiles {
  readonly #files = new HandedOut<{ readonly file: string }>();

  /** Lets the page read `file`; undefined when it is no ordinary file. */
  async register(file: string): Promise<DoorFile | undefined> {
    if (!path.isAbsolute(file)) return undefined;
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() !== true) return undefined;
    return { token: this.#files.give(file, { file }), name: path.basename(file), bytes: found.size };
  }

  async read(token: string, start: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
    const file = this.#file(token);
    try {
      const handle = await open(file, 'r');
      try {
        const bytes = new Uint8Array(length);
        let filled = 0;
        while (filled < length) {
          const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return filled === length ? bytes : bytes.slice(0, filled);
      } finally {
        await handle.close();
      }
    } catch (thrown) {
      throw readError(thrown, file);
    }
  }

  /**
   * A part of the same data set: in the same folder, with the same base name (`roads.dbf` and `roads.shp.xml` of
   * `roads.shp`), upper or lower case. Other names are not looked for, so that one file opens no folder.
   */
  async sibling(token: string, name: string): Promise<DoorFile | undefined> {
    const file = this.#file(token);
    if (!isPartOf(path.basename(file), name)) return undefined;
    const folder = path.dirname(file);
    const names = await readdir(folder).catch((): string[] => []);
    const found =
      names.find((other) => other === name) ?? names.find((other) => other.toLowerCase() === name.toLowerCase());
    return found === undefined ? undefined : this.register(path.join(folder, found));
  }

  #file(token: string): string {
    const found = this.#files.get(token);
    if (found === undefined) throw new WorkbenchError('store/place-unknown', { name: token });
    return found.file;
  }
}

function isPartOf(file: string, name: string): boolean {
  if (/[\\/]/.test(name)) return false;
  const stem = path.parse(file).name.toLowerCase();
  const other = path.parse(name).name.toLowerCase();
  return other === stem || other === file.toLowerCase();
}
