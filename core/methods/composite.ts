import type { Target } from '#core/model/indicator.ts';
import { requireSameLength } from './input.ts';
import { type Direction, minMax } from './normalise.ts';
import { insufficient, type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

export interface WeightedSum {
  /** Σ w s over the scores that are known; at most `assessable`. */
  readonly points: MethodValue;
  /** Share of the weight whose scores are known, 0 to 1. */
  readonly assessable: MethodValue;
  /** points / assessable: how good what could be assessed is. Says nothing of the rest. */
  readonly scoreOfAssessable: MethodValue;
}

/**
 * Weighted sum Σ w s with weights scaled to add up to 1 over all criteria, also those without a score (NaN). Missing scores are
 * never made up for: the points stay below their possible maximum, which is given beside them.
 * Source: OECD/JRC Handbook 2008, section 6 (linear aggregation).
 */
export function weightedSum(scores: ArrayLike<number>, weights: ArrayLike<number>): WeightedSum {
  requireSameLength('weighted-sum', { scores, weights });
  let total = 0;
  let known = 0;
  let sum = 0;
  for (let at = 0; at < scores.length; at++) {
    total += weights[at]!;
    if (Number.isNaN(scores[at]!)) continue;
    known += weights[at]!;
    sum += weights[at]! * scores[at]!;
  }
  if (!(total > 0)) {
    const none = notDefined('权重之和为 0', 'the weights add up to 0');
    return { points: none, assessable: none, scoreOfAssessable: none };
  }
  const nothing = insufficient('没有可评的指标', 'there is no indicator that can be assessed');
  return {
    points: known > 0 ? ok(sum / total) : nothing,
    assessable: ok(known / total),
    scoreOfAssessable: known > 0 ? ok(sum / known) : nothing,
  };
}

export interface Attainment {
  readonly isMet: boolean;
  /** 1 when met, otherwise how far towards the target: value / target, or target / value where less is better. */
  readonly degree: MethodValue;
}

/** How far a value reaches a target; thresholds are inclusive. The degree needs values and targets above 0. */
export function attainment(
  value: number,
  { value: target, comparison }: Pick<Target, 'value' | 'comparison'>,
): Attainment {
  const isMet = comparison === 'at-least' ? value >= target : value <= target;
  if (isMet) return { isMet, degree: ok(1) };
  if (!(target > 0) || value < 0) {
    return { isMet, degree: notDefined('目标或数值不为正', 'the target or the value is not positive') };
  }
  return { isMet, degree: ok(comparison === 'at-least' ? value / target : target / value) };
}

/** What is done with values before entropies are taken: nothing (none may be negative), or min-max scaling by column. */
export type EntropyShift = 'none' | 'min-max';

export interface EntropyWeights {
  /** By column: 1 for a column that is the same everywhere. */
  readonly entropies: Float64Array;
  /** Adding up to 1; 0 for a constant column. Empty unless `status` is ok. */
  readonly weights: Float64Array;
  /** How many columns tell the rows apart. */
  readonly telling: MethodValue;
  readonly shift: EntropyShift;
}

/**
 * Entropy weights: p_ij = x_ij / Σ_i x_ij, E_j = −(1 / ln m) Σ_i p ln p, w_j = (1 − E_j) / Σ (1 − E), for m rows (alternatives)
 * and columns (criteria). They measure how much a column differs in this sample, not how much it matters. Values below 0 and
 * columns that add up to 0 need the shift, which changes the weights and has to be told: `min-max` takes (x − min) / (max − min),
 * reversed for a cost. Source: Shannon 1948; Zeleny 1982.
 */
export function entropyWeights(
  rows: readonly ArrayLike<number>[],
  shift: EntropyShift = 'none',
  directions: readonly Direction[] = [],
): EntropyWeights {
  const columns = rows[0]?.length ?? 0;
  const nothing = { entropies: new Float64Array(0), weights: new Float64Array(0), shift };
  if (rows.length < 2) {
    return { ...nothing, telling: outOfRange('少于两个方案', 'there are fewer than two alternatives') };
  }
  const entropies = new Float64Array(columns);
  for (let column = 0; column < columns; column++) {
    const raw = Float64Array.from(rows, (row) => row[column]!);
    const isConstant = raw.every((value) => value === raw[0]);
    if (isConstant) {
      entropies[column] = 1;
      continue;
    }
    const values = shift === 'min-max' ? minMax(raw, directions[column]).scores : raw;
    const total = values.reduce((sum, value) => sum + value, 0);
    if (values.some((value) => value < 0) || !(total > 0)) {
      const number = column + 1;
      return {
        ...nothing,
        telling: outOfRange(
          `第 ${number} 列有负值，没有比例可言：须声明平移规则（shift 取 min-max）`,
          `column ${number} has negative values and no shares: declare a shift (shift: min-max)`,
        ),
      };
    }
    const sum = values.reduce((part, value) => {
      const share = value / total;
      return share > 0 ? part - share * Math.log(share) : part;
    }, 0);
    entropies[column] = Math.min(1, sum / Math.log(rows.length));
  }
  const divergence = entropies.map((entropy) => 1 - entropy);
  const all = divergence.reduce((sum, value) => sum + value, 0);
  if (!(all > 0)) {
    const telling = notDefined('各方案在所有指标上都相同', 'the alternatives are the same in every criterion');
    return { ...nothing, entropies, telling };
  }
  return {
    entropies,
    weights: divergence.map((value) => value / all),
    telling: ok(divergence.filter((value) => value > 0).length),
    shift,
  };
}

export type TopsisNorm = 'vector' | 'min-max';

export interface Topsis {
  /** By row: d− / (d+ + d−), 0 to 1; `undefined` where ideal and anti-ideal are the same. */
  readonly closeness: readonly MethodValue[];
  /** Places by closeness, 1 the best; equal closeness, equal place. */
  readonly ranks: readonly number[];
  readonly norm: TopsisNorm;
}

function columnNorm(values: Float64Array, norm: TopsisNorm, direction: Direction): Float64Array {
  if (norm === 'min-max') {
    const { scores, constant } = minMax(values, direction);
    return constant ? new Float64Array(values.length) : scores;
  }
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  const sign = direction === 'benefit' ? 1 : -1;
  return length > 0 ? values.map((value) => (sign * value) / length) : new Float64Array(values.length);
}

/** Places by value, 1 the greatest; values within 1e-12 share a place. NaN comes last. */
export function ranksOf(values: ArrayLike<number>): number[] {
  return Array.from(values, (own) => {
    if (Number.isNaN(own)) return values.length;
    return 1 + Array.from(values).filter((other) => other > own + 1e-12).length;
  });
}

/**
 * TOPSIS: how near an alternative is to the best and how far from the worst of what there is, after weighting the normalised
 * criteria. Vector norm x / √Σx² or min-max; the two can give different rankings, and a further alternative can turn the ranking
 * of the others. Source: Hwang & Yoon 1981; min-max variant: Opricovic & Tzeng 2004.
 */
export function topsis(
  rows: readonly ArrayLike<number>[],
  weights: ArrayLike<number>,
  directions: readonly Direction[],
  norm: TopsisNorm = 'vector',
): Topsis {
  const toBest = new Float64Array(rows.length);
  const toWorst = new Float64Array(rows.length);
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  for (let column = 0; column < weights.length; column++) {
    const raw = Float64Array.from(rows, (row) => row[column]!);
    const weight = weights[column]! / (total > 0 ? total : 1);
    const values = columnNorm(raw, norm, directions[column] ?? 'benefit').map((value) => weight * value);
    const best = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    const worst = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
    for (const [row, value] of values.entries()) {
      toBest[row]! += (value - best) ** 2;
      toWorst[row]! += (value - worst) ** 2;
    }
  }
  const closeness = rows.map((_, row): MethodValue => {
    const far = Math.sqrt(toWorst[row]!);
    const whole = Math.sqrt(toBest[row]!) + far;
    if (!(whole > 0)) return notDefined('各方案没有差别', 'the alternatives do not differ');
    return ok(far / whole);
  });
  return { closeness, ranks: ranksOf(closeness.map((each) => (each.status === 'ok' ? each.value : Number.NaN))), norm };
}
