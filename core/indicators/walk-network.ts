import type { FeatureTable } from '#core/model/feature-table.ts';
import { EdgeIndex } from '#core/network/edge-index.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';
import { type SnappedPoints, snapPoints } from '#core/network/snap.ts';
import { streetColumns } from '#core/network/street-columns.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { type NearestSources, nearestSources } from '#core/network/travel.ts';

/** Points further than this from any walkable street count as out of reach on foot, m. */
export const farthestFromStreetMetres = 150;

/** The streets of a scenario as people walk them. */
export interface WalkNetwork {
  readonly graph: StreetGraph;
  readonly index: EdgeIndex;
  readonly search: PathSearch;
}

const networks = new WeakMap<FeatureTable, WalkNetwork>();
const snapped = new WeakMap<Float64Array, { readonly network: WalkNetwork; readonly points: SnappedPoints }>();

/** The network of a street layer, built once for each table; undefined when nothing in it can be walked. */
export function walkNetworkOf(streets: FeatureTable | undefined): WalkNetwork | undefined {
  if (!streets || streets.ids.length === 0) return undefined;
  let network = networks.get(streets);
  if (!network) {
    const graph = buildStreetGraph(streets.geometry, streetColumns(streets));
    network = { graph, index: new EdgeIndex(graph), search: new PathSearch(graph) };
    networks.set(streets, network);
  }
  return network.graph.from.length === 0 ? undefined : network;
}

/** Points (x and y in turn, m) tied to the network; remembered for as long as the array of points lives. */
export function snapOnce(network: WalkNetwork, points: Float64Array): SnappedPoints {
  const known = snapped.get(points);
  if (known?.network === network) return known.points;
  const fresh = snapPoints(network.index, points, farthestFromStreetMetres);
  snapped.set(points, { network, points: fresh });
  return fresh;
}

/** Walking distance from each of `points` to the nearest of `targets` within `limitMetres`, connectors to the streets included. */
export function walkToNearest(
  network: WalkNetwork,
  points: Float64Array,
  targets: Float64Array,
  limitMetres: number,
): NearestSources {
  return nearestSources(network.search, snapOnce(network, targets), snapOnce(network, points), limitMetres);
}
