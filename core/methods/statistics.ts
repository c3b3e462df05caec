import { requireSameLength } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';

/**
 * Quantile of the sorted values at rank h = (n − 1) p, interpolated linearly (type 7 of Hyndman & Fan 1996, the default of
 * R and NumPy). `sorted` must ascend and hold no NaN. NaN when it is empty.
 */
export function sortedQuantile(sorted: ArrayLike<number>, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = Math.floor(rank);
  const lower = sorted[below];
  const upper = sorted[Math.ceil(rank)];
  if (lower === undefined || upper === undefined) return Number.NaN;
  return lower + (upper - lower) * (rank - below);
}

/** Quantile of values in any order; missing values (NaN) are left out. See {@link sortedQuantile}. */
export function quantile(values: ArrayLike<number>, share: number): MethodValue {
  const sorted = Float64Array.from(Array.from(values).filter((value) => !Number.isNaN(value))).sort();
  if (sorted.length === 0) return insufficient('没有数值', 'there are no values');
  return ok(sortedQuantile(sorted, share));
}

/**
 * Quantile of values that each stand for `weights[i]` people or square metres: the smallest value at which the cumulated
 * weight reaches `share` of the whole (inverse of the distribution function, no interpolation).
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, share: number): MethodValue {
  requireSameLength('weighted-quantile', { values, weights });
  const order: number[] = [];
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    if (Number.isNaN(values[index]!) || !(weights[index]! > 0)) continue;
    order.push(index);
    total += weights[index]!;
  }
  if (order.length === 0) return insufficient('没有带权重的数值', 'there are no values with a weight');
  order.sort((a, b) => values[a]! - values[b]! || a - b);
  let sum = 0;
  for (const index of order) {
    sum += weights[index]!;
    // The rounding of a long sum must not push the last value out.
    if (sum >= share * total * (1 - 1e-12)) return ok(values[index]!);
  }
  return ok(values[order.at(-1)!]!);
}

export interface Interval {
  readonly share: MethodValue;
  readonly low: MethodValue;
  readonly high: MethodValue;
}

/**
 * Wilson score interval of a share: (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n). Unlike the simple interval it stays
 * within 0 and 1 and is of use for small n. Source: Wilson 1927. Default z = 1.959964 (95 %).
 */
export function wilsonInterval(successes: number, trials: number, z = 1.959963984540054): Interval {
  if (trials === 0) {
    const none = notDefined('次数为 0', 'there are no trials');
    return { share: none, low: none, high: none };
  }
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const spread = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const divisor = 1 + (z * z) / trials;
  return {
    share: ok(share),
    low: ok(Math.max(0, (centre - spread) / divisor)),
    high: ok(Math.min(1, (centre + spread) / divisor)),
  };
}

export interface Regression {
  readonly count: number;
  readonly slope: MethodValue;
  readonly intercept: MethodValue;
  /** Share of the variance of y that the line explains; undefined when y is constant. */
  readonly rSquared: MethodValue;
  /** Standard error of the slope; needs three points. */
  readonly slopeError: MethodValue;
}

/** Least-squares line y = intercept + slope · x; pairs in which either is missing are left out. */
export function linearRegression(x: ArrayLike<number>, y: ArrayLike<number>): Regression {
  requireSameLength('linear-regression', { x, y });
  const pairs: [number, number][] = [];
  for (let index = 0; index < x.length; index++) {
    if (Number.isFinite(x[index]!) && Number.isFinite(y[index]!)) pairs.push([x[index]!, y[index]!]);
  }
  const count = pairs.length;
  const none = (reason: MethodValue): Regression => ({
    count,
    slope: reason,
    intercept: reason,
    rSquared: reason,
    slopeError: reason,
  });
  if (count < 2) return none(insufficient('少于两对数值', 'there are fewer than two pairs'));
  const meanX = pairs.reduce((sum, [a]) => sum + a, 0) / count;
  const meanY = pairs.reduce((sum, [, b]) => sum + b, 0) / count;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const [a, b] of pairs) {
    xx += (a - meanX) ** 2;
    xy += (a - meanX) * (b - meanY);
    yy += (b - meanY) ** 2;
  }
  if (xx === 0) return none(notDefined('x 全部相同', 'all x are the same'));
  const slope = xy / xx;
  const residual = Math.max(0, yy - slope * xy);
  return {
    count,
    slope: ok(slope),
    intercept: ok(meanY - slope * meanX),
    rSquared: yy === 0 ? notDefined('y 全部相同', 'all y are the same') : ok((xy * xy) / (xx * yy)),
    slopeError:
      count < 3
        ? insufficient('少于三对数值', 'there are fewer than three pairs')
        : ok(Math.sqrt(residual / (count - 2) / xx)),
  };
}
