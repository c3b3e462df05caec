import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/**
 * Writes a point inside polygon `feature` to `target[at]`, `target[at + 1]`: the middle of the widest stretch on a line
 * half-way up each part, of the part where that stretch is widest. A polygon without area gets its first vertex.
 */
export function interiorOfPolygon(geometry: PackedGeometry, feature: number, target: Float64Array, at: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  let widest = -1;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    const start = ringOffsets[partOffsets[part]!]!;
    const end = ringOffsets[partOffsets[part + 1]!]!;
    if (start === end) continue;
    const y = clearHeight(geometry, start, end);
    const crossings = crossingsAt(geometry, part, y);
    if (widest < 0) {
      widest = 0;
      target[at] = coordinates[2 * start]!;
      target[at + 1] = coordinates[2 * start + 1]!;
    }
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const width = crossings[index + 1]! - crossings[index]!;
      if (width > widest) {
        widest = width;
        target[at] = crossings[index]! + width / 2;
        target[at + 1] = y;
      }
    }
  }
}

/** Height half-way between the vertices next above and below the middle of a part: no vertex lies on it. */
function clearHeight({ coordinates }: PackedGeometry, start: number, end: number): number {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let vertex = start; vertex < end; vertex++) {
    const y = coordinates[2 * vertex + 1]!;
    if (y < low) low = y;
    if (y > high) high = y;
  }
  const middle = low + (high - low) / 2;
  let below = low;
  let above = high;
  for (let vertex = start; vertex < end; vertex++) {
    const y = coordinates[2 * vertex + 1]!;
    if (y <= middle) below = Math.max(below, y);
    else above = Math.min(above, y);
  }
  return below + (above - below) / 2;
}

function crossingsAt(geometry: PackedGeometry, part: number, y: number): number[] {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const crossings: number[] = [];
  for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
    for (let at = 2 * ringOffsets[ring]!; at + 3 < 2 * ringOffsets[ring + 1]!; at += 2) {
      const y0 = coordinates[at + 1]!;
      const y1 = coordinates[at + 3]!;
      if (y0 > y === y1 > y) continue;
      const x0 = coordinates[at]!;
      crossings.push(x0 + ((y - y0) / (y1 - y0)) * (coordinates[at + 2]! - x0));
    }
  }
  return crossings.sort((first, second) => first - second);
}

/** Writes the point half-way along the longest part of line `feature` to `target[at]`, `target[at + 1]`. */
export function middleOfLine(geometry: PackedGeometry, feature: number, target: Float64Array, at: number): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  let longest = -1;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    const start = ringOffsets[partOffsets[part]!]!;
    const end = ringOffsets[partOffsets[part + 1]!]!;
    if (start === end) continue;
    let length = 0;
    for (let vertex = start; vertex + 1 < end; vertex++) length += stepLength(coordinates, vertex);
    if (length <= longest) continue;
    longest = length;
    let rest = length / 2;
    let vertex = start;
    while (vertex + 2 < end && rest > stepLength(coordinates, vertex)) rest -= stepLength(coordinates, vertex++);
    const step = vertex + 1 < end ? stepLength(coordinates, vertex) : 0;
    const share = step > 0 ? rest / step : 0;
    const next = Math.min(vertex + 1, end - 1);
    target[at] = coordinates[2 * vertex]! + share * (coordinates[2 * next]! - coordinates[2 * vertex]!);
    target[at + 1] = coordinates[2 * vertex + 1]! + share * (coordinates[2 * next + 1]! - coordinates[2 * vertex + 1]!);
  }
}

function stepLength(coordinates: Float64Array, vertex: number): number {
  const dx = coordinates[2 * vertex + 2]! - coordinates[2 * vertex]!;
  const dy = coordinates[2 * vertex + 3]! - coordinates[2 * vertex + 1]!;
  return Math.sqrt(dx * dx + dy * dy);
}

/** Writes the point of `feature` that is nearest to (x, y) to `target[at]`, `target[at + 1]`. */
export function nearestToPoint(
  geometry: PackedGeometry,
  feature: number,
  x: number,
  y: number,
  target: Float64Array,
  at: number,
): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const end = ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
  let nearest = Number.POSITIVE_INFINITY;
  for (let vertex = ringOffsets[partOffsets[featureOffsets[feature]!]!]!; vertex < end; vertex++) {
    const distance = Math.hypot(coordinates[2 * vertex]! - x, coordinates[2 * vertex + 1]! - y);
    if (distance >= nearest) continue;
    nearest = distance;
    target[at] = coordinates[2 * vertex]!;
    target[at + 1] = coordinates[2 * vertex + 1]!;
  }
}
