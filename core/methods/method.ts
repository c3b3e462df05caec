import type { LocalText } from '#core/model/text.ts';
import type { Input, InputSchema } from './input.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A published method as a command: described, with an example, JSON in and JSON out. */
export interface Method {
  /** kebab-case, as on the command line. */
  readonly name: string;
  readonly title: LocalText;
  /** What it measures, in which unit, and what to beware of. */
  readonly summary: LocalText;
  readonly source: string;
  readonly input: InputSchema;
  readonly example: Json;
  /**
   * A promise where something has to be loaded first, such as a solver: await the answer in any case. Errors:
   * `evaluation/method-input`, with the path in the input and what was expected there.
   */
  readonly run: (input: unknown) => Json | Promise<Json>;
}

interface MethodDefinition<T> {
  readonly name: string;
  readonly title: LocalText;
  readonly summary: LocalText;
  readonly source: string;
  readonly input: Input<T>;
  readonly example: Json;
  readonly calculate: (input: T) => unknown;
}

/** Plain JSON of a result: typed arrays become lists, and numbers that are none (no value) become null. */
function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>, toJson);
  if (Array.isArray(value)) return value.map(toJson);
  const entries = Object.entries(value as object).filter(([, entry]) => entry !== undefined);
  return Object.fromEntries(entries.map(([key, entry]) => [key, toJson(entry)]));
}

/** Joins the description of a method to its calculation. */
export function defineMethod<T>(definition: MethodDefinition<T>): Method {
  const { name, title, summary, source, input, example, calculate } = definition;
  return {
    name,
    title,
    summary,
    source,
    input: input.schema,
    example,
    run(json) {
      const result = calculate(input.read(json, { method: name, path: '$' }));
      return result instanceof Promise ? result.then(toJson) : toJson(result);
    },
  };
}
