import type { MethodValue } from '#core/methods/outcome.ts';
import type { Assumption, AssumptionValues } from '#core/model/assumption.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import type { LiveMeasure, Measured } from './live-measures.ts';
import type { LiveSet } from './live-set.ts';
import { group, type LiveSums } from './live-sums.ts';
import { LiveView } from './live-view.ts';

/** A scenario with its baseline, and what is assumed: base values by id, and the ranges that make the bands. */
export interface LiveQuestion {
  readonly sums: LiveSums;
  readonly baseline: LiveSums;
  readonly assumptions: AssumptionValues;
  readonly ranged: readonly Assumption[];
}

/** The end of an assumption's range that a value is worked out under. */
export type RangeEnd = 'low' | 'high';

function measuredUnder(
  { sums, baseline, assumptions }: LiveQuestion,
  changed: AssumptionValues,
  walkGroup: number,
): Measured {
  const under = { ...assumptions, ...changed };
  return {
    view: new LiveView(sums, under, walkGroup),
    baseline: new LiveView(baseline, under, walkGroup),
    sums,
  };
}

/** A scenario under its assumptions, and under the ends of the range of single ones; each worked out once. */
export class LiveVariants {
  readonly base: Measured;
  readonly ranged: ReadonlyMap<string, Assumption>;
  readonly #question: LiveQuestion;
  readonly #known = new Map<string, Measured>();

  constructor(question: LiveQuestion) {
    this.#question = question;
    this.base = measuredUnder(question, {}, group.walk);
    this.ranged = new Map(question.ranged.filter(({ low, high }) => low < high).map((one) => [one.id, one]));
  }

  at({ id, low, high }: Assumption, end: RangeEnd): Measured {
    const key = `${id} ${end}`;
    let measured = this.#known.get(key);
    if (!measured) {
      const walk = id !== 'walking-speed' ? group.walk : end === 'low' ? group.walkLow : group.walkHigh;
      measured = measuredUnder(this.#question, { [id]: end === 'low' ? low : high }, walk);
      this.#known.set(key, measured);
    }
    return measured;
  }

  /** What the ends of the ranges of some assumptions make of a value, each changed alone. */
  span(ids: readonly string[], measure: (measured: Measured) => MethodValue): number[] {
    const seen: number[] = [];
    for (const id of ids) {
      const assumption = this.ranged.get(id);
      if (!assumption) continue;
      for (const end of ['low', 'high'] as const) {
        const value = measure(this.at(assumption, end));
        if (value.status === 'ok') seen.push(value.value);
      }
    }
    return seen;
  }
}

/** A value with the band that other values span around it. */
export function banded(id: string, value: MethodValue, others: readonly number[]): IndicatorValue {
  if (value.status !== 'ok') return { id, ...value };
  const low = Math.min(value.value, ...others);
  const high = Math.max(value.value, ...others);
  return low < high ? { id, status: 'ok', value: value.value, low, high } : { id, status: 'ok', value: value.value };
}

/** One live indicator of a scenario, with its band from single assumptions. */
export function liveIndicator(
  variants: LiveVariants,
  id: string,
  { assumptions, measure }: LiveMeasure,
): IndicatorValue {
  const value = measure(variants.base);
  return banded(id, value, value.status === 'ok' ? variants.span(assumptions, measure) : []);
}

/** What stands for a value that comes later. */
const comesLater = { status: 'insufficient-data', reason: { zh: '正在计算', en: 'being calculated' } } as const;

/** The live indicators of one scenario, in the order of the definitions of `set`, save those that come `later`. */
export function liveIndicators(variants: LiveVariants, set: LiveSet, later: ReadonlySet<string>): IndicatorValue[] {
  return set.definitions.map(({ id }) =>
    later.has(id) ? { id, ...comesLater } : liveIndicator(variants, id, set.measureOf(id)!),
  );
}
