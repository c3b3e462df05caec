import type { MetricGeometry } from '#core/geometry/metric-frame.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { connectivity } from '#core/network/connectivity.ts';
import { EdgeIndex, type EdgePlace } from '#core/network/edge-index.ts';
import { edgeCount, type StreetGraph } from '#core/network/graph.ts';
import { streetColumns } from '#core/network/street-columns.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import type { ThresholdValues } from './thresholds.ts';

/** Streets that no street connects with the longest piece of the network. */
export interface Island {
  /** Rows of its streets. */
  readonly rows: readonly number[];
  readonly lengthMetres: number;
  readonly place: readonly [x: number, y: number];
}

/** A street that ends close to another one. */
export interface ShortEnd {
  readonly row: number;
  /** The street it should meet. */
  readonly other: number;
  readonly end: readonly [x: number, y: number];
  /** The nearest place on the other street. */
  readonly target: readonly [x: number, y: number];
  readonly distanceMetres: number;
}

/** The walking network of a layer of streets with an index of its edges. */
export function walkingNetwork(streets: FeatureTable): EdgeIndex | undefined {
  const graph = buildStreetGraph(streets.geometry as MetricGeometry, streetColumns(streets));
  return edgeCount(graph) === 0 ? undefined : new EdgeIndex(graph);
}

/** Pieces of the network besides the longest one. */
export function findIslands({ graph }: EdgeIndex): Island[] {
  const { componentOf, components } = connectivity(graph);
  const rows = components.map(() => new Set<number>());
  for (let edge = 0; edge < edgeCount(graph); edge++) {
    const component = componentOf[graph.from[edge]!]!;
    if (component < rows.length) rows[component]!.add(graph.feature[edge]!);
  }
  return components.slice(1).map(({ lengthMetres, node }, at) => ({
    rows: [...rows[at + 1]!].sort((a, b) => a - b),
    lengthMetres,
    place: [graph.nodeX[node]!, graph.nodeY[node]!],
  }));
}

/** Ends of streets further than the network's tolerance from another street, and no further than the snapping distance. */
export function findShortEnds(index: EdgeIndex, limits: ThresholdValues): ShortEnd[] {
  const { graph } = index;
  const { danglingNodes } = connectivity(graph);
  const reach = limits['snap-distance'];
  const found: ShortEnd[] = [];
  for (const node of danglingNodes) {
    const own = graph.arcs.edge[graph.arcs.offsets[node]!];
    if (own === undefined || graph.atGrade[own] === 0) continue;
    const end = [graph.nodeX[node]!, graph.nodeY[node]!] as const;
    const place = nearestOther(index, own, end, reach);
    if (!place) continue;
    const row = graph.feature[own]!;
    const other = graph.feature[place.edge]!;
    found.push({ row, other, end, target: [place.x, place.y], distanceMetres: place.distance });
  }
  return found;
}

/** The nearest place on another street; streets that a short dead end itself branches off do not count. */
function nearestOther(
  index: EdgeIndex,
  own: number,
  [x, y]: readonly [number, number],
  reach: number,
): EdgePlace | undefined {
  const { graph } = index;
  const isShort = graph.length[own]! <= 2 * reach;
  let best: EdgePlace | undefined;
  for (const edge of index.edgesInBox(x - reach, y - reach, x + reach, y + reach)) {
    if (edge === own || graph.atGrade[edge] === 0 || (isShort && meets(graph, own, edge))) continue;
    const place = index.placeOnEdge(edge, x, y);
    if (place.distance <= reach && place.distance > 0 && !(best && best.distance <= place.distance)) best = place;
  }
  return best;
}

function meets({ from, to }: StreetGraph, a: number, b: number): boolean {
  return from[a] === from[b] || from[a] === to[b] || to[a] === from[b] || to[a] === to[b];
}
