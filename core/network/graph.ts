import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { StreetGraphSettings } from './street-graph.ts';

/** The edges of a network and where they are, before they are put in order around their nodes. */
export interface GraphParts {
  readonly settings: StreetGraphSettings;
  /** Places where lines met by their ends or by common vertices when the network was built. */
  readonly junctionCount: number;
  /** Places where lines crossed without a common vertex; `settings.crossings` says what became of them. */
  readonly crossingCount: number;
  /** Place of each node, m. */
  readonly nodeX: Float64Array;
  readonly nodeY: Float64Array;
  /** Nodes that each edge joins, in the direction in which it was drawn. */
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  /** m */
  readonly length: Float64Array;
  /** From end to end, in the unit of `settings.cost`. */
  readonly cost: Float64Array;
  /** 1 as drawn, 2 the other way, 3 both ways, 0 closed. */
  readonly ways: Uint8Array;
  /** 0 for edges that pass over or under whatever they cross. */
  readonly atGrade: Uint8Array;
  /** Feature of the street layer that each edge is a piece of. */
  readonly feature: Uint32Array;
  /** Line of each edge, from its `from` to its `to`. */
  readonly paths: PackedGeometry;
}

/** Ways out of nodes: of node n `arcs.offsets[n] .. arcs.offsets[n + 1]`. */
export interface Arcs {
  readonly offsets: Uint32Array;
  /** Node and edge that each leads to and along, and what it costs. */
  readonly node: Uint32Array;
  readonly edge: Uint32Array;
  readonly cost: Float64Array;
}

/** A network of streets in typed arrays. Never changed; `editStreets` gives a new one with the same edge numbers. */
export interface StreetGraph extends GraphParts {
  /** Ways out of each node. */
  readonly arcs: Arcs;
  /** Ways into each node; the same as `arcs` where no edge is one-way. */
  readonly arcsBack: Arcs;
}

export function nodeCount(graph: GraphParts): number {
  return graph.nodeX.length;
}

export function edgeCount(graph: GraphParts): number {
  return graph.from.length;
}

/** Puts the edges in order around their nodes. */
export function assembleGraph(parts: GraphParts): StreetGraph {
  const arcs = arcsOf(parts, 1, 2);
  const isOneWay = parts.ways.some((ways) => ways === 1 || ways === 2);
  return { ...parts, arcs, arcsBack: isOneWay ? arcsOf(parts, 2, 1) : arcs };
}

/** Arcs along edges whose ways include `forward`, and against those that include `backward`. */
function arcsOf({ nodeX, from, to, cost, ways }: GraphParts, forward: number, backward: number): Arcs {
  const offsets = new Uint32Array(nodeX.length + 1);
  for (let edge = 0; edge < from.length; edge++) {
    if ((ways[edge]! & forward) !== 0) offsets[from[edge]! + 1]!++;
    if ((ways[edge]! & backward) !== 0) offsets[to[edge]! + 1]!++;
  }
  for (let node = 0; node < nodeX.length; node++) offsets[node + 1]! += offsets[node]!;
  const count = offsets[nodeX.length]!;
  const arcs = { offsets, node: new Uint32Array(count), edge: new Uint32Array(count), cost: new Float64Array(count) };
  const filled = offsets.slice(0, nodeX.length);
  const add = (start: number, end: number, edge: number) => {
    const arc = filled[start]!++;
    arcs.node[arc] = end;
    arcs.edge[arc] = edge;
    arcs.cost[arc] = cost[edge]!;
  };
  for (let edge = 0; edge < from.length; edge++) {
    if ((ways[edge]! & forward) !== 0) add(from[edge]!, to[edge]!, edge);
    if ((ways[edge]! & backward) !== 0) add(to[edge]!, from[edge]!, edge);
  }
  return arcs;
}
