/** Points in columns, m. Points with a missing coordinate (NaN) are nowhere: they find nothing and are never found. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Some of the points, in that order. */
export function pickPoints({ x, y }: Points, which: readonly number[]): Points {
  return {
    x: Float64Array.from(which, (point) => x[point]!),
    y: Float64Array.from(which, (point) => y[point]!),
  };
}

/** The coordinates with x and y in turn. */
export function inTurn({ x, y }: Points): Float64Array {
  const pairs = new Float64Array(2 * x.length);
  for (let point = 0; point < x.length; point++) {
    pairs[2 * point] = x[point]!;
    pairs[2 * point + 1] = y[point]!;
  }
  return pairs;
}

/** Points sorted into square cells, to find those near a place. */
export class PointGrid {
  readonly #points: Points;
  readonly #size: number;
  readonly #left: number = 0;
  readonly #bottom: number = 0;
  readonly #columns: number = 0;
  readonly #rows: number = 0;
  readonly #starts: Uint32Array;
  readonly #items: Uint32Array;

  /** `cellMetres`: about the distance looked for; Infinity where there is no limit to it. */
  constructor(points: Points, cellMetres: number) {
    this.#points = points;
    const { x, y } = points;
    let [left, bottom, right, top] = [
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    for (let index = 0; index < x.length; index++) {
      if (Number.isNaN(x[index]!) || Number.isNaN(y[index]!)) continue;
      left = Math.min(left, x[index]!);
      right = Math.max(right, x[index]!);
      bottom = Math.min(bottom, y[index]!);
      top = Math.max(top, y[index]!);
    }
    // No more cells than about four per point, however small the distance, also where the points lie in a row.
    const most = Math.max(1, 4 * x.length);
    const [width, height] = [right - left, top - bottom];
    const smallest = Math.max(Math.sqrt((width * height) / most), Math.max(width, height) / most);
    const wanted = Number.isFinite(cellMetres) ? cellMetres : 0;
    this.#size = Math.max(wanted, Number.isFinite(smallest) ? smallest : 0, 1e-6);
    if (left <= right) {
      this.#left = left;
      this.#bottom = bottom;
      this.#columns = Math.floor((right - left) / this.#size) + 1;
      this.#rows = Math.floor((top - bottom) / this.#size) + 1;
    }
    this.#starts = new Uint32Array(this.#columns * this.#rows + 1);
    const cells = Int32Array.from(x, (_, index) => this.#cellOf(x[index]!, y[index]!));
    for (const cell of cells) if (cell >= 0) this.#starts[cell + 1]!++;
    for (let cell = 1; cell < this.#starts.length; cell++) this.#starts[cell]! += this.#starts[cell - 1]!;
    const next = this.#starts.slice();
    this.#items = new Uint32Array(this.#starts.at(-1)!);
    for (const [index, cell] of cells.entries()) if (cell >= 0) this.#items[next[cell]!++] = index;
  }

  #cellOf(x: number, y: number): number {
    if (Number.isNaN(x) || Number.isNaN(y)) return -1;
    const column = Math.floor((x - this.#left) / this.#size);
    const row = Math.floor((y - this.#bottom) / this.#size);
    return row * this.#columns + column;
  }

  /** Calls `visit` with every point within `radius` (inclusive) of (x, y) and its distance. */
  within(x: number, y: number, radius: number, visit: (index: number, distance: number) => void): void {
    if (Number.isNaN(x) || Number.isNaN(y)) return;
    const size = this.#size;
    const firstColumn = Math.max(0, Math.floor((x - radius - this.#left) / size));
    const lastColumn = Math.min(this.#columns - 1, Math.floor((x + radius - this.#left) / size));
    const firstRow = Math.max(0, Math.floor((y - radius - this.#bottom) / size));
    const lastRow = Math.min(this.#rows - 1, Math.floor((y + radius - this.#bottom) / size));
    if (firstColumn > lastColumn) return;
    for (let row = firstRow; row <= lastRow; row++) {
      const from = this.#starts[row * this.#columns + firstColumn]!;
      const to = this.#starts[row * this.#columns + lastColumn + 1]!;
      for (let at = from; at < to; at++) {
        const index = this.#items[at]!;
        const dx = this.#points.x[index]! - x;
        const dy = this.#points.y[index]! - y;
        const distance = Math.sqrt(dx * dx + dy * dy);
        if (distance <= radius) visit(index, distance);
      }
    }
  }

  /** The nearest point within `limit` and its distance; −1 and Infinity when there is none. Of equally near ones the first. */
  nearest(x: number, y: number, limit: number): { readonly index: number; readonly distance: number } {
    let best = -1;
    let distance = Number.POSITIVE_INFINITY;
    if (this.#items.length === 0) return { index: best, distance };
    for (let radius = Math.min(limit, this.#size); ; radius = Math.min(limit, 2 * radius)) {
      this.within(x, y, radius, (index, found) => {
        if (found > distance || (found === distance && index > best)) return;
        distance = found;
        best = index;
      });
      if (best >= 0 || radius >= limit || Number.isNaN(x)) return { index: best, distance };
    }
  }
}
