import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** What a method takes, in the terms of JSON Schema; `description` and `unit` are for people. */
export interface InputSchema {
  readonly type: 'number' | 'integer' | 'string' | 'boolean' | 'array' | 'object';
  readonly description?: LocalText;
  readonly unit?: string;
  readonly nullable?: true;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly (string | number)[];
  readonly default?: unknown;
  readonly items?: InputSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, InputSchema>>;
  readonly required?: readonly string[];
  /** For tables by name: what each entry is. */
  readonly additionalProperties?: InputSchema | false;
}

/** Where in the input a value stands: `$.areas[2]`. */
export interface InputPlace {
  readonly method: string;
  readonly path: string;
}

/** One definition that both describes a value (`schema`) and checks and reads it (`read`). */
export interface Input<T> {
  readonly schema: InputSchema;
  readonly optional?: boolean;
  readonly read: (value: unknown, place: InputPlace) => T;
}

type InputType<I> = I extends Input<infer T> ? T : never;
type Shape = Readonly<Record<string, Input<unknown>>>;
export type ShapeType<S extends Shape> = { readonly [K in keyof S]: InputType<S[K]> };

const nothing: LocalText = { zh: '空缺', en: 'nothing' };

function describe(value: unknown): string | LocalText {
  if (value === undefined) return nothing;
  if (typeof value === 'number') return String(value);
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Throws `evaluation/method-input`: what stood at `place` and what was expected there. */
export function rejectInput(place: InputPlace, value: unknown, expected: LocalText): never {
  throw new WorkbenchError('evaluation/method-input', {
    method: place.method,
    path: place.path,
    expected,
    seen: describe(value),
  });
}

/** Throws `evaluation/method-input` unless all named arrays are as long as the first of them. */
export function requireSameLength(method: string, arrays: Readonly<Record<string, ArrayLike<unknown>>>): void {
  const [first, ...others] = Object.entries(arrays);
  if (!first) return;
  for (const [name, array] of others) {
    if (array.length === first[1].length) continue;
    const count = first[1].length;
    rejectInput({ method, path: `$.${name}` }, array.length, {
      zh: `与 ${first[0]} 一样长（${count} 个）的列表`,
      en: `a list as long as ${first[0]} (${count})`,
    });
  }
}

interface NumberLimits {
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly integer?: boolean;
  readonly unit?: string;
}

function numberText(limits: NumberLimits): LocalText {
  const { minimum, exclusiveMinimum, maximum } = limits;
  const zh = [
    minimum === undefined ? '' : `不小于 ${minimum} `,
    exclusiveMinimum === undefined ? '' : `大于 ${exclusiveMinimum} `,
    maximum === undefined ? '' : `不大于 ${maximum} `,
  ].filter((part) => part !== '');
  const en = [
    minimum === undefined ? '' : ` of at least ${minimum}`,
    exclusiveMinimum === undefined ? '' : ` above ${exclusiveMinimum}`,
    maximum === undefined ? '' : ` of at most ${maximum}`,
  ].filter((part) => part !== '');
  return {
    zh: `${zh.join('且')}${zh.length > 0 ? '的' : ''}${limits.integer ? '整数' : '数'}`,
    en: `${limits.integer ? 'a whole number' : 'a number'}${en.join(' and')}`,
  };
}

/**
 * Numbers beyond this are a slip of the pen or of the unit, and their powers would leave the range of numbers: refused.
 * Areas, people and money of the whole world stay far below.
 */
export const largestInput = 1e18;

/** A number of at most {@link largestInput} in size and within the limits (`exclusiveMinimum` itself is not allowed). */
export function numberInput(zh: string, en: string, limits: NumberLimits = {}): Input<number> {
  const { integer, ...described } = limits;
  const expected = numberText(limits);
  const tooLarge = { zh: '绝对值不大于 1e18 的数', en: 'a number of at most 1e18 in size' };
  return {
    schema: { type: integer ? 'integer' : 'number', description: { zh, en }, ...described },
    read(value, place) {
      const allowed =
        typeof value === 'number' &&
        Math.abs(value) <= largestInput &&
        (!integer || Number.isInteger(value)) &&
        (limits.minimum === undefined || value >= limits.minimum) &&
        (limits.exclusiveMinimum === undefined || value > limits.exclusiveMinimum) &&
        (limits.maximum === undefined || value <= limits.maximum);
      if (allowed) return value;
      return rejectInput(
        place,
        value,
        typeof value === 'number' && Math.abs(value) > largestInput ? tooLarge : expected,
      );
    },
  };
}

/** A number, or null where there is no value; null is read as NaN, the mark for it in columns. */
export function numberOrNull(zh: string, en: string, limits: NumberLimits = {}): Input<number> {
  const inner = numberInput(zh, en, limits);
  return {
    schema: { ...inner.schema, nullable: true },
    read: (value, place) => (value === null ? Number.NaN : inner.read(value, place)),
  };
}

export function textInput(zh: string, en: string): Input<string> {
  return {
    schema: { type: 'string', description: { zh, en } },
    read: (value, place) =>
      typeof value === 'string' ? value : rejectInput(place, value, { zh: '文字', en: 'a text' }),
  };
}

/** One of the texts of a closed list. */
export function choiceInput<const C extends string>(zh: string, en: string, choices: readonly C[]): Input<C> {
  const list = choices.join(', ');
  return {
    schema: { type: 'string', description: { zh, en }, enum: choices },
    read: (value, place) =>
      choices.find((choice) => choice === value) ??
      rejectInput(place, value, { zh: `其中之一：${list}`, en: `one of ${list}` }),
  };
}

/** One of a few numbers; the same number as a text (`"8"` for 8) is read as well. */
export function numberChoiceInput<const C extends number>(zh: string, en: string, choices: readonly C[]): Input<C> {
  const list = choices.join(', ');
  return {
    schema: { type: 'number', description: { zh, en }, enum: choices },
    read: (value, place) =>
      choices.find((choice) => choice === value || String(choice) === value) ??
      rejectInput(place, value, { zh: `其中之一：${list}`, en: `one of ${list}` }),
  };
}

export function flagInput(zh: string, en: string): Input<boolean> {
  return {
    schema: { type: 'boolean', description: { zh, en } },
    read: (value, place) =>
      typeof value === 'boolean' ? value : rejectInput(place, value, { zh: 'true 或 false', en: 'true or false' }),
  };
}

/** A list whose items are all read by `item`. */
export function listInput<T>(item: Input<T>, zh: string, en: string, minItems = 0): Input<readonly T[]> {
  const expected: LocalText =
    minItems === 0
      ? { zh: '列表', en: 'a list' }
      : { zh: `至少 ${minItems} 项的列表`, en: `a list of at least ${minItems}` };
  return {
    schema: { type: 'array', description: { zh, en }, items: item.schema, ...(minItems > 0 ? { minItems } : {}) },
    read(value, place) {
      if (!Array.isArray(value) || value.length < minItems) rejectInput(place, value, expected);
      const { method } = place;
      return value.map((entry, index) => item.read(entry, { method, path: `${place.path}[${index}]` }));
    },
  };
}

/** A list of numbers as a typed array; null items, where allowed, are NaN. */
export function numbersInput(item: Input<number>, zh: string, en: string, minItems = 0): Input<Float64Array> {
  const list = listInput(item, zh, en, minItems);
  return { schema: list.schema, read: (value, place) => Float64Array.from(list.read(value, place)) };
}

/** A rectangle of numbers: a list of rows of equal length, at least one of each. */
export function matrixInput(item: Input<number>, zh: string, en: string): Input<readonly Float64Array[]> {
  const rows = listInput(numbersInput(item, '一行', 'one row', 1), zh, en, 1);
  return {
    schema: rows.schema,
    read(value, place) {
      const read = rows.read(value, place);
      const columns = read[0]!.length;
      for (const [index, row] of read.entries()) {
        if (row.length === columns) continue;
        rejectInput({ method: place.method, path: `${place.path}[${index}]` }, row.length, {
          zh: `与第一行一样长的一行（${columns} 个）`,
          en: `a row as long as the first (${columns})`,
        });
      }
      return read;
    },
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A table by name, every entry read by `item`. */
export function tableInput<T>(item: Input<T>, zh: string, en: string): Input<Readonly<Record<string, T>>> {
  return {
    schema: { type: 'object', description: { zh, en }, additionalProperties: item.schema },
    read(value, place) {
      if (!isObject(value)) rejectInput(place, value, { zh: '对象', en: 'an object' });
      const { method } = place;
      return Object.fromEntries(
        Object.entries(value).map(([key, entry]) => [key, item.read(entry, { method, path: `${place.path}.${key}` })]),
      );
    },
  };
}

/** An object with exactly these properties; a name that is not among them is rejected, so that a typing error is seen. */
export function shapeInput<S extends Shape>(shape: S, zh = '', en = ''): Input<ShapeType<S>> {
  const names = Object.keys(shape);
  const required = names.filter((name) => shape[name]!.optional !== true);
  const list = names.join(', ');
  return {
    schema: {
      type: 'object',
      ...(en === '' ? {} : { description: { zh, en } }),
      properties: Object.fromEntries(names.map((name) => [name, shape[name]!.schema])),
      required,
      additionalProperties: false,
    },
    read(value, place) {
      if (!isObject(value)) rejectInput(place, value, { zh: `含 ${list} 的对象`, en: `an object with ${list}` });
      for (const key of Object.keys(value)) {
        if (Object.hasOwn(shape, key)) continue;
        rejectInput({ method: place.method, path: `${place.path}.${key}` }, value[key], {
          zh: `没有这一项（只有 ${list}）`,
          en: `no such entry (only ${list})`,
        });
      }
      const read: Record<string, unknown> = {};
      for (const name of names) {
        const entry = shape[name]!.read(value[name], { method: place.method, path: `${place.path}.${name}` });
        if (entry !== undefined) read[name] = entry;
      }
      return read as ShapeType<S>;
    },
  };
}

/** May be left out; then it is `undefined`. */
export function optional<T>(inner: Input<T>): Input<T | undefined> {
  return {
    schema: inner.schema,
    optional: true,
    read: (value, place) => (value === undefined ? undefined : inner.read(value, place)),
  };
}

/** May be left out; then it is `fallback`. */
export function withDefault<T>(inner: Input<T>, fallback: T): Input<T> {
  return {
    schema: {
      ...inner.schema,
      default: ArrayBuffer.isView(fallback) ? Array.from(fallback as unknown as ArrayLike<number>) : fallback,
    },
    optional: true,
    read: (value, place) => (value === undefined ? fallback : inner.read(value, place)),
  };
}
