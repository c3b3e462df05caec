import { frameOf } from './cells.ts';
import type { Dice } from './dice.ts';
import { add, cross, distance, left, mix, type Point, type Ring, ringArea, segmentDistance, snapped } from './plane.ts';

/** Nearer to a corner than this, a cut ends at the corner, m. */
const cornerReach = 2.5;

/**
 * Cuts a ring along the line through `through` in direction `towards`; the first part lies left of it. Undefined unless the
 * line crosses the border exactly twice. Both parts hold the same end points.
 */
function cutRing(ring: Ring, through: Point, towards: Point): readonly [Ring, Ring] | undefined {
  const count = ring.length;
  const side = ring.map((point) => cross(towards, [point[0] - through[0], point[1] - through[1]]));
  const ends: { readonly after: number; readonly point: Point }[] = [];
  for (let index = 0; index < count; index++) {
    const next = (index + 1) % count;
    if (side[index]! > 0 === side[next]! > 0) continue;
    const [a, b] = [ring[index]!, ring[next]!];
    let point = snapped(mix(a, b, side[index]! / (side[index]! - side[next]!)));
    if (distance(point, a) < cornerReach && distance(point, a) <= distance(point, b)) point = a;
    else if (distance(point, b) < cornerReach) point = b;
    ends.push({ after: index, point });
  }
  if (ends.length !== 2) return undefined;
  const [first, second] = ends as [(typeof ends)[0], (typeof ends)[0]];
  const walk = (from: typeof first, to: typeof first): Point[] => {
    const points: Point[] = [from.point];
    for (let index = (from.after + 1) % count; ; index = (index + 1) % count) {
      if (distance(ring[index]!, points.at(-1)!) > 0) points.push(ring[index]!);
      if (index === to.after) break;
    }
    if (distance(to.point, points.at(-1)!) > 0) points.push(to.point);
    while (points.length > 1 && distance(points.at(-1)!, points[0]!) === 0) points.pop();
    return points;
  };
  const parts = [walk(first, second), walk(second, first)] as const;
  if (parts.some((part) => part.length < 3 || ringArea(part) < 20)) return undefined;
  return side[(first.after + 1) % count]! > 0 ? [parts[0], parts[1]] : [parts[1], parts[0]];
}

/** How compact a ring is: depth over length of its tightest box, nothing below 24 m of depth. */
function compactness(ring: Ring): number {
  const { length, depth } = frameOf(ring);
  return depth < 24 ? 0.3 * (depth / length) : depth / length;
}

/** Cuts about `wanted` m2 off the end of the ring that lies towards `sign` along its longer side. */
function endOf(ring: Ring, wanted: number, sign: 1 | -1): readonly [end: Ring, rest: Ring] | undefined {
  const frame = frameOf(ring);
  const towards: Point = [sign * left(frame.along)[0], sign * left(frame.along)[1]];
  let [low, high] = [0, frame.length];
  let best: readonly [Ring, Ring] | undefined;
  for (let step = 0; step < 13; step++) {
    const reach = (low + high) / 2;
    const parts = cutRing(ring, add(frame.centre, frame.along, sign * (frame.length / 2 - reach)), towards);
    const size = parts ? ringArea(parts[1]) : reach * frame.depth;
    if (parts) best = [parts[1], parts[0]];
    if (size < wanted) low = reach;
    else high = reach;
  }
  return best;
}

/** Cuts a piece of about `area` m2 off one end of a ring, as compact as it goes: the piece, and what is left of the ring. */
export function carve(ring: Ring, area: number, fromStart: boolean): { piece: Ring; rest: Ring[] } | undefined {
  const whole = ringArea(ring);
  if (whole < 1.25 * area) return undefined;
  const sign = fromStart ? -1 : 1;
  let best: { piece: Ring; rest: Ring[] } | undefined;
  let bestScore = 0.24;
  for (const multiple of [1, 1.7, 2.4, 3.3]) {
    if (multiple > 1 && multiple * area > 0.85 * whole) break;
    const end = endOf(ring, multiple * area, sign);
    if (!end) continue;
    if (multiple === 1) {
      const score = Math.min(compactness(end[0]), 1.3 * compactness(end[1]));
      if (score > bestScore) {
        bestScore = score;
        best = { piece: end[0], rest: [end[1]] };
      }
      continue;
    }
    const second = endOf(end[0], area, sign);
    if (!second) continue;
    const score = Math.min(compactness(second[0]), 1.3 * compactness(second[1]), 1.3 * compactness(end[1]));
    if (score <= bestScore) continue;
    bestScore = score;
    best = { piece: second[0], rest: [second[1], end[1]] };
  }
  return best;
}

/** Cuts a ring into lots of about `area` m2, the longer side first. */
export function lotsOf(ring: Ring, area: number, unrest: number, dice: Dice): Ring[] {
  const whole = ringArea(ring);
  const wanted = area * dice.between(0.85, 1.25);
  if (whole < 1.48 * wanted) return [ring];
  const frame = frameOf(ring);
  const count = Math.max(2, Math.round(whole / wanted));
  for (let attempt = 0; attempt < 10; attempt++) {
    const isLong = attempt < 6 || frame.depth < 0.5 * frame.length;
    const along = isLong ? frame.along : left(frame.along);
    const size = isLong ? frame.length : frame.depth;
    const half = Math.floor(count / 2) / count - 0.5;
    const share = (dice.chance(0.5) ? half : -half) + unrest * 0.5 * dice.bell() + 0.04 * attempt * dice.between(-1, 1);
    if (Math.abs(share) > 0.36) continue;
    const towards = add(left(along), along, unrest * 0.55 * dice.bell());
    const parts = cutRing(ring, add(frame.centre, along, share * size), towards);
    if (!parts) continue;
    if (parts.some((part) => ringArea(part) < 0.4 * wanted || isThin(part))) continue;
    return parts.flatMap((part) => lotsOf(part, area, unrest, dice));
  }
  return [ring];
}

function isThin(ring: Ring): boolean {
  const { length, depth } = frameOf(ring);
  return depth < 0.22 * length || depth < 14;
}

/** Puts every corner of the lots on the edges of their neighbours, so that shared borders have the same points on both sides. */
export function shareCorners(rings: readonly Ring[]): Ring[] {
  return rings.map((ring, own) => {
    const result: Point[] = [];
    for (let index = 0; index < ring.length; index++) {
      const a = ring[index]!;
      const b = ring[(index + 1) % ring.length]!;
      result.push(a);
      const found: Point[] = [];
      for (let other = 0; other < rings.length; other++) {
        if (other === own) continue;
        for (const point of rings[other]!) {
          if (segmentDistance(point, a, b) > 0.004) continue;
          if (distance(point, a) < 0.004 || distance(point, b) < 0.004) continue;
          if (found.some((known) => distance(known, point) === 0)) continue;
          found.push(point);
        }
      }
      found.sort((p, q) => distance(a, p) - distance(a, q));
      result.push(...found);
    }
    return result;
  });
}
