import type { FeatureTable } from '#core/model/feature-table.ts';
import { indexOf } from './map-data.ts';
import type { Point } from './overlay-canvas.ts';

/** A place the pointer is drawn to. */
export interface Snap {
  readonly kind: 'vertex' | 'intersection' | 'midpoint' | 'edge';
  readonly point: Point;
  readonly row: number;
}

/** Radius in which the pointer is caught, px. */
export const snapRadius = 8;

function nearestOnSegment([x, y]: Point, a: Point, b: Point): Point {
  const ux = b[0] - a[0];
  const uy = b[1] - a[1];
  const square = ux * ux + uy * uy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * ux + (y - a[1]) * uy) / square));
  return [a[0] + share * ux, a[1] + share * uy];
}

/**
 * Where the outlines of `table` draw a point to within `reach` metres: a corner before the middle of an edge before the edge
 * itself.
 */
export function snapTo(table: FeatureTable, point: Point, reach: number): Snap | null {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = table.geometry;
  const best: Partial<Record<Snap['kind'], { snap: Snap; distance: number }>> = {};
  const offer = (kind: Snap['kind'], at: Point, row: number): void => {
    const distance = Math.hypot(at[0] - point[0], at[1] - point[1]);
    if (distance <= reach && distance < (best[kind]?.distance ?? Number.POSITIVE_INFINITY)) {
      best[kind] = { snap: { kind, point: at, row }, distance };
    }
  };
  const [x, y] = point;
  for (const row of indexOf(table).search(x - reach, y - reach, x + reach, y + reach)) {
    const lastRing = partOffsets[featureOffsets[row + 1]!]!;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
      for (let vertex = ringOffsets[ring]!; vertex < ringOffsets[ring + 1]!; vertex++) {
        const a: Point = [coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!];
        offer('vertex', a, row);
        if (vertex + 1 === ringOffsets[ring + 1]!) continue;
        const b: Point = [coordinates[2 * vertex + 2]!, coordinates[2 * vertex + 3]!];
        offer('midpoint', [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], row);
        offer('edge', nearestOnSegment(point, a, b), row);
      }
    }
  }
  return (best.vertex ?? best.midpoint ?? best.edge)?.snap ?? null;
}

/** A piece of an outline near the pointer. */
export interface NearSegment {
  readonly a: Point;
  readonly b: Point;
  readonly row: number;
}

/** As many pieces are looked at for crossings. */
const mostSegments = 40;

/** Pieces of outlines of `table` within `reach` metres of a point. */
export function nearSegments(table: FeatureTable, point: Point, reach: number): NearSegment[] {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = table.geometry;
  const [x, y] = point;
  const found: NearSegment[] = [];
  for (const row of indexOf(table).search(x - reach, y - reach, x + reach, y + reach)) {
    const lastRing = partOffsets[featureOffsets[row + 1]!]!;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
      for (let vertex = ringOffsets[ring]!; vertex + 1 < ringOffsets[ring + 1]!; vertex++) {
        const a: Point = [coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!];
        const b: Point = [coordinates[2 * vertex + 2]!, coordinates[2 * vertex + 3]!];
        const [nx, ny] = nearestOnSegment(point, a, b);
        if (Math.hypot(nx - x, ny - y) <= reach) found.push({ a, b, row });
      }
    }
    if (found.length > mostSegments) return found.slice(0, mostSegments);
  }
  return found;
}

/** Where two pieces cross between their ends; null when they do not. */
export function crossingOf(one: NearSegment, other: NearSegment): Point | null {
  const [ux, uy] = [one.b[0] - one.a[0], one.b[1] - one.a[1]];
  const [vx, vy] = [other.b[0] - other.a[0], other.b[1] - other.a[1]];
  const cross = ux * vy - uy * vx;
  if (cross === 0) return null;
  const [wx, wy] = [other.a[0] - one.a[0], other.a[1] - one.a[1]];
  const s = (wx * vy - wy * vx) / cross;
  const t = (wx * uy - wy * ux) / cross;
  return s > 0 && s < 1 && t > 0 && t < 1 ? [one.a[0] + s * ux, one.a[1] + s * uy] : null;
}
