import Flatbush from 'flatbush';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { orientation } from './orientation.ts';
import { locateInFeature } from './point-in-polygon.ts';

/** From so many pairs of segments on, an index is worth its building. */
const indexedFrom = 20_000;

/**
 * Whether two features of any kinds have at least a point in common; polygons count with their inside. Signs are exact (see
 * orientation.ts), so features that only touch are found to touch.
 */
export function featuresMeet(a: PackedGeometry, featureA: number, b: PackedGeometry, featureB: number): boolean {
  const segmentsA = segmentsOf(a, featureA);
  const segmentsB = segmentsOf(b, featureB);
  if (someSegmentsMeet(a, segmentsA, b, segmentsB)) return true;
  return (
    (b.kind === 'polygon' && hasPartInside(a, featureA, b, featureB)) ||
    (a.kind === 'polygon' && hasPartInside(b, featureB, a, featureA))
  );
}

/** Where the segments of a feature begin and end in the coordinates, in turn; a point is a segment without length. */
function segmentsOf(geometry: PackedGeometry, feature: number): number[] {
  const { ringOffsets, partOffsets, featureOffsets } = geometry;
  const step = geometry.kind === 'point' ? 0 : 2;
  const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
  const segments: number[] = [];
  for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
    const end = 2 * ringOffsets[ring + 1]! - step;
    for (let at = 2 * ringOffsets[ring]!; at < end; at += 2) segments.push(at, at + step);
  }
  return segments;
}

function someSegmentsMeet(a: PackedGeometry, segmentsA: number[], b: PackedGeometry, segmentsB: number[]): boolean {
  if ((segmentsA.length / 2) * (segmentsB.length / 2) < indexedFrom) {
    for (let i = 0; i < segmentsA.length; i += 2) {
      for (let j = 0; j < segmentsB.length; j += 2) {
        if (segmentsMeet(a, segmentsA[i]!, segmentsA[i + 1]!, b, segmentsB[j]!, segmentsB[j + 1]!)) return true;
      }
    }
    return false;
  }
  const index = new Flatbush(segmentsB.length / 2);
  for (let j = 0; j < segmentsB.length; j += 2) addBox(index, b.coordinates, segmentsB[j]!, segmentsB[j + 1]!);
  index.finish();
  for (let i = 0; i < segmentsA.length; i += 2) {
    const from = segmentsA[i]!;
    const to = segmentsA[i + 1]!;
    const { coordinates } = a;
    const meets = index.collides(
      Math.min(coordinates[from]!, coordinates[to]!),
      Math.min(coordinates[from + 1]!, coordinates[to + 1]!),
      Math.max(coordinates[from]!, coordinates[to]!),
      Math.max(coordinates[from + 1]!, coordinates[to + 1]!),
      (segment) => segmentsMeet(a, from, to, b, segmentsB[2 * segment]!, segmentsB[2 * segment + 1]!),
    );
    if (meets) return true;
  }
  return false;
}

function addBox(index: Flatbush, coordinates: Float64Array, from: number, to: number): void {
  index.add(
    Math.min(coordinates[from]!, coordinates[to]!),
    Math.min(coordinates[from + 1]!, coordinates[to + 1]!),
    Math.max(coordinates[from]!, coordinates[to]!),
    Math.max(coordinates[from + 1]!, coordinates[to + 1]!),
  );
}

function segmentsMeet(
  a: PackedGeometry,
  fromA: number,
  toA: number,
  b: PackedGeometry,
  fromB: number,
  toB: number,
): boolean {
  const px = a.coordinates[fromA]!;
  const py = a.coordinates[fromA + 1]!;
  const qx = a.coordinates[toA]!;
  const qy = a.coordinates[toA + 1]!;
  const rx = b.coordinates[fromB]!;
  const ry = b.coordinates[fromB + 1]!;
  const sx = b.coordinates[toB]!;
  const sy = b.coordinates[toB + 1]!;
  if (Math.max(px, qx) < Math.min(rx, sx) || Math.max(rx, sx) < Math.min(px, qx)) return false;
  if (Math.max(py, qy) < Math.min(ry, sy) || Math.max(ry, sy) < Math.min(py, qy)) return false;
  const r = Math.sign(orientation(px, py, qx, qy, rx, ry));
  const s = Math.sign(orientation(px, py, qx, qy, sx, sy));
  if (r * s > 0) return false;
  const p = Math.sign(orientation(rx, ry, sx, sy, px, py));
  const q = Math.sign(orientation(rx, ry, sx, sy, qx, qy));
  // In line with each other, segments whose boxes meet have a point in common.
  return p * q <= 0;
}

/** Whether the first point of some part of a feature lies in polygon `other`: without crossings it speaks for the part. */
function hasPartInside(geometry: PackedGeometry, feature: number, polygons: PackedGeometry, other: number): boolean {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    const first = 2 * ringOffsets[partOffsets[part]!]!;
    if (locateInFeature(polygons, other, coordinates[first]!, coordinates[first + 1]!) >= 0) return true;
  }
  return false;
}
