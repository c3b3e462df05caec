import { type Completeness, monthTime, recordCompleteness } from '#sdk';
import type { Series } from './series.ts';

/** Steps of this many days and more are counted in months: months are not of one length. */
const monthDays = 27;

export interface SeriesRecord extends Completeness {
  /** Usual step in days. */
  readonly stepDays: number;
  /** Steps that went by after the last value until the last one of any station for the quantity. */
  readonly silentSteps: number;
  /** The longest stretch without a value, days; 0 without a gap. */
  readonly longestGapDays: number;
  /** Gaps in day numbers, the last value before and the first after (or the end of the record). */
  readonly gapDays: readonly { readonly from: number; readonly to: number; readonly missing: number }[];
}

/** The day of a time in steps: its own day where there is a value, and otherwise the end. */
function dayAt(times: readonly number[], days: readonly number[], time: number, end: number): number {
  const at = times.indexOf(time);
  return at < 0 ? end : days[at]!;
}

/**
 * How complete a series is, from its own first value to the last one that any station has for the quantity: a station that
 * fell silent is incomplete, one that was set up later is not.
 */
export function recordOf(series: Series, lastDay: number): SeriesRecord {
  const { days } = series;
  const steps = days.slice(1).map((day, at) => day - days[at]!);
  const stepDays = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? Number.NaN;
  const inMonths = stepDays >= monthDays;
  const toTime = (day: number) => (inMonths ? monthTime(day) : day);
  const times = days.map(toTime);
  const step = inMonths ? Math.max(1, Math.round(stepDays / 30.44)) : undefined;
  const end = toTime(lastDay);
  const completeness = recordCompleteness(times, { step, end });
  const ownStep = completeness.step.status === 'ok' ? completeness.step.value : Number.NaN;
  const gapDays = completeness.gaps.map(({ from, to, missing }) => ({
    from: dayAt(times, days, from, days[0]!),
    to: dayAt(times, days, to, lastDay),
    missing,
  }));
  return {
    ...completeness,
    stepDays,
    silentSteps: Number.isNaN(ownStep) ? 0 : Math.floor((end - times.at(-1)!) / ownStep + 1e-9),
    longestGapDays: gapDays.reduce((longest, { from, to }) => Math.max(longest, to - from), 0),
    gapDays,
  };
}
