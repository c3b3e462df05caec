import type { BreakMethod } from '#core/model/layer-style.ts';

/** More distinct values than this are thinned out before natural breaks are sought: the search costs their square. */
const mostForNaturalBreaks = 1500;

function distinct(sorted: readonly number[]): { values: number[]; counts: number[] } {
  const values: number[] = [];
  const counts: number[] = [];
  for (const value of sorted) {
    if (values.at(-1) === value) counts[counts.length - 1]!++;
    else {
      values.push(value);
      counts.push(1);
    }
  }
  return { values, counts };
}

/** Ends without repeats: classes that would hold nothing are left out. Only the first class can be a single value. */
function withoutEmpty(ends: readonly number[]): number[] {
  return ends.filter((end, place) => place < 2 || end > ends[place - 1]!);
}

function quantileBreaks(sorted: readonly number[], classes: number): number[] {
  const ends = [sorted[0]!];
  for (let place = 1; place <= classes; place++)
    ends.push(sorted[Math.max(0, Math.ceil((place * sorted.length) / classes) - 1)]!);
  return ends;
}

function equalBreaks(sorted: readonly number[], classes: number): number[] {
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  return Array.from({ length: classes + 1 }, (_, place) =>
    place === classes ? high : low + ((high - low) * place) / classes,
  );
}

/** Groups the values in steps of equal count, so that a search over them stays quick; each stands for its group. */
function thinned(sorted: readonly number[]): { values: number[]; counts: number[] } {
  const all = distinct(sorted);
  if (all.values.length <= mostForNaturalBreaks) return all;
  const sample = Array.from(
    { length: mostForNaturalBreaks },
    (_, place) => sorted[Math.round((place * (sorted.length - 1)) / (mostForNaturalBreaks - 1))]!,
  );
  return distinct(sample);
}

/**
 * Natural breaks: the classes with the least sum of squared deviations from their means, exactly, by dynamic programming
 * (Fisher 1958; Jenks 1977). With more than 1,500 distinct values it works on that many quantiles of them.
 */
function naturalBreaks(sorted: readonly number[], wanted: number): number[] {
  const { values, counts } = thinned(sorted);
  const size = values.length;
  const classes = Math.min(wanted, size);
  // Deviations are taken from the middle, so that large coordinates-like values lose no digits.
  const middle = values[size >> 1]!;
  const weight = new Float64Array(size + 1);
  const first = new Float64Array(size + 1);
  const second = new Float64Array(size + 1);
  for (let at = 0; at < size; at++) {
    const value = values[at]! - middle;
    weight[at + 1] = weight[at]! + counts[at]!;
    first[at + 1] = first[at]! + counts[at]! * value;
    second[at + 1] = second[at]! + counts[at]! * value * value;
  }
  const cost = (from: number, to: number): number => {
    const total = first[to]! - first[from]!;
    return second[to]! - second[from]! - (total * total) / (weight[to]! - weight[from]!);
  };
  let best = Float64Array.from({ length: size + 1 }, (_, end) => (end === 0 ? 0 : cost(0, end)));
  const starts: Int32Array[] = [];
  for (let number = 2; number <= classes; number++) {
    const next = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(size + 1);
    for (let end = number; end <= size; end++) {
      for (let from = number - 1; from < end; from++) {
        const sum = best[from]! + cost(from, end);
        if (sum < next[end]!) {
          next[end] = sum;
          start[end] = from;
        }
      }
    }
    best = next;
    starts.push(start);
  }
  const ends = [values[size - 1]!];
  let end = size;
  for (let number = classes; number >= 2; number--) {
    end = starts[number - 2]![end]!;
    ends.unshift(values[end - 1]!);
  }
  return [values[0]!, ...ends];
}

/**
 * Ends of `classes` classes over the finite numbers of `values`, ascending; fewer where values repeat. Empty when there is
 * no number.
 */
export function classBreaks(
  values: ArrayLike<number>,
  method: Exclude<BreakMethod, 'manual'>,
  classes: number,
): number[] {
  const sorted = Array.from(values)
    .filter((value) => Number.isFinite(value))
    .sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const wanted = Math.max(1, Math.floor(classes));
  const find = { quantile: quantileBreaks, equal: equalBreaks, natural: naturalBreaks }[method];
  return withoutEmpty(find(sorted, wanted));
}

/** The class of a value between `breaks`; -1 below the first end, above the last one and for no number. */
export function classOf(value: number, breaks: readonly number[]): number {
  const last = breaks.length - 1;
  if (!(value >= breaks[0]! && value <= breaks[last]!)) return -1;
  let [low, high] = [0, last - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= breaks[middle + 1]!) high = middle;
    else low = middle + 1;
  }
  return low;
}
