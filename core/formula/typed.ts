import type { LocalText } from '#core/model/text.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import { type ExpressionNode, expressionFault } from '#core/scenario/expression-tree.ts';
import { baseUnitText, isPlainNumber, isSameKind, peopleAndJobs, type Unit } from './units.ts';

/** What kind of value a part of a formula has; nothing where it is `null`. */
export type ValueKind = 'number' | 'text' | 'truth' | 'nothing';

const kindWords: Readonly<Record<ValueKind, LocalText>> = {
  number: { zh: '数', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  truth: { zh: '是或否', en: 'true or false' },
  nothing: { zh: '空值', en: 'no value' },
};

/** A unit as messages name it. */
export function unitWords(unit: Unit): LocalText {
  const text = unit.powers.size === 0 && unit.factor === 0.01 ? '%' : baseUnitText(unit);
  return text === '1' ? { zh: '无单位', en: 'no unit' } : { zh: text, en: text };
}

/** Asks for a kind of value. */
export function requireKind(text: string, node: ExpressionNode, found: ValueKind, wanted: ValueKind): void {
  if (found === wanted || found === 'nothing') return;
  throw expressionFault(text, node.at, {
    zh: `这里应为${kindWords[wanted].zh}，却是${kindWords[found].zh}`,
    en: `${kindWords[wanted].en} was expected here, found ${kindWords[found].en}`,
  });
}

/** How a part of a formula is measured: its unit, and whether it is a plain number that was written down. */
export interface Measured {
  readonly unit: Unit;
  readonly isConstant: boolean;
}

/** What the two sides of a sum, difference or comparison are measured in, and what brings the right side to it. */
export interface Matched {
  readonly unit: Unit;
  readonly rightFactor: number;
}

function mismatch(text: string, at: number, operator: string, left: Unit, right: Unit): WorkbenchError {
  const [a, b] = [unitWords(left), unitWords(right)];
  return expressionFault(text, at, {
    zh: `“${operator}”两边的单位不合：左边 ${a.zh}，右边 ${b.zh}`,
    en: `the units on both sides of "${operator}" do not fit: ${a.en} and ${b.en}`,
  });
}

/** Units of a sum or difference. Residents and jobs may be added. Error: `recipe/expression` at the sign. */
export function matchedSum(text: string, at: number, operator: string, left: Measured, right: Measured): Matched {
  const [a, b] = [left.unit, right.unit];
  if (left.isConstant && right.isConstant) return { unit: a, rightFactor: 1 };
  // A percent and a plain number differ by a hundred, which nobody means.
  const isMixed = isPlainNumber(a) !== isPlainNumber(b) && (left.isConstant || right.isConstant);
  if (isSameKind(a, b) && !isMixed) return { unit: a, rightFactor: b.factor / a.factor };
  const both = peopleAndJobs(a, b);
  if (both) return { unit: both, rightFactor: b.factor / a.factor };
  throw mismatch(text, at, operator, a, b);
}

/** Units of a comparison: a number that is written down is meant in the unit of the other side. */
export function matchedComparison(
  text: string,
  at: number,
  operator: string,
  left: Measured,
  right: Measured,
): Matched {
  const [a, b] = [left.unit, right.unit];
  if (left.isConstant || right.isConstant) return { unit: left.isConstant ? b : a, rightFactor: 1 };
  if (isSameKind(a, b)) return { unit: a, rightFactor: b.factor / a.factor };
  throw mismatch(text, at, operator, a, b);
}
