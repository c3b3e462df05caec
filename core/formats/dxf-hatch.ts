import { locateInRing } from '#core/geometry/point-in-polygon.ts';
import { addBulge, closed, ellipseArc, type Path, splinePath } from './dxf-curves.ts';
import type { DxfTag } from './dxf-tags.ts';

/** Reads groups one after another. */
class TagCursor {
  readonly #tags: readonly DxfTag[];
  place: number;

  constructor(tags: readonly DxfTag[], place: number) {
    this.#tags = tags;
    this.place = place;
  }

  peek(): number {
    return this.#tags[this.place]?.code ?? -1;
  }

  /** The number in the next group when it has `code`; otherwise `absent`, and the group stays. */
  take(code: number, absent = 0): number {
    if (this.peek() !== code) return absent;
    return Number(this.#tags[this.place++]!.value);
  }

  /** Skips groups up to one of `codes`; false when there is none. */
  seek(...codes: readonly number[]): boolean {
    while (this.place < this.#tags.length && !codes.includes(this.peek())) this.place++;
    return this.place < this.#tags.length;
  }

  point(xCode: number): [number, number] {
    return [this.take(xCode, Number.NaN), this.take(xCode + 10, Number.NaN)];
  }
}

function polylineBoundary(cursor: TagCursor): Path {
  const hasBulge = cursor.take(72) !== 0;
  cursor.take(73);
  const count = cursor.take(93);
  const path: Path = [];
  let bulge = 0;
  let firstBulge = 0;
  // The count is not trusted: groups end the list as well.
  for (let vertex = 0; vertex < count && cursor.peek() === 10; vertex++) {
    const [x, y] = cursor.point(10);
    if (vertex === 0) path.push(x, y);
    else addBulge(path, x, y, bulge);
    bulge = hasBulge ? cursor.take(42) : 0;
    if (vertex === 0) firstBulge = bulge;
  }
  if (path.length >= 4) addBulge(path, path[0]!, path[1]!, path.length === 2 ? firstBulge : bulge);
  return path;
}

const degree = Math.PI / 180;

function arcEdge(cursor: TagCursor, isEllipse: boolean): Path {
  const center = cursor.point(10);
  const major: [number, number] = isEllipse ? cursor.point(11) : [cursor.take(40), 0];
  const ratio = isEllipse ? cursor.take(40, 1) : 1;
  const from = cursor.take(50) * degree;
  const to = cursor.take(51) * degree;
  const isForward = cursor.take(73, 1) !== 0;
  let sweep = (to - from) % (2 * Math.PI);
  if (sweep <= 1e-9) sweep += 2 * Math.PI;
  // Clockwise arcs have their angles measured clockwise.
  return isForward ? ellipseArc(center, major, ratio, from, sweep) : ellipseArc(center, major, ratio, -from, -sweep);
}

function splineEdge(cursor: TagCursor): Path {
  const order = cursor.take(94, 3);
  cursor.take(73);
  cursor.take(74);
  cursor.take(95);
  cursor.take(96);
  const knots: number[] = [];
  while (cursor.peek() === 40) knots.push(cursor.take(40));
  const controls: number[] = [];
  const weights: number[] = [];
  while (cursor.peek() === 10) {
    controls.push(...cursor.point(10));
    if (cursor.peek() === 42) weights.push(cursor.take(42, 1));
  }
  if (cursor.peek() === 97) {
    cursor.take(97);
    while (cursor.peek() === 11) cursor.point(11);
    if (cursor.peek() === 12) cursor.point(12);
    if (cursor.peek() === 13) cursor.point(13);
  }
  return splinePath({ degree: order, knots, controls, weights }) ?? controls;
}

function reversed(path: Path): Path {
  const turned: Path = [];
  for (let place = path.length - 2; place >= 0; place -= 2) turned.push(path[place]!, path[place + 1]!);
  return turned;
}

function distance(path: Path, place: number, other: Path, otherPlace: number): number {
  return Math.hypot(path.at(place)! - other.at(otherPlace)!, path.at(place + 1)! - other.at(otherPlace + 1)!);
}

/** Edges one after another as one path, each turned so that it goes on from the one before. */
function chained(edges: readonly Path[]): Path {
  const [first, second] = edges;
  if (!first) return [];
  let path = first;
  if (second) {
    const fromEnd = Math.min(distance(first, -2, second, 0), distance(first, -2, second, -2));
    const fromStart = Math.min(distance(first, 0, second, 0), distance(first, 0, second, -2));
    if (fromStart < fromEnd) path = reversed(first);
  }
  path = [...path];
  for (const edge of edges.slice(1)) {
    const isForward = distance(path, -2, edge, 0) <= distance(path, -2, edge, -2);
    for (const value of isForward ? edge : reversed(edge)) path.push(value);
  }
  path.push(path[0]!, path[1]!);
  return path;
}

function edgeBoundary(cursor: TagCursor): Path {
  const count = cursor.take(93);
  const edges: Path[] = [];
  for (let edge = 0; edge < count && cursor.peek() === 72; edge++) {
    const type = cursor.take(72);
    if (type === 1) edges.push([...cursor.point(10), ...cursor.point(11)]);
    else if (type === 2 || type === 3) edges.push(arcEdge(cursor, type === 3));
    else if (type === 4) edges.push(splineEdge(cursor));
    else break;
  }
  return chained(edges.filter((edge) => edge.length >= 4));
}

/** Rings by which lies in which: those in an even number of others are shells, the rest holes of the smallest around. */
export function nestRings(rings: readonly Path[]): Path[][] {
  const boxes = rings.map((ring) => {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let place = 0; place < ring.length; place += 2) {
      minX = Math.min(minX, ring[place]!);
      maxX = Math.max(maxX, ring[place]!);
      minY = Math.min(minY, ring[place + 1]!);
      maxY = Math.max(maxY, ring[place + 1]!);
    }
    return { minX, minY, maxX, maxY };
  });
  const isInside = (inner: number, outer: number): boolean => {
    const a = boxes[inner]!;
    const b = boxes[outer]!;
    if (inner === outer || a.minX < b.minX || a.maxX > b.maxX || a.minY < b.minY || a.maxY > b.maxY) return false;
    const ring = rings[inner]!;
    const around = rings[outer]!;
    for (let place = 0; place < ring.length; place += 2) {
      const location = locateInRing(around, 0, around.length / 2, ring[place]!, ring[place + 1]!);
      if (location !== 0) return location > 0;
    }
    // Two rings of the same shape: the later one counts as inside.
    return inner > outer;
  };
  const containers = rings.map((_, inner) => [...rings.keys()].filter((outer) => isInside(inner, outer)));
  const polygons = new Map<number, Path[]>();
  for (const [index, around] of containers.entries()) if (around.length % 2 === 0) polygons.set(index, [rings[index]!]);
  for (const [index, around] of containers.entries()) {
    if (around.length % 2 === 0) continue;
    const shell = around.find((outer) => containers[outer]!.length === around.length - 1);
    if (shell !== undefined) polygons.get(shell)?.push(rings[index]!);
  }
  return [...polygons.values()];
}

/** More rings than this in one hatch are dots of a pattern; each then is a polygon of its own. */
const mostNested = 2000;

/** The polygons of a hatch, from its boundaries. */
export function hatchPolygons(tags: readonly DxfTag[]): Path[][] {
  const cursor = new TagCursor(tags, 0);
  if (!cursor.seek(91)) return [];
  const count = cursor.take(91);
  const rings: Path[] = [];
  for (let boundary = 0; boundary < count && cursor.seek(92, 75); boundary++) {
    if (cursor.peek() !== 92) break;
    const flags = cursor.take(92);
    const ring = (flags & 2) !== 0 ? polylineBoundary(cursor) : edgeBoundary(cursor);
    if (ring.length >= 8) rings.push(closed(ring));
  }
  return rings.length > mostNested ? rings.map((ring) => [ring]) : nestRings(rings);
}
