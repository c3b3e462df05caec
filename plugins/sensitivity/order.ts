import { type IndicatorDefinition, type MethodValue, notDefined, ok, ranksOf } from '#sdk';

/** How the scenarios stand in all runs, by an indicator. */
export interface ScenarioOrder {
  /** Places in the base, by scenario. */
  readonly places: readonly number[];
  /** Shares of the runs, by scenario: in which it is first, in which it keeps the place of the base. */
  readonly first: readonly number[];
  readonly keeps: readonly number[];
  /** Share in which the row scenario beats the column scenario. */
  readonly beats: readonly Float64Array[];
  /** Share in which all places are those of the base. */
  readonly same: number;
  readonly runs: number;
}

/**
 * Compares the scenarios in every run in which all of them have a value. `outputs[s][r]`: scenario s in row r, row 0 the base.
 * Undefined when the indicator has no better side, or there is nothing to compare.
 */
export function orderOf(
  outputs: readonly Float64Array[],
  better: IndicatorDefinition['better'],
): ScenarioOrder | undefined {
  if (better === 'neutral' || outputs.length < 2) return undefined;
  const sign = better === 'higher' ? 1 : -1;
  const at = (row: number) => outputs.map((values) => sign * values[row]!);
  if (at(0).some(Number.isNaN)) return undefined;
  const rows = Array.from(outputs[0]!.keys()).filter((row) => !at(row).some(Number.isNaN));
  const places = ranksOf(at(0));
  const first = outputs.map(() => 0);
  const keeps = outputs.map(() => 0);
  const beats = outputs.map(() => new Float64Array(outputs.length));
  let same = 0;
  for (const row of rows) {
    const values = at(row);
    const ranks = ranksOf(values);
    for (const [scenario, rank] of ranks.entries()) {
      first[scenario]! += rank === 1 ? 1 : 0;
      keeps[scenario]! += rank === places[scenario] ? 1 : 0;
      for (const [other, value] of values.entries()) {
        const lead = values[scenario]! - value;
        // Level scenarios count half for each.
        beats[scenario]![other]! += lead > 1e-12 ? 1 : lead < -1e-12 ? 0 : 0.5;
      }
    }
    if (ranks.join() === places.join()) same++;
  }
  const share = (count: number) => count / rows.length;
  return {
    places,
    first: first.map(share),
    keeps: keeps.map(share),
    beats: beats.map((row) => row.map(share)),
    same: share(same),
    runs: rows.length,
  };
}

/** A share as a percentage, or why there is no order. */
export function orderShare(order: ScenarioOrder | undefined, share: (order: ScenarioOrder) => number): MethodValue {
  if (order) return ok(100 * share(order));
  return notDefined(
    '没有可比的：只有一个情景、有情景没有数值，或该指标不分好坏',
    'there is nothing to compare: one scenario alone, a scenario without a value, or an indicator with no better side',
  );
}
