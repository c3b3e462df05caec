/** Demand and the sites that could serve it. */
export interface LocationProblem {
  /** `costs[i][j]`: from demand i to site j, in one unit; Infinity where there is no way. */
  readonly costs: readonly Float64Array[];
  /** People of each demand; not negative. */
  readonly weights: Float64Array;
  /** Sites at which a facility stands already: they stay and count for nothing. */
  readonly existing: readonly number[];
}

/** What was found, and how good it is. */
export interface LocationSolution {
  /** `infeasible`: nothing meets the conditions. */
  readonly status: 'optimal' | 'bounded' | 'infeasible';
  /** New sites, ascending. */
  readonly sites: readonly number[];
  /** Nothing better than `bound` is possible; equal to the objective where the solution is optimal. */
  readonly bound: number;
  /** By integer programming, or by a greedy start with vertex substitution. */
  readonly solvedBy: 'exact' | 'heuristic';
}

/** Largest product of demands and sites that is solved by integer programming. */
export const exactLimit = 500 * 100;

export function siteCount({ costs }: LocationProblem): number {
  return costs[0]?.length ?? 0;
}

/** Cost of each demand to the nearest of `sites`; Infinity where none serves it. */
export function costsTo(costs: readonly Float64Array[], sites: Iterable<number>): Float64Array {
  const open = [...sites];
  return Float64Array.from(costs, (row) => {
    let least = Number.POSITIVE_INFINITY;
    for (const site of open) least = Math.min(least, row[site]!);
    return least;
  });
}

/** Which of `sites` serves each demand: the nearest, of equally near ones the first; −1 where none does. */
export function nearestSites(costs: readonly Float64Array[], sites: readonly number[]): Int32Array {
  return Int32Array.from(costs, (row) => {
    let nearest = -1;
    for (const site of sites) {
      if (row[site]! < Number.POSITIVE_INFINITY && (nearest < 0 || row[site]! < row[nearest]!)) nearest = site;
    }
    return nearest;
  });
}

/** 0 where a site is within `radius` (inclusive) of a demand, 1 where not: covering as a problem of costs. */
export function coveringCosts(costs: readonly Float64Array[], radius: number): Float64Array[] {
  return costs.map((row) => row.map((cost) => (cost <= radius ? 0 : 1)));
}
