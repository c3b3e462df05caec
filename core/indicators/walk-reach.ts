import { copyFeature } from '#core/geometry/copy-parts.ts';
import type { Box } from '#core/geometry/measure.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import type { CrossingRule } from '#core/network/node-lines.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { snapPoints } from '#core/network/snap.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { nearestSources } from '#core/network/travel.ts';
import type { BaseFeatures, FeatureSlots } from './feature-slots.ts';
import { farthestFromStreetMetres } from './walk-network.ts';

/** Walks are told apart to the millimetre, so that the same walk found in a part of the network is the same number. */
const perMetre = 1000;

/** A box with `metres` more on every side. */
export function widened({ minX, minY, maxX, maxY }: Box, metres: number): Box {
  return { minX: minX - metres, minY: minY - metres, maxX: maxX + metres, maxY: maxY + metres };
}

/** The smallest box around places (x and y in turn); those that are not known count for nothing. */
export function boxAround(places: ArrayLike<number>): Box {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < places.length; at += 2) {
    const [x, y] = [places[at]!, places[at + 1]!];
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

/** Some streets of a scenario as a network to walk on; what a scenario added comes last, by id, whenever it was added. */
function networkOf(streets: FeatureSlots, slots: readonly number[], crossings: CrossingRule | 'detect') {
  const { count } = streets.base;
  const sorted = [...slots].sort((a, b) => {
    if (a < count || b < count) return a - b;
    return streets.idOf(a) < streets.idOf(b) ? -1 : 1;
  });
  const packer = new GeometryPacker('line');
  for (const slot of sorted) {
    const { geometry, feature } = streets.shape(slot);
    copyFeature(packer, geometry, feature);
  }
  const columns = {
    walkable: Float64Array.from(sorted, (slot) => streets.number(slot, 'walkable')),
    class: sorted.map((slot) => streets.text(slot, 'class')),
  };
  return buildStreetGraph(packer.finish(), columns, { crossings });
}

/** How the streets of a baseline cross. */
const knownCrossings = new WeakMap<BaseFeatures, CrossingRule>();
/** Networks of all streets of a baseline that were built to see how these cross, until they were walked on. */
const wholeNetworks = new WeakMap<BaseFeatures, StreetGraph>();

/** How the streets of the baseline connect where they cross: decided once, by all of them. */
export function crossingsOf(streets: FeatureSlots | undefined): CrossingRule | 'detect' {
  if (!streets || streets.base.count === 0) return 'detect';
  const known = streets.isBaseline ? knownCrossings.get(streets.base) : undefined;
  if (known) return known;
  const all = Array.from({ length: streets.base.count }, (_, slot) => slot).filter((slot) => streets.exists(slot));
  const network = networkOf(streets, all, 'detect');
  const { crossings } = network.settings;
  if (streets.isBaseline) {
    knownCrossings.set(streets.base, crossings);
    wholeNetworks.set(streets.base, network);
  }
  return crossings;
}

/** Gives back the room of a network that is kept to be walked on: it is large, and that of the baseline mostly walked on once. */
export function forgetNetwork(streets: FeatureSlots): void {
  wholeNetworks.delete(streets.base);
}

/** The streets around a box as a network; that of the whole baseline where it is at hand and not much more: walks on it are the same. */
function networkAround(streets: FeatureSlots, around: Box, crossings: CrossingRule | 'detect'): StreetGraph {
  const slots = streets.search(around);
  const whole = streets.isBaseline ? wholeNetworks.get(streets.base) : undefined;
  const isOfMost = 2 * slots.length > streets.base.count;
  return whole && isOfMost && whole.settings.crossings === crossings ? whole : networkOf(streets, slots, crossings);
}

/**
 * Metres on foot from each of `points` (x and y in turn) to the nearest of `targets`, to the millimetre; infinite beyond
 * `limit`. Only streets within `limit` of the points are looked at: no walk that is short enough leaves that. Without
 * streets in a straight line.
 */
export function walkMetres(
  points: Float64Array,
  targets: Float64Array,
  streets: FeatureSlots | undefined,
  limit: number,
  crossings: CrossingRule | 'detect',
): Float64Array {
  const metres = new Float64Array(points.length / 2).fill(Number.POSITIVE_INFINITY);
  if (points.length === 0 || targets.length === 0) return metres;
  if (!streets) return straightMetres(points, targets, limit, metres);
  const around = widened(boxAround(points), limit + farthestFromStreetMetres);
  const graph = networkAround(streets, around, crossings);
  if (graph.from.length === 0) return metres;
  const index = new EdgeIndex(graph);
  const { cost } = nearestSources(
    new PathSearch(graph),
    snapPoints(index, targets, farthestFromStreetMetres),
    snapPoints(index, points, farthestFromStreetMetres),
    limit + 1 / perMetre,
  );
  for (let at = 0; at < metres.length; at++) metres[at] = within(cost[at]!, limit);
  return metres;
}

function within(cost: number, limit: number): number {
  const metres = Math.round(cost * perMetre) / perMetre;
  return metres <= limit ? metres : Number.POSITIVE_INFINITY;
}

function straightMetres(
  points: Float64Array,
  targets: Float64Array,
  limit: number,
  metres: Float64Array,
): Float64Array {
  for (let at = 0; at < metres.length; at++) {
    for (let target = 0; target < targets.length; target += 2) {
      const distance = Math.hypot(points[2 * at]! - targets[target]!, points[2 * at + 1]! - targets[target + 1]!);
      if (distance < metres[at]!) metres[at] = distance;
    }
    metres[at] = within(metres[at]!, limit);
  }
  return metres;
}
