import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import * as fileSystem from 'node:fs/promises';
import path from 'node:path';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { saveError, systemCode } from './disk-errors.ts';

/** The operations that saving needs, so that a test can let them fail. */
export type SaveDisk = Pick<
  typeof fileSystem,
  'access' | 'copyFile' | 'link' | 'open' | 'readdir' | 'realpath' | 'rename' | 'stat' | 'unlink'
>;

export interface SaveOptions {
  /** Keeps the previous version beside the file as `name.bak`. */
  readonly keepBackup?: boolean;
  readonly disk?: SaveDisk;
  /** Waits between attempts, in milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** Waits before the next attempt at a rename, 3 seconds in all: virus scanners and sync programs let go within one or two. */
const renameWaits = [20, 40, 80, 160, 320, 640, 800, 940];
const chunkBytes = 64 * 2 ** 20;
const leftoverAgeMilliseconds = 24 * 3_600_000;

/**
 * Replaces `file` by `bytes` so that at every moment, whatever happens, either the old or the new version is there whole:
 * temporary file in the same folder, fsync, rename, fsync of the folder. A link is followed, so that it stays a link.
 * Fails with `store/disk-full`, `store/read-only`, `store/file-busy`, `store/folder-missing`, `store/save-failed`; the file
 * is then as it was.
 */
export async function saveAtomically(file: string, bytes: Uint8Array, options: SaveOptions = {}): Promise<void> {
  const { disk = fileSystem, pause = wait } = options;
  const target = await disk.realpath(file).catch(() => file);
  const folder = path.dirname(target);
  const temporary = temporaryFile(folder);
  try {
    const mode = await writableMode(disk, target);
    await writeThrough(disk, temporary, bytes, mode);
    if (options.keepBackup === true && mode !== undefined) await keepBackup(disk, target);
    await renamePatiently(disk, pause, temporary, target);
  } catch (thrown) {
    await disk.unlink(temporary).catch(() => undefined);
    throw saveError(thrown, file);
  }
  await syncFolder(folder, disk);
  await removeLeftovers(disk, folder);
}

/** Brings the folder's own entries to the disk. Windows has no such operation and refuses; there is nothing to do then. */
export async function syncFolder(folder: string, disk: Pick<SaveDisk, 'open'> = fileSystem): Promise<void> {
  try {
    const handle = await disk.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The rename has happened; a folder that cannot be synced does not undo it.
  }
}

function temporaryFile(folder: string): string {
  return path.join(folder, `.cityloom-${randomBytes(6).toString('hex')}.saving`);
}

/** The mode of an existing file, which must be writable; undefined when there is none yet. */
async function writableMode(disk: SaveDisk, target: string): Promise<number | undefined> {
  try {
    const { mode } = await disk.stat(target);
    // A rename would go through where only the folder is writable: a read-only mark is meant to be respected.
    await disk.access(target, constants.W_OK);
    return mode & 0o777;
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

async function writeThrough(disk: SaveDisk, file: string, bytes: Uint8Array, mode = 0o666): Promise<void> {
  const handle = await disk.open(file, 'wx', mode);
  try {
    // One call takes less than 2 GiB.
    for (let start = 0; start < bytes.length; ) {
      const { bytesWritten } = await handle.write(bytes, start, Math.min(chunkBytes, bytes.length - start), start);
      start += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A backup that cannot be made does not stop a save: the previous backup then stays. */
async function keepBackup(disk: SaveDisk, target: string): Promise<void> {
  const next = temporaryFile(path.dirname(target));
  try {
    // A second name for the same bytes costs nothing; some file systems have none, and get a copy.
    await disk.link(target, next).catch(() => disk.copyFile(target, next, constants.COPYFILE_FICLONE));
    await disk.rename(next, `${target}.bak`);
  } catch {
    // Described above.
  }
  // Renaming one name of a file onto another name of the same file leaves both.
  await disk.unlink(next).catch(() => undefined);
}

async function renamePatiently(
  disk: SaveDisk,
  pause: (milliseconds: number) => Promise<void>,
  from: string,
  to: string,
): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await disk.rename(from, to);
      return;
    } catch (thrown) {
      if (!['EACCES', 'EBUSY', 'EPERM'].includes(systemCode(thrown))) throw thrown;
      const next = renameWaits[attempt];
      // The temporary file could be written, so the folder is writable: somebody holds the file itself.
      if (next === undefined)
        throw new WorkbenchError('store/file-busy', { name: path.basename(to) }, { cause: thrown });
      await pause(next);
    }
  }
}

/** Temporary files of saves that were killed long ago. */
async function removeLeftovers(disk: SaveDisk, folder: string): Promise<void> {
  const names = await disk.readdir(folder).catch((): string[] => []);
  for (const name of names) {
    if (!/^\.cityloom-[0-9a-f]{12}\.saving$/.test(name)) continue;
    const file = path.join(folder, name);
    const age = await disk.stat(file).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > leftoverAgeMilliseconds) await disk.unlink(file).catch(() => undefined);
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}
