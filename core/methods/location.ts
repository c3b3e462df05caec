import type { IntegerSolver } from './integer-program.ts';
import { exactCover, exactMedian } from './location-exact.ts';
import {
  costsTo,
  coveringCosts,
  exactLimit,
  type LocationProblem,
  type LocationSolution,
  nearestSites,
  siteCount,
} from './location-problem.ts';
import { coverBound, proveMedian, searchCover, searchMedian } from './location-search.ts';
import { type MethodValue, ok, outOfRange, ratio } from './outcome.ts';

/** Where facilities should stand, and what that achieves. */
export interface LocationResult {
  /** `bounded`: nothing is proven beyond `bound`. */
  readonly status: LocationSolution['status'];
  readonly solvedBy: LocationSolution['solvedBy'];
  /** New sites, ascending; existing ones are not among them. */
  readonly sites: readonly number[];
  /** What the model makes large or small: people covered, sites, weighted cost, longest cost. */
  readonly objective: MethodValue;
  /** Nothing better than this is possible. */
  readonly bound: MethodValue;
  /** |objective − bound| / objective; 0 where it is proven optimal. */
  readonly gap: MethodValue;
  /** Site that serves each demand, existing ones included; −1 where none does. */
  readonly assigned: Int32Array;
  /** Demands with a weight that no site can serve, whichever are chosen: left out of the model. */
  readonly unserved: readonly number[];
}

const nothingFits = outOfRange('没有满足条件的选址', 'no choice of sites meets the conditions');

function resultOf(
  { costs, existing }: LocationProblem,
  solution: LocationSolution,
  objective: number,
  unserved: readonly number[],
  radius = Number.POSITIVE_INFINITY,
): LocationResult {
  const { status, sites, solvedBy } = solution;
  if (status === 'infeasible') {
    const assigned = new Int32Array(costs.length).fill(-1);
    return {
      status,
      solvedBy,
      sites,
      objective: nothingFits,
      bound: nothingFits,
      gap: nothingFits,
      assigned,
      unserved,
    };
  }
  const assigned = nearestSites(
    costs,
    [...existing, ...sites].sort((a, b) => a - b),
  ).map((site, demand) => (site >= 0 && costs[demand]![site]! <= radius ? site : -1));
  const bound = status === 'optimal' ? objective : solution.bound;
  const gap =
    bound === objective
      ? ok(0)
      : ratio(Math.abs(objective - bound), Math.abs(objective), '目标值为 0', 'the objective is 0');
  return { status, solvedBy, sites, objective: ok(objective), bound: ok(bound), gap, assigned, unserved };
}

function isSmall(demands: number, sites: number): boolean {
  return demands * sites <= exactLimit;
}

/** Solves for the least sum of weights times costs, by the way that its size allows. */
function leastSum(problem: LocationProblem, p: number, solver: IntegerSolver): LocationSolution {
  const free = siteCount(problem) - problem.existing.length;
  const count = Math.min(p, free);
  if (isSmall(problem.costs.length, siteCount(problem))) return exactMedian(problem, count, solver);
  const sites = searchMedian(problem, count);
  const sum = sumOf(problem, sites);
  if (!Number.isFinite(sum)) return { status: 'infeasible', sites: [], bound: sum, solvedBy: 'heuristic' };
  const { bound } = proveMedian(problem, count, sum);
  // The prices of the relaxation are rounded: a bound as near as that is the optimum.
  const isProven = sum - bound <= 1e-9 * Math.max(1, Math.abs(sum));
  return { status: isProven ? 'optimal' : 'bounded', sites, bound: isProven ? sum : bound, solvedBy: 'heuristic' };
}

function sumOf({ costs, weights, existing }: LocationProblem, sites: readonly number[]): number {
  const reached = costsTo(costs, [...existing, ...sites]);
  return reached.reduce((sum, cost, demand) => (weights[demand]! > 0 ? sum + weights[demand]! * cost : sum), 0);
}

function unservedOf({ costs, weights }: LocationProblem, radius: number): number[] {
  return Array.from(weights.keys()).filter(
    (demand) =>
      weights[demand]! > 0 && !costs[demand]!.some((cost) => cost <= radius && cost < Number.POSITIVE_INFINITY),
  );
}

/** Where nobody can be served a weight of 0 keeps the others apart from it. */
function without(problem: LocationProblem, demands: readonly number[]): LocationProblem {
  const weights = problem.weights.slice();
  for (const demand of demands) weights[demand] = 0;
  return { ...problem, weights };
}

/**
 * p-median: `p` new sites with the least sum of weights times the cost to the nearest site, existing ones included.
 * Exact up to {@link exactLimit}, with a proven gap above. Source: Hakimi 1964; ReVelle & Swain 1970.
 */
export function pMedian(problem: LocationProblem, p: number, solver: IntegerSolver): LocationResult {
  const unserved = unservedOf(problem, Number.MAX_VALUE);
  const served = without(problem, unserved);
  const solution = leastSum(served, p, solver);
  return resultOf(
    problem,
    solution,
    solution.status === 'infeasible' ? Number.NaN : sumOf(served, solution.sites),
    unserved,
  );
}

/**
 * A problem of costs 0 and 1 without the demands that no choice changes, those that are covered already or by no site, and
 * with demands of the same sites as one. The total cost of every choice is less by what is left out: `constant`.
 */
function condensed(problem: LocationProblem): { readonly problem: LocationProblem; readonly constant: number } {
  const { costs, weights, existing } = problem;
  const standing = costsTo(costs, existing);
  const groups = new Map<string, { readonly row: Float64Array; weight: number }>();
  let constant = 0;
  for (const [demand, row] of costs.entries()) {
    if (standing[demand] === 0) continue;
    if (!row.includes(0)) {
      constant += weights[demand]!;
      continue;
    }
    const key = row.join('');
    const group = groups.get(key);
    if (group) group.weight += weights[demand]!;
    else groups.set(key, { row, weight: weights[demand]! });
  }
  const kept = [...groups.values()];
  return {
    problem: { costs: kept.map(({ row }) => row), weights: Float64Array.from(kept, ({ weight }) => weight), existing },
    constant,
  };
}

/**
 * Maximal covering: `p` new sites so that most people have a site within `radius` (inclusive). It is the p-median of costs 0
 * within and 1 beyond. Source: Church & ReVelle 1974.
 */
export function maximalCovering(
  problem: LocationProblem,
  radius: number,
  p: number,
  solver: IntegerSolver,
): LocationResult {
  const covering = { ...problem, costs: coveringCosts(problem.costs, radius) };
  const people = problem.weights.reduce((sum, weight) => sum + weight, 0);
  const { problem: small, constant } = condensed(covering);
  // With nobody left to cover every choice is as good as any other: none is proposed.
  const solution: LocationSolution =
    small.costs.length === 0
      ? { status: 'optimal', sites: [], bound: 0, solvedBy: 'exact' }
      : leastSum(small, p, solver);
  const covered = people - constant - sumOf(small, solution.sites);
  const most = { ...solution, bound: people - constant - solution.bound };
  return resultOf(problem, most, covered, unservedOf(problem, radius), radius);
}

function reachOf({ costs, weights, existing }: LocationProblem, radius: number): number[][] {
  const standing = costsTo(costs, existing);
  return costs.map((row, demand) => {
    if (!(weights[demand]! > 0) || standing[demand]! <= radius) return [];
    return Array.from(row.keys()).filter((site) => row[site]! <= radius);
  });
}

function fewest(problem: LocationProblem, radius: number, solver: IntegerSolver): LocationSolution {
  const reach = reachOf(problem, radius);
  const sites = siteCount(problem);
  const different = new Set(reach.map((own) => own.join(' '))).size;
  if (isSmall(different, sites)) return exactCover(reach, sites, solver);
  const found = searchCover(reach, sites);
  const bound = coverBound(reach, sites, found.length);
  const status = bound === found.length ? 'optimal' : 'bounded';
  return { status, sites: found, bound, solvedBy: 'heuristic' };
}

/**
 * Set covering: the fewest new sites with which everybody who can be has a site within `radius` (inclusive). Demands that no
 * site reaches are left out and named. Source: Toregas, Swain, ReVelle & Bergman 1971.
 */
export function setCovering(problem: LocationProblem, radius: number, solver: IntegerSolver): LocationResult {
  const solution = fewest(problem, radius, solver);
  return resultOf(problem, solution, solution.sites.length, unservedOf(problem, radius), radius);
}

/**
 * p-center: `p` new sites with the smallest longest cost, over demands with a weight. Set covering for one radius after
 * another, halving the choice each time; above {@link exactLimit} the radius is one that the search could cover, and the
 * bound one below which a cover provably needs more sites. Source: Hakimi 1964; Minieka 1970.
 */
export function pCenter(problem: LocationProblem, p: number, solver: IntegerSolver): LocationResult {
  const unserved = unservedOf(problem, Number.MAX_VALUE);
  const served = without(problem, unserved);
  const radii = new Set<number>();
  // No radius below this reaches everybody, however many sites there are.
  let least = 0;
  for (const [demand, row] of served.costs.entries()) {
    if (!(served.weights[demand]! > 0)) continue;
    for (const cost of row) if (cost < Number.POSITIVE_INFINITY) radii.add(cost);
    least = Math.max(least, Math.min(...row));
  }
  const sorted = [...radii].sort((a, b) => a - b);
  if (sorted.length === 0)
    return resultOf(problem, { status: 'infeasible', sites: [], bound: 0, solvedBy: 'exact' }, Number.NaN, unserved);
  // First the smallest radius that a cover was found for, then the smallest that none can be ruled out for.
  let [low, high] = [sorted.indexOf(least), sorted.length - 1];
  let best: LocationSolution = { status: 'infeasible', sites: [], bound: Number.POSITIVE_INFINITY, solvedBy: 'exact' };
  let isExact = true;
  let ruledOut = low - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const cover = fewest(served, sorted[middle]!, solver);
    if (cover.solvedBy === 'heuristic' || cover.status === 'bounded') isExact = false;
    if (cover.status !== 'infeasible' && cover.sites.length <= p) {
      best = cover;
      high = middle - 1;
    } else {
      if (cover.bound > p) ruledOut = middle;
      low = middle + 1;
    }
  }
  if (best.status === 'infeasible') return resultOf(problem, best, Number.NaN, unserved);
  const reached = costsTo(served.costs, [...served.existing, ...best.sites]);
  const longest = reached.reduce(
    (most, cost, demand) => (served.weights[demand]! > 0 ? Math.max(most, cost) : most),
    0,
  );
  const bound = Math.min(longest, sorted[ruledOut + 1]!);
  const status = bound === longest ? 'optimal' : 'bounded';
  return resultOf(problem, { ...best, status, bound, solvedBy: isExact ? 'exact' : 'heuristic' }, longest, unserved);
}
