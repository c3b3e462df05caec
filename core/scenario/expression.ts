import type { FeatureTable, Scalar } from '#core/model/feature-table.ts';
import { isNumberColumn } from '#core/model/feature-table.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** A compiled expression: its value for one row of the table it was compiled for. */
export type RowExpression = (row: number) => Scalar;

type Token =
  | { readonly type: 'number'; readonly value: number; readonly at: number }
  | { readonly type: 'text' | 'name' | 'symbol'; readonly value: string; readonly at: number };

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'((?:[^']|'')*)'|"([^"]+)"|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|<>|!=|==|[=<>+\-*/%(),]))/uy;

function fault(expression: string, at: number, reason: LocalText): WorkbenchError {
  return new WorkbenchError('recipe/expression', { expression, position: at + 1, reason });
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== '') {
    tokenPattern.lastIndex = position;
    const match = tokenPattern.exec(text);
    const at = position + (text.slice(position).match(/^\s*/)?.[0].length ?? 0);
    if (!match) throw fault(text, at, { zh: '看不懂这个字符', en: 'this character is not understood' });
    const [, number, quoted, identifier, word, symbol] = match;
    if (number !== undefined) tokens.push({ type: 'number', value: Number(number), at });
    else if (quoted !== undefined) tokens.push({ type: 'text', value: quoted.replaceAll("''", "'"), at });
    else if (identifier !== undefined) tokens.push({ type: 'name', value: identifier, at });
    else if (word !== undefined) tokens.push({ type: 'name', value: word, at });
    else tokens.push({ type: 'symbol', value: symbol!, at });
    position = tokenPattern.lastIndex;
  }
  return tokens;
}

function truth(value: Scalar): boolean {
  return value === true || (typeof value === 'number' && value !== 0);
}

function compare(operator: string, left: Scalar, right: Scalar): Scalar {
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

function calculate(operator: string, left: Scalar, right: Scalar): Scalar {
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

const functions: Readonly<Record<string, (values: readonly Scalar[]) => Scalar>> = {
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

/** Recursive descent: or < and < not < comparison < sum < product < sign < value. */
class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  readonly #field: (name: string, at: number) => RowExpression;
  #next = 0;

  constructor(text: string, field: (name: string, at: number) => RowExpression) {
    this.#text = text;
    this.#tokens = tokenize(text);
    this.#field = field;
  }

  parse(): RowExpression {
    const expression = this.#or();
    const rest = this.#tokens[this.#next];
    if (rest)
      throw this.#expected({ zh: '这里应当结束，或接 and、or', en: 'the end was expected here, or "and" or "or"' });
    return expression;
  }

  #expected(reason: LocalText): WorkbenchError {
    return fault(this.#text, this.#tokens[this.#next]?.at ?? this.#text.length, reason);
  }

  #word(word: string): boolean {
    const token = this.#tokens[this.#next];
    if (token?.type !== 'name' || token.value.toLowerCase() !== word) return false;
    this.#next++;
    return true;
  }

  #symbol(...symbols: readonly string[]): string | undefined {
    const token = this.#tokens[this.#next];
    if (token?.type !== 'symbol' || !symbols.includes(token.value)) return undefined;
    this.#next++;
    return token.value;
  }

  #close(): void {
    if (!this.#symbol(')')) throw this.#expected({ zh: '缺少右括号', en: 'a closing bracket is missing' });
  }

  #or(): RowExpression {
    let left = this.#and();
    while (this.#word('or')) {
      const [a, b] = [left, this.#and()];
      left = (row) => truth(a(row)) || truth(b(row));
    }
    return left;
  }

  #and(): RowExpression {
    let left = this.#not();
    while (this.#word('and')) {
      const [a, b] = [left, this.#not()];
      left = (row) => truth(a(row)) && truth(b(row));
    }
    return left;
  }

  #not(): RowExpression {
    if (!this.#word('not')) return this.#comparison();
    const inner = this.#not();
    return (row) => !truth(inner(row));
  }

  #comparison(): RowExpression {
    const left = this.#sum();
    if (this.#word('is')) {
      const negated = this.#word('not');
      if (!this.#word('null')) throw this.#expected({ zh: 'is 之后应为 null', en: '"null" was expected after "is"' });
      return (row) => (left(row) === null) !== negated;
    }
    const negated = this.#word('not');
    if (this.#word('in')) {
      if (!this.#symbol('(')) throw this.#expected({ zh: 'in 之后应为括号', en: 'a bracket was expected after "in"' });
      const list = this.#list();
      return (row) => list.some((item) => compare('=', left(row), item(row)) === true) !== negated;
    }
    if (negated) throw this.#expected({ zh: 'not 之后应为 in', en: '"in" was expected after "not"' });
    const operator = this.#symbol('=', '==', '!=', '<>', '<', '<=', '>', '>=');
    if (!operator) return left;
    const right = this.#sum();
    return (row) => compare(operator, left(row), right(row));
  }

  #list(): RowExpression[] {
    const items: RowExpression[] = [];
    if (this.#symbol(')')) return items;
    do items.push(this.#or());
    while (this.#symbol(','));
    this.#close();
    return items;
  }

  #sum(): RowExpression {
    let left = this.#product();
    for (let operator = this.#symbol('+', '-'); operator; operator = this.#symbol('+', '-')) {
      const [a, b, sign] = [left, this.#product(), operator];
      left = (row) => calculate(sign, a(row), b(row));
    }
    return left;
  }

  #product(): RowExpression {
    let left = this.#signed();
    for (let operator = this.#symbol('*', '/', '%'); operator; operator = this.#symbol('*', '/', '%')) {
      const [a, b, sign] = [left, this.#signed(), operator];
      left = (row) => calculate(sign, a(row), b(row));
    }
    return left;
  }

  #signed(): RowExpression {
    if (!this.#symbol('-')) return this.#value();
    const inner = this.#signed();
    return (row) => calculate('-', 0, inner(row));
  }

  #value(): RowExpression {
    const token = this.#tokens[this.#next];
    if (!token) throw this.#expected({ zh: '表达式不完整', en: 'the expression is incomplete' });
    if (this.#symbol('(')) {
      const inner = this.#or();
      this.#close();
      return inner;
    }
    if (token.type === 'symbol')
      throw this.#expected({ zh: '这里应为字段、数字或文字', en: 'a field, number or text was expected here' });
    this.#next++;
    const { value, type } = token;
    if (type !== 'name') return () => value;
    if (this.#symbol('(')) {
      const call = Object.hasOwn(functions, value.toLowerCase()) ? functions[value.toLowerCase()] : undefined;
      if (!call) {
        const known = Object.keys(functions).join(', ');
        throw fault(this.#text, token.at, {
          zh: `没有函数“${value}”；有：${known}`,
          en: `there is no function "${value}"; there are: ${known}`,
        });
      }
      const items = this.#list();
      return (row) => call(items.map((item) => item(row)));
    }
    const word = value.toLowerCase();
    if (word === 'true' || word === 'false') return () => word === 'true';
    if (word === 'null') return () => null;
    return this.#field(value, token.at);
  }
}

/**
 * Compiles an expression such as `land_use = 'residential' and far < 1.5` for the rows of `table`. Operators: `and or not
 * in is null = != < <= > >= + - * / %`; texts in single quotes, fields bare or in double quotes; functions abs, round,
 * min, max, floor, ceil, sqrt, if, lower, contains, starts, coalesce. Error: `recipe/expression` with the character's position.
 */
export function compileExpression(text: string, table: FeatureTable): RowExpression {
  const booleans = new Set(table.fields.filter((field) => field.type === 'boolean').map((field) => field.name));
  const parser = new Parser(text, (name, at) => {
    const column = table.columns[name];
    if (!column) {
      const known = Object.keys(table.columns).join(', ');
      throw fault(text, at, {
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
  return parser.parse();
}

/** The rows of `table` for which `text` is true. */
export function rowsWhere(text: string, table: FeatureTable): number[] {
  const expression = compileExpression(text, table);
  const rows: number[] = [];
  for (let row = 0; row < table.ids.length; row++) if (truth(expression(row))) rows.push(row);
  return rows;
}
