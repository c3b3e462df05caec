import { squareToSegment } from '#core/geometry/feature-distance.ts';
import { locateInFeature } from '#core/geometry/point-in-polygon.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { indexOf } from './map-data.ts';
import type { Point } from './overlay-canvas.ts';

function segmentsCross(a: Point, b: Point, c: Point, d: Point): boolean {
  const side = (p: Point, q: Point, r: Point): number => (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]);
  return side(a, b, c) > 0 !== side(a, b, d) > 0 && side(c, d, a) > 0 !== side(c, d, b) > 0;
}

/** Whether polygon `row` comes within `reach` of the segment from `a` to `b`. */
function comesNear({ geometry }: FeatureTable, row: number, a: Point, b: Point, reach: number): boolean {
  if (locateInFeature(geometry, row, a[0], a[1]) >= 0) return true;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const square = reach * reach;
  const lastRing = partOffsets[featureOffsets[row + 1]!]!;
  for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
    for (let vertex = ringOffsets[ring]!; vertex + 1 < ringOffsets[ring + 1]!; vertex++) {
      const c: Point = [coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!];
      const d: Point = [coordinates[2 * vertex + 2]!, coordinates[2 * vertex + 3]!];
      if (
        squareToSegment(a[0], a[1], b[0], b[1], c[0], c[1]) < square ||
        squareToSegment(c[0], c[1], d[0], d[1], a[0], a[1]) < square ||
        squareToSegment(c[0], c[1], d[0], d[1], b[0], b[1]) < square ||
        segmentsCross(a, b, c, d)
      ) {
        return true;
      }
    }
  }
  return false;
}

/** Rows of the polygons under a band of `widthMetres` along a line, in ascending order. */
export function rowsUnderBand(table: FeatureTable, line: readonly Point[], widthMetres: number): number[] {
  const reach = widthMetres / 2;
  const index = indexOf(table);
  const found = new Set<number>();
  for (let place = 0; place + 1 < line.length; place++) {
    const a = line[place]!;
    const b = line[place + 1]!;
    const near = index.search(
      Math.min(a[0], b[0]) - reach,
      Math.min(a[1], b[1]) - reach,
      Math.max(a[0], b[0]) + reach,
      Math.max(a[1], b[1]) + reach,
    );
    for (const row of near) if (!found.has(row) && comesNear(table, row, a, b, reach)) found.add(row);
  }
  return [...found].sort((a, b) => a - b);
}

/** Length of a line of points, m. */
export function lineLength(line: readonly Point[]): number {
  let length = 0;
  for (let place = 0; place + 1 < line.length; place++) {
    length += Math.hypot(line[place + 1]![0] - line[place]![0], line[place + 1]![1] - line[place]![1]);
  }
  return length;
}
