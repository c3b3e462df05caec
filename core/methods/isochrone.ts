import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { catchment } from '#core/network/catchment.ts';
import { assembleGraph } from '#core/network/graph.ts';
import { PathSearch } from '#core/network/shortest-paths.ts';

/** A network given by its edges alone. */
export interface EdgeList {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** m; open both ways. */
  readonly lengths: Float64Array;
}

export interface Isochrone {
  /** Walk from the source to each node, m; Infinity where there is none. */
  readonly distances: Float64Array;
  /** Nodes within the limit (inclusive), ascending. */
  readonly nodesWithin: readonly number[];
  /** Streets within the limit, m: each edge as far as one gets from both its ends. */
  readonly reachableMetres: number;
}

/**
 * What is within `limitMetres` of a node: each edge u–v of length L adds min(L, max(0, limit − d(u)) + max(0, limit − d(v))).
 * The same search serves catchments on the map and in evaluators. Source: Dijkstra 1959.
 */
export function isochrone({ nodes, from, to, lengths }: EdgeList, source: number, limitMetres: number): Isochrone {
  const count = lengths.length;
  const graph = assembleGraph({
    settings: { mode: 'walk', cost: 'metres', toleranceMetres: 0, crossings: 'separate' },
    junctionCount: 0,
    crossingCount: 0,
    nodeX: new Float64Array(nodes),
    nodeY: new Float64Array(nodes),
    from,
    to,
    length: lengths,
    cost: lengths,
    ways: new Uint8Array(count).fill(3),
    atGrade: new Uint8Array(count).fill(1),
    feature: new Uint32Array(count),
    paths: new GeometryPacker('line').finish(),
  });
  const search = new PathSearch(graph);
  search.begin();
  search.seed(source, 0);
  search.run();
  const distances = Float64Array.from({ length: nodes }, (_, node) => search.cost(node));
  const nodesWithin = [...distances.keys()].filter((node) => distances[node]! <= limitMetres);
  const edge = from.findIndex((start, at) => start === source || to[at] === source);
  const points = {
    edge: Int32Array.of(edge),
    share: Float64Array.of(edge >= 0 && from[edge] === source ? 0 : 1),
    distance: Float64Array.of(0),
    places: new Float64Array(2),
  };
  const reached = edge < 0 ? 0 : catchment(search, points, [0], limitMetres).lengthMetres;
  return { distances, nodesWithin, reachableMetres: reached };
}
