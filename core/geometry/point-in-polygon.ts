import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { orientation } from './orientation.ts';

/** Where a point lies: inside 1, on the outline 0, outside -1. */
export type Location = 1 | 0 | -1;

/** Where (x, y) lies to the closed ring in `coordinates` between the pairs `start` and `end`, whichever way it runs. */
export function locateInRing(
  coordinates: ArrayLike<number>,
  start: number,
  end: number,
  x: number,
  y: number,
): Location {
  let inside = false;
  for (let at = 2 * start; at + 3 < 2 * end; at += 2) {
    const ay = coordinates[at + 1]!;
    const by = coordinates[at + 3]!;
    if ((ay < y && by < y) || (ay > y && by > y)) continue;
    const ax = coordinates[at]!;
    const bx = coordinates[at + 2]!;
    if (ax < x && bx < x) continue;
    if ((ax === x && ay === y) || (bx === x && by === y)) return 0;
    if (ay === y && by === y) {
      if (ax < x !== bx < x) return 0;
      continue;
    }
    if (ax > x && bx > x) {
      if (ay > y !== by > y) inside = !inside;
      continue;
    }
    const turn = orientation(ax, ay, bx, by, x, y);
    if (turn === 0) return 0;
    if (ay > y !== by > y && turn > 0 === by > ay) inside = !inside;
  }
  return inside ? 1 : -1;
}

/** Where (x, y) lies to polygon part `part`: in a hole is outside. */
export function locateInPart(geometry: PackedGeometry, part: number, x: number, y: number): Location {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const shell = partOffsets[part]!;
  const last = partOffsets[part + 1]!;
  if (shell === last) return -1;
  const inShell = locateInRing(coordinates, ringOffsets[shell]!, ringOffsets[shell + 1]!, x, y);
  if (inShell !== 1) return inShell;
  for (let hole = shell + 1; hole < last; hole++) {
    const inHole = locateInRing(coordinates, ringOffsets[hole]!, ringOffsets[hole + 1]!, x, y);
    if (inHole === 0) return 0;
    if (inHole === 1) return -1;
  }
  return 1;
}

/** Where (x, y) lies to polygon `feature`; of several parts the innermost answer counts. */
export function locateInFeature(geometry: PackedGeometry, feature: number, x: number, y: number): Location {
  let location: Location = -1;
  for (let part = geometry.featureOffsets[feature]!; part < geometry.featureOffsets[feature + 1]!; part++) {
    const inPart = locateInPart(geometry, part, x, y);
    if (inPart === 1) return 1;
    if (inPart === 0) location = 0;
  }
  return location;
}
