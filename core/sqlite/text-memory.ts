/** Texts kept; a power of two. */
const slots = 256;
/** Cells after which it shows whether a column repeats its texts. */
const trial = 4096;

const utf8 = new TextDecoder();

/** Whether all of `bytes` are below 0x80. */
export function isPlain(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Longer texts are decoded faster than put together. */
const longestPlain = 64;

/** The text of bytes below 0x80. */
export function plainText(bytes: Uint8Array): string {
  return bytes.length > longestPlain ? utf8.decode(bytes) : Reflect.apply(String.fromCharCode, undefined, bytes);
}

/** The text of bytes in UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return bytes.length <= longestPlain && isPlain(bytes) ? plainText(bytes) : utf8.decode(bytes);
}

interface Entry {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Remembers the texts of a column by their bytes: most columns repeat few texts, which then need decoding once and are in memory
 * once. It gives up on columns that do not.
 */
export class TextMemory {
  readonly #entries: (Entry | undefined)[] = Array.from({ length: slots }, () => undefined);
  #asked = 0;
  #found = 0;

  /** Whether the column has turned out not to repeat its texts. */
  get hasGivenUp(): boolean {
    return this.#asked >= trial && this.#found < trial / 2;
  }

  /** The text of `bytes` from `start` to `end`, by `decode` where it is not remembered. */
  text(bytes: Uint8Array, start: number, end: number, decode: (bytes: Uint8Array) => string): string {
    if (this.hasGivenUp) return decode(bytes.subarray(start, end));
    let hash = end - start;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x0100_0193);
    const slot = (hash ^ (hash >>> 15)) & (slots - 1);
    const entry = this.#entries[slot];
    if (this.#asked < trial) this.#asked++;
    if (entry && isSame(entry.bytes, bytes, start, end)) {
      if (this.#asked < trial) this.#found++;
      return entry.text;
    }
    const own = bytes.slice(start, end);
    const text = decode(own);
    this.#entries[slot] = { bytes: own, text };
    return text;
  }
}

function isSame(own: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (own.length !== end - start) return false;
  for (let at = 0; at < own.length; at++) if (own[at] !== bytes[start + at]) return false;
  return true;
}
