import { type FileHandle, mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { syncFolder } from '#electron/files/atomic-save.ts';
import { saveError, systemCode } from '#electron/files/disk-errors.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/**
 * A journal is a file of committed actions: eight bytes of magic and version, the SHA-256 of the project file they build on,
 * then each action as its length and CRC-32 (32 bits each, little-endian) and its bytes. A tail torn by a power cut fails
 * its CRC and is dropped. A journal that builds on other bytes than the project holds now is no journal of that project:
 * this is what makes a kill between saving and removing the journal harmless.
 */
const magic = new TextEncoder().encode('CITYJRN1');
const baseBytes = 32;
const headerBytes = magic.length + baseBytes;
const frameHeaderBytes = 8;

/** The base of a project that was never saved. */
export const noBase: Bytes = new Uint8Array(baseBytes);

/** The base of a project with these bytes. */
export async function baseOf(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes));
}

interface OpenJournal {
  readonly file: string;
  /** Where the next action goes. */
  length: number;
}

/** The journal of one version of one project. */
export class JournalFile {
  readonly #files: readonly string[];
  readonly #base: Bytes;
  #current: OpenJournal | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** `files` are the places where the journal may be, the preferred one first; later ones are for folders without writing. */
  constructor(files: readonly string[], base: Bytes) {
    this.#files = files;
    this.#base = base;
  }

  /** The actions so far, oldest first. */
  entries(): Promise<Bytes[]> {
    return this.#inTurn(async () => (await this.#find())?.entries ?? []);
  }

  /** Appends one action and brings it to the disk. Fails with the codes of saving. */
  append(entry: Bytes): Promise<void> {
    return this.#inTurn(async () => {
      const file = this.#files[0] as string;
      try {
        this.#current ??= await this.#begin();
        const frame = frameOf(entry);
        // At a position of our own, so that the remains of a failed attempt are written over.
        await writeAt(this.#current.file, frame, this.#current.length);
        this.#current.length += frame.length;
      } catch (thrown) {
        throw saveError(thrown, file);
      }
    });
  }

  remove(): Promise<void> {
    return this.#inTurn(async () => {
      this.#current = undefined;
      // A journal that cannot be removed is harmless after a save, since its base no longer fits.
      for (const file of this.#files) await rm(file, { force: true }).catch(() => undefined);
    });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #find(): Promise<{ file: string; entries: Bytes[]; length: number } | undefined> {
    for (const file of this.#files) {
      const bytes = await readFile(file).catch(() => undefined);
      if (bytes === undefined || !fits(bytes, this.#base)) continue;
      return { file, ...parse(bytes) };
    }
    return undefined;
  }

  async #begin(): Promise<OpenJournal> {
    const found = await this.#find();
    if (found !== undefined) {
      const handle = await open(found.file, 'r+');
      await handle.truncate(found.length).finally(() => handle.close());
      return { file: found.file, length: found.length };
    }
    let reason: unknown;
    for (const file of this.#files) {
      try {
        await create(file, this.#base);
        return { file, length: headerBytes };
      } catch (thrown) {
        reason ??= thrown;
        if (!['EACCES', 'ENOENT', 'EPERM', 'EROFS'].includes(systemCode(thrown))) break;
      }
    }
    throw reason;
  }
}

async function create(file: string, base: Bytes): Promise<void> {
  // Only the program's own folder is made; a project's folder that is gone stays gone.
  if (path.basename(path.dirname(file)) === 'journals') await mkdir(path.dirname(file), { recursive: true });
  const handle = await open(file, 'w');
  try {
    await writeAndSync(handle, new Uint8Array([...magic, ...base]), 0);
  } finally {
    await handle.close();
  }
  await syncFolder(path.dirname(file));
}

async function writeAt(file: string, bytes: Bytes, position: number): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await writeAndSync(handle, bytes, position);
  } finally {
    await handle.close();
  }
}

async function writeAndSync(handle: FileHandle, bytes: Bytes, position: number): Promise<void> {
  for (let start = 0; start < bytes.length; ) {
    start += (await handle.write(bytes, start, bytes.length - start, position + start)).bytesWritten;
  }
  await handle.datasync();
}

function frameOf(entry: Bytes): Bytes {
  const frame = new Uint8Array(frameHeaderBytes + entry.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, entry.length, true);
  view.setUint32(4, crc32(entry), true);
  frame.set(entry, frameHeaderBytes);
  return frame;
}

function fits(bytes: Uint8Array, base: Uint8Array): boolean {
  return (
    bytes.length >= headerBytes &&
    magic.every((value, index) => bytes[index] === value) &&
    base.every((value, index) => bytes[magic.length + index] === value)
  );
}

/** The whole actions of a journal, and where the last of them ends. */
function parse(bytes: Uint8Array): { entries: Bytes[]; length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Bytes[] = [];
  let length = headerBytes;
  while (length + frameHeaderBytes <= bytes.length) {
    const end = length + frameHeaderBytes + view.getUint32(length, true);
    if (end > bytes.length) break;
    const entry = new Uint8Array(bytes.subarray(length + frameHeaderBytes, end));
    if (crc32(entry) !== view.getUint32(length + 4, true)) break;
    entries.push(entry);
    length = end;
  }
  return { entries, length };
}
