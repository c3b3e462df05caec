import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';

/** Bytes read at once from a file. */
export const chunkSize = 4 * 1024 * 1024;

/** A file that is in memory already. `siblings` are the files beside it. */
export function memorySource(name: string, bytes: Uint8Array, siblings: readonly FileSource[] = []): FileSource {
  return {
    name,
    bytes: bytes.length,
    async read(start, length) {
      return bytes.subarray(start, start + length);
    },
    async sibling(wanted) {
      return siblings.find((source) => source.name.toLowerCase() === wanted.toLowerCase());
    },
  };
}

/** The name without folder and last extension: `land` of `land.shp`. */
export function fileStem(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(0, dot) : base;
}

/** The last extension in lower case with its dot: `.shp` of `LAND.SHP`; empty when there is none. */
export function fileExtension(name: string): string {
  const base = name.slice(name.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot).toLowerCase() : '';
}

/** The file beside `source` that has the same name but for the extension. */
export function companion(source: FileSource, extension: string): Promise<FileSource | undefined> {
  return source.sibling(fileStem(source.name) + extension);
}

/** Stops work that was given up. Errors: `command/cancelled`. */
export function checkCancelled(context: TaskContext): void {
  if (context.signal?.aborted) throw new WorkbenchError('command/cancelled');
}

/**
 * Reads exactly what was asked for, up to the end of the file; `into` may be used for it, as `FileSource.read` does. Errors:
 * `formats/truncated` when the host gives less.
 */
export async function readRange(
  source: FileSource,
  start: number,
  length: number,
  into?: Uint8Array,
): Promise<Uint8Array> {
  const wanted = Math.max(0, Math.min(length, source.bytes - start));
  if (wanted === 0) return new Uint8Array(0);
  const bytes = await source.read(start, wanted, into);
  if (bytes.length === wanted) return bytes;
  throw new WorkbenchError('formats/truncated', {
    file: source.name,
    expected: source.bytes,
    found: start + bytes.length,
  });
}

/** The file piece by piece, telling how far it is. A piece is only there until the next is asked for. */
export async function* readChunks(source: FileSource, context: TaskContext, start = 0): AsyncGenerator<Uint8Array> {
  // Memory that is used again is had at once, while fresh memory has to be found page by page.
  const room = new Uint8Array(Math.max(0, Math.min(chunkSize, source.bytes - start)));
  for (let place = start; place < source.bytes; place += chunkSize) {
    checkCancelled(context);
    const bytes = await readRange(source, place, chunkSize, room);
    context.progress?.({ done: place + bytes.length, total: source.bytes, label: source.name });
    yield bytes;
  }
}

/** Pieces one after another. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const joined = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    joined.set(piece, place);
    place += piece.length;
  }
  return joined;
}

/** The whole file in one piece. */
export async function readWhole(source: FileSource, context: TaskContext): Promise<Uint8Array> {
  if (source.bytes <= chunkSize) {
    checkCancelled(context);
    return readRange(source, 0, source.bytes);
  }
  const whole = new Uint8Array(source.bytes);
  for (let place = 0; place < source.bytes; place += chunkSize) {
    checkCancelled(context);
    const room = whole.subarray(place, place + chunkSize);
    const bytes = await readRange(source, place, chunkSize, room);
    if (bytes.buffer !== whole.buffer) room.set(bytes);
    context.progress?.({ done: place + bytes.length, total: source.bytes, label: source.name });
  }
  return whole;
}

/**
 * A view on a file that moves forward: `bytes` from `position` on are what comes next. Asking for more keeps what has not
 * been passed yet, so that a reader can look at one whole item without copying it. What was passed is gone then: its memory is
 * used for what comes.
 */
export class ByteWindow {
  bytes: Uint8Array = new Uint8Array(0);
  position = 0;
  readonly source: FileSource;
  readonly #context: TaskContext;
  /** Place in the file of the first byte in `bytes`. */
  #start: number;
  /** Where what is read goes, unless the host has it in memory already. */
  #room = new Uint8Array(0);

  constructor(source: FileSource, context: TaskContext, start = 0) {
    this.source = source;
    this.#context = context;
    this.#start = start;
  }

  /** Place in the file of the byte at `position`. */
  get offset(): number {
    return this.#start + this.position;
  }

  get available(): number {
    return this.bytes.length - this.position;
  }

  /** Reads on; false at the end of the file. Bytes before `position` are given up, so `position` becomes 0. */
  async more(least = 1): Promise<boolean> {
    checkCancelled(this.#context);
    const next = this.#start + this.bytes.length;
    if (next >= this.source.bytes) return false;
    // Growing by what is there already keeps the copying of one long item linear.
    const wanted = Math.min(Math.max(chunkSize, least, this.available), this.source.bytes - next);
    const kept = this.#keepAhead(wanted);
    const room = this.#room.subarray(kept, kept + wanted);
    const fresh = await readRange(this.source, next, wanted, room);
    if (kept === 0 && fresh.buffer !== room.buffer) this.bytes = fresh;
    else {
      if (fresh.buffer !== room.buffer) room.set(fresh);
      this.bytes = this.#room.subarray(0, kept + wanted);
    }
    this.#context.progress?.({ done: next + fresh.length, total: this.source.bytes, label: this.source.name });
    return true;
  }

  /** Moves what has not been passed to the beginning, with room for `wanted` bytes behind it; how many bytes that is. */
  #keepAhead(wanted: number): number {
    const kept = this.bytes.subarray(this.position);
    const length = kept.length + wanted;
    // A little more, since what is kept is longer at times.
    if (length > this.#room.length) this.#room = new Uint8Array(Math.ceil(1.25 * length));
    this.#room.set(kept);
    this.bytes = this.#room.subarray(0, kept.length);
    this.#start += this.position;
    this.position = 0;
    return kept.length;
  }

  /** Makes sure that `count` bytes can be seen from `position` on; false when the file ends before. */
  async has(count: number): Promise<boolean> {
    while (this.available < count) if (!(await this.more(count - this.available))) return false;
    return true;
  }

  /** Moves to a place in the file, ahead or back. */
  moveTo(offset: number): void {
    const inside = offset - this.#start;
    if (inside >= 0 && inside <= this.bytes.length) {
      this.position = inside;
      return;
    }
    this.bytes = new Uint8Array(0);
    this.position = 0;
    this.#start = offset;
  }
}
