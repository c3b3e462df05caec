import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { locateInFeature } from './point-in-polygon.ts';

/** Distance of (x, y) to the segment from a to b, squared. */
export function squareToSegment(ax: number, ay: number, bx: number, by: number, x: number, y: number): number {
  const ux = bx - ax;
  const uy = by - ay;
  const square = ux * ux + uy * uy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * ux + (y - ay) * uy) / square));
  const dx = ax + along * ux - x;
  const dy = ay + along * uy - y;
  return dx * dx + dy * dy;
}

/** Distance of (x, y) to feature `feature`, m: 0 inside a polygon, infinite when the feature has no geometry. */
export function featureDistance(geometry: PackedGeometry, feature: number, x: number, y: number): number {
  if (geometry.kind === 'polygon' && locateInFeature(geometry, feature, x, y) >= 0) return 0;
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const step = geometry.kind === 'point' ? 0 : 2;
  const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
  let least = Number.POSITIVE_INFINITY;
  for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
    const end = 2 * ringOffsets[ring + 1]! - step;
    for (let at = 2 * ringOffsets[ring]!; at < end; at += 2) {
      const square = squareToSegment(
        coordinates[at]!,
        coordinates[at + 1]!,
        coordinates[at + step]!,
        coordinates[at + step + 1]!,
        x,
        y,
      );
      if (square < least) least = square;
    }
  }
  return Math.sqrt(least);
}
