import { type IndicatorRow, numberOf } from './report-facts.ts';
import type { ScenarioMark } from './scenario-mark.ts';

/** All scenarios of one indicator on one line: where they stand beside each other and beside the target. */
export interface StripCell {
  readonly kind: 'strip';
  /** Positions from 0 (left) to 1. */
  readonly dots: readonly {
    readonly scenario: ScenarioMark;
    readonly at: number;
    readonly low?: number;
    readonly high?: number;
  }[];
  readonly target?: { readonly at: number; readonly comparison: 'at-least' | 'at-most' };
}

/** The strip of an indicator: from the least to the greatest value, band and target included; empty without numbers. */
export function stripOf(row: IndicatorRow, marks: readonly ScenarioMark[]): StripCell {
  const known = marks.flatMap((scenario, index) => {
    const value = numberOf(row, index);
    if (value === undefined) return [];
    const { low, high } = row.values[index]!;
    return [{ scenario, value, low, high }];
  });
  const all = known.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  if (row.target && known.length > 0) all.push(row.target.value);
  const least = Math.min(...all);
  const most = Math.max(...all);
  const at = (value: number) => (most > least ? Math.round(((value - least) / (most - least)) * 1000) / 1000 : 0.5);
  const dots = known.map(({ scenario, value, low, high }) => ({
    scenario,
    at: at(value),
    ...(low !== undefined && high !== undefined && { low: at(low), high: at(high) }),
  }));
  if (!row.target || known.length === 0) return { kind: 'strip', dots };
  return { kind: 'strip', dots, target: { at: at(row.target.value), comparison: row.target.comparison } };
}
