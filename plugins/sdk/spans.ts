import type { SnapshotLayer } from '#core/evaluation/contract.ts';
import type { MethodValue } from '#core/methods/outcome.ts';
import { numbersOf, sumOf } from './columns.ts';

/** The fewest and the most residents and jobs that the floor areas a head allow. */
export interface Spans {
  readonly residents: readonly [low: Float64Array, high: Float64Array];
  readonly jobs: readonly [low: Float64Array, high: Float64Array];
}

/** The spans of the parcels; undefined where the snapshot has none. */
export function spansOf(parcels: SnapshotLayer | undefined): Spans | undefined {
  if (!parcels?.columns.residents_low || !parcels.columns.residents_high) return undefined;
  const pair = (name: string) => [numbersOf(parcels, `${name}_low`), numbersOf(parcels, `${name}_high`)] as const;
  return { residents: pair('residents'), jobs: pair('jobs') };
}

/** Both sums of a span. */
export function spanSums([low, high]: readonly [Float64Array, Float64Array]): readonly [number, number] {
  return [sumOf(low), sumOf(high)];
}

/** The band that a value and its variants span; undefined where they are all the same. */
export function bandOf(
  value: MethodValue,
  variants: readonly MethodValue[],
): { readonly low: number; readonly high: number } | undefined {
  if (value.status !== 'ok') return undefined;
  const numbers = [value, ...variants].flatMap((each) => (each.status === 'ok' ? [each.value] : []));
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  // What differs by rounding alone is no band.
  return high - low > 1e-9 * Math.max(Math.abs(low), Math.abs(high)) ? { low, high } : undefined;
}
