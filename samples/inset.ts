import { add, cross, direction, dot, left, type Point, type Ring } from './plane.ts';

interface Edge {
  /** A point of the moved edge. */
  readonly at: Point;
  readonly towards: Point;
  /** Index of the edge it came from. */
  readonly source: number;
}

/** A ring and, for each of its edges, the index of the edge of the original ring it came from (-1 for a step between two). */
export interface InsetRing {
  readonly points: Point[];
  readonly sources: number[];
}

function meet(a: Edge, b: Edge): Point {
  const bottom = cross(a.towards, b.towards);
  if (Math.abs(bottom) < 1e-6) return b.at;
  const share = cross([b.at[0] - a.at[0], b.at[1] - a.at[1]], b.towards) / bottom;
  return add(a.at, a.towards, share);
}

/**
 * Moves each edge of a counter-clockwise ring inwards by its own distance and joins them again with sharp corners. Edges that
 * have no room vanish. Undefined where nothing is left.
 */
export function inset(ring: Ring, distances: readonly number[]): InsetRing | undefined {
  const edges: Edge[] = [];
  const count = ring.length;
  for (let index = 0; index < count; index++) {
    const a = ring[index]!;
    const b = ring[(index + 1) % count]!;
    const towards = direction(a, b);
    const before = edges.at(-1);
    const moved = { at: add(a, left(towards), distances[index]!), towards, source: index };
    if (before) addStep(edges, before, moved, a, distances[index]! - distances[before.source]!);
    edges.push(moved);
  }
  const [firstEdge, lastEdge] = [edges[0]!, edges.at(-1)!];
  addStep(edges, lastEdge, firstEdge, ring[0]!, distances[0]! - distances[lastEdge.source]!);
  for (;;) {
    const size = edges.length;
    if (size < 3) return undefined;
    const corners = edges.map((edge, index) => meet(edges[(index + size - 1) % size]!, edge));
    let worst = -1;
    let worstLength = 0.01;
    for (let index = 0; index < size; index++) {
      const [a, b] = [corners[index]!, corners[(index + 1) % size]!];
      const along = dot([b[0] - a[0], b[1] - a[1]], edges[index]!.towards);
      if (along < worstLength) {
        worstLength = along;
        worst = index;
      }
    }
    if (worst < 0) return { points: corners, sources: edges.map(({ source }) => source) };
    edges.splice(worst, 1);
  }
}

/** Between two edges that go on straight but moved by different distances stands a short edge across. */
function addStep(edges: Edge[], before: Edge, after: Edge, corner: Point, difference: number): void {
  const turn = cross(before.towards, after.towards);
  if (Math.abs(turn) > 0.12 || dot(before.towards, after.towards) < 0) return;
  if (Math.abs(difference) < 0.01) return;
  const side = left(after.towards);
  edges.push({ at: corner, towards: difference > 0 ? side : [-side[0], -side[1]], source: -1 });
}
