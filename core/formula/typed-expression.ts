import type { Scalar } from '#core/model/feature-table.ts';
import { calculate, compare, functionCalled, truth } from '#core/scenario/expression.ts';
import { type ExpressionNode, expressionFault } from '#core/scenario/expression-tree.ts';
import { type Measured, matchedComparison, matchedSum, requireKind, type ValueKind } from './typed.ts';
import { multiplied, noUnit, rootOf, type Unit } from './units.ts';

/** A part of a formula: what kind of value it has, in which unit, and how it is worked out. */
export interface Typed<Subject> extends Measured {
  readonly kind: ValueKind;
  readonly run: (subject: Subject) => Scalar;
}

/** What names and functions of a formula mean; `below` is true under a division bar. */
export interface Meanings<Subject> {
  readonly name: (node: ExpressionNode & { readonly kind: 'name' }, below: boolean) => Typed<Subject>;
  /** Undefined for functions that are none of its own. */
  readonly call: (node: ExpressionNode & { readonly kind: 'call' }, below: boolean) => Typed<Subject> | undefined;
}

/** Functions of numbers, by what they do to units. */
const sameUnit: ReadonlySet<string> = new Set(['abs', 'min', 'max', 'coalesce', 'floor', 'ceil', 'round']);

const numberOf = (value: Scalar, factor: number): Scalar => (typeof value === 'number' ? value * factor : value);

/** Gives a part of a formula its kind and unit. Errors: `recipe/expression` at the place that does not fit. */
export function typedExpression<Subject>(
  text: string,
  node: ExpressionNode,
  meanings: Meanings<Subject>,
  below = false,
): Typed<Subject> {
  const typed = (inner: ExpressionNode, under = below) => typedExpression(text, inner, meanings, under);
  const asked = (inner: ExpressionNode, kind: ValueKind, under = below) => {
    const part = typed(inner, under);
    requireKind(text, inner, part.kind, kind);
    return part;
  };
  const truths = (run: (subject: Subject) => Scalar): Typed<Subject> => {
    return { kind: 'truth', unit: noUnit, isConstant: false, run };
  };
  const comparison = (operator: string, at: number, left: Typed<Subject>, right: Typed<Subject>) => {
    const isOfNumbers = left.kind === 'number' && right.kind === 'number';
    const factor = isOfNumbers ? matchedComparison(text, at, operator, left, right).rightFactor : 1;
    if (!isOfNumbers && left.kind !== 'nothing') {
      requireKind(text, { kind: 'constant', value: null, at }, right.kind, left.kind);
    }
    return (subject: Subject) => compare(operator, left.run(subject), numberOf(right.run(subject), factor));
  };
  switch (node.kind) {
    case 'constant': {
      const { value } = node;
      const kind =
        value === null
          ? 'nothing'
          : typeof value === 'string'
            ? 'text'
            : typeof value === 'number'
              ? 'number'
              : 'truth';
      return { kind, unit: noUnit, isConstant: true, run: () => value };
    }
    case 'name':
      return meanings.name(node, below);
    case 'not': {
      const inner = asked(node.inner, 'truth');
      return truths((subject) => !truth(inner.run(subject)));
    }
    case 'negative': {
      const inner = asked(node.inner, 'number');
      return { ...inner, run: (subject) => calculate('-', 0, inner.run(subject)) };
    }
    case 'is-null': {
      const inner = typed(node.inner);
      return truths((subject) => (inner.run(subject) === null) !== node.negated);
    }
    case 'in': {
      const inner = typed(node.inner);
      const items = node.items.map((item) => comparison('=', item.at, inner, typed(item)));
      return truths((subject) => items.some((item) => item(subject) === true) !== node.negated);
    }
    case 'and':
    case 'or': {
      const [left, right] = [asked(node.left, 'truth'), asked(node.right, 'truth')];
      return node.kind === 'and'
        ? truths((subject) => truth(left.run(subject)) && truth(right.run(subject)))
        : truths((subject) => truth(left.run(subject)) || truth(right.run(subject)));
    }
    case 'comparison':
      return truths(comparison(node.operator, node.at, typed(node.left), typed(node.right)));
    case 'calculation':
      return calculation(text, node, asked);
    case 'call':
      return meanings.call(node, below) ?? functionOf(text, node, typed, asked);
  }
}

type Asked<Subject> = (inner: ExpressionNode, kind: ValueKind, under?: boolean) => Typed<Subject>;

function calculation<Subject>(
  text: string,
  { operator, left: first, right: second, at }: Extract<ExpressionNode, { readonly operator: string }>,
  asked: Asked<Subject>,
): Typed<Subject> {
  const isDivision = operator === '/' || operator === '%';
  const left = asked(first, 'number');
  const right = isDivision ? asked(second, 'number', true) : asked(second, 'number');
  const isConstant = left.isConstant && right.isConstant;
  let unit: Unit;
  let factor = 1;
  if (operator === '*') unit = multiplied(left.unit, right.unit);
  else if (operator === '/') unit = multiplied(left.unit, right.unit, -1);
  else if (operator === '%') ({ unit } = left);
  else ({ unit, rightFactor: factor } = matchedSum(text, at, operator, left, right));
  const run = (subject: Subject) => calculate(operator, left.run(subject), numberOf(right.run(subject), factor));
  return { kind: 'number', unit, isConstant, run };
}

function functionOf<Subject>(
  text: string,
  node: ExpressionNode & { readonly kind: 'call' },
  typed: (inner: ExpressionNode) => Typed<Subject>,
  asked: Asked<Subject>,
): Typed<Subject> {
  const call = functionCalled(text, node.name, node.at);
  const name = node.name.toLowerCase();
  if (node.where) {
    throw expressionFault(text, node.where.at, {
      zh: 'where 只能用在 sum、mean、count、share 里',
      en: '"where" has a place in sum, mean, count and share alone',
    });
  }
  const made = (kind: ValueKind, unit: Unit, parts: readonly Typed<Subject>[], factors: readonly number[] = []) => {
    const run = (subject: Subject) => call(parts.map((part, at) => numberOf(part.run(subject), factors[at] ?? 1)));
    return { kind, unit, isConstant: parts.every((part) => part.isConstant), run };
  };
  const alike = (parts: readonly Typed<Subject>[], items: readonly ExpressionNode[]) => {
    const [first] = parts;
    if (!first) throw expressionFault(text, node.at, { zh: '括号里没有内容', en: 'there is nothing in the brackets' });
    const factors = parts.map((part, at) =>
      first.kind === 'number' ? matchedSum(text, items[at]!.at, name, first, part).rightFactor : 1,
    );
    return { first, factors };
  };
  if (sameUnit.has(name)) {
    const parts = node.items.map((item) => asked(item, 'number'));
    const { first, factors } = alike(name === 'round' ? parts.slice(0, 1) : parts, node.items);
    return made('number', first.unit, parts, factors);
  }
  if (name === 'sqrt') {
    const parts = node.items.slice(0, 1).map((item) => asked(item, 'number'));
    const { first } = alike(parts, node.items);
    const unit = rootOf(first.unit);
    if (unit) return made('number', unit, parts);
    throw expressionFault(text, node.at, { zh: '这个单位不能开方', en: 'this unit has no square root' });
  }
  if (name === 'if') {
    const [condition, ...branches] = node.items;
    if (!condition)
      throw expressionFault(text, node.at, { zh: '括号里没有条件', en: 'there is no condition in the brackets' });
    const parts = branches.map((item) => typed(item));
    const { first, factors } = alike(parts, branches);
    for (const [at, part] of parts.entries()) requireKind(text, branches[at]!, part.kind, first.kind);
    return made(first.kind, first.unit, [asked(condition, 'truth'), ...parts], [1, ...factors]);
  }
  const kind: ValueKind = name === 'lower' ? 'text' : 'truth';
  return made(
    kind,
    noUnit,
    node.items.map((item) => asked(item, 'text')),
  );
}
