import { costsTo, type LocationProblem, siteCount } from './location-problem.ts';

/** Rounds of the subgradient method: bounds hardly move after them. */
const rounds = 300;

/** What the demands pay in all: 0 for those of no weight, even without a way. */
function total(costs: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (const [demand, cost] of costs.entries()) if (weights[demand]! > 0) sum += weights[demand]! * cost;
  return sum;
}

/** Cost of each demand to its nearest and second nearest open site, and the nearest itself. */
class Assignment {
  readonly #problem: LocationProblem;
  readonly #standing: Float64Array;
  readonly open: number[];
  readonly nearest: Float64Array;
  readonly second: Float64Array;
  readonly site: Int32Array;

  constructor(problem: LocationProblem, standing: Float64Array, open: readonly number[]) {
    this.#problem = problem;
    this.#standing = standing;
    this.open = [...open];
    this.nearest = new Float64Array(standing.length);
    this.second = new Float64Array(standing.length);
    this.site = new Int32Array(standing.length);
    this.refresh();
  }

  refresh(): void {
    const { costs } = this.#problem;
    for (const [demand, row] of costs.entries()) {
      let nearest = this.#standing[demand]!;
      let second = Number.POSITIVE_INFINITY;
      let site = -1;
      for (const each of this.open) {
        const cost = row[each]!;
        if (cost < nearest) {
          second = nearest;
          nearest = cost;
          site = each;
        } else if (cost < second) second = cost;
      }
      this.nearest[demand] = nearest;
      this.second[demand] = second;
      this.site[demand] = site;
    }
  }

  /** What opening `entering` saves. */
  saving(entering: number): number {
    const { costs, weights } = this.#problem;
    let sum = 0;
    for (const [demand, row] of costs.entries()) {
      const now = this.nearest[demand]!;
      if (row[entering]! < now && weights[demand]! > 0) sum += weights[demand]! * (now - row[entering]!);
    }
    return sum;
  }

  /** What all would pay if `entering` opened besides. */
  totalWith(entering: number): number {
    const { costs, weights } = this.#problem;
    let sum = 0;
    for (const [demand, row] of costs.entries()) {
      if (weights[demand]! > 0) sum += weights[demand]! * Math.min(this.nearest[demand]!, row[entering]!);
    }
    return sum;
  }

  /** The best site to close when `entering` opens, and what the exchange saves in all. */
  exchange(entering: number): { readonly leaving: number; readonly saving: number } {
    const { costs, weights } = this.#problem;
    const loss = new Map(this.open.map((site) => [site, 0]));
    let gain = 0;
    for (const [demand, row] of costs.entries()) {
      const weight = weights[demand]!;
      if (!(weight > 0)) continue;
      const now = this.nearest[demand]!;
      const cost = row[entering]!;
      if (cost < now) gain += weight * (now - cost);
      else if (this.site[demand]! >= 0) {
        const own = this.site[demand]!;
        loss.set(own, loss.get(own)! + weight * (Math.min(this.second[demand]!, cost) - now));
      }
    }
    let leaving = -1;
    let saving = Number.NEGATIVE_INFINITY;
    for (const [site, lost] of loss) {
      if (gain - lost > saving) {
        saving = gain - lost;
        leaving = site;
      }
    }
    return { leaving, saving };
  }
}

/** Opens sites until there are `p`, each where it saves most; of equal ones the first. */
function openGreedily(problem: LocationProblem, state: Assignment, candidates: readonly number[], p: number): void {
  while (state.open.length < p) {
    // Where somebody has no site yet a saving is infinite: the least sum tells sites apart.
    const isServed = Number.isFinite(total(state.nearest, problem.weights));
    let best = -1;
    let value = Number.NEGATIVE_INFINITY;
    for (const site of candidates) {
      if (state.open.includes(site)) continue;
      const worth = isServed ? state.saving(site) : -state.totalWith(site);
      if (best >= 0 && worth <= value) continue;
      value = worth;
      best = site;
    }
    if (best < 0) return;
    state.open.push(best);
    state.refresh();
  }
}

/** Exchanges sites as long as an exchange saves anything. */
function substitute(problem: LocationProblem, state: Assignment, candidates: readonly number[]): void {
  for (let isBetter = state.open.length > 0; isBetter; ) {
    isBetter = false;
    const least = 1e-9 * Math.max(1, total(state.nearest, problem.weights));
    for (const entering of candidates) {
      if (state.open.includes(entering)) continue;
      const { leaving, saving } = state.exchange(entering);
      if (!(saving > least)) continue;
      state.open[state.open.indexOf(leaving)] = entering;
      state.refresh();
      isBetter = true;
    }
  }
}

/**
 * `p` new sites of small total cost: opened one by one where each saves most, then exchanged as long as an exchange saves
 * anything (Teitz & Bart 1968); then, twice over, two neighbours in the list are closed and the search goes on without them.
 * No proof of how good they are; see {@link proveMedian}.
 */
export function searchMedian(problem: LocationProblem, p: number): number[] {
  const candidates = Array.from({ length: siteCount(problem) }, (_, site) => site).filter(
    (site) => !problem.existing.includes(site),
  );
  const standing = costsTo(problem.costs, problem.existing);
  const search = (start: readonly number[], allowed: readonly number[]) => {
    const state = new Assignment(problem, standing, start);
    openGreedily(problem, state, allowed, p);
    substitute(problem, state, candidates);
    return { sites: state.open, cost: total(state.nearest, problem.weights) };
  };
  let best = search([], candidates);
  for (let shake = 0; shake < Math.min(2 * p, 24) && candidates.length > p; shake++) {
    const away = new Set([best.sites[shake % p]!, best.sites[(shake + 1 + Math.floor(shake / p)) % p]!]);
    const kept = best.sites.filter((site) => !away.has(site));
    const other = search(
      kept,
      candidates.filter((site) => !away.has(site)),
    );
    if (other.sites.length === p && other.cost < best.cost) best = other;
  }
  return best.sites.sort((a, b) => a - b);
}

/** What the relaxation of a p-median proves. */
export interface MedianProof {
  /** No choice of new sites costs less. */
  readonly bound: number;
  /** 1 where a site is in no choice that costs less than the known one, 2 where it is in every such choice, else 0. */
  readonly fate: Uint8Array;
}

/**
 * What can be said of the best choice of `p` new sites: Lagrangian relaxation of "every demand is served once", improved by
 * the subgradient method (Narula, Ogbu & Samuelsson 1977). `best` is the total cost of a known choice, which must be finite.
 * A site is ruled out, or in, when the relaxed cost of the contrary is above `best`.
 */
export function proveMedian(problem: LocationProblem, p: number, best: number): MedianProof {
  const { costs, weights, existing } = problem;
  const standing = costsTo(costs, existing);
  const demands = Array.from(weights.keys()).filter((demand) => weights[demand]! > 0);
  const sites = siteCount(problem);
  const closed = Array.from({ length: sites }, (_, site) => site).filter((site) => !existing.includes(site));
  const fate = new Uint8Array(sites);
  const margin = 1e-9 * Math.max(1, Math.abs(best));
  // What each demand would pay for being served: at first about what it pays with sites spread evenly.
  const price = Float64Array.from(demands, (demand) => {
    const sorted = Float64Array.from(closed, (site) => costs[demand]![site]!).sort();
    const typical = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length / Math.max(1, p)))] ?? 0;
    return weights[demand]! * Math.min(standing[demand]!, Number.isFinite(typical) ? typical : sorted[0]!);
  });
  const served = new Float64Array(demands.length);
  const worth = new Float64Array(sites);
  // Everybody at the nearest of all sites: seldom near, but never wrong.
  let bound = demands.reduce((sum, demand) => {
    const nearest = closed.reduce((least, site) => Math.min(least, costs[demand]![site]!), standing[demand]!);
    return sum + weights[demand]! * nearest;
  }, 0);
  let step = 2;
  let idle = 0;
  for (let round = 0; round < rounds && step > 1e-3 && bound < best - margin; round++) {
    worth.fill(0);
    served.fill(0);
    let value = 0;
    for (const [place, demand] of demands.entries()) {
      const weight = weights[demand]!;
      const row = costs[demand]!;
      value += price[place]!;
      const stays = weight * standing[demand]! - price[place]!;
      if (stays < 0) {
        value += stays;
        served[place]! += 1;
      }
      for (const site of closed) {
        const reduced = weight * row[site]! - price[place]!;
        if (reduced < 0) worth[site]! += reduced;
      }
    }
    const order = [...closed].sort((a, b) => worth[a]! - worth[b]! || a - b);
    for (const site of order.slice(0, p)) value += worth[site]!;
    const last = worth[order[p - 1]!]!;
    const next = p < order.length ? worth[order[p]!]! : Number.POSITIVE_INFINITY;
    for (const [place, site] of order.entries()) {
      if (place >= p && value + worth[site]! - last > best + margin) fate[site] = 1;
      if (place < p && value - worth[site]! + next > best + margin) fate[site] = 2;
    }
    if (value > bound) {
      bound = value;
      idle = 0;
    } else if (++idle === 10) {
      step /= 2;
      idle = 0;
    }
    let squares = 0;
    for (const [place, demand] of demands.entries()) {
      for (const site of order.slice(0, p)) {
        if (weights[demand]! * costs[demand]![site]! - price[place]! < 0) served[place]! += 1;
      }
      squares += (1 - served[place]!) ** 2;
    }
    if (squares === 0) break;
    const length = (step * Math.max(best - value, margin)) / squares;
    for (const place of demands.keys()) price[place] = price[place]! + length * (1 - served[place]!);
  }
  return { bound: Math.min(best, bound), fate };
}

/** Demands by site: `reach` the other way round. */
function demandsOf(reach: readonly (readonly number[])[], sites: number): readonly (readonly number[])[] {
  const covers: number[][] = Array.from({ length: sites }, () => []);
  for (const [demand, own] of reach.entries()) for (const site of own) covers[site]!.push(demand);
  return covers;
}

/** Few sites that cover every demand that can be covered: the one that covers most of the rest each time, none superfluous. */
export function searchCover(reach: readonly (readonly number[])[], sites: number): number[] {
  const covers = demandsOf(reach, sites);
  const times = new Int32Array(reach.length);
  const open: number[] = [];
  for (;;) {
    let best = -1;
    let most = 0;
    for (const [site, own] of covers.entries()) {
      let count = 0;
      for (const demand of own) if (times[demand] === 0) count++;
      if (count > most) {
        most = count;
        best = site;
      }
    }
    if (best < 0) break;
    open.push(best);
    for (const demand of covers[best]!) times[demand]!++;
  }
  const kept = open.filter((site) => {
    const isNeeded = covers[site]!.some((demand) => times[demand] === 1);
    if (!isNeeded) for (const demand of covers[site]!) times[demand]!--;
    return isNeeded;
  });
  return kept.sort((a, b) => a - b);
}

/** A number of sites below which no cover comes: Lagrangian relaxation of covering. `best` is the size of a known cover. */
export function coverBound(reach: readonly (readonly number[])[], sites: number, best: number): number {
  const rows = reach.filter((own) => own.length > 0);
  const price = Float64Array.from(rows, (own) => 1 / own.length);
  const reduced = new Float64Array(sites);
  let bound = 0;
  let step = 2;
  let idle = 0;
  for (let round = 0; round < rounds && step > 1e-4; round++) {
    reduced.fill(1);
    let value = 0;
    for (const [row, own] of rows.entries()) {
      value += price[row]!;
      for (const site of own) reduced[site]! -= price[row]!;
    }
    for (const cost of reduced) value += Math.min(0, cost);
    if (value > bound) {
      bound = value;
      idle = 0;
    } else if (++idle === 12) {
      step /= 2;
      idle = 0;
    }
    let squares = 0;
    const slack = rows.map((own) => 1 - own.reduce((sum, site) => sum + (reduced[site]! < 0 ? 1 : 0), 0));
    for (const value of slack) squares += value * value;
    if (squares === 0) break;
    const length = (step * Math.max(best - value, 0.01)) / squares;
    for (const row of rows.keys()) price[row] = Math.max(0, price[row]! + length * slack[row]!);
  }
  return Math.min(best, Math.ceil(bound - 1e-6));
}
