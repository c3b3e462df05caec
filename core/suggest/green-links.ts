import { featureDistance } from '#core/geometry/feature-distance.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Public green this close, edge to edge, counts as one piece, m. */
export const greenLinkMetres = 100;

/** Pieces of green that may be there, and which of them lie close to each other. */
export interface GreenLinks {
  /** m2. */
  readonly areas: Float64Array;
  /** By piece: the pieces within `greenLinkMetres`. */
  readonly near: readonly (readonly number[])[];
}

/** Whether an edge of `a` comes within `limit` of `b`: two polygons that do not meet are nearest at a corner of one. */
function isClose(geometry: PackedGeometry, a: number, b: number, limit: number): boolean {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const corners = (of: number, to: number): boolean => {
    const first = ringOffsets[partOffsets[featureOffsets[of]!]!]!;
    const last = ringOffsets[partOffsets[featureOffsets[of + 1]!]!]!;
    for (let at = first; at < last; at++) {
      if (featureDistance(geometry, to, coordinates[2 * at]!, coordinates[2 * at + 1]!) <= limit) return true;
    }
    return false;
  };
  return corners(a, b) || corners(b, a);
}

/** Links between all pieces of green there are or may be. */
export function greenLinks(geometry: PackedGeometry): GreenLinks {
  const index = new SpatialIndex(geometry);
  const count = featureCount(geometry);
  const near = Array.from({ length: count }, () => [] as number[]);
  for (let a = 0; a < count; a++) {
    const at = 4 * a;
    const { boxes } = index;
    if (Number.isNaN(boxes[at]!)) continue;
    const found = index.search(
      boxes[at]! - greenLinkMetres,
      boxes[at + 1]! - greenLinkMetres,
      boxes[at + 2]! + greenLinkMetres,
      boxes[at + 3]! + greenLinkMetres,
      (b) => b > a,
    );
    for (const b of found.sort((x, y) => x - y)) {
      if (!isClose(geometry, a, b, greenLinkMetres)) continue;
      near[a]!.push(b);
      near[b]!.push(a);
    }
  }
  return { areas: featureAreas(geometry), near };
}

/**
 * Equivalent connected area, ha: √Σ c², where c is the area of a group of pieces that are linked one to the next. All green in
 * one group gives its whole area, the same green in n equal groups 1/√n of it. `isThere` says which pieces there are. Source:
 * class coincidence probability, Pascual-Hortal & Saura 2006, as an area after Saura et al. 2011.
 */
export function connectedGreen({ areas, near }: GreenLinks, isThere: (piece: number) => boolean): number {
  const seen = new Uint8Array(areas.length);
  const stack: number[] = [];
  let squares = 0;
  for (let first = 0; first < areas.length; first++) {
    if (seen[first] || !isThere(first)) continue;
    let area = 0;
    seen[first] = 1;
    stack.push(first);
    for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
      area += areas[piece]!;
      for (const other of near[piece]!) {
        if (seen[other] || !isThere(other)) continue;
        seen[other] = 1;
        stack.push(other);
      }
    }
    squares += area * area;
  }
  return Math.sqrt(squares) / 10_000;
}
