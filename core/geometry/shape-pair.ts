import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { locateInFeature } from './point-in-polygon.ts';

/** Segments per run: small enough for tight boxes, large enough for few of them. */
const runLength = 16;

/** A stretch of an outline with its box. */
interface Run {
  /** Place of the first coordinate in the packed coordinates, and of the last. */
  readonly from: number;
  readonly to: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Gap between two boxes, squared. */
function squareGap(a: Run, b: Run): number {
  const dx = Math.max(a.minX - b.maxX, 0, b.minX - a.maxX);
  const dy = Math.max(a.minY - b.maxY, 0, b.minY - a.maxY);
  return dx * dx + dy * dy;
}

/**
 * Distance between the outlines of two polygons of one geometry, edge to edge, and the two points where they are nearest.
 * Outlines are cut into runs with boxes, so that only the facing sides are compared. The points of the last measurement
 * are in `ax`, `ay`, `bx`, `by`.
 */
export class ShapePair {
  readonly #geometry: PackedGeometry;
  readonly #runs: (readonly Run[] | undefined)[];
  ax = 0;
  ay = 0;
  bx = 0;
  by = 0;

  constructor(geometry: PackedGeometry) {
    this.#geometry = geometry;
    this.#runs = Array.from({ length: geometry.featureOffsets.length - 1 });
  }

  #runsOf(feature: number): readonly Run[] {
    const known = this.#runs[feature];
    if (known) return known;
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = this.#geometry;
    const runs: Run[] = [];
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
      const end = 2 * ringOffsets[ring + 1]! - 2;
      for (let from = 2 * ringOffsets[ring]!; from < end; from += 2 * runLength) {
        const to = Math.min(from + 2 * runLength, end);
        let [minX, minY, maxX, maxY] = [
          coordinates[from]!,
          coordinates[from + 1]!,
          coordinates[from]!,
          coordinates[from + 1]!,
        ];
        for (let at = from + 2; at <= to; at += 2) {
          minX = Math.min(minX, coordinates[at]!);
          maxX = Math.max(maxX, coordinates[at]!);
          minY = Math.min(minY, coordinates[at + 1]!);
          maxY = Math.max(maxY, coordinates[at + 1]!);
        }
        runs.push({ from, to, minX, minY, maxX, maxY });
      }
    }
    this.#runs[feature] = runs;
    return runs;
  }

  /** The distance, m: 0 where they overlap, Infinity when it is more than `limit`. */
  measure(a: number, b: number, limit: number): number {
    const ones = this.#runsOf(a);
    const others = this.#runsOf(b);
    let closest = limit * limit;
    let facing: readonly [Run, Run] | undefined;
    for (const one of ones) {
      for (const other of others) {
        const square = squareGap(one, other);
        if (square > closest || (square === closest && facing)) continue;
        closest = square;
        facing = [one, other];
      }
    }
    if (!facing) return this.#isInside(a, b) ? 0 : Number.POSITIVE_INFINITY;
    // The runs whose boxes are nearest give a bound that leaves little to look at.
    let best = this.#compare(...facing, Number.POSITIVE_INFINITY);
    for (const one of ones) {
      for (const other of others) {
        if (best === 0) return 0;
        if (squareGap(one, other) < best) best = this.#compare(one, other, best);
      }
    }
    if (this.#isInside(a, b)) return 0;
    const metres = Math.sqrt(best);
    return metres <= limit ? metres : Number.POSITIVE_INFINITY;
  }

  /** Whether one lies within the other (not in one of its holes). */
  #isInside(a: number, b: number): boolean {
    const { coordinates } = this.#geometry;
    const [first] = this.#runsOf(a);
    const [second] = this.#runsOf(b);
    if (!first || !second) return false;
    const isWithin = (at: number, feature: number) =>
      locateInFeature(this.#geometry, feature, coordinates[at]!, coordinates[at + 1]!) >= 0;
    return isWithin(first.from, b) || isWithin(second.from, a);
  }

  /** Smallest square of the distance of two runs, or `bestSoFar` when that is smaller. */
  #compare(one: Run, other: Run, bestSoFar: number): number {
    const { coordinates: c } = this.#geometry;
    let best = bestSoFar;
    for (let i = one.from; i < one.to; i += 2) {
      const west = Math.min(c[i]!, c[i + 2]!);
      const east = Math.max(c[i]!, c[i + 2]!);
      const south = Math.min(c[i + 1]!, c[i + 3]!);
      const north = Math.max(c[i + 1]!, c[i + 3]!);
      const runX = Math.max(west - other.maxX, 0, other.minX - east);
      const runY = Math.max(south - other.maxY, 0, other.minY - north);
      if (runX * runX + runY * runY >= best) continue;
      for (let j = other.from; j < other.to; j += 2) {
        // Most pairs are told apart by their boxes, which costs a tenth of measuring them.
        const gapX = Math.max(west - Math.max(c[j]!, c[j + 2]!), 0, Math.min(c[j]!, c[j + 2]!) - east);
        const gapY = Math.max(south - Math.max(c[j + 1]!, c[j + 3]!), 0, Math.min(c[j + 1]!, c[j + 3]!) - north);
        if (gapX * gapX + gapY * gapY >= best) continue;
        const found = this.#segments(
          c[i]!,
          c[i + 1]!,
          c[i + 2]!,
          c[i + 3]!,
          c[j]!,
          c[j + 1]!,
          c[j + 2]!,
          c[j + 3]!,
          best,
        );
        if (found < best) best = found;
        if (best === 0) return 0;
      }
    }
    return best;
  }

  /** Square of the distance of two segments, at most `best`; keeps the nearest points where it is less. */
  #segments(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    cx: number,
    cy: number,
    dx: number,
    dy: number,
    best: number,
  ): number {
    const cross = (px: number, py: number, qx: number, qy: number, x: number, y: number) =>
      (qx - px) * (y - py) - (qy - py) * (x - px);
    const sideC = cross(ax, ay, bx, by, cx, cy);
    const sideD = cross(ax, ay, bx, by, dx, dy);
    const sideA = cross(cx, cy, dx, dy, ax, ay);
    const sideB = cross(cx, cy, dx, dy, bx, by);
    if (sideC * sideD < 0 && sideA * sideB < 0) {
      const share = sideA / (sideA - sideB);
      this.#keep(ax + share * (bx - ax), ay + share * (by - ay), ax + share * (bx - ax), ay + share * (by - ay));
      return 0;
    }
    let least = best;
    least = this.#toSegment(ax, ay, cx, cy, dx, dy, least, false);
    least = this.#toSegment(bx, by, cx, cy, dx, dy, least, false);
    least = this.#toSegment(cx, cy, ax, ay, bx, by, least, true);
    return this.#toSegment(dx, dy, ax, ay, bx, by, least, true);
  }

  #toSegment(
    x: number,
    y: number,
    fromX: number,
    fromY: number,
    toX: number,
    toY: number,
    best: number,
    isSecond: boolean,
  ): number {
    const ux = toX - fromX;
    const uy = toY - fromY;
    const square = ux * ux + uy * uy;
    const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * ux + (y - fromY) * uy) / square));
    const footX = fromX + along * ux;
    const footY = fromY + along * uy;
    const away = (footX - x) * (footX - x) + (footY - y) * (footY - y);
    if (away >= best) return best;
    if (isSecond) this.#keep(footX, footY, x, y);
    else this.#keep(x, y, footX, footY);
    return away;
  }

  #keep(ax: number, ay: number, bx: number, by: number): void {
    this.ax = ax;
    this.ay = ay;
    this.bx = bx;
    this.by = by;
  }
}
