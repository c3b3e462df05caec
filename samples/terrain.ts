import type { Raster } from '#core/model/layer.ts';
import { Dice } from './dice.ts';
import { bell } from './exact-math.ts';
import { boxOf, contains, edgeDistance, type Point, type Ring } from './plane.ts';
import { origin, type TownShape } from './town-shape.ts';
import type { WaterBody } from './water.ts';

/** A low place where storm water stays. */
export interface Depression {
  /** Local metres. */
  readonly point: Point;
  readonly radius: number;
  /** m below the land around. */
  readonly depth: number;
  readonly name: string;
}

/** What is left of a bell at three times its width: taken off, so that hills have no edge. */
const footOfHill = 0.0111;

/** Metres of a cell's side. */
const cellSize = 15;

/** Low places in plan metres: subways under the ring road, old quarters, yards. */
const lowPlaces: readonly (readonly [x: number, y: number, radius: number, depth: number, name: string])[] = [
  [-1480, -330, 105, 0.95, '古渡老街低洼处'],
  [-1130, -60, 80, 0.7, '古渡路低洼处'],
  [-720, -1240, 120, 1.1, '江湾低洼处'],
  [820, -1290, 95, 0.8, '康宁低洼处'],
  [1640, -1180, 140, 1.0, '东工业园低洼处'],
  [2560, 60, 130, 0.9, '工业大道低洼处'],
  [-280, 1900, 60, 1.6, '北环下穿'],
  [2290, 250, 58, 1.7, '东环下穿'],
  [-1820, 660, 90, 0.6, '学院低洼处'],
  [380, 1180, 85, 0.65, '文汇低洼处'],
];

const hills: readonly (readonly [x: number, y: number, width: number, height: number])[] = [
  [150, 1650, 190, 21],
  [-1300, 2200, 330, 40],
  [-1650, 2420, 260, 26],
  [-650, 2420, 300, 22],
  [-2900, 2050, 420, 22],
  [-750, -2420, 300, 27],
  [-1350, -2520, 260, 24],
  [2500, 2250, 380, 16],
];

/** Smooth random heights between -1 and 1 over a lattice of `size` metres. */
class Undulation {
  readonly #seed: number;
  readonly #size: number;

  constructor(seed: number, size: number) {
    this.#seed = seed;
    this.#size = size;
  }

  #corner(column: number, row: number): number {
    let mixed = Math.imul(column, 0x27d4eb2d) ^ Math.imul(row, 0x165667b1) ^ this.#seed;
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2147483648 - 1;
  }

  at(x: number, y: number): number {
    const [u, v] = [x / this.#size, y / this.#size];
    const [column, row] = [Math.floor(u), Math.floor(v)];
    const soft = (share: number): number => share * share * (3 - 2 * share);
    const [s, t] = [soft(u - column), soft(v - row)];
    const south = this.#corner(column, row) * (1 - s) + this.#corner(column + 1, row) * s;
    const north = this.#corner(column, row + 1) * (1 - s) + this.#corner(column + 1, row + 1) * s;
    return south * (1 - t) + north * t;
  }
}

interface Terrain {
  readonly raster: Raster;
  readonly depressions: readonly Depression[];
}

/** y of a shore by x, in steps: the river runs from west to east. */
function shoreLevels(shape: TownShape, shore: (x: number) => number, left: number, columns: number): Float64Array {
  const line: Point[] = [];
  for (let x = -4200; x <= 4200; x += 15) line.push(shape.bend([x, shore(x)]));
  const levels = new Float64Array(columns);
  let at = 1;
  for (let column = 0; column < columns; column++) {
    const x = left + (column + 0.5) * cellSize;
    while (at < line.length - 1 && line[at]![0] < x) at++;
    const [a, b] = [line[at - 1]!, line[at]!];
    levels[column] = a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
  }
  return levels;
}

/** Heights of the ground: a river plain about 7 m above the sea, dykes, hills in the north and south, low places. */
export function terrainOf(shape: TownShape, border: Ring, water: readonly WaterBody[], seed: number): Terrain {
  const dice = new Dice(seed, 'terrain');
  const wide = new Undulation(dice.whole(1, 1e9), 900);
  const middle = new Undulation(dice.whole(1, 1e9), 260);
  const fine = new Undulation(dice.whole(1, 1e9), 70);
  const box = boxOf(border);
  const left = Math.floor((box.left - 60) / cellSize) * cellSize;
  const top = Math.ceil((box.top + 60) / cellSize) * cellSize;
  const columns = Math.ceil((box.right + 60 - left) / cellSize);
  const rows = Math.ceil((top - box.bottom + 60) / cellSize);
  const north = shoreLevels(shape, shape.northShore, left, columns);
  const south = shoreLevels(shape, shape.southShore, left, columns);
  const hillPlaces = hills.map(([x, y, width, height]) => ({ at: shape.bend([x, y]), width, height }));
  const depressions = lowPlaces.map(
    ([x, y, radius, depth, name]): Depression => ({
      point: shape.bend([x + dice.between(-40, 40), y + dice.between(-40, 40)]),
      radius,
      depth,
      name,
    }),
  );
  const basins = water.filter(({ kind }) => kind !== 'river');
  const rowAt = (y: number): number => Math.floor((top - y) / cellSize);
  const columnAt = (x: number): number => Math.floor((x - left) / cellSize);
  const values = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const y = top - (row + 0.5) * cellSize;
    for (let column = 0; column < columns; column++) {
      const x = left + (column + 0.5) * cellSize;
      // Distance beyond the shore: positive on land, negative in the water.
      const off = Math.max(y - north[column]!, south[column]! - y);
      const isNorth = y > (north[column]! + south[column]!) / 2;
      let height = (isNorth ? 6.4 : 5.7) + Math.min(3.2, Math.max(0, off) * (isNorth ? 0.0013 : 0.0008)) - 0.00013 * x;
      height += 0.75 * wide.at(x, y) + 0.32 * middle.at(x, y) + 0.12 * fine.at(x, y);
      for (const { at, width, height: rise } of hillPlaces) {
        const [dx, dy] = [x - at[0], y - at[1]];
        const square = dx * dx + dy * dy;
        if (square < 8.99 * width * width)
          height += rise * (bell(Math.sqrt(square), width) - footOfHill) * (1 + 0.18 * middle.at(x + 500, y));
      }
      for (const { point, radius, depth } of depressions) {
        const [dx, dy] = [x - point[0], y - point[1]];
        const square = dx * dx + dy * dy;
        if (square < 4 * radius * radius) height -= depth * bell(Math.sqrt(square), radius * 0.6);
      }
      // The dyke under the riverside roads, and the slope down to the water.
      height += 2.2 * bell(off - 52, 17);
      if (off < 30) height = Math.min(height, 3.4 + 0.075 * off);
      if (off < 0) height = Math.max(-3.2, 1.6 + 0.055 * off) + 0.1 * fine.at(x, y);
      values[row * columns + column] = Math.round(height * 100) / 100;
    }
  }
  for (const { ring, kind } of basins) {
    const extent = boxOf(ring);
    const depth = kind === 'creek' ? 2.2 : 1.5;
    for (let row = rowAt(extent.top + 14); row <= rowAt(extent.bottom - 14); row++) {
      for (let column = columnAt(extent.left - 14); column <= columnAt(extent.right + 14); column++) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
        const at: Point = [left + (column + 0.5) * cellSize, top - (row + 0.5) * cellSize];
        const lowered = contains(ring, at) ? depth : kind === 'creek' && edgeDistance(ring, at) < 14 ? 0.8 : 0;
        const index = row * columns + column;
        values[index] = Math.round((values[index]! - lowered) * 100) / 100;
      }
    }
  }
  return {
    raster: { columns, rows, left: left + origin[0], top: top + origin[1], cellSize, values },
    depressions,
  };
}
