import fc from 'fast-check';
import { packAll } from '#core/geometry/simple-geometry.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { StreetGraph } from '#core/network/graph.ts';
import type { SnappedPoints } from '#core/network/snap.ts';

/** Lines by their vertices: x and y in turn. */
export function streets(...paths: readonly (readonly number[])[]): PackedGeometry {
  return packAll(
    'line',
    paths.map((path) => ({ type: 'line', coordinates: Float64Array.from(path) })),
  );
}

/** A grid of streets, each block side a feature of its own, `size` blocks of `step` metres a side. */
export function blockStreets(size: number, step: number): PackedGeometry {
  const paths: number[][] = [];
  for (let i = 0; i <= size; i++) {
    for (let j = 0; j < size; j++) {
      paths.push([i * step, j * step, i * step, (j + 1) * step], [j * step, i * step, (j + 1) * step, i * step]);
    }
  }
  return streets(...paths);
}

/** Random streets between points of a square lattice of `cells` cells a side, 100 m each. */
function latticeStreets(cells: number, mostStreets: number, mostVertices: number): fc.Arbitrary<PackedGeometry> {
  const place = fc.integer({ min: 0, max: cells });
  return fc
    .array(fc.array(fc.tuple(place, place), { minLength: 2, maxLength: mostVertices }), {
      minLength: 1,
      maxLength: mostStreets,
    })
    .map((lines) => streets(...lines.map((line) => line.flatMap(([x, y]) => [100 * x, 100 * y]))));
}

/** Random streets between points of a coarse lattice: they share ends, cross, run along each other and touch. */
export const wildStreets = latticeStreets(8, 14, 4);

/** Few random streets between so few places that they double back and lie on themselves and each other. */
export const tangledStreets = latticeStreets(2, 3, 6);

/** Costs between all nodes by Floyd and Warshall, from the edges alone. */
export function allCosts(graph: StreetGraph): number[][] {
  const nodes = graph.nodeX.length;
  const costs = Array.from({ length: nodes }, (_, i) =>
    Array.from({ length: nodes }, (_, j) => (i === j ? 0 : Infinity)),
  );
  for (let edge = 0; edge < graph.from.length; edge++) {
    const [u, v, ways, cost] = [graph.from[edge]!, graph.to[edge]!, graph.ways[edge]!, graph.cost[edge]!];
    if ((ways & 1) !== 0) costs[u]![v] = Math.min(costs[u]![v]!, cost);
    if ((ways & 2) !== 0) costs[v]![u] = Math.min(costs[v]![u]!, cost);
  }
  for (let k = 0; k < nodes; k++) {
    for (let i = 0; i < nodes; i++) {
      for (let j = 0; j < nodes; j++) costs[i]![j] = Math.min(costs[i]![j]!, costs[i]![k]! + costs[k]![j]!);
    }
  }
  return costs;
}

/** Cost of the way between two snapped points, from the costs between all nodes. */
export function plainCost(graph: StreetGraph, costs: number[][], points: SnappedPoints, a: number, b: number): number {
  const [e, f] = [points.edge[a]!, points.edge[b]!];
  if (e < 0 || f < 0) return Infinity;
  const perMetre = (edge: number) => graph.cost[edge]! / graph.length[edge]!;
  const connectors = points.distance[a]! * perMetre(e) + points.distance[b]! * perMetre(f);
  const [s, t] = [points.share[a]!, points.share[b]!];
  const out: [number, number][] = [];
  if ((graph.ways[e]! & 1) !== 0) out.push([graph.to[e]!, (1 - s) * graph.cost[e]!]);
  if ((graph.ways[e]! & 2) !== 0) out.push([graph.from[e]!, s * graph.cost[e]!]);
  const back: [number, number][] = [];
  if ((graph.ways[f]! & 1) !== 0) back.push([graph.from[f]!, t * graph.cost[f]!]);
  if ((graph.ways[f]! & 2) !== 0) back.push([graph.to[f]!, (1 - t) * graph.cost[f]!]);
  let best = Infinity;
  for (const [u, first] of out) for (const [v, last] of back) best = Math.min(best, first + costs[u]![v]! + last);
  if (e === f && ((t >= s && (graph.ways[e]! & 1) !== 0) || (t <= s && (graph.ways[e]! & 2) !== 0))) {
    best = Math.min(best, Math.abs(t - s) * graph.cost[e]!);
  }
  return best + connectors;
}
