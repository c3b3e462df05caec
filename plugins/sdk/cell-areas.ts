import { copyFeature } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { Grid } from '#core/geometry/rasterize.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Areas of cells as polygons: feature n is made of the cells with label n; labels below 0 belong to none. */
export function cellAreas(
  grid: Grid,
  labels: ArrayLike<number>,
  count: number,
  engine: GeometryEngine,
): PackedGeometry {
  const { columns, rows, left, top, cellSize } = grid;
  const packers = Array.from({ length: count }, () => new GeometryPacker('polygon'));
  for (let row = 0; row < rows; row++) {
    const north = top - row * cellSize;
    const south = north - cellSize;
    for (let column = 0; column < columns; column++) {
      const label = labels[row * columns + column]!;
      if (label < 0 || label >= count) continue;
      const first = column;
      while (column + 1 < columns && labels[row * columns + column + 1] === label) column++;
      const west = left + first * cellSize;
      const east = left + (column + 1) * cellSize;
      packers[label]!.addFeature([[[west, south, east, south, east, north, west, north, west, south]]]);
    }
  }
  const areas = new GeometryPacker('polygon');
  for (const packer of packers) copyFeature(areas, engine.dissolve(packer.finish()), 0);
  return areas.finish();
}
