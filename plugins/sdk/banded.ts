import type { EvaluatorContext } from '#core/evaluation/contract.ts';
import type { MethodValue } from '#core/methods/outcome.ts';
import { type AssumptionValues, defaultAssumptions } from '#core/model/assumption.ts';
import type { LocalText } from '#core/model/text.ts';
import type { IndicatorList } from './indicator-list.ts';

/** The value of an assumption. Throws for one that the manifest names neither in `assumptions` nor in `ranges`. */
export function assumed(assumptions: AssumptionValues, id: string): number {
  const value = assumptions[id];
  if (value === undefined) throw new Error(`there is no assumption ${id}, or the manifest does not name it`);
  return value;
}

const labels: ReadonlyMap<string, LocalText> = new Map(defaultAssumptions.map(({ id, label }) => [id, label]));

/** Name of an assumption; its id where it is none of the defaults. */
export function assumptionLabel(id: string): LocalText {
  return labels.get(id) ?? { zh: id, en: id };
}

/**
 * Sets indicators with the band that the assumptions span: `measure` is called with the base values, and once more for the
 * low and the high of each assumption in the manifest's `ranges`, one at a time. What has no number at its base gets no band.
 */
export function setBanded(
  list: IndicatorList,
  context: EvaluatorContext,
  measure: (assumptions: AssumptionValues) => ReadonlyMap<string, MethodValue>,
): void {
  const { assumptions, ranges } = context;
  const base = measure(assumptions);
  const variants = Object.entries(ranges).flatMap(([id, { low, high }]) =>
    low < high ? [low, high].map((value) => measure({ ...assumptions, [id]: value })) : [],
  );
  for (const [id, value] of base) {
    if (value.status !== 'ok') {
      list.set(id, value);
      continue;
    }
    const span = [value.value];
    for (const variant of variants) {
      const other = variant.get(id);
      if (other?.status === 'ok') span.push(other.value);
    }
    const [low, high] = [Math.min(...span), Math.max(...span)];
    // What differs by rounding alone is no band.
    const isBand = high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high));
    list.set(id, value, undefined, isBand ? { low, high } : undefined);
  }
}
