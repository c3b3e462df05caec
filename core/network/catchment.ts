import type { GeometryEngine } from '#core/geometry/engine.ts';
import { stripArea } from '#core/geometry/strip-area.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { StreetGraph } from './graph.ts';
import type { PathSearch } from './shortest-paths.ts';
import type { SnappedPoints } from './snap.ts';
import { connectorCost, PointsByEdge, seedPoint, touchedEdges, waysSeen } from './travel.ts';

/** The part of a network within reach: pieces of edges, each from `start` to `end`, shares of the edge's length. */
export interface Catchment {
  /** In ascending order; an edge may have several pieces. */
  readonly edge: Uint32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** All pieces together, m; what several sources reach counts once. */
  readonly lengthMetres: number;
}

/**
 * What can be reached from some snapped points within `limit` (or, with an inward search, from where they can be reached).
 * Edges count as far as one gets: an edge between nodes u and v that is L long and open both ways gives
 * min(L, max(0, limit - d(u)) + max(0, limit - d(v))), and the edge of a source what is near the source besides.
 */
export function catchment(
  search: PathSearch,
  points: SnappedPoints,
  sources: Iterable<number>,
  limit: number,
): Catchment {
  const byEdge = new PointsByEdge(points, sources);
  search.begin(limit);
  for (const edge of byEdge.edges()) for (const point of byEdge.on(edge)) seedPoint(search, points, point, point);
  search.run();
  const { graph } = search;
  const pieces = { edge: [] as number[], start: [] as number[], end: [] as number[] };
  let lengthMetres = 0;
  for (const edge of [...touchedEdges(search, byEdge.edges())].sort((a, b) => a - b)) {
    const stretches = stretchesOf(search, edge, limit);
    for (const point of byEdge.on(edge)) stretches.push(aroundPoint(search, points, point, limit));
    for (const [start, end] of merged(stretches)) {
      pieces.edge.push(edge);
      pieces.start.push(start);
      pieces.end.push(end);
      lengthMetres += (end - start) * graph.length[edge]!;
    }
  }
  return {
    edge: Uint32Array.from(pieces.edge),
    start: Float64Array.from(pieces.start),
    end: Float64Array.from(pieces.end),
    lengthMetres,
  };
}

type Stretch = readonly [start: number, end: number];

/** What share of an edge a rest of the limit gets one along. */
function shareFor(rest: number, cost: number): number {
  if (!(rest >= 0)) return 0;
  return cost > 0 ? Math.min(1, rest / cost) : 1;
}

/** How far one gets along an edge from its two nodes. */
function stretchesOf(search: PathSearch, edge: number, limit: number): Stretch[] {
  const { graph } = search;
  const ways = waysSeen(search, edge);
  const cost = graph.cost[edge]!;
  const stretches: Stretch[] = [];
  if ((ways & 1) !== 0) stretches.push([0, shareFor(limit - search.cost(graph.from[edge]!), cost)]);
  if ((ways & 2) !== 0) stretches.push([1 - shareFor(limit - search.cost(graph.to[edge]!), cost), 1]);
  return stretches;
}

/** How far one gets from a point along its own edge. */
function aroundPoint(search: PathSearch, points: SnappedPoints, point: number, limit: number): Stretch {
  const { graph } = search;
  const edge = points.edge[point]!;
  const ways = waysSeen(search, edge);
  const reach = shareFor(limit - connectorCost(graph, points, point), graph.cost[edge]!);
  const share = points.share[point]!;
  return [(ways & 2) !== 0 ? Math.max(0, share - reach) : share, (ways & 1) !== 0 ? Math.min(1, share + reach) : share];
}

/** Stretches in order, overlapping ones as one, without those of no length. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: [number, number][] = [];
  for (const [start, end] of stretches.filter(([a, b]) => b > a).sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

/** The pieces of a catchment as lines, one feature each. */
export function catchmentLines(graph: StreetGraph, { edge, start, end }: Catchment): PackedGeometry {
  const packer = new GeometryPacker('line');
  for (let piece = 0; piece < edge.length; piece++) {
    addPiece(packer, graph, edge[piece]!, start[piece]!, end[piece]!);
    packer.endRing();
    packer.endPart();
    packer.endFeature();
  }
  return packer.finish();
}

function addPiece(packer: GeometryPacker, graph: StreetGraph, edge: number, start: number, end: number): void {
  const { coordinates, ringOffsets } = graph.paths;
  const first = ringOffsets[edge]!;
  const last = ringOffsets[edge + 1]! - 1;
  const from = start * graph.length[edge]!;
  const to = end * graph.length[edge]!;
  let before = 0;
  let isBegun = false;
  for (let pair = first; pair < last; pair++) {
    const x = coordinates[2 * pair]!;
    const y = coordinates[2 * pair + 1]!;
    const dx = coordinates[2 * pair + 2]! - x;
    const dy = coordinates[2 * pair + 3]! - y;
    const length = Math.hypot(dx, dy);
    const after = before + length;
    const isLast = pair === last - 1;
    if (!isBegun && (after > from || isLast)) {
      const share = length > 0 ? Math.min(1, Math.max(0, (from - before) / length)) : 0;
      packer.addCoordinate(x + share * dx, y + share * dy);
      isBegun = true;
    }
    if (isBegun) {
      const share = end >= 1 || length === 0 ? 1 : Math.min(1, (to - before) / length);
      packer.addCoordinate(x + share * dx, y + share * dy);
      if (share < 1) return;
    }
    before = after;
  }
}

/**
 * The catchment as an area to look at: everything within `bufferMetres` of the streets that are reached, as one feature, its
 * outline within a metre or so. For figures use what lies along the streets, not this area.
 */
export function catchmentArea(engine: GeometryEngine, lines: PackedGeometry, bufferMetres: number): PackedGeometry {
  const area = stripArea(lines, bufferMetres);
  if (area) return area;
  const together = new Uint32Array([0, lines.partOffsets.length - 1]);
  return engine.bufferAll({ ...lines, featureOffsets: together }, bufferMetres, { quadrantSegments: 4 });
}
