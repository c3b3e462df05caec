/** A grid of elevations, row by row from the north; NaN cells have no data and let water out, as the frame does. */
export interface ElevationGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  /** m */
  readonly values: ArrayLike<number>;
}

export interface FloodedGrid {
  /** Elevation of the ground, or of the water that stands on it when all depressions are full, m; NaN without data. */
  readonly filled: Float64Array;
  /** Cell that each cell drains through, −1 where water leaves the grid: from it catchments are read. */
  readonly outletOf: Int32Array;
}

/** Binary heap of cells by level; equal levels come out in the order they went in, so that the result is one. */
class LevelHeap {
  readonly #levels: Float64Array;
  readonly #orders: Uint32Array;
  readonly #cells: Int32Array;
  length = 0;
  #order = 0;

  constructor(size: number) {
    this.#levels = new Float64Array(size);
    this.#orders = new Uint32Array(size);
    this.#cells = new Int32Array(size);
  }

  push(cell: number, level: number): void {
    let place = this.length++;
    const order = this.#order++;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (this.#levels[above]! <= level) break;
      this.#move(above, place);
      place = above;
    }
    this.#set(place, cell, level, order);
  }

  pop(): number {
    const top = this.#cells[0]!;
    const last = --this.length;
    const level = this.#levels[last]!;
    const order = this.#orders[last]!;
    const cell = this.#cells[last]!;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#isBefore(child + 1, child)) child++;
      const isAfter = this.#levels[child]! > level || (this.#levels[child] === level && this.#orders[child]! > order);
      if (isAfter) break;
      this.#move(child, place);
      place = child;
    }
    this.#set(place, cell, level, order);
    return top;
  }

  #isBefore(one: number, other: number): boolean {
    const difference = this.#levels[one]! - this.#levels[other]!;
    return difference < 0 || (difference === 0 && this.#orders[one]! < this.#orders[other]!);
  }

  #move(from: number, to: number): void {
    this.#set(to, this.#cells[from]!, this.#levels[from]!, this.#orders[from]!);
  }

  #set(place: number, cell: number, level: number, order: number): void {
    this.#cells[place] = cell;
    this.#levels[place] = level;
    this.#orders[place] = order;
  }
}

/** Calls `visit` with the neighbours of a cell inside the grid; gives how many there were. */
function eachNeighbour(
  cell: number,
  columns: number,
  rows: number,
  neighbours: 4 | 8,
  visit: (other: number) => void,
): number {
  const column = cell % columns;
  const row = (cell - column) / columns;
  let count = 0;
  for (let rowStep = -1; rowStep <= 1; rowStep++) {
    for (let columnStep = -1; columnStep <= 1; columnStep++) {
      if ((rowStep === 0 && columnStep === 0) || (neighbours === 4 && rowStep !== 0 && columnStep !== 0)) continue;
      const otherRow = row + rowStep;
      const otherColumn = column + columnStep;
      if (otherRow < 0 || otherRow >= rows || otherColumn < 0 || otherColumn >= columns) continue;
      count++;
      visit(otherRow * columns + otherColumn);
    }
  }
  return count;
}

/**
 * Fills all depressions of a grid to the level at which they spill: water leaves over the frame, into cells without data
 * and through `outlets`. Every cell ends at the lowest level from which water can leave it downhill.
 *
 * Source: Priority-Flood, Barnes, Lehman & Mulla 2014; the same result as Planchon & Darboux 2001. Cost n log n.
 */
export function fillDepressions(
  grid: ElevationGrid,
  neighbours: 4 | 8 = 8,
  outlets?: ArrayLike<number>,
  progress?: (share: number) => void,
): FloodedGrid {
  const { columns, rows, values } = grid;
  const count = columns * rows;
  const filled = Float64Array.from({ length: count }, (_, cell) => values[cell]!);
  const outletOf = new Int32Array(count).fill(-1);
  const done = new Uint8Array(count);
  const heap = new LevelHeap(count);
  for (let cell = 0; cell < count; cell++) {
    if (Number.isNaN(filled[cell]!)) {
      done[cell] = 1;
      continue;
    }
    let isOpen = outlets?.[cell] === 1;
    const inside = eachNeighbour(cell, columns, rows, neighbours, (other) => {
      if (Number.isNaN(values[other]!)) isOpen = true;
    });
    if (!isOpen && inside === neighbours) continue;
    done[cell] = 1;
    heap.push(cell, filled[cell]!);
  }
  for (let step = 0; heap.length > 0; step++) {
    if (step % 65_536 === 0) progress?.(step / count);
    const cell = heap.pop();
    eachNeighbour(cell, columns, rows, neighbours, (other) => {
      if (done[other]) return;
      done[other] = 1;
      outletOf[other] = cell;
      filled[other] = Math.max(filled[other]!, filled[cell]!);
      heap.push(other, filled[other]!);
    });
  }
  return { filled, outletOf };
}

/** A place where water stands. */
export interface Depression {
  readonly cells: number;
  readonly squareMetres: number;
  /** m */
  readonly maximumDepth: number;
  /** m³ */
  readonly volume: number;
  /** Level at which it spills, m. */
  readonly level: number;
}

export interface Depressions {
  /** m, 0 where no water stands or the depression is within the noise; NaN without data. */
  readonly depth: Float64Array;
  /** Number of each cell's depression, −1 for none. */
  readonly ofCell: Int32Array;
  readonly list: readonly Depression[];
  /** Depressions left out as noise. */
  readonly noise: number;
}

/**
 * The depressions of a filled grid: joined cells with water on them. One whose greatest depth does not exceed
 * `noiseMetres`, the vertical error of the elevations, cannot be told from noise and is left out.
 */
export function depressionsOf(
  grid: ElevationGrid,
  filled: Float64Array,
  noiseMetres = 0,
  neighbours: 4 | 8 = 8,
): Depressions {
  const { columns, rows, values, cellMetres } = grid;
  const count = columns * rows;
  const depth = Float64Array.from(filled, (level, cell) => level - values[cell]!);
  const ofCell = new Int32Array(count).fill(-1);
  const seen = new Uint8Array(count);
  const list: Depression[] = [];
  let noise = 0;
  for (let first = 0; first < count; first++) {
    if (seen[first] || !(depth[first]! > 0)) continue;
    const members = [first];
    seen[first] = 1;
    for (let at = 0; at < members.length; at++) {
      eachNeighbour(members[at]!, columns, rows, neighbours, (other) => {
        // Neighbouring depressions at different levels are two.
        if (seen[other] || !(depth[other]! > 0) || filled[other] !== filled[first]) return;
        seen[other] = 1;
        members.push(other);
      });
    }
    let maximumDepth = 0;
    let sum = 0;
    for (const cell of members) {
      maximumDepth = Math.max(maximumDepth, depth[cell]!);
      sum += depth[cell]!;
    }
    if (maximumDepth <= noiseMetres) {
      noise++;
      for (const cell of members) depth[cell] = 0;
      continue;
    }
    for (const cell of members) ofCell[cell] = list.length;
    const squareMetres = members.length * cellMetres ** 2;
    const volume = sum * cellMetres ** 2;
    list.push({ cells: members.length, squareMetres, maximumDepth, volume, level: filled[first]! });
  }
  return { depth, ofCell, list, noise };
}

/**
 * The depression that each cell drains into first, −1 where it drains off without meeting one: catchments of the
 * depressions, each without those of depressions that spill into it. Both arguments as the two functions above give them.
 */
export function catchmentsOf(outletOf: Int32Array, ofCell: Int32Array): Int32Array {
  const unknown = -2;
  const catchment = new Int32Array(ofCell.length).fill(unknown);
  const way: number[] = [];
  for (let first = 0; first < catchment.length; first++) {
    let cell = first;
    while (cell >= 0 && catchment[cell] === unknown && ofCell[cell]! < 0) {
      way.push(cell);
      cell = outletOf[cell]!;
    }
    const found = cell < 0 ? -1 : catchment[cell] === unknown ? ofCell[cell]! : catchment[cell]!;
    if (cell >= 0) catchment[cell] = found;
    for (const passed of way) catchment[passed] = found;
    way.length = 0;
  }
  return catchment;
}
