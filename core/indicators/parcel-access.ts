import { representativePoints } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
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

/**
 * Metres on foot from each point (x and y in turn) to the nearest stop of rapid transit, infinite beyond `limit`. Without
 * streets in a straight line, which is an upper bound of what is in reach. Undefined when there is no such stop.
 */
export function distanceToRapidTransit(
  layers: LiveLayers,
  points: Float64Array,
  limit: number,
): Float64Array | undefined {
  const { stops } = layers;
  if (!stops) return undefined;
  const isRapid = isRapidStop(stops);
  const places = representativePoints(stops.geometry);
  const targets: number[] = [];
  for (let row = 0; row < stops.ids.length; row++) {
    if (isRapid(row) && !Number.isNaN(places[2 * row]!)) targets.push(places[2 * row]!, places[2 * row + 1]!);
  }
  if (targets.length === 0) return undefined;
  const network = walkNetworkOf(layers.streets);
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

const indexes = new WeakMap<FeatureTable, SpatialIndex>();

function indexOf(table: FeatureTable): SpatialIndex {
  let index = indexes.get(table);
  if (!index) {
    index = new SpatialIndex(table.geometry);
    indexes.set(table, index);
  }
  return index;
}

/**
 * Straight metres from each point (x and y in turn) to the edge of the nearest public green, infinite beyond `limit`: green
 * spaces that are not closed to the public, else parcels of park land. Undefined when there is neither.
 */
export function distanceToPublicGreen(
  layers: LiveLayers,
  points: Float64Array,
  limit: number,
): Float64Array | undefined {
  const greens = layers.greens && layers.greens.ids.length > 0 ? layers.greens : layers.parcels;
  const isOpen = greens === layers.parcels ? parkParcels(greens) : openGreens(greens);
  if (!greens.ids.some((_, row) => isOpen(row))) return undefined;
  const index = indexOf(greens);
  const metres = new Float64Array(points.length / 2).fill(Number.POSITIVE_INFINITY);
  for (let point = 0; point < metres.length; point++) {
    const x = points[2 * point]!;
    // A few of the nearest suffice unless closed ones crowd around the point; then look at all within the limit.
    for (const count of [4, greens.ids.length]) {
      const near = index.nearest(x, points[2 * point + 1]!, count, limit);
      const found = near.find(({ feature }) => isOpen(feature));
      if (found) metres[point] = found.distance;
      if (found || near.length < count) break;
    }
  }
  return metres;
}

function parkParcels(parcels: FeatureTable): (row: number) => boolean {
  const landUse = textColumn(parcels, 'land_use');
  return (row) => landUse?.[row] === 'green' || landUse?.[row] === 'square';
}

function openGreens(greens: FeatureTable): (row: number) => boolean {
  const open = numberColumn(greens, 'public');
  const kind = textColumn(greens, 'kind');
  return (row) => {
    const flag = open?.[row] ?? Number.NaN;
    return Number.isNaN(flag) ? kind?.[row] !== 'protective' : flag === 1;
  };
}
