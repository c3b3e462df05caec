import { pickFeatures } from '#core/geometry/copy-parts.ts';
import { extentOf } from '#core/geometry/measure.ts';
import { type Grid, rasterizePolygons } from '#core/geometry/rasterize.ts';
import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import { costSurface, leastCostPath } from '#core/methods/least-cost.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { landUseOf } from '#core/model/land-use.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { defaultResistance } from './resistance.ts';
import { requireLayer, type SketchContext } from './sketch-context.ts';

/** Cells across the surface at most: least-cost paths on more take long and are no better. */
const mostCells = 1_200_000;
const finestCellMetres = 8;

function gridOver(geometry: PackedGeometry): Grid {
  const { minX, minY, maxX, maxY } = extentOf(geometry);
  const margin = 200;
  const width = maxX - minX + 2 * margin;
  const height = maxY - minY + 2 * margin;
  const cellSize = Math.max(finestCellMetres, Math.ceil(Math.sqrt((width * height) / mostCells)));
  return {
    columns: Math.ceil(width / cellSize),
    rows: Math.ceil(height / cellSize),
    left: minX - margin,
    top: maxY + margin,
    cellSize,
  };
}

function resistanceCells(
  context: SketchContext,
  grid: Grid,
  stated: Readonly<Record<string, number>> | undefined,
): Float32Array {
  const resistance = { ...defaultResistance, ...stated };
  const cells = new Float32Array(grid.columns * grid.rows).fill(resistance.street);
  const parcels = requireLayer(context, 'parcel', 'corridor').table;
  const landUse = textColumn(parcels, 'land_use');
  const byParcel = parcels.ids.map((_, row) => resistance[landUseOf(landUse?.[row])]);
  rasterizePolygons(parcels.geometry, byParcel, grid, cells);
  const cover = (table: FeatureTable | undefined, value: number) => {
    if (table) rasterizePolygons(table.geometry, new Float64Array(table.ids.length).fill(value), grid, cells);
  };
  cover(context.layer('water')?.table, resistance.water);
  cover(context.layer('green-space')?.table, resistance.green);
  return cells;
}

/** The green space of that name or id; of several with one name the first. Error `sketch/unknown-green-space`. */
function greenSpace(context: SketchContext, wanted: string): PackedGeometry {
  const { table } = requireLayer(context, 'green-space', 'corridor');
  const names = textColumn(table, 'name');
  const row = table.ids.findIndex((id, at) => id === wanted || names?.[at] === wanted);
  if (row < 0) throw new WorkbenchError('sketch/unknown-green-space', { name: wanted });
  return pickFeatures(table.geometry, [row]);
}

function cellsOf(geometry: PackedGeometry, grid: Grid): Int32Array {
  const mask = new Uint8Array(grid.columns * grid.rows);
  rasterizePolygons(geometry, [1], grid, mask);
  const cells: number[] = [];
  for (let cell = 0; cell < mask.length; cell++) if (mask[cell]) cells.push(cell);
  return Int32Array.from(cells);
}

/** Cuts corners, twice (Chaikin 1974), so that the stairs of the grid become a line one would draw. */
function rounded(line: Float64Array): Float64Array {
  let points = line;
  for (let round = 0; round < 2; round++) {
    const next: number[] = [points[0]!, points[1]!];
    for (let at = 0; at + 3 < points.length; at += 2) {
      const [x, y, nextX, nextY] = points.subarray(at, at + 4) as unknown as [number, number, number, number];
      next.push(0.75 * x + 0.25 * nextX, 0.75 * y + 0.25 * nextY, 0.25 * x + 0.75 * nextX, 0.25 * y + 0.75 * nextY);
    }
    next.push(points[points.length - 2]!, points[points.length - 1]!);
    points = Float64Array.from(next);
  }
  return points;
}

function lineOfCells(context: SketchContext, cells: Int32Array, grid: Grid): Float64Array {
  const packer = new GeometryPacker('line');
  for (const cell of cells) {
    const row = Math.floor(cell / grid.columns);
    packer.addCoordinate(
      grid.left + ((cell % grid.columns) + 0.5) * grid.cellSize,
      grid.top - (row + 0.5) * grid.cellSize,
    );
  }
  packer.endRing();
  packer.endPart();
  packer.endFeature();
  const simple = context.geometry.simplify(featureWkb(packer.finish(), 0), 1.5 * grid.cellSize);
  const packed = packAllWkb('line', [simple]);
  return packed.coordinates;
}

/**
 * The cheapest way between the two shapes of each pair over a surface of resistances by land use: a line of few corners, x and
 * y in turn; empty where the two meet, undefined where there is no way.
 */
export function leastCostBetween(
  context: SketchContext,
  pairs: readonly (readonly [from: PackedGeometry, to: PackedGeometry])[],
  stated?: Readonly<Record<string, number>>,
): (Float64Array | undefined)[] {
  const grid = gridOver(requireLayer(context, 'parcel', 'corridor').table.geometry);
  const values = resistanceCells(context, grid, stated);
  const surface = { columns: grid.columns, rows: grid.rows, cellMetres: grid.cellSize, values };
  return pairs.map(([from, to]) => {
    const starts = cellsOf(from, grid);
    if (starts.length === 0) return undefined;
    const ends = cellsOf(to, grid);
    const costs = costSurface(surface, starts, 8, ends);
    let target = -1;
    for (const cell of ends) if (target < 0 || costs[cell]! < costs[target]!) target = cell;
    if (target < 0 || !Number.isFinite(costs[target]!)) return undefined;
    const path = leastCostPath(surface, costs, target);
    return path.length > 1 ? lineOfCells(context, path, grid) : new Float64Array();
  });
}

/**
 * The cheapest way between green spaces, one after another: centre lines, one for each pair, x and y in turn. Errors:
 * `sketch/unknown-green-space`, `sketch/no-path`.
 */
export function leastCostLines(
  context: SketchContext,
  between: readonly string[],
  stated?: Readonly<Record<string, number>>,
): Float64Array[] {
  const greens = between.map((wanted) => greenSpace(context, wanted));
  const pairs = greens.slice(1).map((to, at) => [greens[at]!, to] as const);
  const ways = leastCostBetween(context, pairs, stated);
  return ways.flatMap((way, at) => {
    if (!way) throw new WorkbenchError('sketch/no-path', { from: between[at]!, to: between[at + 1]! });
    return way.length > 0 ? [rounded(way)] : [];
  });
}
