import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';

/** The ends of the scale on which one indicator of all scenarios is drawn. */
export interface BulletScale {
  readonly low: number;
  readonly high: number;
}

/** A scale with room around everything there is to show; percentages stay between 0 and 100. */
export function bulletScale(definition: IndicatorDefinition, values: readonly IndicatorValue[]): BulletScale | null {
  const numbers = values.flatMap(({ value, low, high }) => [value, low, high]).filter((one) => one !== undefined);
  if (numbers.length === 0) return null;
  if (definition.target) numbers.push(definition.target.value);
  const least = Math.min(...numbers);
  const most = Math.max(...numbers);
  const room = (most - least || Math.abs(most) || 1) * 0.18;
  const limits =
    definition.unit === '%' ? [0, 100] : [least >= 0 ? 0 : Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return { low: Math.max(limits[0]!, least - room), high: Math.min(limits[1]!, most + room) };
}
