import type { Scalar } from '#core/model/feature-table.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** An expression taken apart; `at` is the place of its first letter, of an operator's sign for two operands, from 0. */
export type ExpressionNode = { readonly at: number } & (
  | { readonly kind: 'constant'; readonly value: Scalar }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly items: readonly ExpressionNode[];
      /** The condition behind `where`, which counts over features have. */
      readonly where: ExpressionNode | undefined;
    }
  | {
      readonly kind: 'calculation' | 'comparison' | 'and' | 'or';
      readonly operator: string;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  | { readonly kind: 'not' | 'negative'; readonly inner: ExpressionNode }
  | { readonly kind: 'is-null'; readonly inner: ExpressionNode; readonly negated: boolean }
  | {
      readonly kind: 'in';
      readonly inner: ExpressionNode;
      readonly items: readonly ExpressionNode[];
      readonly negated: boolean;
    }
);

type Token =
  | { readonly type: 'number'; readonly value: number; readonly at: number }
  | { readonly type: 'text' | 'name' | 'symbol'; readonly value: string; readonly at: number };

const tokenPattern =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|'((?:[^']|'')*)'|"([^"]+)"|([\p{L}_][\p{L}\p{N}_]*)|(<=|>=|<>|!=|==|[=<>+\-*/%(),]))/uy;

/** What is wrong with an expression, and where. */
export function expressionFault(expression: string, at: number, reason: LocalText): WorkbenchError {
  return new WorkbenchError('recipe/expression', { expression, position: at + 1, reason });
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (text.slice(position).trim() !== '') {
    tokenPattern.lastIndex = position;
    const match = tokenPattern.exec(text);
    const at = position + (text.slice(position).match(/^\s*/)?.[0].length ?? 0);
    if (!match) throw expressionFault(text, at, { zh: '看不懂这个字符', en: 'this character is not understood' });
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

/** Recursive descent: or < and < not < comparison < sum < product < sign < value. */
class Parser {
  readonly #text: string;
  readonly #tokens: Token[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokenize(text);
  }

  /** Where the next sign begins. */
  get #at(): number {
    return this.#tokens[this.#next]?.at ?? this.#text.length;
  }

  parse(): ExpressionNode {
    const expression = this.#or();
    const rest = this.#tokens[this.#next];
    if (rest)
      throw this.#expected({ zh: '这里应当结束，或接 and、or', en: 'the end was expected here, or "and" or "or"' });
    return expression;
  }

  #expected(reason: LocalText): WorkbenchError {
    return expressionFault(this.#text, this.#at, reason);
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

  #or(): ExpressionNode {
    let left = this.#and();
    for (let at = this.#at; this.#word('or'); at = this.#at) {
      left = { kind: 'or', operator: 'or', left, right: this.#and(), at };
    }
    return left;
  }

  #and(): ExpressionNode {
    let left = this.#not();
    for (let at = this.#at; this.#word('and'); at = this.#at) {
      left = { kind: 'and', operator: 'and', left, right: this.#not(), at };
    }
    return left;
  }

  #not(): ExpressionNode {
    const at = this.#at;
    return this.#word('not') ? { kind: 'not', inner: this.#not(), at } : this.#comparison();
  }

  #comparison(): ExpressionNode {
    const left = this.#sum();
    const at = this.#at;
    if (this.#word('is')) {
      const negated = this.#word('not');
      if (!this.#word('null')) throw this.#expected({ zh: 'is 之后应为 null', en: '"null" was expected after "is"' });
      return { kind: 'is-null', inner: left, negated, at };
    }
    const negated = this.#word('not');
    if (this.#word('in')) {
      if (!this.#symbol('(')) throw this.#expected({ zh: 'in 之后应为括号', en: 'a bracket was expected after "in"' });
      return { kind: 'in', inner: left, items: this.#list(), negated, at };
    }
    if (negated) throw this.#expected({ zh: 'not 之后应为 in', en: '"in" was expected after "not"' });
    const operator = this.#symbol('=', '==', '!=', '<>', '<', '<=', '>', '>=');
    if (!operator) return left;
    return { kind: 'comparison', operator, left, right: this.#sum(), at };
  }

  #list(): ExpressionNode[] {
    const items: ExpressionNode[] = [];
    if (this.#symbol(')')) return items;
    do items.push(this.#or());
    while (this.#symbol(','));
    this.#close();
    return items;
  }

  #sum(): ExpressionNode {
    let left = this.#product();
    for (;;) {
      const at = this.#at;
      const operator = this.#symbol('+', '-');
      if (!operator) return left;
      left = { kind: 'calculation', operator, left, right: this.#product(), at };
    }
  }

  #product(): ExpressionNode {
    let left = this.#signed();
    for (;;) {
      const at = this.#at;
      const operator = this.#symbol('*', '/', '%');
      if (!operator) return left;
      left = { kind: 'calculation', operator, left, right: this.#signed(), at };
    }
  }

  #signed(): ExpressionNode {
    const at = this.#at;
    return this.#symbol('-') ? { kind: 'negative', inner: this.#signed(), at } : this.#value();
  }

  /** What is in the brackets of a function: its items, and for a count over features the condition behind them. */
  #call(name: string, at: number): ExpressionNode {
    const items: ExpressionNode[] = [];
    let where: ExpressionNode | undefined;
    if (!this.#symbol(')')) {
      if (!this.#word('where')) {
        do items.push(this.#or());
        while (this.#symbol(','));
        if (this.#word('where')) where = this.#or();
      } else where = this.#or();
      this.#close();
    }
    return { kind: 'call', name, items, where, at };
  }

  #value(): ExpressionNode {
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
    const { value, type, at } = token;
    if (type !== 'name') return { kind: 'constant', value, at };
    if (this.#symbol('(')) return this.#call(value, at);
    const word = value.toLowerCase();
    if (word === 'true' || word === 'false') return { kind: 'constant', value: word === 'true', at };
    if (word === 'null') return { kind: 'constant', value: null, at };
    return { kind: 'name', name: value, at };
  }
}

/** Takes an expression apart. Error: `recipe/expression` with the place of what is not understood. */
export function parseExpression(text: string): ExpressionNode {
  return new Parser(text).parse();
}
