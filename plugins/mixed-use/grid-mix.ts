import {
  type Box,
  countOf,
  dissimilarity,
  evennessOf,
  extentOf,
  GeometryPacker,
  hillOf,
  type MethodValue,
  notDefined,
  ok,
  presentClasses,
  type ResultLayer,
  rasterizePolygons,
  type SnapshotLayer,
  segregation,
  textsOf,
  twoClassBalance,
  valueOrNaN,
} from '#sdk';
import { landClass, totalsOf, type UseAmounts } from './uses.ts';

/** Square cells laid over the parcels, with what of each parcel lies in which. */
interface CellGrid {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly cellMetres: number;
  /** Fine cells along one side of a cell. */
  readonly fine: number;
  /** Per fine cell the parcel, −1 for none. */
  readonly parcels: Int32Array;
}

/** At most this many fine cells: over larger areas they become coarser. */
const finestCells = 4_000_000;

/** Lines of the grid run at whole multiples of the cell, so that every scenario is measured on the same grid. */
function layGrid(layer: SnapshotLayer, box: Box, cellMetres: number): CellGrid {
  const left = Math.floor(box.minX / cellMetres) * cellMetres;
  const top = Math.ceil(box.maxY / cellMetres) * cellMetres;
  const columns = Math.max(1, Math.ceil((box.maxX - left) / cellMetres));
  const rows = Math.max(1, Math.ceil((top - box.minY) / cellMetres));
  const wanted = Math.ceil(cellMetres / 5);
  const fine = Math.max(1, Math.min(wanted, Math.floor(Math.sqrt(finestCells / (columns * rows)))));
  const parcels = new Int32Array(columns * rows * fine * fine).fill(-1);
  const numbers = Float64Array.from({ length: countOf(layer) }, (_, row) => row);
  const grid = { columns: columns * fine, rows: rows * fine, left, top, cellSize: cellMetres / fine };
  rasterizePolygons(layer.geometry, numbers, grid, parcels);
  return { columns, rows, left, top, cellMetres, fine, parcels };
}

/** Calls `visit` with the parcel of every fine cell and the cell it lies in. */
function eachFineCell(grid: CellGrid, visit: (parcel: number, cell: number) => void): void {
  const width = grid.columns * grid.fine;
  for (let at = 0; at < grid.parcels.length; at++) {
    const parcel = grid.parcels[at]!;
    if (parcel < 0) continue;
    const fineColumn = at % width;
    const fineRow = (at - fineColumn) / width;
    visit(parcel, Math.floor(fineRow / grid.fine) * grid.columns + Math.floor(fineColumn / grid.fine));
  }
}

/** Spreads what parcels have over the cells, in proportion to the land they have in each. */
function spread(grid: CellGrid, amounts: UseAmounts): Float64Array {
  const width = amounts.classes.length;
  const pieces = new Uint32Array(amounts.count);
  eachFineCell(grid, (parcel) => {
    pieces[parcel]!++;
  });
  const cells = new Float64Array(grid.columns * grid.rows * width);
  eachFineCell(grid, (parcel, cell) => {
    for (let place = 0; place < width; place++) {
      cells[cell * width + place]! += amounts.values[parcel * width + place]! / pieces[parcel]!;
    }
  });
  return cells;
}

export interface GridMix {
  /** Mean entropy of the cells, weighted by what stands in them. */
  readonly entropy: MethodValue;
  /** Mean balance of homes and other uses against the whole study, weighted alike. */
  readonly balance: MethodValue;
  /** Dissimilarity between homes and other uses over the cells: 0 mixed everywhere, 1 wholly apart. */
  readonly segregation: MethodValue;
  readonly layer: ResultLayer;
}

/** Measures of mix on a fixed grid: the answer to the question whether parcels were drawn large or small. */
export function gridMix(parcels: SnapshotLayer, amounts: UseAmounts, cellMetres: number): GridMix {
  const grid = layGrid(parcels, extentOf(parcels.geometry), cellMetres);
  const cells = spread(grid, amounts);
  const width = amounts.classes.length;
  const whole = totalsOf(amounts);
  const studyShare = whole[0]! / whole.reduce((sum, amount) => sum + amount, 0);
  const packer = new GeometryPacker('polygon');
  const columns = { entropy: [] as number[], hill: [] as number[], amount: [] as number[] };
  const homes: number[] = [];
  const totals: number[] = [];
  const sums = { weight: 0, entropy: 0, balance: 0, balanceWeight: 0 };
  for (let cell = 0; cell < grid.columns * grid.rows; cell++) {
    const own = cells.subarray(cell * width, (cell + 1) * width);
    const amount = own.reduce((sum, part) => sum + part, 0);
    if (presentClasses(own) === 0) continue;
    const entropy = evennessOf(own, width);
    sums.weight += amount;
    sums.entropy += amount * entropy;
    const balance = valueOrNaN(twoClassBalance(own[0]! / amount, studyShare));
    if (!Number.isNaN(balance)) {
      sums.balance += amount * balance;
      sums.balanceWeight += amount;
    }
    homes.push(own[0]!);
    totals.push(amount);
    columns.entropy.push(entropy);
    columns.hill.push(hillOf(own, 1));
    columns.amount.push(amount);
    const west = grid.left + (cell % grid.columns) * cellMetres;
    const north = grid.top - Math.floor(cell / grid.columns) * cellMetres;
    const [east, south] = [west + cellMetres, north - cellMetres];
    packer.addFeature([[[west, south, east, south, east, north, west, north, west, south]]]);
  }
  const none = notDefined('没有任何用途', 'there is no use at all');
  const alone = notDefined('全研究只有一类用途', 'the study as a whole has one use alone');
  return {
    entropy: sums.weight === 0 ? none : ok(sums.entropy / sums.weight),
    balance: sums.balanceWeight === 0 ? alone : ok(sums.balance / sums.balanceWeight),
    segregation: segregation(homes, totals),
    layer: {
      id: 'cells',
      geometry: packer.finish(),
      columns: Object.fromEntries(Object.entries(columns).map(([name, list]) => [name, Float64Array.from(list)])),
    },
  };
}

/**
 * Dissimilarity on hectare cells by land use. A cell has the class that most of its counted land has, and is undeveloped
 * where less than `developedShare` of it is counted.
 */
export function landDissimilarity(parcels: SnapshotLayer, cellMetres: number, developedShare: number): MethodValue {
  const grid = layGrid(parcels, extentOf(parcels.geometry), cellMetres);
  const classOfParcel = Int32Array.from(textsOf(parcels, 'land_use'), (text) => landClass(text));
  // Five uses of floor area, green, and mixed land, which here is a use of its own.
  const width = 7;
  const green = 5;
  const pieces = new Uint32Array(grid.columns * grid.rows * width);
  eachFineCell(grid, (parcel, cell) => {
    const kind = classOfParcel[parcel]!;
    // Green land is open land here: Cervero and Kockelman compare developed cells.
    if (kind >= 0 && kind !== green) pieces[cell * width + kind]!++;
  });
  const classes = Int32Array.from({ length: grid.columns * grid.rows }, (_, cell) => {
    const own = pieces.subarray(cell * width, (cell + 1) * width);
    let best = -1;
    let developed = 0;
    for (let kind = 0; kind < width; kind++) {
      developed += own[kind]!;
      if (own[kind]! > 0 && (best < 0 || own[kind]! > own[best]!)) best = kind;
    }
    return developed >= developedShare * grid.fine * grid.fine ? best : -1;
  });
  return dissimilarity(classes, grid.columns).index;
}
