import { pairHash } from './pair-hash.ts';

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
    const key = pairHash(Math.floor(x / this.#cell), Math.floor(y / this.#cell));
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
        for (let node = this.#newest.get(pairHash(column, row)) ?? -1; node >= 0; node = this.#next[node]!) {
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
