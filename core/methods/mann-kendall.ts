import { requireSameLength } from './input.ts';
import { twoSidedChance, twoSidedQuantile } from './normal-distribution.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';
import { sortedQuantile } from './statistics.ts';

export interface Trend {
  /** Pairs of time and value that took part. */
  readonly count: number;
  /** Rising pairs less falling ones. */
  readonly score: number;
  readonly variance: number;
  /** Standard score of `score`, corrected for continuity. */
  readonly z: MethodValue;
  /** Chance of a score at least that far from 0 without any trend, both sides. */
  readonly chance: MethodValue;
  /** Kendall's τ-b: −1 falling throughout, 1 rising throughout. */
  readonly tau: MethodValue;
  /** Sen's slope: median of the slopes of all pairs, unit of the values per unit of time. */
  readonly slope: MethodValue;
  readonly slopeLow: MethodValue;
  readonly slopeHigh: MethodValue;
}

interface Tally {
  count: number;
  score: number;
  variance: number;
  /** Pairs that differ in time, and those of them that differ in value. */
  pairs: number;
  untied: number;
  readonly slopes: number[];
}

/** Adds one series, whose values are compared among themselves only. */
function addSeries(tally: Tally, times: readonly number[], values: readonly number[]): void {
  const count = values.length;
  tally.count += count;
  for (let later = 1; later < count; later++) {
    for (let earlier = 0; earlier < later; earlier++) {
      const step = times[later]! - times[earlier]!;
      if (step === 0) continue;
      const sign = Math.sign((values[later]! - values[earlier]!) / step);
      tally.score += sign;
      tally.pairs++;
      if (sign !== 0) tally.untied++;
      tally.slopes.push((values[later]! - values[earlier]!) / step);
    }
  }
  tally.variance += scoreVariance(times, values);
}

function tieSizes(values: readonly number[]): number[] {
  const sizes = new Map<number, number>();
  for (const value of values) sizes.set(value, (sizes.get(value) ?? 0) + 1);
  return [...sizes.values()].filter((size) => size > 1);
}

/** Variance of the score without a trend, with ties in either column (Kendall 1975, eq. 4.4). */
function scoreVariance(times: readonly number[], values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const [t, u] = [tieSizes(values), tieSizes(times)];
  const sum = (sizes: readonly number[], of: (size: number) => number) =>
    sizes.reduce((total, size) => total + of(size), 0);
  const five = (size: number) => size * (size - 1) * (2 * size + 5);
  const three = (size: number) => size * (size - 1) * (size - 2);
  const two = (size: number) => size * (size - 1);
  let variance = (five(n) - sum(t, five) - sum(u, five)) / 18;
  if (n > 2) variance += (sum(t, three) * sum(u, three)) / (9 * three(n));
  return variance + (sum(t, two) * sum(u, two)) / (2 * two(n));
}

function summarise(tally: Tally, confidence: number, least: number): Trend {
  const { count, score, variance, pairs, untied } = tally;
  const few = insufficient(`少于 ${least} 个数值`, `there are fewer than ${least} values`);
  const slopes = Float64Array.from(tally.slopes).sort();
  const base = { count, score, variance };
  if (slopes.length === 0) return { ...base, z: few, chance: few, tau: few, slope: few, slopeLow: few, slopeHigh: few };
  const same = notDefined('数值全部相同', 'all values are the same');
  const z = variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
  // Ranks of the limits by the normal approximation (Gilbert 1987, section 16.5).
  const half = (twoSidedQuantile(1 - confidence) * Math.sqrt(variance)) / 2;
  const at = (rank: number) => sortedQuantile(slopes, Math.min(1, Math.max(0, rank / (slopes.length - 1 || 1))));
  const described = {
    ...base,
    tau: untied > 0 ? ok(score / Math.sqrt(pairs * untied)) : same,
    slope: ok(sortedQuantile(slopes, 0.5)),
  };
  // Score, tau and the median slope describe any series; what rests on the normal approximation needs more values.
  if (count < least) return { ...described, z: few, chance: few, slopeLow: few, slopeHigh: few };
  return {
    ...described,
    z: variance > 0 ? ok(z) : same,
    chance: variance > 0 ? ok(twoSidedChance(z)) : same,
    slopeLow: ok(at(slopes.length / 2 - half - 1)),
    slopeHigh: ok(at(slopes.length / 2 + half)),
  };
}

function newTally(): Tally {
  return { count: 0, score: 0, variance: 0, pairs: 0, untied: 0, slopes: [] };
}

/** Values in order of time, without those that are missing. */
function known(times: ArrayLike<number>, values: ArrayLike<number>, rows: Iterable<number>) {
  const kept = [...rows].filter((row) => Number.isFinite(times[row]!) && Number.isFinite(values[row]!));
  kept.sort((a, b) => times[a]! - times[b]! || a - b);
  return { times: kept.map((row) => times[row]!), values: kept.map((row) => values[row]!) };
}

/**
 * Mann-Kendall test for a monotone trend with Sen's slope: by ranks, so that outliers and skewed values do no harm. Needs 10
 * values for the normal approximation. Pitfall: seasons and values that follow from the day before break the assumption of
 * independence; take monthly values and {@link seasonalMannKendall}. Source: Mann 1945; Kendall 1975; Sen 1968; Gilbert 1987.
 */
export function mannKendall(times: ArrayLike<number>, values: ArrayLike<number>, confidence = 0.95): Trend {
  requireSameLength('mann-kendall', { times, values });
  const tally = newTally();
  const series = known(
    times,
    values,
    Array.from({ length: values.length }, (_, row) => row),
  );
  addSeries(tally, series.times, series.values);
  return summarise(tally, confidence, 10);
}

/**
 * The same with values compared within their season only (January with Januaries); scores and variances of the seasons add up.
 * Needs 24 values. Source: Hirsch, Slack & Smith 1982.
 */
export function seasonalMannKendall(
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  seasons: ArrayLike<number>,
  confidence = 0.95,
): Trend {
  requireSameLength('mann-kendall', { times, values, seasons });
  const rows = new Map<number, number[]>();
  for (let row = 0; row < values.length; row++) {
    const season = seasons[row]!;
    const list = rows.get(season);
    if (list) list.push(row);
    else rows.set(season, [row]);
  }
  const tally = newTally();
  for (const season of [...rows.keys()].sort((a, b) => a - b)) {
    const series = known(times, values, rows.get(season)!);
    addSeries(tally, series.times, series.values);
  }
  return summarise(tally, confidence, 24);
}
