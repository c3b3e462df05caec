import type { Box } from './measure.ts';

const cellMetres = 256;
/** Cells are told apart up to this many to each side of the origin: 500,000 km. */
const most = 2 ** 21;

function columnOf(place: number): number {
  return Math.floor(place / cellMetres);
}

/** Boxes by number in square cells, for sets that change: putting in and taking out costs the cells of the box alone. */
export class BoxGrid {
  readonly #boxes: Map<number, Box>;
  readonly #cells = new Map<number, Set<number>>();

  constructor(from: ReadonlyMap<number, Box> = new Map()) {
    this.#boxes = new Map();
    for (const [item, box] of from) this.put(item, box);
  }

  get size(): number {
    return this.#boxes.size;
  }

  copy(): BoxGrid {
    return new BoxGrid(this.#boxes);
  }

  /** Puts a box in, in place of the one the item had. */
  put(item: number, box: Box): void {
    this.take(item);
    this.#boxes.set(item, box);
    this.#eachCell(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.add(item);
      else this.#cells.set(key, new Set([item]));
    });
  }

  take(item: number): void {
    const box = this.#boxes.get(item);
    if (!box) return;
    this.#boxes.delete(item);
    this.#eachCell(box, (key) => {
      const cell = this.#cells.get(key)!;
      cell.delete(item);
      if (cell.size === 0) this.#cells.delete(key);
    });
  }

  /** Items whose boxes meet `box`, each once, in no order. */
  search(box: Box): number[] {
    if (this.#boxes.size === 0) return [];
    const found = new Set<number>();
    const look = (item: number) => {
      const own = this.#boxes.get(item)!;
      if (own.minX <= box.maxX && own.maxX >= box.minX && own.minY <= box.maxY && own.maxY >= box.minY) found.add(item);
    };
    const cells = (columnOf(box.maxX) - columnOf(box.minX) + 1) * (columnOf(box.maxY) - columnOf(box.minY) + 1);
    // Of a wide box more cells would be empty than there are items.
    if (!(cells <= this.#boxes.size)) for (const item of this.#boxes.keys()) look(item);
    else
      this.#eachCell(box, (key) => {
        for (const item of this.#cells.get(key) ?? []) look(item);
      });
    return [...found];
  }

  #eachCell({ minX, minY, maxX, maxY }: Box, visit: (key: number) => void): void {
    for (let column = columnOf(minX); column <= columnOf(maxX); column++) {
      for (let row = columnOf(minY); row <= columnOf(maxY); row++) visit((column + most) * (2 * most) + row + most);
    }
  }
}
