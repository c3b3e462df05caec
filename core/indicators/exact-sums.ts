/** Adding and taking away again rounds a number to a multiple of 1024, and to one of 2⁻²⁰ (about a millionth). */
const toCoarse = 1.5 * 2 ** 62;
const toFine = 1.5 * 2 ** 32;

/**
 * Sums whose digits do not depend on the order of what is added, so that taking away what was added leaves what was there.
 * Each number is rounded to a multiple of 2⁻²⁰ and kept in two parts, multiples of 1024 and the rest; both add up without
 * rounding for sums up to 9 · 10¹⁸ of up to 16 million numbers.
 */
export class ExactSums {
  readonly #coarse: Float64Array;
  readonly #fine: Float64Array;

  constructor(count: number, from?: ExactSums) {
    this.#coarse = from ? from.#coarse.slice() : new Float64Array(count);
    this.#fine = from ? from.#fine.slice() : new Float64Array(count);
  }

  /** The same sums, to go on from. */
  copy(): ExactSums {
    return new ExactSums(this.#coarse.length, this);
  }

  add(at: number, value: number): void {
    const coarse = value + toCoarse - toCoarse;
    this.#coarse[at]! += coarse;
    this.#fine[at]! += value - coarse + toFine - toFine;
  }

  /** Takes away what `add` added. */
  take(at: number, value: number): void {
    const coarse = value + toCoarse - toCoarse;
    this.#coarse[at]! -= coarse;
    this.#fine[at]! -= value - coarse + toFine - toFine;
  }

  /** All sums are 0 again. */
  clear(): void {
    this.#coarse.fill(0);
    this.#fine.fill(0);
  }

  value(at: number): number {
    return this.#coarse[at]! + this.#fine[at]!;
  }
}
