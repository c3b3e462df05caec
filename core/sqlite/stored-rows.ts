import {
  type FileHeader,
  fileHeaderLength,
  interiorHeaderLength,
  leafHeaderLength,
  localLength,
  pageTypes,
} from './page-format.ts';

/** Deeper trees are none that SQLite makes: a page of one of them points back. */
const deepest = 20;

/** Serial types of a record's values that are no texts and blobs, with their lengths. Source: fileformat2.html, section 2.1. */
const fixedLengths: readonly (number | undefined)[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

/**
 * One row of a table as it lies in the file: the same object for one row after the other. Texts and blobs are places in `bytes`,
 * which are those of the whole file, or a copy where a record goes over several pages.
 */
export class StoredRow {
  /** Number of the row. */
  key = 0;
  bytes: Uint8Array;
  /** Places of the values in `bytes`, and their lengths. */
  readonly starts: Float64Array;
  readonly lengths: Uint32Array;
  /** Whether `bytes` are those of the file and stay. */
  isInPlace = true;
  readonly #file: Uint8Array;
  readonly #fileView: DataView;
  readonly #types: Float64Array;
  #view: DataView;

  constructor(file: Uint8Array, columns: number) {
    this.#file = file;
    this.#fileView = new DataView(file.buffer, file.byteOffset, file.byteLength);
    this.#view = this.#fileView;
    this.bytes = file;
    this.starts = new Float64Array(columns);
    this.lengths = new Uint32Array(columns);
    this.#types = new Float64Array(columns);
  }

  /** Takes the record in the file from `start` to `end`, or all of `copy`; false where it is none. */
  take(key: number, start: number, end: number, copy?: Uint8Array): boolean {
    this.key = key;
    this.isInPlace = copy === undefined;
    this.bytes = copy ?? this.#file;
    this.#view = copy ? new DataView(copy.buffer, copy.byteOffset, copy.byteLength) : this.#fileView;
    return this.#readHeader(start, end);
  }

  #readHeader(start: number, end: number): boolean {
    const { bytes, starts, lengths } = this;
    const types = this.#types;
    let at = start;
    let value = 0;
    // Varints are read here and below without a function of their own: there are some for each value of each row.
    for (let count = 0; count < 4; count++) {
      const byte = bytes[at++]!;
      value = value * 128 + (byte & 127);
      if (byte < 128) break;
    }
    const headerEnd = start + value;
    if (headerEnd > end) return false;
    let place = headerEnd;
    let column = 0;
    while (at < headerEnd && column < types.length) {
      let type = bytes[at++]!;
      if (type >= 128) {
        type &= 127;
        let byte = 128;
        for (let count = 0; count < 5 && byte >= 128; count++) {
          byte = bytes[at++]!;
          type = type * 128 + (byte & 127);
        }
      }
      const length = type < 12 ? fixedLengths[type] : (type - (type % 2 === 0 ? 12 : 13)) / 2;
      if (length === undefined || place + length > end) return false;
      types[column] = type;
      starts[column] = place;
      lengths[column] = length;
      place += length;
      column++;
    }
    // Columns that were added after the row was written have no value in it.
    for (; column < types.length; column++) {
      types[column] = 0;
      lengths[column] = 0;
    }
    return at <= headerEnd;
  }

  isNull(column: number): boolean {
    return this.#types[column] === 0;
  }

  isText(column: number): boolean {
    const type = this.#types[column]!;
    return type >= 13 && type % 2 === 1;
  }

  /** The bytes of a text or blob: a view that holds for this row. */
  bytesOf(column: number): Uint8Array {
    const start = this.starts[column]!;
    return this.bytes.subarray(start, start + this.lengths[column]!);
  }

  /** The number in a column; NaN where there is none. */
  number(column: number): number {
    const view = this.#view;
    const at = this.starts[column]!;
    switch (this.#types[column]) {
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getInt16(at);
      case 3:
        return view.getInt8(at) * 65_536 + view.getUint16(at + 1);
      case 4:
        return view.getInt32(at);
      case 5:
        return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2);
      case 6:
        return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
      case 7:
        return view.getFloat64(at);
      case 8:
        return 0;
      case 9:
        return 1;
      default:
        return Number.NaN;
    }
  }
}

/** Where a table lies in the bytes of a database. */
export interface StoredTable {
  readonly bytes: Uint8Array;
  readonly header: FileHeader;
  /** Page of the root of its tree, counted from 1. */
  readonly root: number;
  /** Columns of its rows, in the order in which they lie there. */
  readonly columns: number;
}

/** The rows of a table in the bytes of a database, read many times as fast as SQLite gives them. */
export class StoredRows {
  readonly #table: StoredTable;
  readonly #view: DataView;
  /** Pages of the leaves, in the order of the rows. */
  readonly #leaves: number[] = [];
  #count = 0;
  #copy = new Uint8Array(4096);
  /** Place behind the varint that was read last. */
  #at = 0;

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
   * Hands each row to `receive`, in the order of their numbers. False where one is not sound; those before it were handed over.
   * `share` of the leaves, evenly chosen, are read, by default all.
   */
  each(receive: (row: StoredRow) => void, share = 1): boolean {
    const { bytes, columns, header } = this.#table;
    const row = new StoredRow(bytes, columns);
    const leaves = this.#leaves;
    let last = Number.NEGATIVE_INFINITY;
    const step = Math.max(1, Math.floor(1 / share));
    for (let index = 0; index < leaves.length; index += step) {
      const start = (leaves[index]! - 1) * header.pageSize;
      const head = headOf(start);
      const count = this.#view.getUint16(head + 3);
      for (let cell = 0; cell < count; cell++) {
        const at = start + this.#view.getUint16(head + leafHeaderLength + 2 * cell);
        if (!this.#take(row, at, start + header.usable) || row.key <= last) return false;
        last = row.key;
        receive(row);
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

  /** Has `row` be that of the cell at `cell`, on a page whose content ends at `end`. */
  #take(row: StoredRow, cell: number, end: number): boolean {
    if (cell >= end) return false;
    const payload = this.#varint(cell);
    const key = this.#varint(this.#at);
    const start = this.#at;
    const local = localLength(payload, this.#table.header.usable);
    if (local === payload) return start + payload <= end && row.take(key, start, start + payload);
    return start + local + 4 <= end && this.#bring(start, local, payload) && row.take(key, 0, payload, this.#copy);
  }

  /** Brings a record that goes over several pages together. */
  #bring(start: number, local: number, payload: number): boolean {
    const { bytes, header } = this.#table;
    // More than there is in the file: the length is none.
    if (!(payload <= bytes.length)) return false;
    if (payload > this.#copy.length) this.#copy = new Uint8Array(2 * payload);
    const copy = this.#copy;
    copy.set(bytes.subarray(start, start + local));
    let page = this.#view.getUint32(start + local);
    for (let at = local; at < payload; at += header.usable - 4) {
      if (page < 1 || page > header.pages) return false;
      const from = (page - 1) * header.pageSize;
      copy.set(bytes.subarray(from + 4, from + 4 + Math.min(header.usable - 4, payload - at)), at);
      page = this.#view.getUint32(from);
    }
    return true;
  }

  /** NaN for nine bytes, which are a negative number or one that JavaScript has not: no row of ours. */
  #varint(at: number): number {
    const { bytes } = this.#table;
    let value = 0;
    let place = at;
    for (let count = 0; count < 8; count++) {
      const byte = bytes[place++]!;
      value = value * 128 + (byte & 127);
      if (byte < 128) {
        this.#at = place;
        return value;
      }
    }
    this.#at = place;
    return Number.NaN;
  }
}

/** Where the header of the page that begins at `start` is: behind that of the file on the first. */
function headOf(start: number): number {
  return start === 0 ? fileHeaderLength : start;
}
