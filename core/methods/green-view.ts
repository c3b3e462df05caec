import { insufficient, type MethodValue, ok } from './outcome.ts';
import { sortedQuantile } from './statistics.ts';

/**
 * Surroundings of the viewpoints on a grid, row by row from the north, on level ground. Heights in metres; NaN or 0 where
 * there is nothing.
 */
export interface ViewGrid {
  readonly columns: number;
  readonly rows: number;
  readonly left: number;
  readonly top: number;
  readonly cellMetres: number;
  readonly buildingHeight: ArrayLike<number>;
  /** Top of the tree crown that covers the cell. */
  readonly crownTop: ArrayLike<number>;
  /** Its lower rim: below it one sees past the trunk. */
  readonly crownBase: ArrayLike<number>;
  /** 1 where the ground is green. */
  readonly greenGround: ArrayLike<number>;
}

export interface ViewOptions {
  /** Default 1.6 m. */
  readonly eyeMetres?: number | undefined;
  /** Directions looked in, evenly spread from north. Default 4. */
  readonly headings?: number | undefined;
  /** Width and height of one picture in degrees. Defaults 90 and 60, the middle at the horizon. */
  readonly widthDegrees?: number | undefined;
  readonly heightDegrees?: number | undefined;
  /** Degrees between rays and between the samples of a ray. Default 3. */
  readonly stepDegrees?: number | undefined;
  /** How far one sees. Default 100 m. */
  readonly sightMetres?: number | undefined;
}

export interface GreenView {
  /** Share of the picture that is green, per viewpoint, 0 to 1; NaN inside a building or off the grid. */
  readonly values: Float64Array;
  readonly mean: MethodValue;
  /** The value that only the worst tenth of viewpoints stay below. */
  readonly worstTenth: MethodValue;
  readonly viewpoints: number;
}

interface Sampling {
  readonly eye: number;
  readonly sight: number;
  /** Tangents of the elevation of the samples of a ray, from the lowest. */
  readonly tangents: Float64Array;
  /** Compass directions of all rays of all pictures, radians from north. */
  readonly bearings: Float64Array;
}

function samplingOf(options: ViewOptions): Sampling {
  const { eyeMetres = 1.6, headings = 4, widthDegrees = 90, heightDegrees = 60, stepDegrees = 3 } = options;
  const across = Math.max(1, Math.round(widthDegrees / stepDegrees));
  const up = Math.max(1, Math.round(heightDegrees / stepDegrees));
  const tangents = Float64Array.from({ length: up }, (_, sample) =>
    Math.tan((((sample + 0.5) / up - 0.5) * heightDegrees * Math.PI) / 180),
  );
  const bearings = Float64Array.from({ length: headings * across }, (_, ray) => {
    const heading = (360 * Math.floor(ray / across)) / headings;
    return ((heading + (((ray % across) + 0.5) / across - 0.5) * widthDegrees) * Math.PI) / 180;
  });
  return { eye: eyeMetres, sight: options.sightMetres ?? 100, tangents, bearings };
}

/** Samples that one ray sees as green. `seen` is scratch: 1 where something already stands in the sample. */
function greenOfRay(
  grid: ViewGrid,
  x: number,
  y: number,
  bearing: number,
  sampling: Sampling,
  seen: Uint8Array,
): number {
  const { eye, sight, tangents } = sampling;
  const eastward = Math.sin(bearing) / grid.cellMetres;
  const southward = -Math.cos(bearing) / grid.cellMetres;
  const column0 = (x - grid.left) / grid.cellMetres;
  const row0 = (grid.top - y) / grid.cellMetres;
  const step = grid.cellMetres / 2;
  const samples = tangents.length;
  seen.fill(0);
  const tally = { green: 0, open: samples };
  /** Takes the samples between two heights at a distance, as far as nothing stands before them. */
  const take = (bottom: number, topTangent: number, isGreen: boolean) => {
    for (let sample = 0; sample < samples; sample++) {
      const tangent = tangents[sample]!;
      if (tangent < bottom) continue;
      if (tangent >= topTangent) break;
      if (seen[sample]) continue;
      seen[sample] = 1;
      tally.open--;
      if (isGreen) tally.green++;
    }
  };
  for (let near = 0; near < sight && tally.open > 0; near += step) {
    const middle = near + step / 2;
    const column = Math.floor(column0 + eastward * middle);
    const row = Math.floor(row0 + southward * middle);
    if (column < 0 || column >= grid.columns || row < 0 || row >= grid.rows) break;
    const cell = row * grid.columns + column;
    const far = near + step;
    // Level ground below the eye: a stretch of it fills the samples between its near and its far end.
    const groundFrom = near === 0 ? Number.NEGATIVE_INFINITY : -eye / near;
    const building = grid.buildingHeight[cell]!;
    if (building > 0) {
      take(groundFrom, (building - eye) / middle, false);
    } else {
      take(groundFrom, -eye / far, grid.greenGround[cell] === 1);
    }
    if (grid.crownTop[cell]! > 0) {
      const base = grid.crownBase[cell]!;
      take(((base > 0 ? base : 0) - eye) / middle, (grid.crownTop[cell]! - eye) / middle, true);
    }
  }
  return tally.green;
}

/**
 * Green view index by rays over a 2.5-dimensional model: a proxy for the share of green pixels in street views at eye
 * height. From each viewpoint rays leave in every heading across a fixed field of view; along each, what is met first hides
 * what is behind: buildings (not green), crowns between base and top (green), level ground (green or not). The sky and
 * what lies beyond `sightMetres` are not green. Samples are even in angle.
 *
 * Source: Yang et al. 2009 (index); Li et al. 2015 (street views). Pitfalls: crowns are opaque, façade greening and relief
 * are unknown, and the value depends on the field of view: compare only runs with the same options.
 */
export function greenView(
  grid: ViewGrid,
  viewpoints: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  options: ViewOptions = {},
  progress?: (share: number) => void,
): GreenView {
  const sampling = samplingOf(options);
  const seen = new Uint8Array(sampling.tangents.length);
  const pixels = sampling.bearings.length * sampling.tangents.length;
  const count = viewpoints.x.length;
  const values = Float64Array.from({ length: count }, (_, index) => {
    if (index % 64 === 0) progress?.(index / count);
    const x = viewpoints.x[index]!;
    const y = viewpoints.y[index]!;
    const column = Math.floor((x - grid.left) / grid.cellMetres);
    const row = Math.floor((grid.top - y) / grid.cellMetres);
    if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) return Number.NaN;
    if (grid.buildingHeight[row * grid.columns + column]! > 0) return Number.NaN;
    let green = 0;
    for (const bearing of sampling.bearings) green += greenOfRay(grid, x, y, bearing, sampling, seen);
    return green / pixels;
  });
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  const none = insufficient('没有可用的视点', 'there is no usable viewpoint');
  return {
    values,
    mean: known.length === 0 ? none : ok(known.reduce((sum, value) => sum + value, 0) / known.length),
    worstTenth: known.length === 0 ? none : ok(sortedQuantile(known, 0.1)),
    viewpoints: known.length,
  };
}
