import { varintLength, writeVarint } from './page-format.ts';

// Serial types of values. Source: section 2.1 of the file format.
const nullType = 0;
const realType = 7;
const zeroType = 8;
const oneType = 9;
const firstBlobType = 12;
const firstTextType = 13;

/** Writes rows in the form SQLite keeps them, one after another into one buffer that is used again. */
export class RecordWriter {
  /** The present record stands in here, from `start` to `end`. */
  bytes: Uint8Array;
  start = 0;
  end: number;
  #view: DataView;
  readonly #types: Float64Array;
  readonly #room: number;
  #column = 0;

  constructor(columns: number) {
    this.#types = new Float64Array(columns);
    // The header is written in front of the values once their types are known.
    this.#room = 9 * (columns + 1);
    this.bytes = new Uint8Array(4096);
    this.#view = new DataView(this.bytes.buffer);
    this.end = this.#room;
  }

  begin(): void {
    this.#column = 0;
    this.end = this.#room;
  }

  addNull(): void {
    this.#types[this.#column++] = nullType;
  }

  addReal(value: number): void {
    this.#reserve(8);
    this.#types[this.#column++] = realType;
    this.#view.setFloat64(this.end, value);
    this.end += 8;
  }

  /** A whole number in as few bytes as it needs; other numbers as they are. */
  addInteger(value: number): void {
    if (!Number.isSafeInteger(value)) {
      this.addReal(value);
      return;
    }
    this.#reserve(8);
    const at = this.end;
    if (value === 0 || value === 1) this.#types[this.#column++] = value === 0 ? zeroType : oneType;
    else if (value >= -0x80 && value < 0x80) {
      this.#view.setInt8(at, value);
      this.#put(1, 1);
    } else if (value >= -0x8000 && value < 0x8000) {
      this.#view.setInt16(at, value);
      this.#put(2, 2);
    } else if (value >= -0x80_0000 && value < 0x80_0000) {
      this.#view.setInt8(at, value >> 16);
      this.#view.setUint16(at + 1, value & 0xffff);
      this.#put(3, 3);
    } else if (value >= -0x8000_0000 && value < 0x8000_0000) {
      this.#view.setInt32(at, value);
      this.#put(4, 4);
    } else {
      this.#view.setBigInt64(at, BigInt(value));
      this.#put(6, 8);
    }
  }

  #put(type: number, length: number): void {
    this.#types[this.#column++] = type;
    this.end += length;
  }

  addBlob(blob: Uint8Array): void {
    this.#reserve(blob.length);
    this.bytes.set(blob, this.end);
    this.#put(firstBlobType + 2 * blob.length, blob.length);
  }

  /** A text without lone halves of surrogate pairs. */
  addText(text: string): void {
    this.#reserve(3 * text.length);
    const { bytes } = this;
    const first = this.end;
    let at = first;
    // Short texts are written faster by hand than by an encoder.
    for (let index = 0; index < text.length; index++) {
      let code = text.charCodeAt(index);
      if (code < 0x80) {
        bytes[at++] = code;
        continue;
      }
      if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
      } else {
        if (code >= 0xd800 && code < 0xdc00) {
          code = text.codePointAt(index)!;
          index++;
          bytes[at++] = 0xf0 | (code >> 18);
          bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        } else bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      }
      bytes[at++] = 0x80 | (code & 0x3f);
    }
    this.#put(firstTextType + 2 * (at - first), at - first);
  }

  #reserve(length: number): void {
    if (this.end + length <= this.bytes.length) return;
    const larger = new Uint8Array(2 * (this.end + length));
    larger.set(this.bytes.subarray(0, this.end));
    this.bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  /** Puts the header in front: the record is whole. */
  finish(): void {
    let length = 0;
    for (let column = 0; column < this.#column; column++) length += varintLength(this.#types[column]!);
    // The header counts itself.
    let own = 1;
    while (varintLength(length + own) > own) own++;
    this.start = this.#room - length - own;
    let at = writeVarint(this.bytes, this.start, length + own);
    for (let column = 0; column < this.#column; column++) at = writeVarint(this.bytes, at, this.#types[column]!);
  }
}
