import type { Face } from './plan-graph.ts';
import { type Point, ringArea } from './plane.ts';
import type { TownPlan } from './town-plan.ts';

/**
 * Outer rings of some faces of the plan taken together: edges between two of them vanish, the others are walked around.
 * Where the faces do not hang together there are several rings. Holes are left out.
 */
export function outlineOf(faces: readonly { readonly nodes: Face }[], plan: TownPlan): Point[][] {
  return nodeOutlines(faces).map((ring) => ring.filter((node) => plan.kept[node]).map((node) => plan.places[node]!));
}

/** The same as rings of nodes, largest first. */
function nodeOutlines(faces: readonly { readonly nodes: Face }[]): number[][] {
  const edges = new Map<number, Set<number>>();
  for (const { nodes } of faces) {
    for (const [index, from] of nodes.entries()) {
      const to = nodes[(index + 1) % nodes.length]!;
      if (edges.get(to)?.delete(from)) continue;
      const onwards = edges.get(from) ?? new Set<number>();
      onwards.add(to);
      edges.set(from, onwards);
    }
  }
  const rings: number[][] = [];
  for (const [start, onwards] of edges) {
    while (onwards.size > 0) {
      const ring: number[] = [];
      let at = start;
      do {
        ring.push(at);
        const next = edges.get(at)!;
        const [to] = next;
        next.delete(to!);
        at = to!;
      } while (at !== start);
      rings.push(ring);
    }
  }
  return rings;
}

/** The outermost of some rings: the one with the largest area. */
export function largestRing(rings: readonly (readonly Point[])[]): readonly Point[] {
  return rings.reduce((best, ring) => (ringArea(ring) > ringArea(best) ? ring : best));
}
