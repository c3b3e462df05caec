import type { CoordinateSystem } from '#core/crs/coordinate-system.ts';
import { createTransform, type Transform } from '#core/crs/transform.ts';
import type { Raster } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { boundsOf } from './bounds.ts';
import type { SourceRaster } from './format.ts';

/** Points along each side of the grid by which its extent in the other system is found. */
const sidePoints = 32;
/** Cells of the new grid at most. */
const mostCells = 40_000_000;

/** The extent of the grid in the other system: least x, least y, greatest x, greatest y. */
function extentIn(raster: SourceRaster, transform: Transform, file: string): [number, number, number, number] {
  const { left, top, columns, rows, cellWidth, cellHeight } = raster;
  const width = columns * cellWidth;
  const height = rows * cellHeight;
  const sides = new Float64Array(8 * (sidePoints + 1));
  for (let step = 0; step <= sidePoints; step++) {
    const along = step / sidePoints;
    const x = left + along * width;
    const y = top - along * height;
    sides.set([x, top, x, top - height, left, y, left + width, y], 8 * step);
  }
  transform.apply(sides);
  const box = boundsOf(sides)!;
  if (box.every((side) => Number.isFinite(side))) return box;
  throw new WorkbenchError('import/no-usable-coordinates', { file });
}

/** The side of a square as large as the cell in the middle of the grid, in metres, to the centimetre. */
function cellSizeIn(raster: SourceRaster, transform: Transform): number {
  const x = raster.left + (raster.columns * raster.cellWidth) / 2;
  const y = raster.top - (raster.rows * raster.cellHeight) / 2;
  const corner = Float64Array.of(x, y, x + raster.cellWidth, y, x, y - raster.cellHeight);
  transform.apply(corner);
  const width = Math.hypot(corner[2]! - corner[0]!, corner[3]! - corner[1]!);
  const height = Math.hypot(corner[4]! - corner[0]!, corner[5]! - corner[1]!);
  return Math.max(0.01, Math.round(100 * Math.sqrt(width * height)) / 100);
}

/** The value of the cell around a place counted in cells from the north-western corner; NaN outside. */
function nearest({ columns, rows, values }: SourceRaster, column: number, row: number): number {
  const x = Math.floor(column);
  const y = Math.floor(row);
  return x >= 0 && y >= 0 && x < columns && y < rows ? values[y * columns + x]! : Number.NaN;
}

/** The value between the middles of the four cells around; that of the nearest where one of them has none. */
function between(raster: SourceRaster, column: number, row: number): number {
  const { columns, rows, values } = raster;
  const x = Math.floor(column - 0.5);
  const y = Math.floor(row - 0.5);
  if (x < 0 || y < 0 || x + 1 >= columns || y + 1 >= rows) return nearest(raster, column, row);
  const right = column - 0.5 - x;
  const down = row - 0.5 - y;
  const at = y * columns + x;
  const upper = values[at]! * (1 - right) + values[at + 1]! * right;
  const lower = values[at + columns]! * (1 - right) + values[at + columns + 1]! * right;
  const value = upper * (1 - down) + lower * down;
  return Number.isNaN(value) ? nearest(raster, column, row) : value;
}

/**
 * A grid in the project's system, with square cells as large as those of the file. Elevations are interpolated between
 * cells; classes, `isClasses`, keep the value of the nearest cell. A grid that lies in the system already with square cells
 * stays as it is. Errors: `import/no-usable-coordinates`, `formats/raster-too-large`.
 */
export function projectRaster(
  raster: SourceRaster,
  source: CoordinateSystem,
  target: CoordinateSystem,
  isClasses: boolean,
  file: string,
): Raster {
  const there = createTransform(source, target);
  const isSquare = Math.abs(raster.cellWidth / raster.cellHeight - 1) < 1e-9;
  if (there.isIdentity && isSquare) {
    const { columns, rows, left, top, cellWidth, values } = raster;
    return { columns, rows, left, top, cellSize: cellWidth, values };
  }
  const [minX, minY, maxX, maxY] = extentIn(raster, there, file);
  const cellSize = cellSizeIn(raster, there);
  const columns = Math.max(1, Math.ceil((maxX - minX) / cellSize));
  const rows = Math.max(1, Math.ceil((maxY - minY) / cellSize));
  const cells = columns * rows;
  if (!(cells <= mostCells)) throw new WorkbenchError('formats/raster-too-large', { file, cells, limit: mostCells });
  const back = createTransform(target, source);
  const values = new Float32Array(cells);
  const line = new Float64Array(2 * columns);
  const sample = isClasses ? nearest : between;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      line[2 * column] = minX + (column + 0.5) * cellSize;
      line[2 * column + 1] = maxY - (row + 0.5) * cellSize;
    }
    back.apply(line);
    for (let column = 0; column < columns; column++) {
      const x = (line[2 * column]! - raster.left) / raster.cellWidth;
      const y = (raster.top - line[2 * column + 1]!) / raster.cellHeight;
      values[row * columns + column] = sample(raster, x, y);
    }
  }
  return { columns, rows, left: minX, top: maxY, cellSize, values };
}
