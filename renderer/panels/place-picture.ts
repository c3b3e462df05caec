import { parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { degreesPlacer, type Placement } from '#core/crs/placement.ts';
import { extentOfPaths, type Paths } from '#core/formats/place-options.ts';
import { inSlices } from '#renderer/state/slices.ts';

/**
 * Paths as they stand in a file, in degrees; none where the system or the points cannot be used. Thousands of vertices are
 * taken over in slices between which the page answers a person.
 */
export async function pathsInDegrees(paths: Paths, crs: string, place: Placement): Promise<Paths> {
  try {
    const inDegrees = await degreesPlacer(await parseCoordinateSystem(crs), place);
    return await inSlices(placingAll(paths, inDegrees));
  } catch {
    return [];
  }
}

function* placingAll(paths: Paths, inDegrees: (path: Float64Array) => Float64Array): Generator<void, Paths> {
  const placed: Float64Array[] = [];
  for (const path of paths) {
    placed.push(inDegrees(path));
    yield;
  }
  return placed;
}

/** An extent with a margin, at least `least` wide and high. */
export function widened([minX, minY, maxX, maxY]: Extent, share: number, least: number): Extent {
  const x = (minX + maxX) / 2;
  const y = (minY + maxY) / 2;
  const halfWidth = Math.max(least, (maxX - minX) * (1 + share)) / 2;
  const halfHeight = Math.max(least, (maxY - minY) * (1 + share)) / 2;
  return [x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight];
}

/** Share of the vertices of `paths` that lie within the extent of `known`, 0 to 1. */
export function shareWithin(paths: Paths, known: readonly Paths[]): number | undefined {
  const extent = extentOfPaths(known);
  if (!extent) return undefined;
  const [minX, minY, maxX, maxY] = extent;
  let inside = 0;
  let all = 0;
  for (const path of paths) {
    for (let place = 0; place < path.length; place += 2) {
      const x = path[place]!;
      const y = path[place + 1]!;
      all++;
      if (x >= minX && x <= maxX && y >= minY && y <= maxY) inside++;
    }
  }
  return all === 0 ? undefined : inside / all;
}

/** Takes x and y of the world to the picture and back: an even scale, y upwards. */
export interface PictureScale {
  x(value: number): number;
  y(value: number): number;
  readonly perUnit: number;
}

/** Fits an extent into a picture; `stretch` is the length of a unit of y by one of x (degrees differ by latitude). */
export function fitPicture(extent: Extent, width: number, height: number, stretch = 1): PictureScale {
  const [minX, minY, maxX, maxY] = extent;
  const perUnit = Math.min(width / (maxX - minX), height / ((maxY - minY) * stretch));
  const left = (width - (maxX - minX) * perUnit) / 2;
  const top = (height - (maxY - minY) * perUnit * stretch) / 2;
  return {
    x: (value) => left + (value - minX) * perUnit,
    y: (value) => top + (maxY - value) * perUnit * stretch,
    perUnit,
  };
}

/** The `d` of an SVG path for many paths; a point becomes a small cross. */
export function pathData(paths: Paths, scale: PictureScale): string {
  const number = (value: number) => value.toFixed(1);
  return paths
    .map((path) => {
      if (path.length === 2) {
        const x = scale.x(path[0]!);
        const y = scale.y(path[1]!);
        return `M${number(x - 1.5)} ${number(y)}h3M${number(x)} ${number(y - 1.5)}v3`;
      }
      let data = '';
      for (let place = 0; place < path.length; place += 2) {
        data += `${place === 0 ? 'M' : 'L'}${number(scale.x(path[place]!))} ${number(scale.y(path[place + 1]!))}`;
      }
      return data;
    })
    .join('');
}

/** Degrees between lines of a graticule that leave three to eight of them. */
export function graticuleStep(degrees: number): number {
  const steps = [30, 10, 5, 3, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001];
  return steps.find((step) => degrees / step >= 3) ?? 0.001;
}
