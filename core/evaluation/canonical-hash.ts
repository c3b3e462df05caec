/** Takes bytes and gives their digest: SHA-256 in lower-case hex, from whoever has it (core itself has one in core/formats). */
export interface Digest {
  update(bytes: Uint8Array): void;
  finish(): string;
}

const encoder = new TextEncoder();

/** Marks what comes next, so that no two different values give the same bytes. */
const mark = { null: 0, false: 1, true: 2, number: 3, text: 4, list: 5, object: 6, numbers: 7, bytes: 8 } as const;

class CanonicalWriter {
  readonly #digest: Digest;
  readonly #head = new DataView(new ArrayBuffer(9));

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  /** A mark and a number in eight bytes. */
  #put(kind: number, value: number): void {
    this.#head.setUint8(0, kind);
    this.#head.setFloat64(1, canonical(value), true);
    this.#digest.update(new Uint8Array(this.#head.buffer.slice(0)));
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
    const bytes = encoder.encode(text);
    this.#put(mark.text, bytes.length);
    this.#digest.update(bytes);
  }

  #writeBytes(bytes: Uint8Array): void {
    this.#put(mark.bytes, bytes.length);
    this.#digest.update(bytes);
  }

  /** Typed arrays of every kind as their numbers in eight little-endian bytes each. */
  #writeNumbers(numbers: ArrayLike<number>): void {
    this.#put(mark.numbers, numbers.length);
    const block = new DataView(new ArrayBuffer(8 * Math.min(numbers.length, 8192)));
    for (let from = 0; from < numbers.length; from += 8192) {
      const count = Math.min(8192, numbers.length - from);
      for (let index = 0; index < count; index++) block.setFloat64(8 * index, canonical(numbers[from + index]!), true);
      this.#digest.update(new Uint8Array(block.buffer, 0, 8 * count));
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
  new CanonicalWriter(digest).write(value);
  return digest.finish();
}
