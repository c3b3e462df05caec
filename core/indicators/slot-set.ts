/** A set of slots, for many that come and go: a byte each up to the largest. */
export class SlotSet implements Iterable<number> {
  #marks: Uint8Array;
  #size: number;

  constructor(from?: SlotSet) {
    this.#marks = from ? from.#marks.slice() : new Uint8Array(0);
    this.#size = from ? from.#size : 0;
  }

  get size(): number {
    return this.#size;
  }

  has(slot: number): boolean {
    return slot < this.#marks.length && this.#marks[slot] === 1;
  }

  /** False where it was there. */
  add(slot: number): boolean {
    if (slot >= this.#marks.length) {
      const larger = new Uint8Array(Math.ceil(1.5 * slot) + 64);
      larger.set(this.#marks);
      this.#marks = larger;
    }
    if (this.#marks[slot] === 1) return false;
    this.#marks[slot] = 1;
    this.#size++;
    return true;
  }

  delete(slot: number): void {
    if (!this.has(slot)) return;
    this.#marks[slot] = 0;
    this.#size--;
  }

  /** The slots in their order. */
  *[Symbol.iterator](): Generator<number> {
    for (let slot = this.#marks.indexOf(1); slot >= 0; slot = this.#marks.indexOf(1, slot + 1)) yield slot;
  }
}
