import { countComponents, dispersalProbability, negligibleFor } from './connectivity.ts';
import { type PatchGraph, patchGraph, withoutDominatedLinks } from './patch-graph.ts';
import { type WayWorth, waySums } from './way-sums.ts';

/** Patches and the gaps between them, edge to edge; a gap stands once. */
export interface HabitatGaps {
  readonly areas: ArrayLike<number>;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly metres: Float64Array;
}

/** How the probability of dispersal falls with distance, and below what it counts as none. */
export interface DispersalDecay {
  /** k of p = exp(−k d), per metre. */
  readonly rate: number;
  readonly negligible: number;
}

export interface ConnectivityAtDistance {
  /** ECA in the unit of the areas. */
  readonly equivalentArea: number;
  readonly components: number;
}

/**
 * Equivalent connected area and groups apart for several ways to disperse over the same gaps: what `probabilityOfConnectivity`
 * gives for each. The shortest way in metres is the likeliest for all of them, so that ways are measured once for all whose
 * reach covers every gap that a shortest way needs, and again for those with a shorter reach.
 */
export function connectivityByDistance(
  gaps: HabitatGaps,
  decays: readonly DispersalDecay[],
  progress?: (share: number) => void,
): readonly ConnectivityAtDistance[] {
  const areas = Float64Array.from(gaps.areas);
  const size = areas.length;
  const negligible = negligibleFor(size);
  const own = areas.reduce((sum, area) => sum + area * area, 0);
  const crosses = ({ rate, negligible: least }: DispersalDecay, metres: number) =>
    dispersalProbability(metres, rate) >= least;
  const graphFor = (decay: DispersalDecay) =>
    withoutDominatedLinks(
      patchGraph(
        size,
        gaps,
        gaps.metres.map((metres) => (crosses(decay, metres) ? metres : Number.NaN)),
      ),
    );
  const worthOf = ({ rate }: DispersalDecay): WayWorth => ({
    rate,
    limit: negligible > 0 ? -Math.log(negligible) / rate : Number.MAX_VALUE,
  });
  const results: ConnectivityAtDistance[] = decays.map(() => ({ equivalentArea: Math.sqrt(own), components: size }));
  const measure = (graph: PatchGraph, which: readonly number[]) => {
    const components = countComponents(graph);
    const sums = waySums(
      graph,
      areas,
      which.map((index) => worthOf(decays[index]!)),
      progress,
    );
    for (const [at, index] of which.entries()) {
      const between = sums[at]!.reduce((total, sum, patch) => total + areas[patch]! * sum, 0);
      results[index] = { equivalentArea: Math.sqrt(own + between), components };
    }
  };
  // From the one that reaches furthest: its graph serves all that can cross its longest link.
  let waiting = [...decays.keys()].sort(
    (a, b) => Math.log(decays[a]!.negligible) / decays[a]!.rate - Math.log(decays[b]!.negligible) / decays[b]!.rate,
  );
  while (waiting.length > 0) {
    const graph = graphFor(decays[waiting[0]!]!);
    const longest = graph.lengths.reduce((most, metres) => Math.max(most, metres), 0);
    const served = waiting.filter((index, at) => at === 0 || crosses(decays[index]!, longest));
    measure(graph, served);
    waiting = waiting.filter((index) => !served.includes(index));
  }
  return results;
}
