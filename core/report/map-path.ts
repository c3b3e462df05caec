import { featureBoxes, ringArea } from '#core/geometry/measure.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { isInFrame, type MapFrame } from './map-frame.ts';

/** Vertices nearer than this to the line between their neighbours are left out, in drawing units. */
const tolerance = 0.6;

/** Rings run the same way and holes the other, so that overlapping features of one path do not cut holes into each other. */
interface RingOptions {
  readonly closed: boolean;
  readonly clockwise?: boolean;
}

/** Cuts a closed ring (x and y in turn, without the closing point) to one side of a line parallel to an axis. */
function cutRing(ring: number[], axis: 0 | 1, limit: number, keepBelow: boolean): number[] {
  const result: number[] = [];
  const count = ring.length / 2;
  for (let index = 0; index < count; index++) {
    const at = 2 * index;
    const next = 2 * ((index + 1) % count);
    const here = ring[at + axis]!;
    const there = ring[next + axis]!;
    const isIn = keepBelow ? here <= limit : here >= limit;
    const nextIn = keepBelow ? there <= limit : there >= limit;
    if (isIn) result.push(ring[at]!, ring[at + 1]!);
    if (isIn !== nextIn) {
      const share = (limit - here) / (there - here);
      result.push(
        ring[at]! + share * (ring[next]! - ring[at]!),
        ring[at + 1]! + share * (ring[next + 1]! - ring[at + 1]!),
      );
    }
  }
  return result;
}

/** Marks the vertices that carry the shape between `first` and `last` (Douglas and Peucker 1973). */
function markShape(points: readonly number[], first: number, last: number, keep: Uint8Array): void {
  const stack: [number, number][] = [[first, last]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range;
    const x = points[2 * from]!;
    const y = points[2 * from + 1]!;
    const dx = points[2 * to]! - x;
    const dy = points[2 * to + 1]! - y;
    const length = Math.hypot(dx, dy);
    let farthest = -1;
    let most = tolerance;
    for (let index = from + 1; index < to; index++) {
      const px = points[2 * index]! - x;
      const py = points[2 * index + 1]! - y;
      const off = length === 0 ? Math.hypot(px, py) : Math.abs(px * dy - py * dx) / length;
      if (off > most) {
        most = off;
        farthest = index;
      }
    }
    if (farthest < 0) continue;
    keep[farthest] = 1;
    stack.push([from, farthest], [farthest, to]);
  }
}

function farthestFromFirst(points: readonly number[], count: number): number {
  let farthest = 0;
  let most = 0;
  for (let index = 1; index < count; index++) {
    const off = Math.hypot(points[2 * index]! - points[0]!, points[2 * index + 1]! - points[1]!);
    if (off > most) {
      most = off;
      farthest = index;
    }
  }
  return farthest;
}

/** The whole-numbered vertices of a path, without repeats and without those that do not show. */
function simplify(points: readonly number[], closed: boolean): number[] {
  const rounded: number[] = [];
  for (let at = 0; at < points.length; at += 2) {
    const x = Math.round(points[at]!);
    const y = Math.round(points[at + 1]!);
    if (rounded.length === 0 || x !== rounded.at(-2) || y !== rounded.at(-1)) rounded.push(x, y);
  }
  if (closed && rounded.length > 2 && rounded[0] === rounded.at(-2) && rounded[1] === rounded.at(-1))
    rounded.length -= 2;
  const count = rounded.length / 2;
  if (count < 3) return rounded;
  // A ring is two lines: from its first vertex to the one farthest away, and back.
  const closedPoints = closed ? [...rounded, rounded[0]!, rounded[1]!] : rounded;
  const keep = new Uint8Array(closedPoints.length / 2);
  keep[0] = 1;
  const turn = closed ? farthestFromFirst(rounded, count) : 0;
  keep[turn] = 1;
  if (turn > 0) markShape(closedPoints, 0, turn, keep);
  markShape(closedPoints, turn, closedPoints.length / 2 - 1, keep);
  if (!closed) keep[count - 1] = 1;
  const result: number[] = [];
  for (let index = 0; index < count; index++)
    if (keep[index]) result.push(rounded[2 * index]!, rounded[2 * index + 1]!);
  return result;
}

/** Writes many rings and lines as one SVG path of whole relative numbers, cut to the sheet. */
export class PathWriter {
  readonly #frame: MapFrame;
  readonly #parts: string[] = [];
  #x = 0;
  #y = 0;

  constructor(frame: MapFrame) {
    this.#frame = frame;
  }

  get isEmpty(): boolean {
    return this.#parts.length === 0;
  }

  toString(): string {
    return this.#parts.join('');
  }

  #toUnits(coordinates: Float64Array, start: number, end: number): number[] {
    const { left, top, unitsPerMetre } = this.#frame;
    const units: number[] = [];
    for (let at = 2 * start; at < 2 * end; at += 2) {
      units.push((coordinates[at]! - left) * unitsPerMetre, (top - coordinates[at + 1]!) * unitsPerMetre);
    }
    return units;
  }

  #write(points: readonly number[], closed: boolean): void {
    let text = '';
    for (let at = 0; at < points.length; at += 2) {
      const dx = points[at]! - this.#x;
      const dy = points[at + 1]! - this.#y;
      const separator = at === 0 ? 'm' : dx < 0 ? '' : ' ';
      text += `${separator}${dx}${dy < 0 ? '' : ' '}${dy}`;
      this.#x = points[at]!;
      this.#y = points[at + 1]!;
    }
    if (closed) {
      text += 'z';
      this.#x = points[0]!;
      this.#y = points[1]!;
    }
    this.#parts.push(text);
  }

  #addPoints(points: number[], options: RingOptions): void {
    if (!options.closed) {
      const line = simplify(points, false);
      if (line.length >= 4) this.#write(line, false);
      return;
    }
    const { width, height, unitsPerMillimetre } = this.#frame;
    const beyond = 5 * unitsPerMillimetre;
    let ring = points;
    const isOut = (value: number, limit: number) => value < -beyond || value > limit + beyond;
    if (ring.some((value, at) => isOut(value, at % 2 === 0 ? width : height))) {
      ring = cutRing(ring, 0, -beyond, false);
      ring = cutRing(ring, 0, width + beyond, true);
      ring = cutRing(ring, 1, -beyond, false);
      ring = cutRing(ring, 1, height + beyond, true);
    }
    let outline = simplify(ring, true);
    if (outline.length < 6) return;
    const area = ringArea([...outline, outline[0]!, outline[1]!]);
    if (area === 0) return;
    if (options.clockwise !== undefined && options.clockwise !== area > 0) {
      const turned: number[] = [];
      for (let at = outline.length - 2; at >= 0; at -= 2) turned.push(outline[at]!, outline[at + 1]!);
      outline = turned;
    }
    this.#write(outline, true);
  }

  /** Adds feature `index`, a polygon or a line. */
  addFeature(geometry: PackedGeometry, index: number): void {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
    const closed = geometry.kind === 'polygon';
    for (let part = featureOffsets[index]!; part < featureOffsets[index + 1]!; part++) {
      for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
        const points = this.#toUnits(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!);
        if (!closed) {
          this.#addPoints(points, { closed });
          continue;
        }
        points.length -= 2;
        this.#addPoints(points, { closed, clockwise: ring === partOffsets[part] });
      }
    }
  }
}

/** One path of the features `rows`; empty when none of them is on the sheet. */
export function pathOf(frame: MapFrame, geometry: PackedGeometry, rows: readonly number[]): string {
  const writer = new PathWriter(frame);
  const boxes = featureBoxes(geometry);
  for (const row of rows) {
    const at = 4 * row;
    if (isInFrame(frame, boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!)) writer.addFeature(geometry, row);
  }
  return writer.toString();
}
