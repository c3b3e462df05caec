import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { decimalNumber, leadingDigits, mostDecimals, mostDigits } from './decimal.ts';

const quote = 0x22;
const backslash = 0x5c;

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const latin = new TextDecoder('windows-1252');

/** Thrown where a text is not UTF-8, so that the reader can start over with the encoding it is in. */
export class NotUtf8 extends Error {
  override readonly name = 'NotUtf8';
}

/** Arrays and objects in each other are followed this deep. */
const deepest = 500;

/**
 * Reads JSON from bytes that hold at least one whole value, without building objects of it: numbers and texts come out one
 * by one, and what is of no interest is stepped over. `NaN` and `Infinity`, which some programs write, are read as NaN.
 *
 * Errors: `formats/json-syntax` with the byte in the file and the feature; `NotUtf8`.
 */
export class JsonCursor {
  #depth = 0;
  readonly bytes: Uint8Array;
  position: number;
  readonly end: number;
  readonly #file: string;
  /** Place in the file of `bytes[0]`. */
  readonly #base: number;
  readonly #feature: number;

  constructor(
    bytes: Uint8Array,
    range: { readonly start: number; readonly end: number },
    place: { readonly file: string; readonly base: number; readonly feature: number },
  ) {
    this.bytes = bytes;
    this.position = range.start;
    this.end = range.end;
    this.#file = place.file;
    this.#base = place.base;
    this.#feature = place.feature;
  }

  /** An error at the present byte. */
  fault(zh: string, en: string): WorkbenchError {
    return jsonFault(this.#file, this.#base + this.position, this.#feature, { zh, en });
  }

  /** The next byte that is not white space; -1 at the end. */
  peek(): number {
    const { bytes, end } = this;
    while (this.position < end) {
      const byte = bytes[this.position]!;
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return byte;
      this.position++;
    }
    return -1;
  }

  /** Steps over the next byte when it is `byte`. */
  take(byte: number): boolean {
    if (this.peek() !== byte) return false;
    this.position++;
    return true;
  }

  require(byte: number): void {
    if (!this.take(byte)) {
      const wanted = String.fromCharCode(byte);
      throw this.fault(
        `应为“${wanted}”，却是${this.#seen('zh')}`,
        `expected "${wanted}" and found ${this.#seen('en')}`,
      );
    }
  }

  #seen(language: 'zh' | 'en'): string {
    const byte = this.peek();
    if (byte < 0) return language === 'zh' ? '结尾' : 'the end';
    const text = latin.decode(this.bytes.subarray(this.position, Math.min(this.end, this.position + 8)));
    return language === 'zh' ? `“${text}”` : `"${text}"`;
  }

  /** Goes through the members of an object; `visit` has to read or skip each value. */
  members(visit: (key: string) => void): void {
    this.require(0x7b);
    if (this.take(0x7d)) return;
    this.#enter();
    do {
      if (this.peek() !== quote) {
        throw this.fault(
          `应为带引号的键，却是${this.#seen('zh')}`,
          `expected a key in quotes and found ${this.#seen('en')}`,
        );
      }
      const key = this.string();
      this.require(0x3a);
      visit(key);
    } while (this.take(0x2c));
    this.#depth--;
    this.require(0x7d);
  }

  /** Nesting that no data has would otherwise exhaust the stack. */
  #enter(): void {
    if (++this.#depth > deepest) {
      throw this.fault(`嵌套超过 ${deepest} 层`, `nesting deeper than ${deepest} levels`);
    }
  }

  /** Goes through the items of an array; `visit` has to read or skip each. */
  items(visit: () => void): void {
    this.require(0x5b);
    if (this.take(0x5d)) return;
    this.#enter();
    do visit();
    while (this.take(0x2c));
    this.#depth--;
    this.require(0x5d);
  }

  string(): string {
    this.require(quote);
    const { bytes, end } = this;
    const start = this.position;
    let place = start;
    let isPlain = true;
    while (place < end) {
      const byte = bytes[place]!;
      if (byte === quote) break;
      if (byte === backslash) {
        isPlain = false;
        place++;
      } else if (byte >= 0x80 || byte < 0x20) isPlain = false;
      place++;
    }
    if (place >= end) throw this.fault('文本没有结束的引号', 'a text without its closing quote');
    this.position = place + 1;
    if (!isPlain) return this.#decode(start, place);
    // Short plain texts, which most are, decode faster without the decoder's set-up.
    if (place - start > 40) return latin.decode(bytes.subarray(start, place));
    let text = '';
    for (let index = start; index < place; index++) text += String.fromCharCode(bytes[index]!);
    return text;
  }

  #decode(start: number, end: number): string {
    let text: string;
    try {
      text = strictUtf8.decode(this.bytes.subarray(start, end));
    } catch {
      throw new NotUtf8();
    }
    if (!text.includes('\\')) return text;
    try {
      // Control characters stand bare in many files, although JSON wants them escaped.
      return JSON.parse(`"${Array.from(text, escapeControl).join('')}"`) as string;
    } catch {
      this.position = start;
      throw this.fault('文本中有无效的转义', 'an invalid escape in a text');
    }
  }

  /** Whether a number, NaN or Infinity comes next. */
  atNumber(): boolean {
    const byte = this.peek();
    return (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x4e || byte === 0x49;
  }

  number(): number {
    const { bytes, end } = this;
    if (!this.atNumber()) {
      throw this.fault(`应为数字，却是${this.#seen('zh')}`, `expected a number and found ${this.#seen('en')}`);
    }
    const start = this.position;
    let place = start;
    const isNegative = bytes[place] === 0x2d;
    if (isNegative) place++;
    let leading = 0;
    let trailing = 0;
    let digits = 0;
    let decimals = 0;
    let isFraction = false;
    for (; place < end; place++) {
      const byte = bytes[place]!;
      if (byte >= 0x30 && byte <= 0x39) {
        if (digits < leadingDigits) leading = leading * 10 + (byte - 0x30);
        else trailing = trailing * 10 + (byte - 0x30);
        // Zeros in front do not count.
        if (leading > 0) digits++;
        if (isFraction) decimals++;
      } else if (byte === 0x2e && !isFraction) isFraction = true;
      else break;
    }
    const next = place < end ? bytes[place]! | 0x20 : 0;
    const isSimple = place > start + (isNegative ? 1 : 0) && next !== 0x65 && next !== 0x6e && next !== 0x69;
    if (isSimple && digits <= mostDigits && decimals <= mostDecimals) {
      const value = decimalNumber(leading, trailing, digits, decimals);
      if (!Number.isNaN(value)) {
        this.position = place;
        return isNegative ? -value : value;
      }
    }
    while (place < end && isNumberByte(bytes[place]!)) place++;
    const text = latin.decode(bytes.subarray(start, place));
    if (/^-?(?:NaN|Infinity)$/.test(text)) {
      this.position = place;
      return Number.NaN;
    }
    const value = Number(text);
    if (Number.isNaN(value)) throw this.fault(`“${text}”不是数字`, `"${text}" is not a number`);
    this.position = place;
    return value;
  }

  /** `true`, `false` or `null`. */
  literal(): boolean | null {
    const first = this.peek();
    const [word, value] =
      first === 0x74
        ? (['true', true] as const)
        : first === 0x66
          ? (['false', false] as const)
          : (['null', null] as const);
    for (let index = 0; index < word.length; index++) {
      if (this.bytes[this.position + index] !== word.charCodeAt(index) || this.position + index >= this.end) {
        throw this.fault(`应为一个值，却是${this.#seen('zh')}`, `expected a value and found ${this.#seen('en')}`);
      }
    }
    this.position += word.length;
    return value;
  }

  /** Steps over one value of any kind, checking its form. */
  skip(): void {
    const byte = this.peek();
    if (byte === 0x7b) this.members(() => this.skip());
    else if (byte === 0x5b) this.items(() => this.skip());
    else if (byte === quote) this.string();
    else if (this.atNumber()) this.number();
    else this.literal();
  }

  /** One value of any kind as the text that stands in the file. */
  raw(): string {
    this.peek();
    const start = this.position;
    this.skip();
    try {
      return strictUtf8.decode(this.bytes.subarray(start, this.position));
    } catch {
      throw new NotUtf8();
    }
  }
}

function escapeControl(character: string): string {
  return character < ' ' ? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}` : character;
}

/** Bytes of numbers with exponents, of NaN and of Infinity. */
function isNumberByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    byte === 0x2b ||
    byte === 0x2d ||
    byte === 0x2e ||
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a)
  );
}

/** An error at a byte of a JSON file; `feature` counts from 1, 0 where it is not in a feature. */
export function jsonFault(file: string, position: number, feature: number, reason: LocalText): WorkbenchError {
  const place: LocalText =
    feature > 0 ? { zh: `第 ${feature} 个要素，`, en: `feature ${feature}, ` } : { zh: '', en: '' };
  return new WorkbenchError('formats/json-syntax', { file, position: position + 1, place, reason });
}
