import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';

/** Whether more of an indicator is better (`benefit`) or worse (`cost`). */
export type Direction = 'benefit' | 'cost';

function finite(values: ArrayLike<number>): number[] {
  return Array.from(values).filter((value) => Number.isFinite(value));
}

export interface Normalised {
  /** One score per value, NaN where the value is missing; empty when the values cannot be normalised. */
  readonly scores: Float64Array;
  readonly lower: number;
  readonly upper: number;
  /** All values are the same: there is nothing to tell them apart by, and the scores are empty. */
  readonly constant: boolean;
}

/**
 * Min-max normalisation: z = (x − min) / (max − min), reversed (1 − z) for a cost.
 * Without `bounds` the smallest and largest value present are used, so that scores change when a best or worst case is added;
 * with bounds nothing is clamped, and values outside them leave 0 to 1.
 * Constant values do not divide by zero: `constant` is set and there are no scores.
 * Source: OECD/JRC, Handbook on Constructing Composite Indicators, 2008, section 5.
 */
export function minMax(
  values: ArrayLike<number>,
  direction: Direction = 'benefit',
  bounds?: readonly [lower: number, upper: number],
): Normalised {
  let [lower, upper] = bounds ?? [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  if (!bounds) {
    for (const value of finite(values)) {
      lower = Math.min(lower, value);
      upper = Math.max(upper, value);
    }
  }
  if (!(upper > lower)) {
    const bound = Number.isFinite(lower) ? lower : Number.NaN;
    return { scores: new Float64Array(0), lower: bound, upper: bound, constant: true };
  }
  const scores = Float64Array.from(values, (value) => {
    const score = (value - lower) / (upper - lower);
    return direction === 'benefit' ? score : 1 - score;
  });
  return { scores, lower, upper, constant: false };
}

/**
 * Goalpost score: (x − worst) / (best − worst), held between 0 and 1; `worst` may be the larger one (a cost).
 * Preferred across scenarios: adding a scenario changes no score. NaN stays NaN. `best` must differ from `worst`.
 * Source: OECD/JRC Handbook 2008 (distance to goalposts, as in the Human Development Index).
 */
export function goalpost(value: number, worst: number, best: number): number {
  const score = (value - worst) / (best - worst);
  return score <= 0 ? 0 : score > 1 ? 1 : score;
}

/** Standard scores (x − mean) / s with the sample standard deviation (n − 1), or n where `population` is set. */
export function standardScores(values: ArrayLike<number>, population = false): Normalised {
  const known = finite(values);
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / (population ? known.length : known.length - 1));
  if (!(deviation > 0)) return { scores: new Float64Array(0), lower: mean, upper: mean, constant: true };
  const scores = Float64Array.from(values, (value) => (value - mean) / deviation);
  return { scores, lower: mean - deviation, upper: mean + deviation, constant: false };
}

/**
 * Mean of `values` weighted by `weights`; pairs in which either is missing are left out.
 * `undefined` when the weights add up to 0.
 */
export function weightedMean(values: ArrayLike<number>, weights: ArrayLike<number>): MethodValue {
  requireSameLength('weighted-mean', { values, weights });
  let sum = 0;
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    const weight = weights[index]!;
    if (!Number.isFinite(value) || !Number.isFinite(weight)) continue;
    sum += value * weight;
    total += weight;
  }
  if (total === 0) return notDefined('权重之和为 0', 'the weights add up to 0');
  return ok(sum / total);
}
