/** Takes bytes and gives their digest: SHA-256 in lower-case hex, from whoever has it (core itself has one in core/formats). */
export interface Digest {
  update(bytes: Uint8Array): void;
  finish(): string;
}

const encoder = new TextEncoder();

/** Marks what comes next, so that no two different values give the same bytes. */
const mark = { null: 0, false: 1, true: 2, number: 3, text: 4, list: 5, object: 6, numbers: 7, bytes: 8 } as const;

/** Bytes go to the digest in blocks: it is called seldom, whatever the values are. */
const blockBytes = 65_536;

class CanonicalWriter {
  readonly #digest: Digest;
  readonly #block = new Uint8Array(blockBytes);
  readonly #view = new DataView(this.#block.buffer);
  #filled = 0;

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  flush(): void {
    // A digest may keep what it is given until the next call.
    this.#digest.update(this.#block.slice(0, this.#filled));
    this.#filled = 0;
  }

  #reserve(bytes: number): void {
    if (this.#filled + bytes > blockBytes) this.flush();
  }

  /** A mark and a number in eight bytes. */
  #put(kind: number, value: number): void {
    this.#reserve(9);
    this.#block[this.#filled] = kind;
    this.#view.setFloat64(this.#filled + 1, canonical(value), true);
    this.#filled += 9;
  }

  write(value: unknown): void {
    if (value === null || value === undefined) this.#put(mark.null, 0);
    else if (typeof value === 'boolean') this.#put(value ? mark.true : mark.false, 0);
    else if (typeof value === 'number') this.#put(mark.number, value);
    else if (typeof value === 'string') this.#writeText(value);
    else if (value instanceof Uint8Array) this.#writeBytes(value);
    else if (ArrayBuffer.isView(value)) this.#writeNumbers(value as unknown as ArrayLike<number>);
    else if (Array.isArray(value)) {
      this.#put(mark.list, value.length);
      for (const item of value) this.write(item);
    } else this.#writeObject(value as Record<string, unknown>);
  }

  #writeText(text: string): void {
    const { length } = text;
    if (length > 256) {
      this.#writeLongText(text);
      return;
    }
    this.#reserve(9 + length);
    const start = this.#filled;
    const block = this.#block;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code > 127) {
        this.#writeLongText(text);
        return;
      }
      block[start + 9 + at] = code;
    }
    this.#put(mark.text, length);
    this.#filled += length;
  }

  /** Text of any length and of any characters. */
  #writeLongText(text: string): void {
    const bytes = encoder.encode(text);
    this.#put(mark.text, bytes.length);
    this.#add(bytes);
  }

  #writeBytes(bytes: Uint8Array): void {
    this.#put(mark.bytes, bytes.length);
    this.#add(bytes);
  }

  #add(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length; ) {
      if (this.#filled === blockBytes) this.flush();
      const count = Math.min(bytes.length - from, blockBytes - this.#filled);
      this.#block.set(bytes.subarray(from, from + count), this.#filled);
      this.#filled += count;
      from += count;
    }
  }

  /** Typed arrays of every kind as their numbers in eight little-endian bytes each. */
  #writeNumbers(numbers: ArrayLike<number>): void {
    this.#put(mark.numbers, numbers.length);
    const view = this.#view;
    for (let index = 0; index < numbers.length; ) {
      if (this.#filled + 8 > blockBytes) this.flush();
      const end = Math.min(numbers.length, index + ((blockBytes - this.#filled) >> 3));
      let at = this.#filled;
      for (; index < end; index++, at += 8) view.setFloat64(at, canonical(numbers[index]!), true);
      this.#filled = at;
    }
  }

  /** Entries in the order of their names; those that are undefined count as absent. */
  #writeObject(value: Readonly<Record<string, unknown>>): void {
    const names = Object.keys(value)
      .filter((name) => value[name] !== undefined)
      .sort();
    this.#put(mark.object, names.length);
    for (const name of names) {
      this.#writeText(name);
      this.write(value[name]);
    }
  }
}

/** There is one NaN and one zero. */
function canonical(value: number): number {
  if (Number.isNaN(value)) return Number.NaN;
  return value === 0 ? 0 : value;
}

/**
 * Digest of plain data (objects, lists, typed arrays, texts, numbers, flags, null) that depends on nothing but the data:
 * not on the order of names, on the platform, or on which NaN was meant.
 */
export function canonicalHash(value: unknown, digest: Digest): string {
  const writer = new CanonicalWriter(digest);
  writer.write(value);
  writer.flush();
  return digest.finish();
}
