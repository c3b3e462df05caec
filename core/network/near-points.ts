/** Cells are so much wider than the tolerance that a point is seldom near the border of its own. */
const cellPerTolerance = 8;

/**
 * Groups points that lie within a tolerance of each other, step by step: a chain of points each near the next is one group,
 * in whatever order they come.
 */
export class NearPoints {
  readonly x: number[] = [];
  readonly y: number[] = [];
  readonly #tolerance: number;
  readonly #cell: number;
  readonly #parent: number[] = [];
  /** Point taken in last by the hash of its cell; `#next` leads to the one before. Cells may share a hash. */
  readonly #newest: Int32Array;
  readonly #next: number[] = [];

  /** `expected` is how many points there will be, about. */
  constructor(toleranceMetres: number, expected: number) {
    this.#tolerance = toleranceMetres;
    this.#cell = cellPerTolerance * Math.max(toleranceMetres, 1e-6);
    this.#newest = new Int32Array(2 ** Math.ceil(Math.log2(2 * expected + 16))).fill(-1);
  }

  /** Takes a point in and returns its number, or the complement (~) of it when one with the same coordinates was there. */
  add(x: number, y: number): number {
    const point = this.x.length;
    const reach = this.#tolerance;
    const firstColumn = Math.floor((x - reach) / this.#cell);
    const lastColumn = Math.floor((x + reach) / this.#cell);
    const firstRow = Math.floor((y - reach) / this.#cell);
    const lastRow = Math.floor((y + reach) / this.#cell);
    this.x.push(x);
    this.y.push(y);
    this.#parent.push(point);
    let isKnown = false;
    for (let column = firstColumn; column <= lastColumn; column++) {
      for (let row = firstRow; row <= lastRow; row++) {
        for (let other = this.#newest[this.#slot(column, row)]!; other >= 0; other = this.#next[other]!) {
          const dx = this.x[other]! - x;
          const dy = this.y[other]! - y;
          if (dx * dx + dy * dy > reach * reach) continue;
          if (dx === 0 && dy === 0) isKnown = true;
          this.join(other, point);
        }
      }
    }
    const slot = this.#slot(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
    this.#next.push(this.#newest[slot]!);
    this.#newest[slot] = point;
    return isKnown ? ~point : point;
  }

  #slot(column: number, row: number): number {
    let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b);
    hash ^= hash >>> 15;
    return (hash ^ (hash >>> 7)) & (this.#newest.length - 1);
  }

  /** Puts two points into one group, however far apart they are. */
  join(a: number, b: number): void {
    const first = this.group(a);
    const second = this.group(b);
    if (first < second) this.#parent[second] = first;
    else this.#parent[first] = second;
  }

  /** The group of a point: the smallest number in it. */
  group(point: number): number {
    let root = point;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = point; at !== root; ) {
      const up = this.#parent[at]!;
      this.#parent[at] = root;
      at = up;
    }
    return root;
  }
}
