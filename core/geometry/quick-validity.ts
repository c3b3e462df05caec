import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { plainOrientation } from './orientation.ts';
import { locateInRing } from './point-in-polygon.ts';

/** `unknown` is for the engine to find out. */
export type Verdict = 'valid' | 'invalid' | 'unknown';

/** Above so many segments looking at all pairs costs more than asking the engine. */
const mostSegments = 200;

/**
 * Whether feature `feature` keeps the rules of simple features, as far as that can be told at once: most features of real
 * layers are small and clean, and asking an engine about each costs ten times as much. An answer other than `unknown` is
 * certain; signs within rounding are never trusted.
 */
export function quickValidity(geometry: PackedGeometry, feature: number): Verdict {
  const structure = structureOf(geometry, feature);
  if (structure !== 'valid' || geometry.kind !== 'polygon') return structure;
  const { ringOffsets, partOffsets, featureOffsets } = geometry;
  const firstPart = featureOffsets[feature]!;
  const lastPart = featureOffsets[feature + 1]!;
  const segments = ringOffsets[partOffsets[lastPart]!]! - ringOffsets[partOffsets[firstPart]!]!;
  if (segments > mostSegments) return 'unknown';
  for (let part = firstPart; part < lastPart; part++) {
    if (!isCleanPart(geometry, part)) return 'unknown';
    for (let other = firstPart; other < part; other++) {
      if (!boxesApart(geometry, part, other)) return 'unknown';
    }
  }
  return 'valid';
}

/** Finite coordinates, enough of them, closed rings. */
function structureOf(geometry: PackedGeometry, feature: number): Verdict {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const least = kind === 'polygon' ? 4 : kind === 'line' ? 2 : 1;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const start = 2 * ringOffsets[ring]!;
      const end = 2 * ringOffsets[ring + 1]!;
      if (end - start < 2 * least) return 'invalid';
      for (let at = start; at < end; at++) if (!Number.isFinite(coordinates[at]!)) return 'invalid';
      if (kind === 'polygon') {
        const closed = coordinates[start] === coordinates[end - 2] && coordinates[start + 1] === coordinates[end - 1];
        if (!closed) return 'invalid';
      } else if (kind === 'line' && !hasLength(coordinates, start, end)) return 'invalid';
    }
  }
  return 'valid';
}

function hasLength(coordinates: Float64Array, start: number, end: number): boolean {
  for (let at = start + 2; at < end; at += 2) {
    if (coordinates[at] !== coordinates[start] || coordinates[at + 1] !== coordinates[start + 1]) return true;
  }
  return false;
}

function isCleanPart(geometry: PackedGeometry, part: number): boolean {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const shell = partOffsets[part]!;
  const last = partOffsets[part + 1]!;
  for (let ring = shell; ring < last; ring++) {
    if (!isCleanRing(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!)) return false;
    for (let other = shell; other < ring; other++) {
      if (!ringsApart(coordinates, ringOffsets, ring, other)) return false;
      // A hole lies in the shell, and neither of two holes in the other.
      if (locateFirst(coordinates, ringOffsets, ring, other) !== (other === shell ? 1 : -1)) return false;
      if (other !== shell && locateFirst(coordinates, ringOffsets, other, ring) !== -1) return false;
    }
  }
  return true;
}

function locateFirst(coordinates: Float64Array, offsets: Uint32Array, ring: number, other: number): number {
  const first = 2 * offsets[ring]!;
  return locateInRing(coordinates, offsets[other]!, offsets[other + 1]!, coordinates[first]!, coordinates[first + 1]!);
}

function isCleanRing(coordinates: Float64Array, start: number, end: number): boolean {
  const first = 2 * start;
  const last = 2 * (end - 2);
  for (let a = first; a <= last; a += 2) {
    const next = a === last ? first : a + 2;
    if (!turnsCleanly(coordinates, a, next)) return false;
    for (let b = a + 4; b <= last; b += 2) {
      if (a === first && b === last) continue;
      if (!segmentsApart(coordinates, a, b)) return false;
    }
  }
  return true;
}

/** Two segments in a row share only the point between them: they go on within a right angle, or clearly turn. */
function turnsCleanly(coordinates: Float64Array, a: number, b: number): boolean {
  const x = coordinates[b]!;
  const y = coordinates[b + 1]!;
  const inX = x - coordinates[a]!;
  const inY = y - coordinates[a + 1]!;
  const outX = coordinates[b + 2]! - x;
  const outY = coordinates[b + 3]! - y;
  if ((inX === 0 && inY === 0) || (outX === 0 && outY === 0)) return false;
  const ahead = inX * outX + inY * outY;
  const size = Math.abs(inX * outX) + Math.abs(inY * outY);
  if (ahead > 1e-9 * size) return true;
  return !Number.isNaN(
    plainOrientation(coordinates[a]!, coordinates[a + 1]!, x, y, coordinates[b + 2]!, coordinates[b + 3]!),
  );
}

function ringsApart(coordinates: Float64Array, offsets: Uint32Array, ring: number, other: number): boolean {
  for (let a = 2 * offsets[ring]!; a < 2 * offsets[ring + 1]! - 2; a += 2) {
    for (let b = 2 * offsets[other]!; b < 2 * offsets[other + 1]! - 2; b += 2) {
      if (!segmentsApart(coordinates, a, b)) return false;
    }
  }
  return true;
}

/** True when the segments that begin at `a` and `b` certainly have no point in common. */
function segmentsApart(coordinates: Float64Array, a: number, b: number): boolean {
  const ax = coordinates[a]!;
  const ay = coordinates[a + 1]!;
  const bx = coordinates[a + 2]!;
  const by = coordinates[a + 3]!;
  const cx = coordinates[b]!;
  const cy = coordinates[b + 1]!;
  const dx = coordinates[b + 2]!;
  const dy = coordinates[b + 3]!;
  if (ax < cx && ax < dx && bx < cx && bx < dx) return true;
  if (ax > cx && ax > dx && bx > cx && bx > dx) return true;
  if (ay < cy && ay < dy && by < cy && by < dy) return true;
  if (ay > cy && ay > dy && by > cy && by > dy) return true;
  return sameCertainSide(ax, ay, bx, by, cx, cy, dx, dy) || sameCertainSide(cx, cy, dx, dy, ax, ay, bx, by);
}

/** True when c and d are certainly on the same side of the line through a and b (NaN marks an uncertain side). */
function sameCertainSide(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const first = plainOrientation(ax, ay, bx, by, cx, cy);
  const second = plainOrientation(ax, ay, bx, by, dx, dy);
  return (first > 0 && second > 0) || (first < 0 && second < 0);
}

/** Parts whose boxes do not meet cannot disturb each other. */
function boxesApart(geometry: PackedGeometry, part: number, other: number): boolean {
  const a = boxOfShell(geometry, part);
  const b = boxOfShell(geometry, other);
  return a[0] > b[2] || b[0] > a[2] || a[1] > b[3] || b[1] > a[3];
}

function boxOfShell(geometry: PackedGeometry, part: number): [number, number, number, number] {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const shell = partOffsets[part]!;
  for (let at = 2 * ringOffsets[shell]!; at < 2 * ringOffsets[shell + 1]!; at += 2) {
    const x = coordinates[at]!;
    const y = coordinates[at + 1]!;
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
}
