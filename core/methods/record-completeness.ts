import { insufficient, type MethodValue, ok } from './outcome.ts';

/** A stretch of time without a value: the last time before it and the first after it, in the unit of the times. */
export interface RecordGap {
  readonly from: number;
  readonly to: number;
  /** Values that should have been there. */
  readonly missing: number;
}

export interface Completeness {
  /** Usual step between values: the median of the steps. */
  readonly step: MethodValue;
  /** Values that should be there between start and end, both inclusive. */
  readonly expected: number;
  readonly present: number;
  /** present / expected, at most 1. */
  readonly share: MethodValue;
  /** In the order of time. */
  readonly gaps: readonly RecordGap[];
  readonly longestGap: RecordGap | null;
}

/**
 * How complete a record is: one value expected per step from `start` to `end` (by default its first and last time). A step of
 * more than one and a half usual ones is a gap. Times that stand twice count once. `step` is the median step unless given.
 */
export function recordCompleteness(
  times: ArrayLike<number>,
  options: {
    readonly step?: number | undefined;
    readonly start?: number | undefined;
    readonly end?: number | undefined;
  } = {},
): Completeness {
  const sorted = [...new Set(Array.from(times).filter((time) => Number.isFinite(time)))].sort((a, b) => a - b);
  const steps = sorted.slice(1).map((time, at) => time - sorted[at]!);
  const median = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)];
  const step = options.step ?? median;
  const present = sorted.length;
  if (step === undefined || !(step > 0) || present === 0) {
    const none = insufficient('少于两个时间', 'there are fewer than two times');
    return { step: none, expected: present, present, share: none, gaps: [], longestGap: null };
  }
  const start = Math.min(options.start ?? sorted[0]!, sorted[0]!);
  const end = Math.max(options.end ?? sorted.at(-1)!, sorted.at(-1)!);
  // A record that begins late or ended early has a gap there too: as if values stood one step outside.
  const ends = [
    ...(sorted[0]! - start >= step ? [start - step] : []),
    ...sorted,
    ...(end - sorted.at(-1)! >= step ? [end + step] : []),
  ];
  const gaps: RecordGap[] = [];
  for (let at = 1; at < ends.length; at++) {
    const missing = Math.round((ends[at]! - ends[at - 1]!) / step) - 1;
    if (ends[at]! - ends[at - 1]! > 1.5 * step && missing > 0)
      gaps.push({ from: ends[at - 1]!, to: ends[at]!, missing });
  }
  const expected = Math.max(present, Math.round((end - start) / step) + 1);
  const longestGap = gaps.reduce<RecordGap | null>(
    (longest, gap) => (longest === null || gap.missing > longest.missing ? gap : longest),
    null,
  );
  return { step: ok(step), expected, present, share: ok(present / expected), gaps, longestGap };
}
