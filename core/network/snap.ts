import { squareToSegment } from '#core/geometry/feature-distance.ts';
import type { EdgeIndex } from './edge-index.ts';
import type { StreetGraph } from './graph.ts';

/** Points tied to the network, each to the nearest place on an edge. */
export interface SnappedPoints {
  /** -1 where no edge was near enough. */
  readonly edge: Int32Array;
  /** Share of the edge's length from its `from`. */
  readonly share: Float64Array;
  /** Length of the connector between the point and the edge, m; NaN where there is none. */
  readonly distance: Float64Array;
  /** Where the connector meets the edge, x and y in turn; NaN where there is none. */
  readonly places: Float64Array;
}

/** Edges that an edit closed and opened. */
export interface EdgeChanges {
  readonly closed: Uint32Array;
  readonly opened: Uint32Array;
}

/** Ties points (x and y in turn, m) to their nearest edges, none further away than `farthestMetres`. */
export function snapPoints(index: EdgeIndex, points: Float64Array, farthestMetres: number): SnappedPoints {
  const count = points.length / 2;
  const snapped = {
    edge: new Int32Array(count).fill(-1),
    share: new Float64Array(count).fill(Number.NaN),
    distance: new Float64Array(count).fill(Number.NaN),
    places: new Float64Array(2 * count).fill(Number.NaN),
  };
  for (let point = 0; point < count; point++) snapOne(index, points, point, farthestMetres, snapped);
  return snapped;
}

function snapOne(index: EdgeIndex, points: Float64Array, point: number, farthest: number, into: SnappedPoints): void {
  const place = index.nearest(points[2 * point]!, points[2 * point + 1]!, farthest);
  into.edge[point] = place?.edge ?? -1;
  into.share[point] = place?.share ?? Number.NaN;
  into.distance[point] = place?.distance ?? Number.NaN;
  into.places[2 * point] = place?.x ?? Number.NaN;
  into.places[2 * point + 1] = place?.y ?? Number.NaN;
}

/**
 * The same after an edit: only points whose edge was closed, or that an opened edge comes nearer to, are tied anew. Returns
 * which those were as well.
 */
export function resnapPoints(
  index: EdgeIndex,
  points: Float64Array,
  previous: SnappedPoints,
  changes: EdgeChanges,
  farthestMetres: number,
): { readonly snapped: SnappedPoints; readonly moved: readonly number[] } {
  const closed = new Set(changes.closed);
  const snapped = {
    edge: previous.edge.slice(),
    share: previous.share.slice(),
    distance: previous.distance.slice(),
    places: previous.places.slice(),
  };
  const boxes = [...changes.opened].map((edge) => boxOf(index.graph, edge));
  const moved: number[] = [];
  for (let point = 0; point < snapped.edge.length; point++) {
    const edge = snapped.edge[point]!;
    const reach = edge < 0 ? farthestMetres : snapped.distance[point]!;
    const x = points[2 * point]!;
    const y = points[2 * point + 1]!;
    const isLost = edge >= 0 && closed.has(edge);
    if (!isLost && !boxes.some((box) => comesNearer(index.graph, box, x, y, reach))) continue;
    snapOne(index, points, point, farthestMetres, snapped);
    moved.push(point);
  }
  return { snapped, moved };
}

interface EdgeBox {
  readonly edge: number;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

function boxOf({ paths }: StreetGraph, edge: number): EdgeBox {
  const box = { edge, minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let pair = paths.ringOffsets[edge]!; pair < paths.ringOffsets[edge + 1]!; pair++) {
    box.minX = Math.min(box.minX, paths.coordinates[2 * pair]!);
    box.minY = Math.min(box.minY, paths.coordinates[2 * pair + 1]!);
    box.maxX = Math.max(box.maxX, paths.coordinates[2 * pair]!);
    box.maxY = Math.max(box.maxY, paths.coordinates[2 * pair + 1]!);
  }
  return box;
}

function comesNearer({ paths }: StreetGraph, box: EdgeBox, x: number, y: number, reach: number): boolean {
  if (x < box.minX - reach || x > box.maxX + reach || y < box.minY - reach || y > box.maxY + reach) return false;
  const { coordinates, ringOffsets } = paths;
  for (let at = 2 * ringOffsets[box.edge]!; at + 3 < 2 * ringOffsets[box.edge + 1]!; at += 2) {
    const square = squareToSegment(
      coordinates[at]!,
      coordinates[at + 1]!,
      coordinates[at + 2]!,
      coordinates[at + 3]!,
      x,
      y,
    );
    if (square <= reach * reach) return true;
  }
  return false;
}
