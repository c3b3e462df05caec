import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { type ChinaOffset, withoutOffset } from './china-offset.ts';
import { type CoordinateSystem, coordinateSystem } from './coordinate-system.ts';
import type { Extent } from './definitions.ts';
import { applyFit, fitPoints, type PointPair } from './fit-points.ts';
import { createTransform, featuresNotFinite, transformGeometry } from './transform.ts';

/** What has to happen to coordinates besides taking them from their system to another. Plain data. */
export interface Placement {
  /** The file has y (north) before x (east). */
  readonly exchanged?: boolean;
  /** Longitudes and latitudes have the offset of a published map. */
  readonly offset?: ChinaOffset;
  /** Points of the file and their places in the stated system: the file has coordinates of its own. */
  readonly points?: readonly PointPair[];
}

/**
 * Brings coordinates, x and y in turn, into the system that is stated for them: axes exchanged, points fitted. In place.
 * Errors: those of `fitPoints`.
 */
export function placeInSystem(coordinates: Float64Array, { exchanged, points }: Placement): void {
  if (exchanged) {
    for (let place = 0; place < coordinates.length; place += 2) {
      const x = coordinates[place]!;
      coordinates[place] = coordinates[place + 1]!;
      coordinates[place + 1] = x;
    }
  }
  if (points) applyFit(fitPoints(points), coordinates);
}

/** Takes the offset off longitudes and latitudes, x and y in turn, in place. */
function removeOffset(coordinates: Float64Array, offset: ChinaOffset): void {
  for (let place = 0; place < coordinates.length; place += 2) {
    const x = coordinates[place]!;
    const y = coordinates[place + 1]!;
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const [longitude, latitude] = withoutOffset(x, y, offset);
    coordinates[place] = longitude;
    coordinates[place + 1] = latitude;
  }
}

/**
 * Takes the coordinates of `geometry`, which are in `source` already, to `target`, and an offset off on the way. In place.
 * Returns the features, in order, that have no place there, as `transformGeometry` does. Errors: `crs/unsupported`.
 */
export async function placeGeometry(
  geometry: PackedGeometry,
  source: CoordinateSystem,
  target: CoordinateSystem,
  { offset }: Placement,
): Promise<number[]> {
  if (offset === undefined) return transformGeometry(geometry, source, target);
  const geographic = await coordinateSystem(4326);
  createTransform(source, geographic).apply(geometry.coordinates);
  removeOffset(geometry.coordinates, offset);
  createTransform(geographic, target).apply(geometry.coordinates);
  return featuresNotFinite(geometry);
}

/**
 * What makes longitudes and latitudes of coordinates, x and y in turn, as they stand in a file; it leaves those as they are.
 * Errors: as `placeGeometry`.
 */
export async function degreesPlacer(
  source: CoordinateSystem,
  placement: Placement,
): Promise<(coordinates: Float64Array) => Float64Array> {
  const transform = createTransform(source, await coordinateSystem(4326));
  return (coordinates) => {
    const placed = coordinates.slice();
    placeInSystem(placed, placement);
    transform.apply(placed);
    if (placement.offset) removeOffset(placed, placement.offset);
    return placed;
  };
}

/** Longitudes and latitudes of coordinates, x and y in turn, as they stand in a file. Errors: as `placeGeometry`. */
export async function placeInDegrees(
  coordinates: Float64Array,
  source: CoordinateSystem,
  placement: Placement,
): Promise<Float64Array> {
  return (await degreesPlacer(source, placement))(coordinates);
}

/** The extent in the stated system, by its corners. Errors: those of `fitPoints`. */
export function placedExtent([minX, minY, maxX, maxY]: Extent, placement: Placement): Extent {
  const corners = new Float64Array([minX, minY, maxX, minY, maxX, maxY, minX, maxY]);
  placeInSystem(corners, placement);
  const xs = [corners[0]!, corners[2]!, corners[4]!, corners[6]!];
  const ys = [corners[1]!, corners[3]!, corners[5]!, corners[7]!];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
