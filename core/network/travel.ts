import type { StreetGraph } from './graph.ts';
import type { PathSearch } from './shortest-paths.ts';
import type { SnappedPoints } from './snap.ts';

/**
 * Costs of ways between snapped points. A way is the connector of its start, the stretch to an end of the start's edge, the
 * cheapest path over nodes, the stretch to the destination, and its connector; when both are on one edge it may be just the
 * stretch between them. Connectors cost as much per metre as the edge they lead to. One-way edges are kept to.
 */

/** Cost of a metre on an edge. */
function costPerMetre(graph: StreetGraph, edge: number): number {
  return graph.length[edge]! > 0 ? graph.cost[edge]! / graph.length[edge]! : 0;
}

/** Cost of the connector of a snapped point. */
export function connectorCost(graph: StreetGraph, points: SnappedPoints, point: number): number {
  return points.distance[point]! * costPerMetre(graph, points.edge[point]!);
}

/** Which ways an edge may be travelled as the search sees it: inward it looks at every way from its end. */
export function waysSeen(search: PathSearch, edge: number): number {
  const ways = search.graph.ways[edge]!;
  return search.direction === 'outward' ? ways : ((ways & 1) << 1) | (ways >> 1);
}

/** Starts a search from a snapped point; one that is tied to no edge starts nowhere. */
export function seedPoint(search: PathSearch, points: SnappedPoints, point: number, source = 0): void {
  const edge = points.edge[point]!;
  if (edge < 0) return;
  const { graph } = search;
  const ways = waysSeen(search, edge);
  const base = connectorCost(graph, points, point);
  const share = points.share[point]!;
  if ((ways & 1) !== 0) search.seed(graph.to[edge]!, base + (1 - share) * graph.cost[edge]!, source);
  if ((ways & 2) !== 0) search.seed(graph.from[edge]!, base + share * graph.cost[edge]!, source);
}

/** What a way over nodes costs to a snapped point, and from which source it comes. */
function costOverNodes(search: PathSearch, points: SnappedPoints, point: number): { cost: number; source: number } {
  const edge = points.edge[point]!;
  const { graph } = search;
  const ways = waysSeen(search, edge);
  const share = points.share[point]!;
  const from = graph.from[edge]!;
  const to = graph.to[edge]!;
  const forward = (ways & 1) !== 0 ? search.cost(from) + share * graph.cost[edge]! : Number.POSITIVE_INFINITY;
  const backward = (ways & 2) !== 0 ? search.cost(to) + (1 - share) * graph.cost[edge]! : Number.POSITIVE_INFINITY;
  const node = forward <= backward ? from : to;
  return { cost: Math.min(forward, backward) + connectorCost(graph, points, point), source: search.source(node) };
}

/** What the stretch between two points on one edge costs, with both connectors. */
function costAlongEdge(
  search: PathSearch,
  sources: SnappedPoints,
  source: number,
  targets: SnappedPoints,
  target: number,
): number {
  const edge = sources.edge[source]!;
  const { graph } = search;
  const stretch = targets.share[target]! - sources.share[source]!;
  if (stretch !== 0 && (waysSeen(search, edge) & (stretch > 0 ? 1 : 2)) === 0) return Number.POSITIVE_INFINITY;
  const connectors = connectorCost(graph, sources, source) + connectorCost(graph, targets, target);
  return connectors + Math.abs(stretch) * graph.cost[edge]!;
}

/** Snapped points by the edge they are on, to find those on the edges that a search touched. */
export class PointsByEdge {
  readonly points: SnappedPoints;
  readonly #byEdge = new Map<number, number[]>();

  constructor(points: SnappedPoints, some: Iterable<number> = points.edge.keys()) {
    this.points = points;
    for (const point of some) {
      const edge = points.edge[point]!;
      if (edge < 0) continue;
      const others = this.#byEdge.get(edge);
      if (others) others.push(point);
      else this.#byEdge.set(edge, [point]);
    }
  }

  on(edge: number): readonly number[] {
    return this.#byEdge.get(edge) ?? [];
  }

  edges(): Iterable<number> {
    return this.#byEdge.keys();
  }
}

/** For every target what the way from the nearest source costs (infinite beyond `limit`) and which source it is (-1: none). */
export interface NearestSources {
  readonly cost: Float64Array;
  readonly source: Int32Array;
}

/**
 * Finds the nearest of several sources for every target, by one search. With an inward search the ways lead from the targets
 * to the sources (to the nearest shelter); outward from the sources to the targets (from the nearest fire station).
 */
export function nearestSources(
  search: PathSearch,
  sources: SnappedPoints,
  targets: SnappedPoints,
  limit = Number.POSITIVE_INFINITY,
): NearestSources {
  const byEdge = new PointsByEdge(sources);
  search.begin(limit);
  for (let source = 0; source < sources.edge.length; source++) seedPoint(search, sources, source, source);
  search.run();
  const count = targets.edge.length;
  const nearest = {
    cost: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    source: new Int32Array(count).fill(-1),
  };
  for (let target = 0; target < count; target++) {
    if (targets.edge[target]! < 0) continue;
    const best = costOverNodes(search, targets, target);
    for (const source of byEdge.on(targets.edge[target]!)) {
      const cost = costAlongEdge(search, sources, source, targets, target);
      if (cost < best.cost) Object.assign(best, { cost, source });
    }
    if (!(best.cost <= limit)) continue;
    nearest.cost[target] = best.cost;
    nearest.source[target] = best.source;
  }
  return nearest;
}

/** Costs from one source to every target; infinite beyond `limit` and for points that are tied to no edge. */
export function costsToAll(
  search: PathSearch,
  sources: SnappedPoints,
  source: number,
  targets: SnappedPoints,
  limit = Number.POSITIVE_INFINITY,
): Float64Array {
  const costs = new Float64Array(targets.edge.length).fill(Number.POSITIVE_INFINITY);
  runFrom(search, sources, source, limit);
  if (sources.edge[source]! < 0) return costs;
  for (let target = 0; target < costs.length; target++) {
    if (targets.edge[target]! < 0) continue;
    const cost = costTo(search, sources, source, targets, target);
    if (cost <= limit) costs[target] = cost;
  }
  return costs;
}

function runFrom(search: PathSearch, sources: SnappedPoints, source: number, limit: number): void {
  search.begin(limit);
  seedPoint(search, sources, source, source);
  search.run();
}

function costTo(
  search: PathSearch,
  sources: SnappedPoints,
  source: number,
  targets: SnappedPoints,
  target: number,
): number {
  const { cost } = costOverNodes(search, targets, target);
  if (targets.edge[target] !== sources.edge[source]) return cost;
  return Math.min(cost, costAlongEdge(search, sources, source, targets, target));
}

/** Targets within the limit of each source: of source s `target` and `cost` from `offsets[s]` to `offsets[s + 1]`. */
export interface ReachTable {
  readonly offsets: Uint32Array;
  /** In ascending order for each source. */
  readonly target: Uint32Array;
  readonly cost: Float64Array;
}

/** Finds the targets within `limit` of every source. Each search looks only at targets on the edges that it touches. */
export function reachTable(
  search: PathSearch,
  sources: SnappedPoints,
  targets: SnappedPoints,
  limit: number,
): ReachTable {
  const byEdge = new PointsByEdge(targets);
  const offsets = new Uint32Array(sources.edge.length + 1);
  const found: number[] = [];
  const costs: number[] = [];
  for (let source = 0; source < sources.edge.length; source++) {
    const start = found.length;
    if (sources.edge[source]! >= 0) {
      runFrom(search, sources, source, limit);
      for (const edge of touchedEdges(search, [sources.edge[source]!])) found.push(...byEdge.on(edge));
      const within = found.splice(start).sort((a, b) => a - b);
      for (const target of within) {
        const cost = costTo(search, sources, source, targets, target);
        if (!(cost <= limit)) continue;
        found.push(target);
        costs.push(cost);
      }
    }
    offsets[source + 1] = found.length;
  }
  return { offsets, target: Uint32Array.from(found), cost: Float64Array.from(costs) };
}

/** Edges out of the nodes that a search reached, and those it started on, each once. */
export function touchedEdges(search: PathSearch, startEdges: Iterable<number>): Set<number> {
  const { offsets, edge } = search.direction === 'outward' ? search.graph.arcs : search.graph.arcsBack;
  const touched = new Set(startEdges);
  for (const node of search.reached()) {
    for (let arc = offsets[node]!; arc < offsets[node + 1]!; arc++) touched.add(edge[arc]!);
  }
  return touched;
}
