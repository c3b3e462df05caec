import { type IntegerSolver, ProgramRows, type ZeroOneSolution } from './integer-program.ts';
import { costsTo, type LocationProblem, type LocationSolution, siteCount } from './location-problem.ts';
import { proveMedian, searchMedian } from './location-search.ts';

function openSites({ values }: ZeroOneSolution, count: number): number[] {
  return Array.from({ length: count }, (_, site) => site).filter((site) => values[site]! > 0.5);
}

const infeasible: LocationSolution = {
  status: 'infeasible',
  sites: [],
  bound: Number.POSITIVE_INFINITY,
  solvedBy: 'exact',
};

/** Costs of one demand in ascending order, each once, of sites that are not ruled out and beat what stands already. */
function ringsOf(row: Float64Array, standing: number, fate: Uint8Array): readonly number[] {
  const costs = new Set<number>();
  for (const [site, cost] of row.entries()) if (cost < standing && fate[site] !== 1) costs.add(cost);
  if (standing < Number.POSITIVE_INFINITY) costs.add(standing);
  return [...costs].sort((a, b) => a - b);
}

/** Sums that differ by less are the same but for rounding. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
}

/**
 * The p new sites at which the sum of weights times costs is least (p-median; Hakimi 1964), proven by integer programming.
 *
 * A search gives a first solution and Lagrangian relaxation rules out sites that no better one has. In the program each demand
 * pays its least cost and, ring by ring of its own costs, the difference to the next one unless a site is open within the ring
 * (García, Labbé & Marín 2011): far fewer variables than one per demand and site, and as tight. Rings are taken in only as far
 * as solutions reach out.
 */
export function exactMedian(problem: LocationProblem, p: number, solver: IntegerSolver): LocationSolution {
  const { costs, weights, existing } = problem;
  const standing = costsTo(costs, existing);
  const demands = Array.from(weights.keys()).filter((demand) => weights[demand]! > 0);
  const totalOf = (reached: Float64Array) =>
    demands.reduce((sum, demand) => sum + weights[demand]! * reached[demand]!, 0);
  const proven = (sites: readonly number[], objective: number): LocationSolution => ({
    status: 'optimal',
    sites: firstOfEqual(problem, demands, sites, objective),
    bound: objective,
    solvedBy: 'exact',
  });
  let known = searchMedian(problem, p);
  let reached = costsTo(costs, [...existing, ...known]);
  let best = totalOf(reached);
  const isKnown = Number.isFinite(best);
  const proof = isKnown ? proveMedian(problem, p, best) : { bound: 0, fate: new Uint8Array(siteCount(problem)) };
  if (isKnown && isSame(proof.bound, best)) return proven(known, best);
  const rings = demands.map((demand) => ringsOf(costs[demand]!, standing[demand]!, proof.fate));
  if (rings.some((own) => own.length === 0)) return infeasible;
  const taken = demands.map((demand, place) => {
    const beyond = rings[place]!.findIndex((cost) => cost > 1.4 * reached[demand]!);
    return beyond < 0 ? rings[place]!.length : Math.min(rings[place]!.length, Math.max(beyond, 4));
  });
  for (;;) {
    const solution = solver(medianProgram(problem, p, { demands, rings, taken, standing, fate: proof.fate }));
    const found = openSites(solution, siteCount(problem));
    if (solution.status === 'infeasible' && !isKnown) return infeasible;
    if (found.length !== p) return { status: 'bounded', sites: known, bound: proof.bound, solvedBy: 'exact' };
    const open = costsTo(costs, [...existing, ...found]);
    if (totalOf(open) < best) [known, reached, best] = [found, open, totalOf(open)];
    const bound = Math.max(solution.bound, proof.bound);
    if (solution.status === 'optimal' && best - solution.bound <= 1e-7 * Math.max(1, best)) return proven(known, best);
    const isShort = (demand: number, place: number) =>
      taken[place]! < rings[place]!.length && open[demand]! > rings[place]![taken[place]!]!;
    const short = demands.map(isShort);
    if (!short.includes(true)) {
      if (solution.status === 'optimal') return proven(known, best);
      return { status: 'bounded', sites: known, bound, solvedBy: 'exact' };
    }
    for (const [place, isTooShort] of short.entries()) {
      if (isTooShort) taken[place] = Math.min(rings[place]!.length, 2 * taken[place]!);
    }
  }
}

/** Of solutions with the same objective that with sites of lower number, so that a tie is no matter of the solver's ways. */
function firstOfEqual(
  { costs, weights, existing }: LocationProblem,
  demands: readonly number[],
  sites: readonly number[],
  objective: number,
): number[] {
  const chosen = [...sites];
  for (const place of chosen.keys()) {
    const others = [...existing, ...chosen.filter((_, other) => other !== place)];
    const reached = costsTo(costs, others);
    for (let site = 0; site < chosen[place]!; site++) {
      if (others.includes(site)) continue;
      let sum = 0;
      for (const demand of demands) sum += weights[demand]! * Math.min(reached[demand]!, costs[demand]![site]!);
      if (sum > objective + 1e-12 * Math.abs(objective)) continue;
      chosen[place] = site;
      break;
    }
  }
  return chosen.sort((a, b) => a - b);
}

interface MedianRings {
  readonly demands: readonly number[];
  readonly rings: readonly (readonly number[])[];
  /** How many rings of each demand are in the program. */
  readonly taken: readonly number[];
  readonly standing: Float64Array;
  readonly fate: Uint8Array;
}

function medianProgram(
  { costs, weights, existing }: LocationProblem,
  p: number,
  { demands, rings, taken, standing, fate }: MedianRings,
) {
  const sites = fate.length;
  const rows = new ProgramRows();
  const stands = new Set(existing);
  const cost: number[] = Array.from({ length: sites + 1 }, () => 0);
  for (let site = 0; site < sites; site++) if (!stands.has(site)) rows.add(site, 1);
  rows.end(p, p);
  for (let site = 0; site < sites; site++) {
    if (!stands.has(site) && fate[site] === 0) continue;
    const value = !stands.has(site) && fate[site] === 2 ? 1 : 0;
    rows.add(site, 1);
    rows.end(value, value);
  }
  // What every demand pays at least: a variable that is always 1.
  rows.add(sites, 1);
  rows.end(1, 1);
  for (const [place, demand] of demands.entries()) {
    const own = rings[place]!;
    const row = costs[demand]!;
    cost[sites]! += weights[demand]! * own[0]!;
    const order = Array.from(row.keys()).filter((site) => !stands.has(site) && fate[site] !== 1);
    order.sort((a, b) => row[a]! - row[b]!);
    for (let ring = 0; ring < taken[place]!; ring++) {
      const isLast = ring === own.length - 1;
      if (isLast && standing[demand]! < Number.POSITIVE_INFINITY) break;
      for (const site of order) {
        if (row[site]! > own[ring]!) break;
        rows.add(site, 1);
      }
      if (!isLast) {
        rows.add(cost.length, 1);
        // Beyond the rings that are taken in only the next one is paid for: no more than what it will be.
        cost.push(weights[demand]! * (own[ring + 1]! - own[ring]!));
      }
      rows.end(1, Number.POSITIVE_INFINITY);
    }
  }
  const whole = new Uint8Array(cost.length);
  whole.fill(1, 0, sites);
  return rows.program(Float64Array.from(cost), whole);
}

/**
 * The fewest new sites with which every demand that can be covered has one within `radius` (LSCP; Toregas et al. 1971),
 * proven by integer programming. Demands with the same sites within reach are one row.
 */
export function exactCover(
  reach: readonly (readonly number[])[],
  sites: number,
  solver: IntegerSolver,
): LocationSolution {
  const rows = new ProgramRows();
  const seen = new Set<string>();
  for (const own of reach) {
    const key = own.join(' ');
    if (own.length === 0 || seen.has(key)) continue;
    seen.add(key);
    for (const site of own) rows.add(site, 1);
    rows.end(1, Number.POSITIVE_INFINITY);
  }
  if (seen.size === 0) return { status: 'optimal', sites: [], bound: 0, solvedBy: 'exact' };
  const solution = solver(rows.program(new Float64Array(sites).fill(1), new Uint8Array(sites).fill(1)));
  if (solution.status === 'infeasible' || solution.values.length === 0) return infeasible;
  const found = openSites(solution, sites);
  const isOptimal = solution.status === 'optimal';
  return {
    status: isOptimal ? 'optimal' : 'bounded',
    sites: found,
    bound: isOptimal ? found.length : Math.ceil(solution.bound - 1e-6),
    solvedBy: 'exact',
  };
}
