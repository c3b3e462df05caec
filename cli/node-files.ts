import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { readError, systemCode } from '#electron/files/disk-errors.ts';

/** A file of the disk, read piece by piece. Errors: `command/file-not-found`, `store/read-failed`. */
export async function nodeFile(file: string): Promise<FileSource> {
  const { size } = await found(file);
  return {
    name: path.basename(file),
    bytes: size,
    async read(start, length, into) {
      try {
        const handle = await open(file, 'r');
        try {
          const wanted = Math.max(0, Math.min(length, size - start));
          const hasRoom = into !== undefined && into.length >= wanted;
          // Every byte of it is written, or not handed out.
          const bytes = hasRoom ? into.subarray(0, wanted) : new Uint8Array(Buffer.allocUnsafeSlow(wanted).buffer);
          let filled = 0;
          while (filled < bytes.length) {
            const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
            if (bytesRead === 0) break;
            filled += bytesRead;
          }
          return filled === bytes.length ? bytes : bytes.subarray(0, filled);
        } finally {
          await handle.close();
        }
      } catch (thrown) {
        throw readError(thrown, file);
      }
    },
    async sibling(name) {
      const folder = path.dirname(file);
      const names = await readdir(folder).catch(() => []);
      const match = names.find((each) => each.toLowerCase() === name.toLowerCase());
      return match === undefined ? undefined : nodeFile(path.join(folder, match));
    },
  };
}

async function found(place: string) {
  try {
    return await stat(place);
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(thrown)))
      throw new WorkbenchError('command/file-not-found', { file: place }, { cause: thrown });
    throw readError(thrown, place);
  }
}

/**
 * The files that `places` name, folders with everything inside them that `isWanted`, in the order of their names. Hidden files
 * and folders are left out, and so are links to folders, which may go in circles; links to files are files. Errors: `command/file-not-found`.
 */
export async function nodeFiles(places: readonly string[], isWanted: (name: string) => boolean): Promise<string[]> {
  const files: string[] = [];
  for (const place of places) {
    if ((await found(place)).isDirectory())
      files.push(...(await filesBelow(place)).filter((file) => isWanted(path.basename(file))));
    else files.push(place);
  }
  return [...new Set(files)];
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((one, other) => (one.name < other.name ? -1 : 1));
  const files: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(place)));
    else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(place)))) files.push(place);
  }
  return files;
}

/** Whether a link ends at a file; one that leads nowhere does not. */
async function leadsToFile(link: string): Promise<boolean> {
  const end = await stat(link).catch(() => undefined);
  return end?.isFile() === true;
}
