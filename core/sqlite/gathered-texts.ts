import { keepJoined } from '#core/model/joined-texts.ts';

const ascii = new TextDecoder();

/** A text that is not gathered. */
const apart = -1;

/**
 * Texts of a column that do not repeat: their bytes are gathered and decoded at once, which takes a fraction of decoding them
 * one by one. Those with other bytes than ASCII stand apart.
 */
export class GatheredTexts {
  readonly #texts: (string | null)[] = [];
  #bytes = new Uint8Array(65_536);
  #filled = 0;
  #hasOthers = false;
  #lengths = new Int32Array(1024);

  /** Adds a text that is known, or that there is none. */
  add(text: string | null): void {
    if (text !== null) this.#hasOthers = true;
    this.#note(apart);
    this.#texts.push(text);
  }

  /** Adds the text of `bytes` from `start` to `end`, by `decode` where it is not plain. */
  addBytes(bytes: Uint8Array, start: number, end: number, decode: (bytes: Uint8Array) => string): void {
    this.#reserve(end - start);
    const own = this.#bytes;
    let at = this.#filled;
    for (let from = start; from < end; from++) {
      const byte = bytes[from]!;
      if (byte === 0 || byte >= 0x80) return this.add(decode(bytes.subarray(start, end)));
      own[at++] = byte;
    }
    this.#filled = at;
    this.#note(end - start);
    this.#texts.push('');
  }

  /** All texts in the order in which they came. */
  finish(): (string | null)[] {
    const all = ascii.decode(this.#bytes.subarray(0, this.#filled));
    let at = 0;
    for (let place = 0; place < this.#texts.length; place++) {
      const length = this.#lengths[place]!;
      if (length === apart) continue;
      this.#texts[place] = all.slice(at, at + length);
      at += length;
    }
    // Where all are gathered they stand joined already.
    if (!this.#hasOthers) keepJoined(this.#texts, { text: all, lengths: this.#lengths.slice(0, this.#texts.length) });
    return this.#texts;
  }

  #note(length: number): void {
    const place = this.#texts.length;
    if (place === this.#lengths.length) {
      const larger = new Int32Array(2 * place);
      larger.set(this.#lengths);
      this.#lengths = larger;
    }
    this.#lengths[place] = length;
  }

  #reserve(extra: number): void {
    if (this.#filled + extra <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.#bytes.length, this.#filled + extra));
    larger.set(this.#bytes.subarray(0, this.#filled));
    this.#bytes = larger;
  }
}
