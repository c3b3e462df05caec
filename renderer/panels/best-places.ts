import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';

/** Places of the best values; none where all are the same or nothing is better. */
export function bestPlaces(
  values: readonly (IndicatorValue | undefined)[],
  better: IndicatorDefinition['better'],
): readonly number[] {
  const numbers = values.map((value) => value?.value);
  const known = numbers.filter((one) => one !== undefined);
  if (better === 'neutral' || known.length < 2) return [];
  const best = better === 'higher' ? Math.max(...known) : Math.min(...known);
  if (known.every((one) => one === best)) return [];
  return numbers.flatMap((one, place) => (one === best ? [place] : []));
}
