/** Bytes of a whole number by its serial type. Source: section 2.1 of the file format, "Record format". */
const wholeLengths = [0, 1, 2, 3, 4, 6, 8] as const;
const realType = 7;
const zeroType = 8;
const oneType = 9;
const firstBlobType = 12;
/** A varint has at most this many bytes; all eight bits of the last one count. */
const longestVarint = 9;

/** The varint at `at`; beyond 2^53 its last digits are lost. */
export function readVarint(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let place = 0; place < longestVarint - 1; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) throw new RangeError('a varint reaches beyond its page');
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return longVarint(bytes, at);
}

/** A varint of nine bytes: the upper and the lower half apart, so that a small negative number keeps its digits. */
function longVarint(bytes: Uint8Array, at: number): number {
  let upper = 0;
  for (let place = 0; place < 4; place++) upper = upper * 128 + (bytes[at + place]! & 0x7f);
  let lower = 0;
  for (let place = 4; place < 8; place++) lower = lower * 128 + (bytes[at + place]! & 0x7f);
  const last = bytes[at + 8];
  if (last === undefined) throw new RangeError('a varint reaches beyond its page');
  if (upper >= 2 ** 27) upper -= 2 ** 28;
  return upper * 2 ** 36 + lower * 256 + last;
}

/** How many bytes the varint at `at` takes. */
export function lengthOfVarint(bytes: Uint8Array, at: number): number {
  let length = 1;
  while (length < longestVarint && bytes[at + length - 1]! >= 0x80) length++;
  return length;
}

/** One row of a table as SQLite keeps it, its values read when they are asked for. What is not sound throws a `RangeError`. */
export class RecordReader {
  /** Number of the row. */
  key = 0;
  /** Values that stand in the row; columns added to a table later have none in the rows before. */
  count = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(this.#bytes.buffer);
  #types = new Float64Array(64);
  #places = new Float64Array(65);

  /** Goes on to the row `key`, whose record stands in `bytes` from `start` to `end`. */
  moveTo(key: number, bytes: Uint8Array, start: number, end: number): void {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    this.key = key;
    const headerEnd = start + readVarint(bytes, start);
    let at = start + lengthOfVarint(bytes, start);
    let place = headerEnd;
    let count = 0;
    if (headerEnd > end) throw new RangeError('the header of a record reaches beyond it');
    while (at < headerEnd) {
      const type = readVarint(bytes, at);
      at += lengthOfVarint(bytes, at);
      if (count === this.#types.length) this.#grow();
      this.#types[count] = type;
      this.#places[count] = place;
      place += lengthOfValue(type);
      count++;
    }
    if (place > end) throw new RangeError('the values of a record reach beyond it');
    this.#places[count] = place;
    this.count = count;
  }

  #grow(): void {
    const types = new Float64Array(2 * this.#types.length);
    types.set(this.#types);
    const places = new Float64Array(types.length + 1);
    places.set(this.#places);
    this.#types = types;
    this.#places = places;
  }

  get bytes(): Uint8Array {
    return this.#bytes;
  }

  /** A view of the same bytes. */
  get view(): DataView {
    return this.#view;
  }

  isNumber(column: number): boolean {
    const type = this.#types[column]!;
    return type > 0 && type < firstBlobType;
  }

  isText(column: number): boolean {
    const type = this.#types[column]!;
    return type > firstBlobType && type % 2 === 1;
  }

  isBlob(column: number): boolean {
    const type = this.#types[column]!;
    return type >= firstBlobType && type % 2 === 0;
  }

  /** Place in `bytes` of the first byte of a value, and of the one behind it. */
  startOf(column: number): number {
    return this.#places[column]!;
  }

  endOf(column: number): number {
    return this.#places[column + 1]!;
  }

  /** A value for which `isNumber` holds; whole numbers beyond 2^53 lose their last digits. */
  number(column: number): number {
    const view = this.#view;
    const at = this.#places[column]!;
    switch (this.#types[column]!) {
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getInt16(at);
      case 3:
        return view.getInt8(at) * 0x1_0000 + view.getUint16(at + 1);
      case 4:
        return view.getInt32(at);
      case 5:
        return view.getInt16(at) * 0x1_0000_0000 + view.getUint32(at + 2);
      case 6:
        return Number(view.getBigInt64(at));
      case realType:
        return view.getFloat64(at);
      case oneType:
        return 1;
      default:
        return 0;
    }
  }
}

function lengthOfValue(type: number): number {
  if (type >= firstBlobType) return Math.floor((type - firstBlobType) / 2);
  if (type < realType) return wholeLengths[type]!;
  if (type === realType) return 8;
  if (type === zeroType || type === oneType) return 0;
  throw new RangeError('a value of a type that SQLite does not know');
}
