/**
 * One page of a b-tree that is being filled: cells from the end of the page towards its front, and in front, behind the header,
 * the places where they begin.
 */
export class PageCells {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #type: number;
  readonly #headerLength: number;
  readonly #usable: number;
  #content: number;
  count = 0;

  /** Fills `page`, which has `usable` bytes for content. */
  constructor(page: Uint8Array, usable: number, type: number, headerLength: number) {
    this.bytes = page;
    this.#view = new DataView(page.buffer, page.byteOffset, page.byteLength);
    this.#type = type;
    this.#headerLength = headerLength;
    this.#usable = usable;
    this.#content = usable;
  }

  hasRoom(cellLength: number): boolean {
    return this.#headerLength + 2 * (this.count + 1) + cellLength <= this.#content;
  }

  /** Makes room for a cell behind those before it; returns where in `bytes` it begins. */
  add(cellLength: number): number {
    this.#content -= cellLength;
    this.#view.setUint16(this.#headerLength + 2 * this.count, this.#content);
    this.count++;
    return this.#content;
  }

  /** Takes the last cell back; returns a copy of it. */
  removeLast(): Uint8Array {
    this.count--;
    const end = this.count === 0 ? this.#usable : this.#view.getUint16(this.#headerLength + 2 * (this.count - 1));
    const cell = this.bytes.slice(this.#content, end);
    this.bytes.fill(0, this.#content, end);
    this.#view.setUint16(this.#headerLength + 2 * this.count, 0);
    this.#content = end;
    return cell;
  }

  /** Writes the header; inner pages have their last child in it. */
  finish(lastChild?: number): void {
    this.bytes[0] = this.#type;
    this.#view.setUint16(3, this.count);
    // A page of 64 KiB without a cell would begin at 65,536, which is written as 0.
    this.#view.setUint16(5, this.#content & 0xffff);
    if (lastChild !== undefined) this.#view.setUint32(8, lastChild);
  }

  setUint32(at: number, value: number): void {
    this.#view.setUint32(at, value);
  }
}
