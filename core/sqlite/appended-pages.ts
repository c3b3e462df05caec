import { bytesBeforeLock, type FileHeader, readFileHeader } from './page-format.ts';

/** A tree that was filled: the page of the database that is its root, and what stands there now. */
export interface FilledTree {
  readonly root: number;
  readonly content: Uint8Array;
}

/** Room behind the last page, so that the first changes need no larger copy of a whole database. */
const sparePages = 64;

/** A database that grows: pages behind its own, in the order of their numbers. */
export class AppendedPages {
  readonly pageSize: number;
  /** Bytes of a page that hold content. */
  readonly usable: number;
  #bytes: Uint8Array;
  #count: number;

  /**
   * `room` is a guess of how many bytes will come. As much again is there for what comes later: memory that is not written to
   * costs nothing.
   */
  constructor(database: Uint8Array, { pageSize, usable, pages }: FileHeader, room: number) {
    this.pageSize = pageSize;
    this.usable = usable;
    this.#count = pages;
    const wanted = pages + Math.ceil(room / pageSize) + sparePages;
    this.#bytes = emptyBytes(2 * wanted * pageSize) ?? new Uint8Array(wanted * pageSize);
    this.#bytes.set(database.subarray(0, pages * pageSize));
  }

  /** Number of the page that `next` will give, counted from 1. */
  get nextNumber(): number {
    return this.#count + 1;
  }

  /** A new page, empty, to be filled before the next is asked for. */
  next(): Uint8Array {
    const start = this.#count * this.pageSize;
    this.#count++;
    // The page at this place is for SQLite's locks and never in use.
    if (this.#count * this.pageSize === bytesBeforeLock) this.#count++;
    if ((this.#count + sparePages) * this.pageSize > this.#bytes.length) {
      const larger = new Uint8Array(Math.ceil((1.5 * this.#bytes.length) / this.pageSize) * this.pageSize);
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    return this.#bytes.subarray(start, start + this.pageSize);
  }

  /**
   * The whole database, with the roots of trees that were empty replaced by full ones, and the buffer in which it stands. The
   * empty pages at its end do not belong to it: SQLite goes by the number in the header, and writes into them when it grows.
   */
  finish(trees: readonly FilledTree[]): { readonly buffer: Uint8Array; readonly length: number } {
    const bytes = this.#bytes;
    for (const { root, content } of trees) bytes.set(content, (root - 1) * this.pageSize);
    const view = new DataView(bytes.buffer);
    const change = (view.getUint32(24) + 1) >>> 0;
    view.setUint32(24, change);
    view.setUint32(28, this.#count);
    view.setUint32(92, change);
    return { buffer: bytes, length: (this.#count + sparePages) * this.pageSize };
  }
}

function emptyBytes(length: number): Uint8Array | undefined {
  try {
    return new Uint8Array(length);
  } catch {
    return undefined;
  }
}

/** The header of a database to which trees can be appended; undefined where SQLite has to do it. */
export function appendableHeader(database: Uint8Array): FileHeader | undefined {
  const header = readFileHeader(database);
  return header?.isUtf8 && !header.isAutoVacuum ? header : undefined;
}
