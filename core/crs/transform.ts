import proj4 from 'proj4';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type CoordinateSystem, isTurned, sameSystem } from './coordinate-system.ts';
import type { Extent } from './definitions.ts';

/** Takes coordinates from one system to another. */
export interface Transform {
  /** True when both systems are the same: coordinates stay as they are. */
  readonly isIdentity: boolean;
  /** Changes x and y in turn from `start` up to `end` in place. What has no place in the target becomes NaN. */
  apply(coordinates: Float64Array, start?: number, end?: number): void;
}

type Projection = ReturnType<typeof proj4.Proj>;
interface Point {
  x: number;
  y: number;
}

const degree = Math.PI / 180;

function projectionOf(system: CoordinateSystem): Projection {
  try {
    return proj4.Proj(system.definition);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new WorkbenchError('crs/unsupported', { name: system.name, reason }, { cause: thrown });
  }
}

/** proj4's full way for one point: datum shifts, prime meridians, axes. NaN where it has no answer. */
function thorough(from: Projection, to: Projection, axes: boolean, x: number, y: number): Point {
  try {
    const result = proj4.transform(from, to, { x, y }, axes);
    if (result && Number.isFinite(result.x) && Number.isFinite(result.y)) return result;
  } catch {
    // Some projections throw far outside their domain; that is "no answer" as well.
  }
  return { x: Number.NaN, y: Number.NaN };
}

/**
 * The short way, without datum shift: to degrees and on, in `point` itself where proj4 does so too. It saves proj4's checks
 * and five objects a point, which is half of the time; `createTransform` makes sure that it gives the same.
 */
function direct(
  from: Projection,
  to: Projection,
  source: CoordinateSystem,
  target: CoordinateSystem,
  point: Point,
): Point | undefined {
  try {
    let result = point;
    const sourceFactor = source.unitMetres ?? degree;
    result.x *= sourceFactor;
    result.y *= sourceFactor;
    if (source.kind === 'projected') result = from.inverse(result);
    if (target.kind === 'projected') result = to.forward(result);
    const targetFactor = target.unitMetres ?? degree;
    result.x /= targetFactor;
    result.y /= targetFactor;
    return result;
  } catch {
    return undefined;
  }
}

/** Whether a coordinate can be a place on earth: projections give nonsense without complaint for what is far from it. */
function isOnEarth(source: CoordinateSystem, x: number, y: number): boolean {
  return source.kind === 'geographic'
    ? Math.abs(x) <= 540 && Math.abs(y) <= 90.000_001
    : Math.abs(x) <= 1e9 && Math.abs(y) <= 1e9;
}

/** Makes NaN of coordinates that are no place on earth. */
function dropNowhere(source: CoordinateSystem, coordinates: Float64Array, start = 0, end = coordinates.length): void {
  for (let place = start; place < end; place += 2) {
    if (isOnEarth(source, coordinates[place]!, coordinates[place + 1]!)) continue;
    coordinates[place] = Number.NaN;
    coordinates[place + 1] = Number.NaN;
  }
}

/** Places within the coordinates at which the short way is compared with the full one. */
const probes = 7;

/** Whether the short way agrees with the full one within a micrometre; datum shifts show everywhere, so few points do. */
function directAgrees(
  from: Projection,
  to: Projection,
  source: CoordinateSystem,
  target: CoordinateSystem,
  coordinates: Float64Array,
  start: number,
  end: number,
): boolean {
  const tolerance = target.kind === 'geographic' ? 1e-11 : 1e-6;
  const step = Math.max(2, 2 * Math.floor((end - start) / 2 / probes));
  for (let place = start; place < end; place += step) {
    const x = coordinates[place]!;
    const y = coordinates[place + 1]!;
    const expected = isOnEarth(source, x, y) ? thorough(from, to, false, x, y) : undefined;
    if (!expected || Number.isNaN(expected.x)) continue;
    const result = direct(from, to, source, target, { x, y });
    if (!result) return false;
    if (!(Math.abs(result.x - expected.x) <= tolerance && Math.abs(result.y - expected.y) <= tolerance)) return false;
  }
  return true;
}

/** Prepares the way from `source` to `target`. Errors: `crs/unsupported`. */
export function createTransform(source: CoordinateSystem, target: CoordinateSystem): Transform {
  if (sameSystem(source, target)) {
    return { isIdentity: true, apply: (coordinates, start, end) => dropNowhere(source, coordinates, start, end) };
  }
  const from = projectionOf(source);
  const to = projectionOf(target);
  // Only proj4's own texts of systems with westings and southings state axes; in WKT they are the order in documents.
  const axes = isTurned(source) || isTurned(target);
  return {
    isIdentity: false,
    apply(coordinates, start = 0, end = coordinates.length) {
      const isDirect = !axes && directAgrees(from, to, source, target, coordinates, start, end);
      const point = { x: 0, y: 0 };
      for (let place = start; place < end; place += 2) {
        point.x = coordinates[place]!;
        point.y = coordinates[place + 1]!;
        let result: Point | undefined;
        if (!isOnEarth(source, point.x, point.y)) result = undefined;
        else if (isDirect) result = direct(from, to, source, target, point);
        else result = thorough(from, to, axes, point.x, point.y);
        const isPlace = result && Number.isFinite(result.x) && Number.isFinite(result.y);
        coordinates[place] = isPlace ? result!.x : Number.NaN;
        coordinates[place + 1] = isPlace ? result!.y : Number.NaN;
      }
    },
  };
}

/** A way for one point after the other, made once; NaN where a point has no place in the target. */
export function pointTransform(
  source: CoordinateSystem,
  target: CoordinateSystem,
): (point: readonly number[]) => [x: number, y: number] {
  const transform = createTransform(source, target);
  const pair = new Float64Array(2);
  return ([x, y]) => {
    pair[0] = x!;
    pair[1] = y!;
    transform.apply(pair);
    return [pair[0], pair[1]];
  };
}

/** One point in another system; NaN where it has no place there. */
export function transformPoint(
  x: number,
  y: number,
  source: CoordinateSystem,
  target: CoordinateSystem,
): [x: number, y: number] {
  return pointTransform(source, target)([x, y]);
}

/**
 * Changes all coordinates of `geometry` in place. Returns the features, in order, that now have a coordinate without a place
 * in the target (NaN): no finite number to begin with, no place on earth, or outside the projection.
 */
export function transformGeometry(
  geometry: PackedGeometry,
  source: CoordinateSystem,
  target: CoordinateSystem,
): number[] {
  createTransform(source, target).apply(geometry.coordinates);
  return featuresNotFinite(geometry);
}

/** The features, in order, with a coordinate that is not a finite number. */
export function featuresNotFinite(geometry: PackedGeometry): number[] {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const found: number[] = [];
  let place = 0;
  for (let feature = 0; feature + 1 < featureOffsets.length; feature++) {
    const end = 2 * ringOffsets[partOffsets[featureOffsets[feature + 1]!]!]!;
    let isFinite = true;
    for (; place < end; place++) if (!Number.isFinite(coordinates[place]!)) isFinite = false;
    if (!isFinite) found.push(feature);
  }
  return found;
}

/** Points along each side of an extent that is transformed, since straight sides become curves. */
const sidePoints = 20;

/** The extent in another system, sides followed as curves; undefined when no point of it has a place there. */
export function transformExtent(
  extent: Extent,
  source: CoordinateSystem,
  target: CoordinateSystem,
): Extent | undefined {
  const [minX, minY, maxX, maxY] = extent;
  const points = new Float64Array(8 * (sidePoints + 1));
  let place = 0;
  for (let step = 0; step <= sidePoints; step++) {
    const x = minX + ((maxX - minX) * step) / sidePoints;
    const y = minY + ((maxY - minY) * step) / sidePoints;
    for (const value of [x, minY, x, maxY, minX, y, maxX, y]) points[place++] = value;
  }
  createTransform(source, target).apply(points);
  return coordinateExtent(points);
}

/** The extent of the finite coordinates, x and y in turn; undefined when there are none. */
function coordinateExtent(coordinates: Float64Array): Extent | undefined {
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < coordinates.length; place += 2) {
    const x = coordinates[place]!;
    const y = coordinates[place + 1]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return minX > maxX ? undefined : [minX, minY, maxX, maxY];
}
