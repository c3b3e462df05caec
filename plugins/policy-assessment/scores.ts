import {
  fillText,
  goalpost,
  insufficient,
  type LocalText,
  type MethodValue,
  minMax,
  type Others,
  readOther,
  valueOrNaN,
} from '#sdk';
import { type CoreIndicator, coreIndicators } from './catalogue.ts';

/** A core indicator in one scenario. */
export interface Assessed {
  readonly value: MethodValue;
  readonly note: LocalText | undefined;
  /** 0 to 1; NaN where it cannot be assessed. */
  readonly score: number;
}

/** A scenario with its core indicators, in their order. */
export interface Assessment {
  readonly id: string;
  readonly name: LocalText;
  readonly assessed: readonly Assessed[];
}

export type Normalisation = 'goalpost' | 'min-max';

/** Reads what feeds a core indicator; a value in another unit than the table's is not used. */
function valueIn(others: Others, { feed, unit }: CoreIndicator, scenario: string): Omit<Assessed, 'score'> {
  const { value, definition, note } = readOther(others, feed.evaluator, feed.indicator, scenario);
  if (value.status !== 'ok' || definition?.unit === unit) return { value, note };
  const text = fillText(
    '{feed} 的单位是 {seen}，指标表用 {expected}',
    '{feed} is given in {seen}, the table of indicators expects {expected}',
    { feed: `${feed.evaluator}/${feed.indicator}`, seen: definition?.unit ?? '?', expected: unit },
  );
  return { value: insufficient(text.zh, text.en), note: undefined };
}

/** Scores of one core indicator over the scenarios, NaN where there is none. */
function scoresOf(indicator: CoreIndicator, values: Float64Array, normalisation: Normalisation): Float64Array {
  if (normalisation === 'goalpost') return values.map((value) => goalpost(value, indicator.worst, indicator.best));
  const { scores, constant } = minMax(values, indicator.better === 'lower' ? 'cost' : 'benefit');
  return constant ? new Float64Array(values.length).fill(Number.NaN) : scores;
}

/** All scenarios of the project with their core indicators. */
export function assessScenarios(others: Others, normalisation: Normalisation): readonly Assessment[] {
  const columns = coreIndicators.map((indicator) => {
    const read = others.scenarios.map(({ id }) => valueIn(others, indicator, id));
    const values = Float64Array.from(read, ({ value }) => valueOrNaN(value));
    const scores = scoresOf(indicator, values, normalisation);
    return read.map((each, at): Assessed => ({ ...each, score: scores[at]! }));
  });
  return others.scenarios.map(({ id, name }, at) => ({ id, name, assessed: columns.map((column) => column[at]!) }));
}

/** The core indicators that every scenario has, by their place in the table. */
export function sharedIndicators(assessments: readonly Assessment[]): readonly number[] {
  return coreIndicators.flatMap((_, at) =>
    assessments.every(({ assessed }) => !Number.isNaN(assessed[at]!.score)) ? [at] : [],
  );
}
