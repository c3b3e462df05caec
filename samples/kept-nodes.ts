import type { PlanGraph } from './plan-graph.ts';
import { type Point, segmentDistance } from './plane.ts';

/** Nodes that are needed to draw the plan's lines to within `tolerance` metres; the same for both faces beside a line. */
export function keptNodes(graph: PlanGraph, places: readonly Point[], tolerance: number): Uint8Array {
  const kept = new Uint8Array(places.length);
  for (let node = 0; node < places.length; node++) if (graph.degree(node) !== 2) kept[node] = 1;
  const seen = new Set<string>();
  for (let node = 0; node < places.length; node++) {
    if (!kept[node] || graph.degree(node) === 0) continue;
    for (const first of graph.links[node]!.keys()) {
      const chain = [node];
      let [from, to] = [node, first];
      while (graph.degree(to) === 2) {
        chain.push(to);
        const next = [...graph.links[to]!.keys()].find((neighbour) => neighbour !== from)!;
        [from, to] = [to, next];
      }
      chain.push(to);
      const key = `${Math.min(node, to)},${Math.max(node, to)},${Math.min(chain[1]!, chain.at(-2)!)}`;
      if (seen.has(key)) continue;
      seen.add(key);
      keepFarthest(chain, 0, chain.length - 1, places, tolerance, kept);
    }
  }
  return kept;
}

function keepFarthest(
  chain: readonly number[],
  from: number,
  to: number,
  places: readonly Point[],
  tolerance: number,
  kept: Uint8Array,
): void {
  let farthest = -1;
  let most = tolerance;
  for (let index = from + 1; index < to; index++) {
    const off = segmentDistance(places[chain[index]!]!, places[chain[from]!]!, places[chain[to]!]!);
    if (off <= most) continue;
    most = off;
    farthest = index;
  }
  if (farthest < 0) return;
  kept[chain[farthest]!] = 1;
  keepFarthest(chain, from, farthest, places, tolerance, kept);
  keepFarthest(chain, farthest, to, places, tolerance, kept);
}
