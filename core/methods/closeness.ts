import { requireSameLength } from './input.ts';
import { type MethodValue, notDefined, ok } from './outcome.ts';

export interface Closeness {
  /** Largest distance of a class: the table is t-close for every t from here on. */
  readonly t: MethodValue;
  /** Distance of each class, by its key. */
  readonly classes: readonly { readonly key: string; readonly size: number; readonly distance: number }[];
}

/**
 * t-closeness: how far the sensitive values of a class are from those of the whole table, by the earth mover's distance, 0 to 1.
 * Without an order of the values it is half the sum of the differences of their shares; with `order`, the values from least to
 * most, Σ |cumulated difference| / (m − 1). Source: Li, Li & Venkatasubramanian 2007.
 * Pitfall: values beside those of `order` cannot be placed; they are refused. Errors: `evaluation/method-input`.
 */
export function closeness(
  keys: readonly string[],
  sensitive: readonly (string | null)[],
  order?: readonly string[],
): Closeness {
  requireSameLength('t-closeness', { quasi: keys, sensitive });
  const values: readonly (string | null)[] = order ?? [...new Set(sensitive)];
  const placeOf = new Map(values.map((value, place) => [value, place]));
  const whole = new Float64Array(values.length);
  const classes = new Map<string, Float64Array>();
  for (const [record, key] of keys.entries()) {
    const place = placeOf.get(sensitive[record]!)!;
    whole[place]!++;
    const own = classes.get(key) ?? new Float64Array(values.length);
    classes.set(key, own);
    own[place]!++;
  }
  const distances = [...classes].map(([key, counts]) => {
    const size = counts.reduce((sum, count) => sum + count, 0);
    const gaps = counts.map((count, place) => count / size - whole[place]! / keys.length);
    return {
      key,
      size,
      distance: order ? orderedDistance(gaps) : gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / 2,
    };
  });
  const most = distances.reduce((largest, { distance }) => Math.max(largest, distance), 0);
  return { t: keys.length === 0 ? notDefined('没有记录', 'there are no records') : ok(most), classes: distances };
}

function orderedDistance(gaps: Float64Array): number {
  if (gaps.length < 2) return 0;
  let carried = 0;
  let sum = 0;
  for (const gap of gaps) {
    carried += gap;
    sum += Math.abs(carried);
  }
  return sum / (gaps.length - 1);
}
