import { representativePoints } from '#core/geometry/measure.ts';
import { OutlineIndex } from '#core/geometry/outline-index.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import type { PublicGreen } from './public-green.ts';
import { walkNetworkOf, walkToNearest } from './walk-network.ts';

/** The layers that live indicators look at, as one scenario has them. */
export interface LiveLayers {
  readonly parcels: FeatureTable;
  readonly streets: FeatureTable | undefined;
  readonly stops: FeatureTable | undefined;
  readonly greens: FeatureTable | undefined;
}

/** True for stops of rapid transit: marked as high capacity, or, where nothing is marked, of a mode on rails. */
export function isRapidStop(stops: FeatureTable): (row: number) => boolean {
  const marked = numberColumn(stops, 'high_capacity');
  const mode = textColumn(stops, 'mode');
  const onRails = new Set(['metro', 'rail', 'light-rail', 'ferry']);
  return (row) => {
    const flag = marked?.[row] ?? Number.NaN;
    return Number.isNaN(flag) ? onRails.has(mode?.[row] ?? '') : flag === 1;
  };
}

/** What was measured for an array of points, by what it depends on. */
interface Measured {
  readonly from: readonly unknown[];
  readonly limit: number;
  readonly metres: Float64Array | undefined;
}

type Memory = WeakMap<Float64Array, Measured>;

/** What `measure` gives, worked out once for the same points and sources: assumptions that vary for a band change neither. */
function remembered(
  memory: Memory,
  points: Float64Array,
  from: readonly unknown[],
  limit: number,
  measure: () => Float64Array | undefined,
): Float64Array | undefined {
  const known = memory.get(points);
  if (known && known.limit >= limit && known.from.every((source, at) => source === from[at])) return known.metres;
  const metres = measure();
  memory.set(points, { from, limit, metres });
  return metres;
}

const transitMetres: Memory = new WeakMap();
const greenMetres: Memory = new WeakMap();

/**
 * Metres on foot from each point (x and y in turn) to the nearest stop of rapid transit; beyond `limit` it may be infinite.
 * Without streets in a straight line, which is an upper bound of what is in reach. Undefined when there is no such stop.
 */
export function distanceToRapidTransit(
  { stops, streets }: LiveLayers,
  points: Float64Array,
  limit: number,
): Float64Array | undefined {
  return remembered(transitMetres, points, [stops, streets], limit, () =>
    stops ? walkToStops(stops, streets, points, limit) : undefined,
  );
}

function walkToStops(
  stops: FeatureTable,
  streets: FeatureTable | undefined,
  points: Float64Array,
  limit: number,
): Float64Array | undefined {
  const isRapid = isRapidStop(stops);
  const places = representativePoints(stops.geometry);
  const targets: number[] = [];
  for (let row = 0; row < stops.ids.length; row++) {
    if (isRapid(row) && !Number.isNaN(places[2 * row]!)) targets.push(places[2 * row]!, places[2 * row + 1]!);
  }
  if (targets.length === 0) return undefined;
  const network = walkNetworkOf(streets);
  if (network) return walkToNearest(network, points, Float64Array.from(targets), limit).cost;
  const metres = new Float64Array(points.length / 2).fill(Number.POSITIVE_INFINITY);
  for (let point = 0; point < metres.length; point++) {
    for (let at = 0; at < targets.length; at += 2) {
      const distance = Math.hypot(points[2 * point]! - targets[at]!, points[2 * point + 1]! - targets[at + 1]!);
      if (distance <= limit && distance < metres[point]!) metres[point] = distance;
    }
  }
  return metres;
}

/**
 * Straight metres from each point (x and y in turn) to the edge of the nearest public green, infinite beyond `limit`.
 * Undefined when there is none.
 */
export function distanceToPublicGreen(
  green: PublicGreen,
  points: Float64Array,
  limit: number,
): Float64Array | undefined {
  if (green.areas.length === 0) return undefined;
  return remembered(greenMetres, points, [green], limit, () => {
    const index = new OutlineIndex(green.geometry);
    return Float64Array.from({ length: points.length / 2 }, (_, point) =>
      index.distance(points[2 * point]!, points[2 * point + 1]!, limit),
    );
  });
}
