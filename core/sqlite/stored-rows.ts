import {
  type FileHeader,
  fileHeaderLength,
  interiorHeaderLength,
  leafHeaderLength,
  localLength,
  pageTypes,
} from './page-format.ts';
import { lengthOfVarint, RecordReader, readVarint } from './record-reader.ts';

/** Deeper trees are none that SQLite makes: a page of one of them points back. */
const deepest = 20;

/** Where a table lies in the bytes of a database. */
export interface StoredTable {
  readonly bytes: Uint8Array;
  readonly header: FileHeader;
  /** Page of the root of its tree, counted from 1. */
  readonly root: number;
}

/** The rows of a table in the bytes of a database, read many times as fast as SQLite gives them. */
export class StoredRows {
  readonly #table: StoredTable;
  readonly #view: DataView;
  /** Pages of the leaves, in the order of the rows. */
  readonly #leaves: number[] = [];
  #count = 0;

  private constructor(table: StoredTable) {
    const { bytes } = table;
    this.#table = table;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** The rows of `table`; undefined where its pages are not those of a sound table with rows by number. */
  static of(table: StoredTable): StoredRows | undefined {
    const rows = new StoredRows(table);
    return rows.#gatherLeaves(table.root, deepest) ? rows : undefined;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Hands each row to `receive`, in the order of their numbers; the reader is used again for the next one. False where one is not
   * sound; those before it were handed over. `share` of the leaves, evenly chosen, are read, by default all.
   */
  each(receive: (record: RecordReader) => void, share = 1): boolean {
    const { header } = this.#table;
    const record = new RecordReader();
    const step = Math.max(1, Math.floor(1 / share));
    let last = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < this.#leaves.length; index += step) {
      const start = (this.#leaves[index]! - 1) * header.pageSize;
      const head = headOf(start);
      const count = this.#view.getUint16(head + 3);
      for (let cell = 0; cell < count; cell++) {
        const at = start + this.#view.getUint16(head + leafHeaderLength + 2 * cell);
        if (!this.#moveTo(record, at, start + header.usable) || record.key <= last) return false;
        last = record.key;
        receive(record);
      }
    }
    return true;
  }

  /** Finds the leaves below a page; false where it is not sound. */
  #gatherLeaves(number: number, depth: number): boolean {
    const { bytes, header } = this.#table;
    if (depth === 0 || number < 1 || number > header.pages) return false;
    const start = (number - 1) * header.pageSize;
    const head = headOf(start);
    const count = this.#view.getUint16(head + 3);
    if (head + interiorHeaderLength + 2 * count > start + header.usable) return false;
    if (bytes[head] === pageTypes.leafTable) {
      this.#leaves.push(number);
      this.#count += count;
      // More leaves than pages: one of them leads back.
      return this.#leaves.length <= header.pages;
    }
    if (bytes[head] !== pageTypes.interiorTable) return false;
    for (let index = 0; index < count; index++) {
      const cell = start + this.#view.getUint16(head + interiorHeaderLength + 2 * index);
      if (cell + 4 > start + header.usable) return false;
      if (!this.#gatherLeaves(this.#view.getUint32(cell), depth - 1)) return false;
    }
    return this.#gatherLeaves(this.#view.getUint32(head + 8), depth - 1);
  }

  /** Has `record` be that of the cell at `cell`, on a page whose content ends at `end`; false where it is not sound. */
  #moveTo(record: RecordReader, cell: number, end: number): boolean {
    const { bytes, header } = this.#table;
    if (cell >= end) return false;
    try {
      const payload = readVarint(bytes, cell);
      const keyAt = cell + lengthOfVarint(bytes, cell);
      const start = keyAt + lengthOfVarint(bytes, keyAt);
      const key = readVarint(bytes, keyAt);
      const local = localLength(payload, header.usable);
      if (start + local > end) return false;
      if (local === payload) record.moveTo(key, bytes, start, start + payload);
      else record.moveTo(key, this.#whole(start, local, payload), 0, payload);
      return true;
    } catch (thrown) {
      if (thrown instanceof RangeError) return false;
      throw thrown;
    }
  }

  /** A record that goes over several pages. Throws a `RangeError` where they are not there. */
  #whole(start: number, local: number, payload: number): Uint8Array {
    const { bytes, header } = this.#table;
    if (payload > bytes.length) throw new RangeError('a row that is longer than the file');
    const whole = new Uint8Array(payload);
    whole.set(bytes.subarray(start, start + local));
    let page = this.#view.getUint32(start + local);
    for (let at = local; at < payload; at += header.usable - 4) {
      if (page < 1 || page > header.pages) throw new RangeError('a page that the file does not have');
      const from = (page - 1) * header.pageSize;
      whole.set(bytes.subarray(from + 4, from + 4 + Math.min(header.usable - 4, payload - at)), at);
      page = this.#view.getUint32(from);
    }
    return whole;
  }
}

/** Where the header of the page that begins at `start` is: behind that of the file on the first. */
function headOf(start: number): number {
  return start === 0 ? fileHeaderLength : start;
}
