import { type Box, boxOfRing } from './measure.ts';

/**
 * A closed ring cut back to a box. Inside the box it winds round every point as often as before; where it left the box it
 * now runs along the border, there and back if need be, so it is good for counting windings but not for drawing. Undefined
 * when it winds round nothing in the box (Sutherland and Hodgman 1974).
 */
export function clipRing(ring: Float64Array, box: Box): Float64Array | undefined {
  const own = boxOfRing(ring);
  if (own.maxX < box.minX || own.minX > box.maxX || own.maxY < box.minY || own.minY > box.maxY) return undefined;
  if (own.minX >= box.minX && own.maxX <= box.maxX && own.minY >= box.minY && own.maxY <= box.maxY) return ring;
  let points: number[] = Array.from(ring.subarray(0, ring.length - 2));
  points = cut(points, 0, box.minX, 1);
  points = cut(points, 0, box.maxX, -1);
  points = cut(points, 1, box.minY, 1);
  points = cut(points, 1, box.maxY, -1);
  if (points.length < 6) return undefined;
  points.push(points[0]!, points[1]!);
  return Float64Array.from(points);
}

/** Keeps what lies on the side `sign` of the line where ordinate `axis` is `limit`. */
function cut(points: readonly number[], axis: 0 | 1, limit: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  let before = points.length - 2;
  for (let at = 0; at < points.length; at += 2) {
    const isIn = sign * (points[at + axis]! - limit) >= 0;
    const wasIn = sign * (points[before + axis]! - limit) >= 0;
    if (isIn !== wasIn) {
      const share = (limit - points[before + axis]!) / (points[at + axis]! - points[before + axis]!);
      const other = 1 - axis;
      const crossing = points[before + other]! + share * (points[at + other]! - points[before + other]!);
      if (axis === 0) kept.push(limit, crossing);
      else kept.push(crossing, limit);
    }
    if (isIn) kept.push(points[at]!, points[at + 1]!);
    before = at;
  }
  return kept;
}
