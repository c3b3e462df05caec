import { type Decay, decayWeight } from './decay.ts';

/**
 * Demand, supply and the cost of getting from one to the other: `costs[i][j]` from origin i to destination j, in minutes or
 * metres, Infinity where there is no way. Costs need not be symmetric; the cost of an origin to itself is not 0.
 */
export interface AccessProblem {
  readonly costs: readonly Float64Array[];
  /** People at each origin. */
  readonly population: ArrayLike<number>;
  /** Places, beds, jobs at each destination. */
  readonly supply: ArrayLike<number>;
}

/** What an origin has of the supply, and what a destination has to give. */
export interface FloatingCatchment {
  /** Supply per person at each origin. */
  readonly accessibility: Float64Array;
  /** Supply per person of demand at each destination; NaN where there is no demand: it gives nothing to anybody. */
  readonly supplyRatio: Float64Array;
}

/** Weights of enhanced two-step catchments: 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30 (Luo & Qi 2009). */
export const enhancedZones: Decay = { kind: 'zones', limits: [10, 20, 30], weights: [1, 0.68, 0.22] };

type Weights = readonly Float64Array[];

function weightsOf(costs: readonly Float64Array[], decay: Decay): Weights {
  // A loop of its own: mapping a typed array calls back for every cell, which costs ten times as much.
  return costs.map((row) => {
    const weights = new Float64Array(row.length);
    for (let destination = 0; destination < row.length; destination++) {
      weights[destination] = decayWeight(decay, row[destination]!);
    }
    return weights;
  });
}

function columnSums(weights: Weights, factor: (origin: number) => number): Float64Array {
  const sums = new Float64Array(weights[0]?.length ?? 0);
  for (const [origin, row] of weights.entries()) {
    const times = factor(origin);
    for (let destination = 0; destination < row.length; destination++) sums[destination]! += times * row[destination]!;
  }
  return sums;
}

function rowSum(row: Float64Array): number {
  let sum = 0;
  for (const weight of row) sum += weight;
  return sum;
}

/**
 * Opportunities within reach of each origin, weighted by the decay: A_i = Σ_j O_j f(t_ij). With the decay `cumulative` all
 * within the limit (inclusive) count in full. Sources: Hansen 1959; Wachs & Kumagai 1973.
 */
export function reachedOpportunities({ costs, supply }: Omit<AccessProblem, 'population'>, decay: Decay): Float64Array {
  return Float64Array.from(weightsOf(costs, decay), (row) =>
    row.reduce((sum, weight, j) => sum + weight * supply[j]!, 0),
  );
}

/** People who can reach each destination: Σ_i P_i f(t_ij), the passive form of the same. */
export function reachingPopulation({ costs, population }: Omit<AccessProblem, 'supply'>, decay: Decay): Float64Array {
  return columnSums(weightsOf(costs, decay), (origin) => population[origin]!);
}

function ratiosOf(supply: ArrayLike<number>, demand: Float64Array): Float64Array {
  return demand.map((people, destination) => (people > 0 ? supply[destination]! / people : Number.NaN));
}

function sumOfRatios(weights: Weights, ratios: Float64Array): Float64Array {
  return Float64Array.from(weights, (row) => {
    let sum = 0;
    for (let destination = 0; destination < row.length; destination++) {
      const weight = row[destination]!;
      if (weight > 0 && ratios[destination]! >= 0) sum += weight * ratios[destination]!;
    }
    return sum;
  });
}

/** Which origins and destinations have to do with each other, and how much: a sparse matrix of weights. */
export interface AccessPairs {
  readonly origins: number;
  readonly origin: ArrayLike<number>;
  readonly destination: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** {@link twoStepCatchment} of weights that are given pair by pair, for many origins of which each reaches few destinations. */
export function twoStepOverPairs(
  { origins, origin, destination, weight }: AccessPairs,
  population: ArrayLike<number>,
  supply: ArrayLike<number>,
): FloatingCatchment {
  const demand = new Float64Array(supply.length);
  for (let pair = 0; pair < weight.length; pair++) {
    demand[destination[pair]!]! += population[origin[pair]!]! * weight[pair]!;
  }
  const supplyRatio = ratiosOf(supply, demand);
  const accessibility = new Float64Array(origins);
  for (let pair = 0; pair < weight.length; pair++) {
    const ratio = supplyRatio[destination[pair]!]!;
    if (ratio >= 0) accessibility[origin[pair]!]! += ratio * weight[pair]!;
  }
  return { accessibility, supplyRatio };
}

/**
 * Two-step floating catchment areas: R_j = S_j / Σ_k P_k f(t_kj), A_i = Σ_j R_j f(t_ij). With the decay `cumulative` it is
 * 2SFCA (Luo & Wang 2003), with {@link enhancedZones} E2SFCA (Luo & Qi 2009), with others its gravity form.
 * Σ A_i P_i = Σ S_j over destinations with demand. Both steps use the way from the demand to the supply.
 */
export function twoStepCatchment({ costs, population, supply }: AccessProblem, decay: Decay): FloatingCatchment {
  const weights = weightsOf(costs, decay);
  const supplyRatio = ratiosOf(
    supply,
    columnSums(weights, (origin) => population[origin]!),
  );
  return { accessibility: sumOfRatios(weights, supplyRatio), supplyRatio };
}

/**
 * Modified two-step floating catchment areas: R_j = S_j / Σ_k P_k f(t_kj), A_i = Σ_j R_j f(t_ij)². What is far is worth less even
 * where few others use it: of the supply a part stays unused, so that Σ A_i P_i ≤ Σ S_j. Source: Delamater 2013.
 */
export function modifiedTwoStepCatchment(
  { costs, population, supply }: AccessProblem,
  decay: Decay,
): FloatingCatchment {
  const weights = weightsOf(costs, decay);
  const supplyRatio = ratiosOf(
    supply,
    columnSums(weights, (origin) => population[origin]!),
  );
  const squares = weights.map((row) => row.map((weight) => weight * weight));
  return { accessibility: sumOfRatios(squares, supplyRatio), supplyRatio };
}

/**
 * Three-step floating catchment areas: people choose among sites in proportion to the weight of each, G_ij = f_ij / Σ_k f_ik,
 * so that demand is not counted at every site at once. R_j = S_j / Σ_k G_kj P_k f_kj, A_i = Σ_j G_ij R_j f_ij.
 * Σ A_i P_i = Σ S_j holds as in two steps. Source: Wan, Zou & Sternberg 2012.
 */
export function threeStepCatchment({ costs, population, supply }: AccessProblem, decay: Decay): FloatingCatchment {
  const weights = weightsOf(costs, decay).map((row) => {
    const sum = rowSum(row);
    return row.map((weight) => (sum > 0 ? (weight * weight) / sum : 0));
  });
  const supplyRatio = ratiosOf(
    supply,
    columnSums(weights, (origin) => population[origin]!),
  );
  return { accessibility: sumOfRatios(weights, supplyRatio), supplyRatio };
}

/**
 * Balanced floating catchment areas: demand is shared out over sites by weights that add up to 1 for each origin, and the
 * level of service of a site over origins by weights that add up to 1 for each site; neither is inflated.
 * L_j = S_j / Σ_i P_i w^i_ij, A_i = Σ_j L_j w^j_ij. All people with some site are demand exactly once, and Σ A_i = Σ L_j.
 * Source: Paez, Higgins & Vivona 2019.
 */
export function balancedCatchment({ costs, population, supply }: AccessProblem, decay: Decay): FloatingCatchment {
  const weights = weightsOf(costs, decay);
  const byOrigin = weights.map((row) => {
    const sum = rowSum(row);
    return row.map((weight) => (sum > 0 ? weight / sum : 0));
  });
  const sums = columnSums(weights, () => 1);
  const bySite = weights.map((row) => row.map((weight, j) => (sums[j]! > 0 ? weight / sums[j]! : 0)));
  const supplyRatio = ratiosOf(
    supply,
    columnSums(byOrigin, (origin) => population[origin]!),
  );
  return { accessibility: sumOfRatios(bySite, supplyRatio), supplyRatio };
}

/** What each origin gets when every opportunity is given to somebody exactly once. */
export interface SpatialAvailability {
  /** Opportunities of each origin; they add up to those that anybody can reach. */
  readonly available: Float64Array;
  /** The same per person; NaN where nobody lives. */
  readonly perPerson: Float64Array;
}

/**
 * Spatial availability: each destination's opportunities are divided among origins by population (to the power `exponent`)
 * and by weight: V_i = Σ_j O_j P_i^a f_ij / Σ_k P_k^a f_kj. With the exponent 1, V_i / P_i is the accessibility of
 * {@link twoStepCatchment}. Source: Soukhov, Paez, Higgins & Mohamed 2023.
 */
export function spatialAvailability(
  { costs, population, supply }: AccessProblem,
  decay: Decay,
  exponent = 1,
): SpatialAvailability {
  const weights = weightsOf(costs, decay);
  const shares = Float64Array.from(population, (people) => (people > 0 ? people ** exponent : 0));
  const sums = columnSums(weights, (origin) => shares[origin]!);
  const available = Float64Array.from(weights, (row, origin) =>
    row.reduce((sum, weight, j) => (sums[j]! > 0 ? sum + (supply[j]! * shares[origin]! * weight) / sums[j]! : sum), 0),
  );
  const perPerson = available.map((amount, origin) =>
    population[origin]! > 0 ? amount / population[origin]! : Number.NaN,
  );
  return { available, perPerson };
}
