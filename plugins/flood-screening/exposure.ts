import {
  countOf,
  type EvaluatorContext,
  numberParameter,
  numbersOf,
  orZero,
  rasterizePolygons,
  type Snapshot,
  textsOf,
} from '#sdk';
import { cellAt, type Terrain } from './terrain.ts';

/** Classes of depth: from a nuisance to a danger. Each counts what lies deeper than its limit. */
export const depthClasses = ['nuisance', 'vehicles', 'danger'] as const;
export type DepthClass = (typeof depthClasses)[number];

export interface Exposure {
  readonly limitMetres: number;
  /** Land deeper than the limit, m2. */
  readonly squareMetres: number;
  readonly residents: number;
  readonly jobs: number;
  /** m2 */
  readonly floorArea: number;
  readonly facilities: number;
  /** Shares by parcel, 0 to 1. */
  readonly shares: Float64Array;
}

/** Depth under every parcel. */
export interface ParcelDepths {
  /** Greatest depth, m; NaN for parcels off the grid. */
  readonly deepest: Float64Array;
  /** Parcel of each cell, −1 for none. */
  readonly ofCell: Int32Array;
  readonly cells: Uint32Array;
  /** Cell that stands for parcels too small to hold the centre of one, −1 for all others. */
  readonly single: Int32Array;
}

/** Lays the parcels over the grid. A parcel that holds no cell centre is as wet as the cell it stands in. */
export function parcelDepths(snapshot: Snapshot, { raster, depth }: Terrain): ParcelDepths | undefined {
  const { parcel } = snapshot.layers;
  if (!parcel || countOf(parcel) === 0) return undefined;
  const count = countOf(parcel);
  const ofCell = new Int32Array(depth.length).fill(-1);
  const numbers = Float64Array.from({ length: countOf(parcel) }, (_, row) => row);
  rasterizePolygons(parcel.geometry, numbers, raster, ofCell);
  const cells = new Uint32Array(count);
  const deepest = new Float64Array(count).fill(Number.NaN);
  for (const [cell, row] of ofCell.entries()) {
    if (row < 0 || Number.isNaN(raster.values[cell]!)) continue;
    cells[row]!++;
    deepest[row] = Math.max(orZero(deepest[row]!), depth[cell]!);
  }
  const x = numbersOf(parcel, 'point_x');
  const y = numbersOf(parcel, 'point_y');
  const single = Int32Array.from({ length: countOf(parcel) }, (_, row) => {
    if (cells[row]! > 0) return -1;
    const cell = cellAt(raster, x[row]!, y[row]!);
    return cell >= 0 && !Number.isNaN(raster.values[cell]!) ? cell : -1;
  });
  for (const [row, cell] of single.entries()) if (cell >= 0) deepest[row] = depth[cell]!;
  return { deepest, ofCell, cells, single };
}

/** Share of each parcel that lies deeper than a limit; NaN where the elevation is not known. */
function sharesBelow(depths: ParcelDepths, depth: Float64Array, limit: number): Float64Array {
  const wet = new Uint32Array(depths.cells.length);
  for (const [cell, row] of depths.ofCell.entries()) if (row >= 0 && depth[cell]! > limit) wet[row]!++;
  return Float64Array.from(depths.cells, (cells, row) => {
    if (cells > 0) return wet[row]! / cells;
    const cell = depths.single[row]!;
    if (cell < 0) return Number.NaN;
    return depth[cell]! > limit ? 1 : 0;
  });
}

/** What lies deeper than the limit of each class. People and floors are taken as spread evenly over their parcel. */
export function exposures(
  snapshot: Snapshot,
  terrain: Terrain,
  depths: ParcelDepths | undefined,
  context: EvaluatorContext,
): Readonly<Record<DepthClass, Exposure>> {
  const { parcel, facility } = snapshot.layers;
  const { raster, depth } = terrain;
  const at = facilityCells(snapshot, terrain);
  const one = (limitMetres: number): Exposure => {
    const shares = depths ? sharesBelow(depths, depth, limitMetres) : new Float64Array(0);
    const exposed = (name: string) =>
      numbersOf(parcel, name).reduce((sum, value, row) => sum + Math.max(0, orZero(value)) * orZero(shares[row]!), 0);
    return {
      limitMetres,
      squareMetres: depth.filter((value) => value > limitMetres).length * raster.cellSize ** 2,
      residents: depths ? exposed('residents') : Number.NaN,
      jobs: depths ? exposed('jobs') : Number.NaN,
      floorArea: depths ? exposed('floor_area') : Number.NaN,
      facilities: facility ? at.filter((cell) => cell >= 0 && depth[cell]! > limitMetres).length : Number.NaN,
      shares,
    };
  };
  const limit = (name: DepthClass) => numberParameter(context.parameters, `${name}Depth`);
  return { nuisance: one(limit('nuisance')), vehicles: one(limit('vehicles')), danger: one(limit('danger')) };
}

/** Cell of every facility, −1 where it has no place on the grid. */
function facilityCells(snapshot: Snapshot, { raster }: Terrain): Int32Array {
  const { facility } = snapshot.layers;
  if (!facility) return new Int32Array(0);
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = facility.geometry;
  return Int32Array.from({ length: countOf(facility) }, (_, row) => {
    if (featureOffsets[row] === featureOffsets[row + 1]) return -1;
    const point = 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
    return cellAt(raster, coordinates[point]!, coordinates[point + 1]!);
  });
}

/** Facilities that stand deeper than a limit: their kind and name, and the depth. */
export function wetFacilities(snapshot: Snapshot, terrain: Terrain, limitMetres: number) {
  const { facility } = snapshot.layers;
  const names = textsOf(facility, 'name');
  const kinds = textsOf(facility, 'kind');
  return Array.from(facilityCells(snapshot, terrain), (cell, row) => ({ cell, row }))
    .filter(({ cell }) => cell >= 0 && terrain.depth[cell]! > limitMetres)
    .map(({ cell, row }) => ({ name: names[row] ?? '', kind: kinds[row] ?? 'other', depth: terrain.depth[cell]! }))
    .sort((one, other) => other.depth - one.depth || (one.name < other.name ? -1 : 1));
}
