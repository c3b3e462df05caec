import { fileHeaderLength, interiorHeaderLength, leafHeaderLength, longestEntry, pageTypes } from './page-format.ts';
import { lengthOfVarint, RecordReader, readVarint } from './record-reader.ts';
import type { StoredTable } from './stored-rows.ts';

/** Deeper trees are none that SQLite makes: a page of one of them points back. */
const deepest = 20;

/** Bytes of the head of an entry of a short text and the number of its row. */
const usualHead = 3;
/** Bytes of whole numbers by their serial types, 0 and 1 standing in the head. */
const numberLengths: readonly (number | undefined)[] = [undefined, 1, 2, 3, 4, 6, 8, undefined, 0, 0];

/** The length of the text of an entry in its usual form, where that is sound; else 0. Source: section 2.1 of the file format. */
function usualLength(bytes: Uint8Array, at: number, payload: number): number {
  const type = bytes[at + 1]!;
  const number = numberLengths[bytes[at + 2]!];
  if (bytes[at] !== usualHead || type < 15 || type >= 0x80 || type % 2 === 0 || number === undefined) return 0;
  const length = (type - 13) / 2;
  return usualHead + length + number === payload ? length : 0;
}

/** Walks through the entries of an index in their order until one is not text, empty, or the same as the one before. */
class DistinctTexts {
  readonly #index: StoredTable;
  readonly #view: DataView;
  readonly #record = new RecordReader();
  #left: number;
  /** Place in the bytes of the text before. */
  #start = 0;
  #end = 0;

  constructor(index: StoredTable) {
    const { bytes, header } = index;
    this.#index = index;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#left = header.pages;
  }

  /** Whether all entries below a page are texts that differ from those before. */
  page(number: number, depth = deepest): boolean {
    const { bytes, header } = this.#index;
    if (depth === 0 || this.#left-- <= 0 || number < 1 || number > header.pages) return false;
    const start = (number - 1) * header.pageSize;
    const head = start === 0 ? fileHeaderLength : start;
    const isLeaf = bytes[head] === pageTypes.leafIndex;
    if (!isLeaf && bytes[head] !== pageTypes.interiorIndex) return false;
    const count = this.#view.getUint16(head + 3);
    const cells = head + (isLeaf ? leafHeaderLength : interiorHeaderLength);
    const end = start + header.usable;
    if (cells + 2 * count > end) return false;
    for (let index = 0; index < count; index++) {
      let cell = start + this.#view.getUint16(cells + 2 * index);
      if (cell + 4 > end) return false;
      if (!isLeaf) {
        if (!this.page(this.#view.getUint32(cell), depth - 1)) return false;
        cell += 4;
      }
      if (!this.#entry(cell, end)) return false;
    }
    return isLeaf || this.page(this.#view.getUint32(head + 8), depth - 1);
  }

  #entry(cell: number, end: number): boolean {
    const { bytes, header } = this.#index;
    const payload = readVarint(bytes, cell);
    const at = cell + lengthOfVarint(bytes, cell);
    // The rest of a longer one stands on pages of its own.
    if (payload > longestEntry(header.usable) || at + payload > end) return false;
    const length = usualLength(bytes, at, payload);
    if (length > 0) return this.#follows(at + usualHead, at + usualHead + length);
    const record = this.#record;
    record.moveTo(0, bytes, at, at + payload);
    if (record.count === 0 || !record.isText(0)) return false;
    return this.#follows(record.startOf(0), record.endOf(0));
  }

  #follows(from: number, to: number): boolean {
    if (from === to || this.#isSame(from, to)) return false;
    this.#start = from;
    this.#end = to;
    return true;
  }

  #isSame(from: number, to: number): boolean {
    const { bytes } = this.#index;
    if (to - from !== this.#end - this.#start) return false;
    for (let at = 0; at < to - from; at++) if (bytes[from + at] !== bytes[this.#start + at]) return false;
    return true;
  }
}

/**
 * Whether all entries of an index by one column of texts are there and different, as its pages tell. False as well where they
 * cannot be read this way: SQLite then has to say what is there.
 */
export function hasDistinctTexts(index: StoredTable): boolean {
  try {
    return new DistinctTexts(index).page(index.root);
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}
