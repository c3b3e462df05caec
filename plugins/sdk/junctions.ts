import type { StreetGraph } from '#core/network/graph.ts';
import type { Points } from './point-grid.ts';

/** Nodes of a street network in which at least `ways` edges meet. */
export function junctionsOf(graph: StreetGraph, ways = 3): Points {
  const degrees = new Uint32Array(graph.nodeX.length);
  for (let edge = 0; edge < graph.from.length; edge++) {
    degrees[graph.from[edge]!]!++;
    degrees[graph.to[edge]!]!++;
  }
  const nodes = Array.from(degrees, (_, node) => node).filter((node) => degrees[node]! >= ways);
  return {
    x: Float64Array.from(nodes, (node) => graph.nodeX[node]!),
    y: Float64Array.from(nodes, (node) => graph.nodeY[node]!),
  };
}
