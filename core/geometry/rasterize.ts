import { featureCount } from '#core/model/packed-geometry.ts';
import { boxOfRing } from './measure.ts';
import { type MetricGeometry, refuseDegrees } from './metric-frame.ts';

/** Cells of a grid; row 0 is the northern one. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Outer corner of the north-western cell, m. */
  readonly left: number;
  readonly top: number;
  readonly cellSize: number;
}

/** Where values are written: one for each cell, row by row. */
export type CellArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Int32Array
  | Uint32Array;

/**
 * Writes `values[feature]` into every cell whose centre lies in polygon `feature`; later features over earlier ones, other
 * cells stay as they are. Polygons that share their border share out the cells: none is left out or counted twice. What
 * the outlines enclose an odd number of times is inside, so invalid polygons are filled as they are repaired.
 */
export function rasterizePolygons(
  geometry: MetricGeometry,
  values: ArrayLike<number>,
  grid: Grid,
  cells: CellArray,
): void {
  refuseDegrees(geometry, 'rasterizePolygons');
  if (geometry.kind !== 'polygon') return;
  const filler = new Filler(geometry, grid, cells);
  for (let feature = 0; feature < featureCount(geometry); feature++) filler.fill(feature, values[feature]!);
}

/** Fills features one after another, with room that is used again. */
class Filler {
  readonly #geometry: MetricGeometry;
  readonly #grid: Grid;
  readonly #cells: CellArray;
  /** Where the crossings of each row of the feature begin, and then end. */
  readonly #starts: Uint32Array;
  #crossings = new Int32Array(1024);

  constructor(geometry: MetricGeometry, grid: Grid, cells: CellArray) {
    this.#geometry = geometry;
    this.#grid = grid;
    this.#cells = cells;
    this.#starts = new Uint32Array(grid.rows + 2);
  }

  fill(feature: number, value: number): void {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = this.#geometry;
    const firstRing = partOffsets[featureOffsets[feature]!]!;
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    if (firstRing === lastRing) return;
    const { rows } = this.#grid;
    const box = boxOfRing(coordinates, ringOffsets[firstRing]!, ringOffsets[lastRing]!);
    const north = Math.max(0, this.#rowBelow(box.maxY) + 1);
    const south = Math.min(rows - 1, this.#rowBelow(box.minY));
    // No row of centres passes through it, or it is not of finite size.
    if (!(north <= south)) return;
    if (this.#columnFrom(box.minX) === this.#columnFrom(box.maxX)) return;
    this.#starts.fill(0, 0, south - north + 2);
    this.#eachCrossing(firstRing, lastRing, north, south, false);
    const starts = this.#starts;
    for (let row = 1; row <= south - north + 1; row++) starts[row]! += starts[row - 1]!;
    const total = starts[south - north + 1]!;
    if (total > this.#crossings.length) this.#crossings = new Int32Array(2 * total);
    // Filled from the back, so that each start ends where its row begins.
    this.#eachCrossing(firstRing, lastRing, north, south, true);
    for (let row = north; row <= south; row++) {
      const from = starts[row - north + 1]!;
      const to = row === south ? total : starts[row - north + 2]!;
      this.#fillRow(row, from, to, value);
    }
  }

  /** The last row whose centre is at or above y; -1 when the grid lies below. */
  #rowBelow(y: number): number {
    const { top, cellSize } = this.#grid;
    return Math.floor((top - y) / cellSize - 0.5);
  }

  /** The first column whose centre is at or right of x, within the grid. */
  #columnFrom(x: number): number {
    const { left, cellSize, columns } = this.#grid;
    return Math.min(columns, Math.max(0, Math.ceil((x - left) / cellSize - 0.5)));
  }

  /** Counts the crossings of the outlines with the rows' centres (`store` false) or keeps their columns. */
  #eachCrossing(firstRing: number, lastRing: number, north: number, south: number, store: boolean): void {
    const { coordinates, ringOffsets } = this.#geometry;
    const { top, cellSize } = this.#grid;
    const starts = this.#starts;
    for (let ring = firstRing; ring < lastRing; ring++) {
      for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
        // Always from the lower to the upper end: the same edge of a neighbour then gives the same numbers.
        const low = coordinates[at + 1]! <= coordinates[at + 3]! ? at : at + 2;
        const high = low === at ? at + 2 : at;
        const lowY = coordinates[low + 1]!;
        const highY = coordinates[high + 1]!;
        const first = Math.max(north, this.#rowBelow(highY) + 1);
        const last = Math.min(south, this.#rowBelow(lowY));
        if (!store) {
          for (let row = first; row <= last; row++) starts[row - north + 1]!++;
          continue;
        }
        const lowX = coordinates[low]!;
        const slope = (coordinates[high]! - lowX) / (highY - lowY);
        for (let row = first; row <= last; row++) {
          const y = top - (row + 0.5) * cellSize;
          this.#crossings[--starts[row - north + 1]!] = this.#columnFrom(lowX + (y - lowY) * slope);
        }
      }
    }
  }

  #fillRow(row: number, from: number, to: number, value: number): void {
    const crossings = this.#crossings;
    if (to - from > 32) crossings.subarray(from, to).sort();
    else {
      for (let index = from + 1; index < to; index++) {
        const column = crossings[index]!;
        let place = index;
        while (place > from && crossings[place - 1]! > column) crossings[place] = crossings[--place]!;
        crossings[place] = column;
      }
    }
    const start = row * this.#grid.columns;
    for (let index = from; index + 1 < to; index += 2) {
      this.#cells.fill(value, start + crossings[index]!, start + crossings[index + 1]!);
    }
  }
}
