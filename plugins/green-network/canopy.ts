import {
  countOf,
  type EvaluatorContext,
  extentOf,
  type Grid,
  landUseOf,
  numberParameter,
  numbersOf,
  orZero,
  type Points,
  rasterizePolygons,
  type Snapshot,
  type StudyArea,
  textsOf,
} from '#sdk';
import type { Patches } from './patches.ts';
import { constant, gridOver } from './resistance.ts';
import { eachCrownCell, type Trees } from './trees.ts';

/** Where crowns and green ground are, on a fine grid over the study area. */
export interface Canopy {
  readonly grid: Grid;
  /** 1 inside the study area. */
  readonly inside: Uint8Array;
  /** 1 under a crown. */
  readonly crowns: Uint8Array;
  /** 1 on green land. */
  readonly green: Uint8Array;
}

/** Cells are about 3 m, coarser over large areas. */
export function canopyOf(trees: Trees, patches: Patches, study: StudyArea, context: EvaluatorContext): Canopy {
  const grid = gridOver(extentOf(study.geometry), numberParameter(context.parameters, 'canopyCell'), 6_000_000);
  const inside = new Uint8Array(grid.columns * grid.rows);
  rasterizePolygons(study.geometry, [1], grid, inside);
  const crowns = new Uint8Array(inside.length);
  eachCrownCell(trees, grid, (cell) => {
    crowns[cell] = inside[cell]!;
  });
  const green = new Uint8Array(inside.length);
  rasterizePolygons(patches.geometry, constant(patches.areas.length, 1), grid, green);
  return { grid, inside, crowns, green };
}

/**
 * Vertical projection of vegetation, m2: green land, crowns outside it, and in other parcels the larger of their crowns and
 * their planted area, because the two cannot be told apart there.
 */
export function vegetationCover(canopy: Canopy, snapshot: Snapshot, greenLand: number): number {
  const { grid, crowns, green } = canopy;
  const parcel = snapshot.layers.parcel!;
  const numbers = Float64Array.from({ length: countOf(parcel) }, (_, row) => row);
  const parcelOfCell = new Int32Array(crowns.length).fill(-1);
  rasterizePolygons(parcel.geometry, numbers, grid, parcelOfCell);
  const cellArea = grid.cellSize ** 2;
  const crownsOfParcel = new Float64Array(countOf(parcel));
  let elsewhere = 0;
  for (let cell = 0; cell < crowns.length; cell++) {
    if (!crowns[cell] || green[cell]) continue;
    const row = parcelOfCell[cell]!;
    if (row < 0) elsewhere += cellArea;
    else crownsOfParcel[row]! += cellArea;
  }
  const planted = numbersOf(parcel, 'green_area');
  let sum = greenLand + elsewhere;
  for (const [row, text] of textsOf(parcel, 'land_use').entries()) {
    const use = landUseOf(text);
    if (use === 'green' || use === 'protective-green' || use === 'square') continue;
    const isOpen = use === 'agriculture' || use === 'undeveloped' || use === 'water';
    const own = isOpen ? 0 : orZero(planted[row]!);
    // The planted part of other parcels is already in the green land.
    sum += Math.max(own, crownsOfParcel[row]!) - own;
  }
  return sum;
}

/** Crown cover around places: the share of crowns in a square as large as a circle of the radius; NaN off the study area. */
export function coverAround({ grid, inside, crowns }: Canopy, places: Points, radiusMetres: number): Float64Array {
  const { columns, rows, left, top, cellSize } = grid;
  // Sums over all cells above and to the left, with a border of zeros.
  const width = columns + 1;
  const land = new Uint32Array(width * (rows + 1));
  const covered = new Uint32Array(width * (rows + 1));
  for (let row = 0; row < rows; row++) {
    let landInRow = 0;
    let coveredInRow = 0;
    for (let column = 0; column < columns; column++) {
      landInRow += inside[row * columns + column]!;
      coveredInRow += crowns[row * columns + column]!;
      const at = (row + 1) * width + column + 1;
      land[at] = land[at - width]! + landInRow;
      covered[at] = covered[at - width]! + coveredInRow;
    }
  }
  const half = (radiusMetres * Math.sqrt(Math.PI)) / 2 / cellSize;
  const clamp = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));
  return Float64Array.from(places.x, (x, place) => {
    const column = (x - left) / cellSize;
    const row = (top - places.y[place]!) / cellSize;
    if (Number.isNaN(column) || Number.isNaN(row)) return Number.NaN;
    const [west, east] = [clamp(column - half, columns), clamp(column + half, columns)];
    const [north, south] = [clamp(row - half, rows) * width, clamp(row + half, rows) * width];
    const within = (sums: Uint32Array) =>
      sums[south + east]! - sums[north + east]! - sums[south + west]! + sums[north + west]!;
    const cells = within(land);
    return cells === 0 ? Number.NaN : within(covered) / cells;
  });
}
