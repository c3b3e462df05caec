import { copyFeature } from '#core/geometry/copy-parts.ts';
import type { Box } from '#core/geometry/measure.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { CrossingRule } from '#core/network/node-lines.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { snapPoints } from '#core/network/snap.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { nearestSources } from '#core/network/travel.ts';
import type { FeatureSlots } from './feature-slots.ts';
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

/** How the streets of the baseline connect where they cross: decided once, by all of them. */
export function crossingsOf(streets: FeatureSlots | undefined): CrossingRule | 'detect' {
  if (!streets || streets.base.count === 0) return 'detect';
  const all = Array.from({ length: streets.base.count }, (_, slot) => slot).filter((slot) => streets.exists(slot));
  return networkOf(streets, all, 'detect').settings.crossings;
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
  const graph = networkOf(streets, streets.search(around), crossings);
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
