import type { ReadCounts } from '#core/geometry/read-counts.ts';
import { closedRing } from '#core/geometry/ring.ts';
import type { SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import { ellipseArc, type Path } from './dxf-curves.ts';

// Layout: WKB of curves, ISO/IEC 13249-3 and OGC 06-103r4: codes 8 to 12.
const codes = {
  point: 1,
  line: 2,
  polygon: 3,
  multiPoint: 4,
  multiLine: 5,
  multiPolygon: 6,
  collection: 7,
  circular: 8,
  compound: 9,
  curvePolygon: 10,
  multiCurve: 11,
  multiSurface: 12,
} as const;

/** Deepest nesting that is read. */
const deepest = 32;

/** Whether geometries with this code have curves in them, or may have. */
export function isCurveCode(code: number): boolean {
  return code >= codes.circular && code <= codes.multiSurface;
}

/**
 * Reads one geometry with circular arcs: they become lines of segments of at most 4 degrees. Z and M are dropped, open rings
 * closed; `counts` takes note of both. Throws a `RangeError` where the bytes are no such geometry.
 */
export function readCurvedWkb(bytes: Uint8Array, counts: ReadCounts): SimpleGeometry {
  const reader = new CurveReader(bytes, counts);
  const geometry = reader.geometry(0);
  if (reader.hasExtraOrdinates) counts.droppedOrdinates++;
  return geometry;
}

class CurveReader {
  readonly #view: DataView;
  readonly #counts: ReadCounts;
  #at = 0;
  #little = true;
  #ordinates = 2;
  hasExtraOrdinates = false;

  constructor(bytes: Uint8Array, counts: ReadCounts) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#counts = counts;
  }

  geometry(depth: number): SimpleGeometry {
    const code = this.#header(depth);
    if (code === codes.point) return { type: 'point', coordinates: this.#points(1) };
    if (code === codes.line || code === codes.circular || code === codes.compound)
      return { type: 'line', coordinates: this.#path(code, depth) };
    if (code === codes.polygon || code === codes.curvePolygon) {
      const rings: Float64Array[] = [];
      for (let left = this.#count(4); left > 0; left--) {
        const ring =
          code === codes.polygon ? this.#points(this.#count(16)) : this.#path(this.#header(depth + 1), depth + 1);
        const whole = closedRing(ring);
        if (whole !== ring) this.#counts.closedRings++;
        rings.push(whole);
      }
      return { type: 'polygon', rings };
    }
    const members: SimpleGeometry[] = [];
    for (let left = this.#count(9); left > 0; left--) members.push(this.geometry(depth + 1));
    return { type: 'collection', members };
  }

  #header(depth: number): number {
    if (depth > deepest) throw new RangeError('geometries are nested too deeply');
    this.#little = this.#view.getUint8(this.#at) === 1;
    const word = this.#view.getUint32(this.#at + 1, this.#little);
    this.#at += 5;
    const code = (word & 0xffff) % 1000;
    const dimension = Math.floor((word & 0xffff) / 1000);
    const hasZ = dimension === 1 || dimension === 3 || (word & 0x8000_0000) !== 0;
    const hasM = dimension === 2 || dimension === 3 || (word & 0x4000_0000) !== 0;
    if ((word & 0x2000_0000) !== 0) this.#at += 4;
    if (code < codes.point || code > codes.multiSurface || dimension > 3) throw new RangeError('an unknown geometry');
    this.#ordinates = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
    if (this.#ordinates > 2) this.hasExtraOrdinates = true;
    return code;
  }

  /** A number of things that take at least `bytes` each: refused when there cannot be so many. */
  #count(bytes: number): number {
    const count = this.#view.getUint32(this.#at, this.#little);
    this.#at += 4;
    if (this.#at + count * bytes > this.#view.byteLength) throw new RangeError('it ends before the geometry does');
    return count;
  }

  #points(count: number): Float64Array<ArrayBuffer> {
    const points = new Float64Array(2 * count);
    for (let point = 0; point < count; point++) {
      points[2 * point] = this.#view.getFloat64(this.#at, this.#little);
      points[2 * point + 1] = this.#view.getFloat64(this.#at + 8, this.#little);
      this.#at += 8 * this.#ordinates;
    }
    return points;
  }

  /** The points along a line, arcs, or several of them one behind the other. */
  #path(code: number, depth: number): Float64Array<ArrayBuffer> {
    if (code === codes.line) return this.#points(this.#count(16));
    if (code === codes.circular) return Float64Array.from(alongArcs(this.#points(this.#count(16))));
    if (code !== codes.compound) throw new RangeError('a curve that is none');
    const path: Path = [];
    for (let left = this.#count(9); left > 0; left--) {
      const next = this.#path(this.#header(depth + 1), depth + 1);
      // Each piece begins where the one before it ends.
      for (let at = path.length > 0 ? 2 : 0; at < next.length; at++) path.push(next[at]!);
    }
    return Float64Array.from(path);
  }
}

/** Points along arcs that are given by three points each, the last of one being the first of the next. */
function alongArcs(points: Float64Array): Path {
  const path: Path = [...points.subarray(0, 2)];
  for (let at = 0; at + 5 < points.length; at += 4) addArc(path, points.subarray(at, at + 6));
  return path;
}

/** Adds the arc from the first point through the second to the third, without the first. */
function addArc(path: Path, [x1, y1, x2, y2, x3, y3]: Iterable<number> & ArrayLike<number>): void {
  const [ax, ay, bx, by] = [x2! - x1!, y2! - y1!, x3! - x1!, y3! - y1!];
  const isCircle = bx === 0 && by === 0;
  const cross = ax * by - ay * bx;
  // Three points on a line are one: the arc is straight.
  const isStraight = !isCircle && Math.abs(cross) <= 1e-12 * (ax * ax + ay * ay + bx * bx + by * by);
  if (isStraight || (isCircle && ax === 0 && ay === 0)) {
    path.push(x2!, y2!, x3!, y3!);
    return;
  }
  const a = ax * ax + ay * ay;
  const b = bx * bx + by * by;
  // A whole circle is given by two points opposite each other.
  const ux = isCircle ? ax / 2 : (by * a - ay * b) / (2 * cross);
  const uy = isCircle ? ay / 2 : (ax * b - bx * a) / (2 * cross);
  const start = Math.atan2(-uy, -ux);
  const turn = Math.atan2(by - uy, bx - ux) - start;
  const isLeft = isCircle || cross > 0;
  const sweep = isCircle ? 2 * Math.PI : turn + (isLeft && turn <= 0 ? 2 : !isLeft && turn >= 0 ? -2 : 0) * Math.PI;
  const arc = ellipseArc([x1! + ux, y1! + uy], [Math.hypot(ux, uy), 0], 1, start, sweep);
  // The last point is the one that is given, not one that was reckoned.
  for (let at = 2; at < arc.length - 2; at++) path.push(arc[at]!);
  path.push(x3!, y3!);
}
