import { BitReader, BrotliFault, type PrefixCode, readCode, readCount, readSymbol } from './brotli-codes.ts';
import { dictionaryWords, wordChanges, wordCountBits } from './brotli-words.ts';

/*
 * Brotli (RFC 7932) is the packing inside WOFF2 fonts: not every host unpacks it, and the report needs single glyphs. Of the
 * static dictionary of the format, 122 kB of words of web pages, only those are at hand that the bundled fonts use.
 */

/** Bases and extra bits of lengths, by code (RFC 7932, section 5 and 6). */
interface LengthCodes {
  readonly base: readonly number[];
  readonly bits: readonly number[];
}

function lengthCodes(first: number, bits: readonly number[]): LengthCodes {
  const base: number[] = [];
  let next = first;
  for (const extra of bits) {
    base.push(next);
    next += 2 ** extra;
  }
  return { base, bits };
}

const insertLengths = lengthCodes(0, [0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 12, 14, 24]);
const copyLengths = lengthCodes(2, [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 24]);
const blockLengths = lengthCodes(
  1,
  [2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 7, 8, 9, 10, 11, 12, 13, 24],
);
/** First insert and copy code of each row of 64 commands. */
const insertRows = [0, 0, 0, 0, 8, 8, 0, 16, 8, 16, 16];
const copyRows = [0, 8, 0, 8, 0, 8, 16, 0, 16, 8, 16];

function readContextMap(reader: BitReader, size: number, trees: number): Uint8Array {
  const map = new Uint8Array(size);
  if (trees < 2) return map;
  const longest = reader.read(1) === 0 ? 0 : reader.read(4) + 1;
  const code = readCode(reader, trees + longest);
  for (let at = 0; at < size; ) {
    const symbol = readSymbol(reader, code);
    if (symbol === 0) at++;
    else if (symbol <= longest) at += (1 << symbol) + reader.read(symbol);
    else map[at++] = symbol - longest;
  }
  if (reader.read(1) === 1) {
    const order = Array.from({ length: 256 }, (_, at) => at);
    map.forEach((place, at) => {
      const [value] = order.splice(place, 1);
      order.unshift(value!);
      map[at] = value!;
    });
  }
  return map;
}

/** The blocks of one kind (literals, commands, distances): which type is on, and for how long. */
class Blocks {
  readonly types: number;
  type = 0;
  #left = Number.POSITIVE_INFINITY;
  #previous = 1;
  readonly #reader: BitReader;
  readonly #typeCode: PrefixCode | undefined;
  readonly #lengthCode: PrefixCode | undefined;

  constructor(reader: BitReader) {
    this.#reader = reader;
    this.types = readCount(reader);
    if (this.types < 2) return;
    this.#typeCode = readCode(reader, this.types + 2);
    this.#lengthCode = readCode(reader, 26);
    this.#left = this.#readLength();
  }

  #readLength(): number {
    const code = readSymbol(this.#reader, this.#lengthCode!);
    return blockLengths.base[code]! + this.#reader.read(blockLengths.bits[code]!);
  }

  /** Counts one item; true when a new block begins with it. */
  step(): boolean {
    if (this.#left-- > 0) return false;
    const code = readSymbol(this.#reader, this.#typeCode!);
    const type = code === 0 ? this.#previous : code === 1 ? (this.type + 1) % this.types : code - 2;
    this.#previous = this.type;
    this.type = type;
    this.#left = this.#readLength() - 1;
    return true;
  }
}

function signedClass(byte: number): number {
  if (byte === 0) return 0;
  if (byte < 16) return 1;
  if (byte < 64) return 2;
  if (byte < 128) return 3;
  if (byte < 192) return 4;
  if (byte < 240) return 5;
  return byte < 255 ? 6 : 7;
}

const signedClasses = Uint8Array.from({ length: 256 }, (_, byte) => signedClass(byte));

/** Class of the last byte of a text: blanks, punctuation, digits, vowels and consonants, parts of longer letters. */
function textClass(byte: number): number {
  if (byte >= 192) return 2 + (byte & 1);
  if (byte >= 128) return byte & 1;
  if (byte < 32) return byte === 9 || byte === 10 || byte === 13 ? 4 : 0;
  const letter = String.fromCharCode(byte);
  if (/[A-Z]/.test(letter)) return /[AEIOU]/.test(letter) ? 48 : 52;
  if (/[a-z]/.test(letter)) return /[aeiou]/.test(letter) ? 56 : 60;
  if (/[0-9]/.test(letter)) return 44;
  const special: Readonly<Record<string, number>> = {
    ' ': 8,
    '"': 16,
    "'": 16,
    '%': 20,
    '(': 24,
    ')': 28,
    ',': 32,
    '.': 36,
    ':': 32,
    ';': 32,
    '<': 24,
    '=': 40,
    '>': 28,
    '[': 24,
    ']': 28,
    '{': 24,
    '}': 28,
    '\u007f': 0,
  };
  return special[letter] ?? 12;
}

/** Class of the byte before the last one of a text. */
function earlierClass(byte: number): number {
  if (byte >= 192) return 2;
  if (byte <= 32 || byte >= 127) return 0;
  const letter = String.fromCharCode(byte);
  return /[a-z]/.test(letter) ? 3 : /[A-Z0-9]/.test(letter) ? 2 : 1;
}

const textClasses = Uint8Array.from({ length: 256 }, (_, byte) => textClass(byte));
const earlierClasses = Uint8Array.from({ length: 256 }, (_, byte) => earlierClass(byte));

/** Which of 64 contexts a literal is in, from the two bytes before it. */
function literalContext(mode: number, last: number, before: number): number {
  if (mode === 0) return last & 63;
  if (mode === 1) return last >> 2;
  if (mode === 2) return textClasses[last]! | earlierClasses[before]!;
  return (signedClasses[last]! << 3) | signedClasses[before]!;
}

/** The last four distances, and the short codes that refer to them. */
class Distances {
  #recent = [4, 11, 15, 16];

  of(code: number): number {
    if (code < 4) return this.#recent[code]!;
    const base = this.#recent[code < 10 ? 0 : 1]!;
    const step = 1 + ((code - (code < 10 ? 4 : 10)) >> 1);
    return base + (code % 2 === 0 ? -step : step);
  }

  get last(): number {
    return this.#recent[0]!;
  }

  remember(distance: number): void {
    this.#recent = [distance, ...this.#recent.slice(0, 3)];
  }
}

function readWindow(reader: BitReader): number {
  if (reader.read(1) === 0) return 16;
  const high = reader.read(3);
  if (high > 0) return 17 + high;
  const low = reader.read(3);
  return low > 0 ? 8 + low : 17;
}

/** One block of commands: literals, and copies of what came before. */
function unpackBlock(
  reader: BitReader,
  out: Uint8Array,
  from: number,
  to: number,
  distances: Distances,
  window: number,
): void {
  const literals = new Blocks(reader);
  const commands = new Blocks(reader);
  const jumps = new Blocks(reader);
  const postfix = reader.read(2);
  const direct = reader.read(4) << postfix;
  const modes = Array.from({ length: literals.types }, () => reader.read(2));
  const literalTrees = readCount(reader);
  const literalMap = readContextMap(reader, 64 * literals.types, literalTrees);
  const jumpTrees = readCount(reader);
  const jumpMap = readContextMap(reader, 4 * jumps.types, jumpTrees);
  const literalCodes = Array.from({ length: literalTrees }, () => readCode(reader, 256));
  const commandCodes = Array.from({ length: commands.types }, () => readCode(reader, 704));
  const jumpCodes = Array.from({ length: jumpTrees }, () => readCode(reader, 16 + direct + (48 << postfix)));

  let at = from;
  while (at < to) {
    commands.step();
    const command = readSymbol(reader, commandCodes[commands.type]!);
    const insertCode = insertRows[command >> 6]! + ((command >> 3) & 7);
    const copyCode = copyRows[command >> 6]! + (command & 7);
    const insert = insertLengths.base[insertCode]! + reader.read(insertLengths.bits[insertCode]!);
    const copy = copyLengths.base[copyCode]! + reader.read(copyLengths.bits[copyCode]!);
    for (let count = 0; count < insert; count++) {
      literals.step();
      const context = literalContext(modes[literals.type]!, out[at - 1] ?? 0, out[at - 2] ?? 0);
      out[at++] = readSymbol(reader, literalCodes[literalMap[64 * literals.type + context]!]!);
    }
    if (at >= to) return;
    let distance = distances.last;
    if (command >= 128) {
      jumps.step();
      const code = readSymbol(reader, jumpCodes[jumpMap[4 * jumps.type + Math.min(copy, 5) - 2]!]!);
      distance = code < 16 ? distances.of(code) : readDistance(reader, code - 16, direct, postfix);
      if (code !== 0 && distance <= Math.min(at, window)) distances.remember(distance);
    }
    const farthest = Math.min(at, window);
    if (distance <= 0) throw new BrotliFault('a copy comes from nowhere');
    if (distance > farthest) {
      const word = dictionaryWord(copy, distance - farthest - 1);
      for (let letter = 0; letter < word.length && at < to; letter++) out[at++] = word.charCodeAt(letter);
      continue;
    }
    for (let count = 0; count < copy && at < to; count++, at++) out[at] = out[at - distance]!;
  }
}

/** A word of the static dictionary with its change, one character per byte. */
function dictionaryWord(length: number, reference: number): string {
  const bits = wordCountBits[length] ?? 0;
  const word = dictionaryWords[length]?.[reference % 2 ** bits];
  const change = wordChanges[Math.floor(reference / 2 ** bits)];
  if (bits === 0 || word === undefined || !change) throw new BrotliFault('this word of the dictionary is not at hand');
  const capitals = change.capitals === 'all' ? /[a-z]/g : /^[a-z]/;
  const cut = change.cutEnd ? word.slice(0, Math.max(0, word.length - change.cutEnd)) : word;
  const changed = change.capitals ? cut.replace(capitals, (letter) => letter.toUpperCase()) : cut;
  return (change.before ?? '') + changed + (change.after ?? '');
}

function readDistance(reader: BitReader, code: number, direct: number, postfix: number): number {
  if (code < direct) return code + 1;
  const rest = code - direct;
  const bits = 1 + (rest >> (postfix + 1));
  const high = rest >> postfix;
  const low = rest & ((1 << postfix) - 1);
  const offset = (2 + (high & 1)) * 2 ** bits - 4;
  return (offset + reader.read(bits)) * (1 << postfix) + low + direct + 1;
}

/** Unpacks a Brotli stream of `size` bytes. Fails with {@link BrotliFault}. */
export function unpackBrotli(bytes: Uint8Array, size: number): Uint8Array {
  try {
    return unpackBlocks(bytes, size);
  } catch (error) {
    if (error instanceof BrotliFault) throw error;
    // Damaged streams name codes and places that do not exist.
    throw new BrotliFault('the stream is damaged', { cause: error });
  }
}

function unpackBlocks(bytes: Uint8Array, size: number): Uint8Array {
  const reader = new BitReader(bytes);
  const window = 2 ** readWindow(reader) - 16;
  const out = new Uint8Array(size);
  const distances = new Distances();
  let at = 0;
  for (let isLast = false; !isLast; ) {
    isLast = reader.read(1) === 1;
    if (isLast && reader.read(1) === 1) break;
    const nibbles = reader.read(2);
    if (nibbles === 3) {
      reader.read(1);
      const width = reader.read(2);
      reader.bytes(width === 0 ? 0 : reader.read(8 * width) + 1);
      continue;
    }
    const length = reader.read(4 * (nibbles + 4)) + 1;
    if (at + length > size) throw new BrotliFault('the stream is longer than it says');
    if (!isLast && reader.read(1) === 1) out.set(reader.bytes(length), at);
    else unpackBlock(reader, out, at, at + length, distances, window);
    at += length;
  }
  if (at !== size) throw new BrotliFault('the stream is shorter than it says');
  return out;
}
