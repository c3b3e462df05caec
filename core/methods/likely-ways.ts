import type { HabitatNetwork } from './connectivity.ts';
import { type PatchGraph, patchGraph, withoutDominatedLinks } from './patch-graph.ts';
import { PatchWays } from './patch-ways.ts';

/** The likeliest ways over a network: the lengths of links are −ln p, so that exp(−length) is the chance of a way. */
interface LikelyWays {
  /** All links with a probability above 0. */
  readonly graph: PatchGraph;
  /** Without those that no likeliest way needs, also after any one patch is removed. */
  readonly sparse: PatchGraph;
  /** Ways up to a length; longer ones may be missing. */
  upTo(limit: number): PatchWays;
}

const known = new WeakMap<HabitatNetwork, LikelyWays>();

/** The links of a network with a probability above 0, −ln p long. */
export function likelyGraph({ areas, from, to, probability }: HabitatNetwork): PatchGraph {
  const lengths = Float64Array.from(probability, (p) => (p > 0 ? Math.max(0, -Math.log(p)) : Number.NaN));
  return patchGraph(areas.length, { from, to }, lengths);
}

/** The ways over a network, prepared once for all that ask of the very same network. */
export function likelyWays(network: HabitatNetwork): LikelyWays {
  const before = known.get(network);
  if (before) return before;
  const graph = likelyGraph(network);
  const sparse = withoutDominatedLinks(graph);
  const measured = new Map<number, PatchWays>();
  const likely: LikelyWays = {
    graph,
    sparse,
    upTo(limit) {
      const ways = measured.get(limit) ?? new PatchWays(sparse, limit);
      measured.set(limit, ways);
      return ways;
    },
  };
  known.set(network, likely);
  return likely;
}
