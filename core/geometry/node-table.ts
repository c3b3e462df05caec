const bits = new Float64Array(2);
const words = new Int32Array(bits.buffer);

/** Finds nodes by place. Nodes are numbers into two lists of coordinates that may grow. */
export class NodeTable {
  readonly #x: readonly number[];
  readonly #y: readonly number[];
  readonly #cell: number;
  /** The node taken in last into a cell; `#next` leads to the one before. */
  readonly #newest = new Map<number, number>();
  readonly #next: number[] = [];

  /** `cell` is the width of the cells by which nodes are kept: at least the distance of later searches. */
  constructor(x: readonly number[], y: readonly number[], cell: number) {
    this.#x = x;
    this.#y = y;
    this.#cell = cell > 0 ? cell : 1;
  }

  /** The known node within `distance` of `node`, which is at most a cell; without one `node` itself, known from now on. */
  nearOrAdd(node: number, distance: number): number {
    const x = this.#x[node]!;
    const y = this.#y[node]!;
    const near = this.near(x, y, distance);
    if (near >= 0) return near;
    const key = keyOf(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
    while (this.#next.length <= node) this.#next.push(-1);
    this.#next[node] = this.#newest.get(key) ?? -1;
    this.#newest.set(key, node);
    return node;
  }

  /** The nearest known node within `distance` of a place, or -1. */
  near(x: number, y: number, distance: number): number {
    let nearest = -1;
    let least = distance;
    const lastColumn = Math.floor((x + distance) / this.#cell);
    const lastRow = Math.floor((y + distance) / this.#cell);
    for (let column = Math.floor((x - distance) / this.#cell); column <= lastColumn; column++) {
      for (let row = Math.floor((y - distance) / this.#cell); row <= lastRow; row++) {
        for (let node = this.#newest.get(keyOf(column, row)) ?? -1; node >= 0; node = this.#next[node]!) {
          const away = Math.hypot(this.#x[node]! - x, this.#y[node]! - y);
          if (away > least) continue;
          least = away;
          nearest = node;
        }
      }
    }
    return nearest;
  }
}

/** Different cells may share a key: what is found is compared by its coordinates. */
function keyOf(column: number, row: number): number {
  // Adding zero makes one zero of two.
  bits[0] = column + 0;
  bits[1] = row + 0;
  let hash = Math.imul(words[0]! ^ Math.imul(words[1]!, 0x9e3779b1), 0x85ebca6b) ^ words[2]!;
  hash = Math.imul(hash ^ (hash >>> 15) ^ Math.imul(words[3]!, 0xc2b2ae35), 0x27d4eb2f);
  return hash ^ (hash >>> 13);
}
