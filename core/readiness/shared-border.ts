import { featureBoxes } from '#core/geometry/measure.ts';
import type { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Borders closer than this run together, m: a millimetre, as readers round. */
const togetherMetres = 1e-3;

/** Length along which the outlines of two polygon features run together, m. */
export function sharedBorderLength(a: PackedGeometry, featureA: number, b: PackedGeometry, featureB: number): number {
  let length = 0;
  eachSegment(a, featureA, (ax, ay, bx, by) => {
    eachSegment(b, featureB, (cx, cy, dx, dy) => {
      length += togetherLength(ax, ay, bx, by, cx, cy, dx, dy);
    });
  });
  return length;
}

function eachSegment(
  { coordinates, ringOffsets, partOffsets, featureOffsets }: PackedGeometry,
  feature: number,
  visit: (ax: number, ay: number, bx: number, by: number) => void,
): void {
  for (let ring = partOffsets[featureOffsets[feature]!]!; ring < partOffsets[featureOffsets[feature + 1]!]!; ring++) {
    for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2)
      visit(coordinates[at]!, coordinates[at + 1]!, coordinates[at + 2]!, coordinates[at + 3]!);
  }
}

/** The stretch of segment ab along which segment cd runs, m; 0 unless both ends of that stretch are within reach. */
function togetherLength(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const reach = togetherMetres;
  if (Math.max(cx, dx) < Math.min(ax, bx) - reach || Math.min(cx, dx) > Math.max(ax, bx) + reach) return 0;
  if (Math.max(cy, dy) < Math.min(ay, by) - reach || Math.min(cy, dy) > Math.max(ay, by) + reach) return 0;
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return 0;
  const ux = (bx - ax) / length;
  const uy = (by - ay) / length;
  const alongC = (cx - ax) * ux + (cy - ay) * uy;
  const alongD = (dx - ax) * ux + (dy - ay) * uy;
  const from = Math.max(0, Math.min(alongC, alongD));
  const to = Math.min(length, Math.max(alongC, alongD));
  if (to - from <= reach) return 0;
  const acrossC = (cx - ax) * uy - (cy - ay) * ux;
  const slope = ((dx - ax) * uy - (dy - ay) * ux - acrossC) / (alongD - alongC);
  const acrossAt = (along: number) => Math.abs(acrossC + slope * (along - alongC));
  return acrossAt(from) <= reach && acrossAt(to) <= reach ? to - from : 0;
}

/** Features of the index that share a border with polygon `feature`, the longest border first; equal ones in their order. */
export function borderNeighbours(
  index: SpatialIndex,
  geometry: PackedGeometry,
  feature: number,
): { readonly row: number; readonly lengthMetres: number }[] {
  const run = { ...geometry, featureOffsets: geometry.featureOffsets.subarray(feature, feature + 2) };
  const [minX, minY, maxX, maxY] = featureBoxes(run) as unknown as [number, number, number, number];
  return index
    .search(minX - togetherMetres, minY - togetherMetres, maxX + togetherMetres, maxY + togetherMetres)
    .filter((row) => geometry !== index.geometry || row !== feature)
    .map((row) => ({ row, lengthMetres: sharedBorderLength(geometry, feature, index.geometry, row) }))
    .filter(({ lengthMetres }) => lengthMetres > 0)
    .sort((a, b) => b.lengthMetres - a.lengthMetres || a.row - b.row);
}
