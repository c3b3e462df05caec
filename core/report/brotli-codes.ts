/** Thrown for damaged streams and for those that use words of the static dictionary that are not at hand. */
export class BrotliFault extends Error {
  override readonly name = 'BrotliFault';
}

const lengthOrder = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15];

/** Bits of a stream, the lowest of each byte first. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #hold = 0;
  #held = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next `count` bits (at most 16), the first one lowest, without moving on. */
  peek(count: number): number {
    while (this.#held < count) {
      this.#hold |= (this.#bytes[this.#at++] ?? 0) << this.#held;
      this.#held += 8;
    }
    return this.#hold & ((1 << count) - 1);
  }

  skip(count: number): void {
    this.#hold >>>= count;
    this.#held -= count;
    if (this.#at > this.#bytes.length + 4) throw new BrotliFault('the stream ends too early');
  }

  read(count: number): number {
    if (count > 16) return this.read(16) + this.read(count - 16) * 65536;
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** Whole bytes, from the next byte on. */
  bytes(count: number): Uint8Array {
    this.skip(this.#held % 8);
    const start = this.#at - this.#held / 8;
    this.#at = start + count;
    this.#hold = 0;
    this.#held = 0;
    return this.#bytes.subarray(start, start + count);
  }
}

/** A prefix code as one table: look up `bits` bits, get symbol and length. */
export interface PrefixCode {
  readonly bits: number;
  /** `length << 16 | symbol`. */
  readonly table: Uint32Array;
}

function prefixCode(lengths: ArrayLike<number>): PrefixCode {
  let bits = 0;
  const counts = new Uint16Array(16);
  let only = -1;
  let used = 0;
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    counts[length]!++;
    used++;
    only = symbol;
    bits = Math.max(bits, length);
  }
  if (used <= 1) return { bits: 0, table: Uint32Array.of(Math.max(0, only)) };
  const next: number[] = [0];
  let code = 0;
  for (let length = 1; length <= 15; length++) {
    code = (code + (length === 1 ? 0 : counts[length - 1]!)) << 1;
    next[length] = code;
  }
  const table = new Uint32Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol]!;
    if (length === 0) continue;
    let rest = next[length]!++;
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) {
      reversed = (reversed << 1) | (rest & 1);
      rest >>= 1;
    }
    for (let place = reversed; place < table.length; place += 1 << length) table[place] = (length << 16) | symbol;
  }
  return { bits, table };
}

/** The next symbol. */
export function readSymbol(reader: BitReader, { bits, table }: PrefixCode): number {
  const entry = table[bits === 0 ? 0 : reader.peek(bits)]!;
  reader.skip(entry >>> 16);
  return entry & 0xffff;
}

function readSimpleCode(reader: BitReader, alphabet: number): PrefixCode {
  const count = reader.read(2) + 1;
  const width = 32 - Math.clz32(alphabet - 1);
  const symbols = Array.from({ length: count }, () => reader.read(width));
  const shapes = [[0], [1, 1], [1, 2, 2], [2, 2, 2, 2]];
  const shape = count === 4 && reader.read(1) === 1 ? [1, 2, 3, 3] : shapes[count - 1]!;
  if (count === 1) return { bits: 0, table: Uint32Array.of(symbols[0]!) };
  const lengths = new Uint8Array(alphabet);
  // Symbols of one length are in order; the table sorts them by itself.
  symbols.forEach((symbol, at) => {
    lengths[symbol] = shape[at]!;
  });
  return prefixCode(lengths);
}

/** Lengths of the code that the lengths themselves are written in. */
function readLengthCode(reader: BitReader, skipped: number): PrefixCode {
  const lengths = new Uint8Array(18);
  let space = 32;
  for (let at = skipped; at < 18 && space > 0; at++) {
    const two = reader.read(2);
    const length = two < 3 ? [0, 4, 3][two]! : reader.read(1) === 0 ? 2 : reader.read(1) === 0 ? 1 : 5;
    lengths[lengthOrder[at]!] = length;
    if (length > 0) space -= 32 >> length;
  }
  return prefixCode(lengths);
}

/** Reads a prefix code of an alphabet (RFC 7932, section 3). */
export function readCode(reader: BitReader, alphabet: number): PrefixCode {
  const skipped = reader.read(2);
  if (skipped === 1) return readSimpleCode(reader, alphabet);
  const code = readLengthCode(reader, skipped);
  const lengths = new Uint8Array(alphabet);
  let space = 32768;
  let previous = 8;
  let repeat = 0;
  let repeated = -1;
  for (let at = 0; at < alphabet && space > 0; ) {
    const symbol = readSymbol(reader, code);
    if (symbol < 16) {
      lengths[at++] = symbol;
      repeat = 0;
      repeated = -1;
      if (symbol === 0) continue;
      previous = symbol;
      space -= 32768 >> symbol;
      continue;
    }
    const bits = symbol - 14;
    const value = symbol === 16 ? previous : 0;
    if (repeated !== value) repeat = 0;
    repeated = value;
    const before = repeat;
    if (repeat > 0) repeat = (repeat - 2) << bits;
    repeat += reader.read(bits) + 3;
    for (let times = repeat - before; times > 0 && at < alphabet; times--) {
      lengths[at++] = value;
      if (value > 0) space -= 32768 >> value;
    }
  }
  return prefixCode(lengths);
}

/** A number from 1 to 256. */
export function readCount(reader: BitReader): number {
  if (reader.read(1) === 0) return 1;
  const bits = reader.read(3);
  return (1 << bits) + 1 + reader.read(bits);
}
