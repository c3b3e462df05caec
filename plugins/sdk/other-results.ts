import type { Others } from '#core/evaluation/contract.ts';
import { insufficient, type MethodValue, ok } from '#core/methods/outcome.ts';
import type { IndicatorDefinition } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';
import { fillText } from './fill-text.ts';

/** An indicator of another evaluator in one scenario. */
export interface OtherIndicator {
  /** Its value, or why there is none and what would change that. */
  readonly value: MethodValue;
  /** Absent when there is no such evaluator or indicator. */
  readonly definition?: IndicatorDefinition;
  /** The reservation with which the value was given. */
  readonly note?: LocalText;
}

/** Reads an indicator of another evaluator; the manifest must declare to read it. What is missing is `insufficient-data`. */
export function readOther(
  others: Others | undefined,
  evaluator: string,
  indicator: string,
  scenario: string | undefined = others?.own,
): OtherIndicator {
  const known = others?.evaluators.find(({ id }) => id === evaluator);
  if (!known) {
    const text = fillText(
      '没有评估器“{evaluator}”；装上它即可评估',
      'there is no evaluator "{evaluator}"; with it this can be assessed',
      { evaluator },
    );
    return { value: insufficient(text.zh, text.en) };
  }
  const { name, version } = known;
  const definition = known.indicators.find(({ id }) => id === indicator);
  if (!definition) {
    const text = fillText(
      '评估器“{name}”{version} 没有指标 {indicator}；换用给出它的版本即可评估',
      'version {version} of the evaluator "{name}" has no indicator {indicator}; a version that gives it is needed',
      { name, version, indicator },
    );
    return { value: insufficient(text.zh, text.en) };
  }
  const result = others!.results.find((each) => each.evaluator === evaluator && each.scenario === scenario);
  const value = result?.indicators.find(({ id }) => id === indicator);
  if (!value) {
    const reason = result?.failure ?? { zh: '没有结果', en: 'there is no result' };
    const text = fillText('评估器“{name}”未能给出结果：{reason}', 'the evaluator "{name}" gave no result: {reason}', {
      name,
      reason,
    });
    return { value: insufficient(text.zh, text.en), definition };
  }
  const { status, reason } = value;
  if (status === 'ok') return { value: ok(value.value!), definition, ...(reason ? { note: reason } : {}) };
  const said = reason ?? { zh: '没有数值', en: 'there is no value' };
  const text = fillText('{name}：{reason}', '{name}: {reason}', { name, reason: said });
  return { value: { status, reason: text }, definition };
}
