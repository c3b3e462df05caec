import { mannKendall, monthNumber, seasonalMannKendall, sortedQuantile, type Trend, valueOrNaN } from '#sdk';
import type { Series } from './series.ts';

/** Medians of the months of a series, the months as numbers. */
export interface Months {
  readonly months: readonly number[];
  readonly medians: readonly number[];
}

export function monthsOf({ days, values }: Series): Months {
  const byMonth = new Map<number, number[]>();
  for (const [at, day] of days.entries()) {
    const month = monthNumber(day);
    const own = byMonth.get(month);
    if (own) own.push(values[at]!);
    else byMonth.set(month, [values[at]!]);
  }
  const months = [...byMonth.keys()].sort((a, b) => a - b);
  const medians = months.map((month) => sortedQuantile(Float64Array.from(byMonth.get(month)!).sort(), 0.5));
  return { months, medians };
}

export interface SeriesTrend extends Trend {
  readonly seasonal: boolean;
  /** −1 falling, 1 rising, 0 neither for sure; NaN where it could not be tested. */
  readonly direction: number;
  /** Slope in percent of the median a year. */
  readonly percentPerYear: number;
}

/**
 * Trend of the monthly medians, a year: within calendar months where there are two years of them, because seasons would hide
 * it, and because days follow from the day before and are no independent values; of all months otherwise.
 */
export function trendOf({ months, medians }: Months, significance: number): SeriesTrend {
  const years = months.map((month) => month / 12);
  const seasonal = months.length >= 24;
  const trend = seasonal
    ? seasonalMannKendall(
        years,
        medians,
        months.map((month) => month % 12),
      )
    : mannKendall(years, medians);
  const chance = valueOrNaN(trend.chance);
  // Values that are all the same were tested, and do not move.
  const isStill = trend.chance.status === 'undefined';
  const direction = isStill ? 0 : chance <= significance ? Math.sign(trend.score) : Number.isNaN(chance) ? chance : 0;
  const middle = Math.abs(sortedQuantile(Float64Array.from(medians).sort(), 0.5));
  // A slope of months too few to be tested says nothing of a year.
  const slope = trend.chance.status === 'insufficient-data' ? trend.chance : trend.slope;
  const percentPerYear = middle > 0 ? (100 * valueOrNaN(slope)) / middle : Number.NaN;
  return { ...trend, slope, seasonal, direction, percentPerYear };
}
