import { edgeCount, nodeCount, type StreetGraph } from './graph.ts';

/** What `componentOf` says of a node without open edges. */
export const noComponent = 0xffffffff;

/** A piece of the network that no street connects with the rest. */
export interface Component {
  readonly nodes: number;
  readonly edges: number;
  readonly lengthMetres: number;
  /** One of its nodes, to show where it is. */
  readonly node: number;
}

/** How well a network hangs together; one-way streets count as if they led both ways. */
export interface Connectivity {
  /** Component of each node: 0 is the longest, `noComponent` says that no open edge leads there. */
  readonly componentOf: Uint32Array;
  /** Longest first; all but the first are islands. */
  readonly components: readonly Component[];
  /** Nodes at which a single edge ends. */
  readonly danglingNodes: readonly number[];
  /** Length of the islands as a share of the whole, 0 to 1. */
  readonly islandShare: number;
}

/** Looks at how the open edges of a network connect its nodes. */
export function connectivity(graph: StreetGraph): Connectivity {
  const { from, to, ways, length } = graph;
  const parent = Int32Array.from({ length: nodeCount(graph) }, (_, node) => node);
  const root = (node: number): number => {
    let top = node;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  const degree = new Uint32Array(parent.length);
  for (let edge = 0; edge < edgeCount(graph); edge++) {
    if (ways[edge] === 0) continue;
    degree[from[edge]!]!++;
    degree[to[edge]!]!++;
    parent[root(from[edge]!)] = root(to[edge]!);
  }
  const found = new Map<number, { nodes: number; edges: number; lengthMetres: number; node: number }>();
  const danglingNodes: number[] = [];
  for (let node = 0; node < parent.length; node++) {
    if (degree[node] === 0) continue;
    if (degree[node] === 1) danglingNodes.push(node);
    const top = root(node);
    const component = found.get(top);
    if (component) component.nodes++;
    else found.set(top, { nodes: 1, edges: 0, lengthMetres: 0, node });
  }
  for (let edge = 0; edge < edgeCount(graph); edge++) {
    if (ways[edge] === 0) continue;
    const component = found.get(root(from[edge]!))!;
    component.edges++;
    component.lengthMetres += length[edge]!;
  }
  const order = [...found.keys()].sort((a, b) => {
    const [first, second] = [found.get(a)!, found.get(b)!];
    return second.lengthMetres - first.lengthMetres || first.node - second.node;
  });
  const numberOf = new Map(order.map((top, number) => [top, number]));
  const componentOf = Uint32Array.from(parent, (_, node) => numberOf.get(root(node)) ?? noComponent);
  const components = order.map((top) => found.get(top)!);
  const total = components.reduce((sum, { lengthMetres }) => sum + lengthMetres, 0);
  const islandShare = total > 0 ? 1 - components[0]!.lengthMetres / total : 0;
  return { componentOf, components, danglingNodes, islandShare };
}
