import { type FeatureTable, isNumberColumn, type Scalar } from '#core/model/feature-table.ts';
import { type ExpressionNode, expressionFault, parseExpression } from './expression-tree.ts';

/** A compiled expression: its value for one row of the table it was compiled for. */
export type RowExpression = (row: number) => Scalar;

/** Whether a value counts as true: truth itself, and numbers but 0. */
export function truth(value: Scalar): boolean {
  return value === true || (typeof value === 'number' && value !== 0);
}

/** The outcome of a comparison. */
export function compare(operator: string, left: Scalar, right: Scalar): Scalar {
  // As in SQL, nothing equals "no value", and nothing is larger or smaller than it.
  if (left === null || right === null) return false;
  const [a, b] =
    typeof left === 'string' || typeof right === 'string' ? [String(left), String(right)] : [+left, +right];
  switch (operator) {
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    case '=':
    case '==':
      return a === b;
    default:
      return a !== b;
  }
}

/** The outcome of a calculation; null where it has none. */
export function calculate(operator: string, left: Scalar, right: Scalar): Scalar {
  if (left === null || right === null) return null;
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string')) return `${left}${right}`;
  const [a, b] = [Number(left), Number(right)];
  const value =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b;
  return Number.isFinite(value) ? value : null;
}

/** The least or greatest of the numbers; no value where there is none. */
function extreme(pick: (...values: number[]) => number, values: readonly Scalar[]): Scalar {
  const numbers = values.filter((value) => typeof value === 'number');
  return numbers.length === 0 ? null : pick(...numbers);
}

/** The functions of expressions, by name. */
export const functions: Readonly<Record<string, (values: readonly Scalar[]) => Scalar>> = {
  abs: ([value]) => (typeof value === 'number' ? Math.abs(value) : null),
  round: ([value, decimals]) => {
    if (typeof value !== 'number') return null;
    const factor = 10 ** (typeof decimals === 'number' ? decimals : 0);
    return Math.round(value * factor) / factor;
  },
  min: (values) => extreme(Math.min, values),
  max: (values) => extreme(Math.max, values),
  floor: ([value]) => (typeof value === 'number' ? Math.floor(value) : null),
  ceil: ([value]) => (typeof value === 'number' ? Math.ceil(value) : null),
  sqrt: ([value]) => (typeof value === 'number' && value >= 0 ? Math.sqrt(value) : null),
  if: ([condition = null, then = null, otherwise = null]) => (truth(condition) ? then : otherwise),
  lower: ([value]) => (typeof value === 'string' ? value.toLowerCase() : null),
  contains: ([value, part]) => (typeof value === 'string' && typeof part === 'string' ? value.includes(part) : false),
  starts: ([value, part]) => (typeof value === 'string' && typeof part === 'string' ? value.startsWith(part) : false),
  coalesce: (values) => values.find((value) => value !== null) ?? null,
};

/** The expression of a tree; `field` gives that of a name. */
function compileNode(
  text: string,
  node: ExpressionNode,
  field: (name: string, at: number) => RowExpression,
): RowExpression {
  const compiled = (inner: ExpressionNode) => compileNode(text, inner, field);
  switch (node.kind) {
    case 'constant':
      return () => node.value;
    case 'name':
      return field(node.name, node.at);
    case 'not': {
      const inner = compiled(node.inner);
      return (row) => !truth(inner(row));
    }
    case 'negative': {
      const inner = compiled(node.inner);
      return (row) => calculate('-', 0, inner(row));
    }
    case 'is-null': {
      const inner = compiled(node.inner);
      return (row) => (inner(row) === null) !== node.negated;
    }
    case 'in': {
      const inner = compiled(node.inner);
      const items = node.items.map(compiled);
      return (row) => items.some((item) => compare('=', inner(row), item(row)) === true) !== node.negated;
    }
    case 'call':
      return compileCall(text, node, node.items.map(compiled));
    default: {
      const [left, right] = [compiled(node.left), compiled(node.right)];
      const { kind, operator } = node;
      if (kind === 'and') return (row) => truth(left(row)) && truth(right(row));
      if (kind === 'or') return (row) => truth(left(row)) || truth(right(row));
      const run = kind === 'comparison' ? compare : calculate;
      return (row) => run(operator, left(row), right(row));
    }
  }
}

function compileCall(
  text: string,
  { name, where, at }: ExpressionNode & { readonly kind: 'call' },
  items: readonly RowExpression[],
): RowExpression {
  const call = functionCalled(text, name, at);
  if (where) {
    throw expressionFault(text, where.at, {
      zh: 'where 只能用在自建指标的合计里',
      en: '"where" has a place in the counts of own indicators alone',
    });
  }
  return (row) => call(items.map((item) => item(row)));
}

/** The function of a name. Error: `recipe/expression` naming those there are. */
export function functionCalled(text: string, name: string, at: number): (values: readonly Scalar[]) => Scalar {
  const call = Object.hasOwn(functions, name.toLowerCase()) ? functions[name.toLowerCase()] : undefined;
  if (call) return call;
  const known = Object.keys(functions).join(', ');
  throw expressionFault(text, at, {
    zh: `没有函数“${name}”；有：${known}`,
    en: `there is no function "${name}"; there are: ${known}`,
  });
}

/**
 * Compiles an expression such as `land_use = 'residential' and far < 1.5` for the rows of `table`. Operators: `and or not
 * in is null = != < <= > >= + - * / %`; texts in single quotes, fields bare or in double quotes; functions abs, round,
 * min, max, floor, ceil, sqrt, if, lower, contains, starts, coalesce. Error: `recipe/expression` with the character's position.
 */
export function compileExpression(text: string, table: FeatureTable): RowExpression {
  const booleans = new Set(table.fields.filter((field) => field.type === 'boolean').map((field) => field.name));
  return compileNode(text, parseExpression(text), (name, at) => {
    const column = table.columns[name];
    if (!column) {
      const known = Object.keys(table.columns).join(', ');
      throw expressionFault(text, at, {
        zh: `没有字段“${name}”；有：${known}`,
        en: `there is no field "${name}"; there are: ${known}`,
      });
    }
    if (!isNumberColumn(column)) return (row) => column[row] ?? null;
    const isBoolean = booleans.has(name);
    return (row) => {
      const value = column[row]!;
      return Number.isNaN(value) ? null : isBoolean ? value !== 0 : value;
    };
  });
}

/** The rows of `table` for which `text` is true. */
export function rowsWhere(text: string, table: FeatureTable): number[] {
  const expression = compileExpression(text, table);
  const rows: number[] = [];
  for (let row = 0; row < table.ids.length; row++) if (truth(expression(row))) rows.push(row);
  return rows;
}
