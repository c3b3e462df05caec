import { type EvaluatorContext, fillText, numberParameter, sortedQuantile } from '#sdk';
import type { Series } from './series.ts';
import { isBeyond, limitRatio, limitsFor, plainUnit, type Statistic, type Threshold } from './thresholds.ts';

/** How a series stands to one limit in the time that is assessed. */
export interface Standing {
  readonly threshold: Threshold;
  /** The statistic of the values; for `each` the worst of them. */
  readonly value: number;
  readonly ratio: number;
  readonly state: 'within' | 'beyond' | 'too-few';
}

export interface SeriesState {
  /** Values in the time that is assessed. */
  readonly count: number;
  readonly mean: number;
  readonly standings: readonly Standing[];
  /** `none` where no limit can be compared. */
  readonly state: Standing['state'] | 'none';
  /** Worst ratio to a limit; NaN where there is none. */
  readonly ratio: number;
  /** The limit that single values are held against, and how many of them are beyond. */
  readonly single: Threshold | undefined;
  readonly beyond: number;
}

function statisticOf(values: readonly number[], { statistic, comparison }: Threshold): number {
  if (statistic.kind === 'mean') return values.reduce((sum, value) => sum + value, 0) / values.length;
  const sorted = Float64Array.from(values).sort();
  if (statistic.kind === 'each') return comparison === 'at-most' ? sorted.at(-1)! : sorted[0]!;
  return sortedQuantile(sorted, statistic.percent / 100);
}

export function statisticText(statistic: Statistic): { readonly zh: string; readonly en: string } {
  if (statistic.kind === 'mean') return { zh: '均值', en: 'mean' };
  if (statistic.kind === 'each') return { zh: '每个值', en: 'every value' };
  return { zh: `第 ${statistic.percent} 百分位`, en: `percentile ${statistic.percent}` };
}

/** Limits of a series in its own unit; one in another unit is left out with a remark. */
function comparable(series: Series, thresholds: readonly Threshold[], context: EvaluatorContext): Threshold[] {
  return limitsFor(thresholds, series).filter(({ unit }) => {
    if (unit === null || plainUnit(unit) === plainUnit(series.unit)) return true;
    context.remark(
      'warning',
      fillText(
        '“{quantity}”的限值以 {limit} 计，{station} 的数值以 {own} 计，没有比较。',
        'The limit of "{quantity}" is in {limit}, the values of {station} in {own}: not compared.',
        {
          quantity: series.quantity,
          limit: unit,
          station: series.station,
          own: series.unit === '' ? { zh: '未知单位', en: 'an unknown unit' } : series.unit,
        },
      ),
    );
    return false;
  });
}

/**
 * Holds the last months of a series against its limits. With less than the least completeness in that time nothing is said:
 * a mean of a quarter of the days is no yearly mean. A single value beyond a limit for every value needs no completeness.
 */
export function stateOf(
  series: Series,
  thresholds: readonly Threshold[],
  window: { readonly from: number; readonly expected: number },
  context: EvaluatorContext,
): SeriesState {
  const first = series.days.findIndex((day) => day >= window.from);
  const values = first < 0 ? [] : series.values.slice(first);
  const limits = comparable(series, thresholds, context);
  const least = numberParameter(context.parameters, 'leastCompleteness') / 100;
  const isEnough = values.length > 0 && values.length >= least * window.expected;
  const standings = limits.map((threshold): Standing => {
    if (values.length === 0) return { threshold, value: Number.NaN, ratio: Number.NaN, state: 'too-few' };
    const value = statisticOf(values, threshold);
    const isWorse = isBeyond(value, threshold);
    const isCertain = isEnough || (isWorse && threshold.statistic.kind === 'each');
    const state = isCertain ? (isWorse ? 'beyond' : 'within') : 'too-few';
    return { threshold, value, ratio: limitRatio(value, threshold), state };
  });
  const states = standings.map(({ state }) => state);
  const state = states.includes('beyond')
    ? 'beyond'
    : states.includes('too-few')
      ? 'too-few'
      : states.length > 0
        ? 'within'
        : 'none';
  const ratios = standings.map(({ ratio }) => ratio).filter((ratio) => !Number.isNaN(ratio));
  const single =
    limits.find(({ statistic }) => statistic.kind === 'each') ??
    limits.find(({ statistic }) => statistic.kind === 'percentile');
  return {
    count: values.length,
    mean: values.length === 0 ? Number.NaN : values.reduce((sum, value) => sum + value, 0) / values.length,
    standings,
    state,
    ratio: ratios.length === 0 ? Number.NaN : Math.max(...ratios),
    single,
    beyond: single ? values.filter((value) => isBeyond(value, single)).length : 0,
  };
}
