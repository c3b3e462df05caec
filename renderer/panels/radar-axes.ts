import { niceScale } from '#renderer/ui/nice-scale.ts';
import type { ComparisonRow } from './use-comparison.ts';

/** One axis of a radar: outward is better, whatever the indicator. */
export interface RadarAxis {
  readonly row: ComparisonRow;
  /** Values at the centre and at the edge, in the indicator's unit. */
  readonly worst: number;
  readonly best: number;
  /** Place of each scenario, 0 at the centre to 1 at the edge; undefined without a number. */
  readonly shares: readonly (number | undefined)[];
}

/**
 * Axes for the indicators that have a better and a worse and a number in every scenario. Each runs between round numbers around
 * the values and the target, so that the outline says who is better in what, and nothing of how much indicators weigh.
 */
export function radarAxes(rows: readonly ComparisonRow[]): RadarAxis[] {
  return rows.flatMap((row): RadarAxis[] => {
    const { definition, values, target } = row;
    const numbers = values.flatMap((value) => (value?.value === undefined ? [] : [value.value]));
    if (definition.better === 'neutral' || numbers.length < values.length || numbers.length === 0) return [];
    const seen = target ? [...numbers, target.value] : numbers;
    const { low, high } = niceScale(Math.min(...seen), Math.max(...seen), 3);
    const [worst, best] = definition.better === 'higher' ? [low, high] : [high, low];
    const span = best - worst;
    return [{ row, worst, best, shares: numbers.map((number) => (span === 0 ? 0.5 : (number - worst) / span)) }];
  });
}
