import { ellipsoidPathLength, ellipsoidRingArea } from '#core/geometry/ellipsoid-measure.ts';
import type { Point } from './overlay-canvas.ts';

/** Straight edges of the plane are followed on the ellipsoid in pieces of about so many metres, at most so many. */
const piece = 500;
const mostPieces = 64;

/** What a drawn path measures on the ellipsoid: its length, m, and the area it encloses when it is closed, m²; both positive. */
export function measureOnEllipsoid(
  points: readonly Point[],
  toDegrees: (point: Point) => Point,
): { readonly length: number; readonly area: number } {
  const path: number[] = [];
  const add = (x: number, y: number): void => void path.push(...toDegrees([x, y]));
  const [first] = points;
  if (!first) return { length: 0, area: 0 };
  add(...first);
  let open = path.length;
  for (const [place, [x, y]] of [...points.slice(1), first].entries()) {
    const [fromX, fromY] = points[place]!;
    const pieces = Math.min(mostPieces, Math.max(1, Math.ceil(Math.hypot(x - fromX, y - fromY) / piece)));
    for (let at = 1; at <= pieces; at++) add(fromX + ((x - fromX) * at) / pieces, fromY + ((y - fromY) * at) / pieces);
    if (place + 1 < points.length) open = path.length;
  }
  return { length: ellipsoidPathLength(path.slice(0, open)), area: Math.abs(ellipsoidRingArea(path)) };
}
