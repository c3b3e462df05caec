import type { IndicatorDefinition } from './indicator.ts';
import type { LocalText } from './text.ts';

/** An indicator that a person wrote a formula for. Its id is the name under which formulas refer to it. */
export interface OwnIndicator {
  readonly id: string;
  readonly name: string;
  readonly formula: string;
  /** The unit its value is told in; empty for the one that follows from the formula. */
  readonly unit: string;
  readonly decimals: number;
  readonly better: IndicatorDefinition['better'];
  /** Where it comes from, or what it is for. */
  readonly source: string;
}

/** What an id is made of: a word, so that it needs no quotes in a formula. */
export const ownIndicatorId = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** Most decimals that an indicator is told with. */
export const mostDecimals = 4;

/** What is wrong with the form of an own indicator; its formula is checked with the rest of the project. */
export function ownIndicatorFault({ id, name, formula, decimals }: OwnIndicator): LocalText | undefined {
  if (!ownIndicatorId.test(id)) {
    return {
      zh: `“${id}”不能用作公式里的名称：应为一个词`,
      en: `"${id}" cannot be a name in formulas: it has to be one word`,
    };
  }
  if (name.trim() === '') return { zh: '指标要有名称', en: 'an indicator needs a name' };
  if (formula.trim() === '') return { zh: '指标要有公式', en: 'an indicator needs a formula' };
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > mostDecimals) {
    return { zh: `小数位应为 0 到 ${mostDecimals}`, en: `decimals have to be 0 to ${mostDecimals}` };
  }
  return undefined;
}
