import type { PackedGeometry } from '#core/model/packed-geometry.ts';

/** Coordinates to a centimetre, so that shared corners are the same. */
function cornerKey(x: number, y: number): string {
  return `${Math.round(x * 100)} ${Math.round(y * 100)}`;
}

/**
 * The edges of the given polygons that no two of them share, as x0, y0, x1, y1 in turn: the outline of all of them together,
 * where neighbours share their corners.
 */
export function mergedOutline(geometry: PackedGeometry, rows: readonly number[]): Float64Array {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const edges = new Map<string, number>();
  for (const row of rows) {
    const lastRing = partOffsets[featureOffsets[row + 1]!]!;
    for (let ring = partOffsets[featureOffsets[row]!]!; ring < lastRing; ring++) {
      for (let vertex = ringOffsets[ring]!; vertex + 1 < ringOffsets[ring + 1]!; vertex++) {
        const from = cornerKey(coordinates[2 * vertex]!, coordinates[2 * vertex + 1]!);
        const to = cornerKey(coordinates[2 * vertex + 2]!, coordinates[2 * vertex + 3]!);
        if (from === to) continue;
        const key = from < to ? `${from} ${to}` : `${to} ${from}`;
        if (!edges.delete(key)) edges.set(key, vertex);
      }
    }
  }
  const outline = new Float64Array(4 * edges.size);
  let at = 0;
  for (const vertex of edges.values()) {
    outline.set(coordinates.subarray(2 * vertex, 2 * vertex + 4), at);
    at += 4;
  }
  return outline;
}
