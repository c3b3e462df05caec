/** A point in metres. Rings are lists of points without the first one repeated, counter-clockwise. */
export type Point = readonly [x: number, y: number];
export type Ring = readonly Point[];

interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

export function add(a: Point, b: Point, factor = 1): Point {
  return [a[0] + factor * b[0], a[1] + factor * b[1]];
}

export function mix(a: Point, b: Point, share: number): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}

function length(a: Point): number {
  return Math.sqrt(a[0] * a[0] + a[1] * a[1]);
}

export function distance(a: Point, b: Point): number {
  return length([b[0] - a[0], b[1] - a[1]]);
}

/** Unit vector from a to b; (1, 0) where they coincide. */
export function direction(a: Point, b: Point): Point {
  const size = distance(a, b);
  return size === 0 ? [1, 0] : [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
}

/** The vector turned left by a quarter. */
export function left(a: Point): Point {
  return [-a[1], a[0]];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1];
}

export function cross(a: Point, b: Point): number {
  return a[0] * b[1] - a[1] * b[0];
}

/** Coordinates on the grid of millimetres. */
export function snapped(a: Point): Point {
  return [Math.round(a[0] * 1000) / 1000, Math.round(a[1] * 1000) / 1000];
}

/** Area with sign: positive for counter-clockwise rings. */
export function ringArea(ring: Ring): number {
  let twice = 0;
  const origin = ring[0]!;
  for (let index = 1; index + 1 < ring.length; index++) {
    const a = ring[index]!;
    const b = ring[index + 1]!;
    twice += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
  }
  return twice / 2;
}

export function centroid(ring: Ring): Point {
  let twice = 0;
  let x = 0;
  let y = 0;
  const origin = ring[0]!;
  for (let index = 1; index + 1 < ring.length; index++) {
    const ax = ring[index]![0] - origin[0];
    const ay = ring[index]![1] - origin[1];
    const bx = ring[index + 1]![0] - origin[0];
    const by = ring[index + 1]![1] - origin[1];
    const part = ax * by - bx * ay;
    twice += part;
    x += (ax + bx) * part;
    y += (ay + by) * part;
  }
  return twice === 0 ? origin : [origin[0] + x / (3 * twice), origin[1] + y / (3 * twice)];
}

export function boxOf(points: Ring): Box {
  let [left, right, bottom, top] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    bottom = Math.min(bottom, y);
    top = Math.max(top, y);
  }
  return { left, right, bottom, top };
}

export function contains(ring: Ring, point: Point): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const a = ring[index]!;
    const b = ring[before]!;
    if (a[1] > point[1] !== b[1] > point[1]) {
      if (point[0] < a[0] + ((point[1] - a[1]) * (b[0] - a[0])) / (b[1] - a[1])) inside = !inside;
    }
  }
  return inside;
}

/** Distance of `point` from the segment a–b. */
export function segmentDistance(point: Point, a: Point, b: Point): number {
  const along: Point = [b[0] - a[0], b[1] - a[1]];
  const square = dot(along, along);
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, dot([point[0] - a[0], point[1] - a[1]], along) / square));
  return distance(point, mix(a, b, share));
}

/** Distance of `point` from the edges of `ring`. */
export function edgeDistance(ring: Ring, point: Point): number {
  let nearest = Infinity;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    nearest = Math.min(nearest, segmentDistance(point, ring[before]!, ring[index]!));
  }
  return nearest;
}

/** Distance of `point` from a line of points. */
export function lineDistance(line: Ring, point: Point): number {
  let nearest = Infinity;
  for (let index = 1; index < line.length; index++) {
    nearest = Math.min(nearest, segmentDistance(point, line[index - 1]!, line[index]!));
  }
  return nearest;
}

/** Where segments a–b and c–d cross, as shares along each; undefined where they do not. */
export function crossing(a: Point, b: Point, c: Point, d: Point): readonly [number, number] | undefined {
  const r: Point = [b[0] - a[0], b[1] - a[1]];
  const s: Point = [d[0] - c[0], d[1] - c[1]];
  const bottom = cross(r, s);
  if (bottom === 0) return undefined;
  const between: Point = [c[0] - a[0], c[1] - a[1]];
  const first = cross(between, s) / bottom;
  const second = cross(between, r) / bottom;
  return first >= 0 && first <= 1 && second >= 0 && second <= 1 ? [first, second] : undefined;
}

/** True where a counter-clockwise ring turns left at every corner. */
export function isConvex(ring: Ring): boolean {
  return ring.every((b, index) => {
    const a = ring[(index + ring.length - 1) % ring.length]!;
    const c = ring[(index + 1) % ring.length]!;
    return (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]) >= 0;
  });
}

/** True where no two edges of the ring cross. */
export function isSimple(ring: Ring): boolean {
  const count = ring.length;
  for (let first = 0; first < count; first++) {
    const [a, b] = [ring[first]!, ring[(first + 1) % count]!];
    for (let second = first + 2; second < count; second++) {
      if (first === 0 && second === count - 1) continue;
      if (crossing(a, b, ring[second]!, ring[(second + 1) % count]!)) return false;
    }
  }
  return true;
}

/** Length of a line of points. */
export function lineLength(line: Ring): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++) sum += distance(line[index - 1]!, line[index]!);
  return sum;
}

/** The point `along` metres from the start of a line, and the direction there. */
export function pointAlong(line: Ring, along: number): { readonly point: Point; readonly towards: Point } {
  let rest = along;
  for (let index = 1; index < line.length; index++) {
    const size = distance(line[index - 1]!, line[index]!);
    if (rest <= size || index === line.length - 1) {
      const share = size === 0 ? 0 : Math.min(1, rest / size);
      const [a, b] = [line[index - 1]!, line[index]!];
      return { point: mix(a, b, share), towards: direction(a, b) };
    }
    rest -= size;
  }
  return { point: line[0]!, towards: [1, 0] };
}

/** A smooth curve through `points` (Catmull–Rom) with vertices about `step` metres apart. */
export function smoothCurve(points: Ring, step: number, closed = false): Point[] {
  const count = points.length;
  const at = (index: number): Point =>
    closed ? points[((index % count) + count) % count]! : points[Math.min(count - 1, Math.max(0, index))]!;
  const result: Point[] = [];
  const spans = closed ? count : count - 1;
  for (let span = 0; span < spans; span++) {
    const [p, a, b, q] = [at(span - 1), at(span), at(span + 1), at(span + 2)];
    const pieces = Math.max(1, Math.round(distance(a, b) / step));
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      const curve = (axis: 0 | 1): number =>
        a[axis] +
        0.5 *
          t *
          (b[axis] -
            p[axis] +
            t *
              (2 * p[axis] - 5 * a[axis] + 4 * b[axis] - q[axis] + t * (3 * (a[axis] - b[axis]) + q[axis] - p[axis])));
      result.push([curve(0), curve(1)]);
    }
  }
  if (!closed) result.push(at(count - 1));
  return result;
}
