import { type CoordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { type Placement, placeInDegrees } from '#core/crs/placement.ts';
import { extentOfPaths, type Paths } from '#core/formats/place-options.ts';

/** Paths as they stand in a file, in degrees; none where the system or the points cannot be used. */
export async function pathsInDegrees(paths: Paths, crs: string, place: Placement): Promise<Paths> {
  try {
    const system: CoordinateSystem = await parseCoordinateSystem(crs);
    return await Promise.all(paths.map((path) => placeInDegrees(path, system, place)));
  } catch {
    return [];
  }
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
