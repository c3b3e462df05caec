import type { LocalText } from '#core/model/text.ts';

/** What stands at one place of a method's output. */
export interface OutputNote {
  /** `share`, `rings[].grossFar`: lists with [], tables by name with {}. */
  readonly path: string;
  readonly text: LocalText;
  readonly unit?: string;
}

/** What a method calculates and gives back, beside its summary. */
export interface MethodNotes {
  /** In the signs of the source; the names of inputs in full where they stand for themselves. */
  readonly formula: string;
  readonly outputs: readonly OutputNote[];
}

/** Notes by the name of the method. */
export type NotesByMethod = Readonly<Record<string, MethodNotes>>;

/** One place of an output: path, what it is in both languages, unit where it has one. */
export function output(path: string, zh: string, en: string, unit?: string): OutputNote {
  return { path, text: { zh, en }, ...(unit === undefined ? {} : { unit }) };
}

/** How any output reads. */
export const outputReading: LocalText = {
  zh: '数值以 {status: "ok", value} 给出；没有数值时为 {status, reason}，status 为 undefined（公式无定义）、insufficient-data（缺数据）或 out-of-method-range（超出方法范围）。列表中的 null 表示该处没有值。',
  en: 'A number comes as {status: "ok", value}; without one there is {status, reason} with the status undefined (the formula has no value), insufficient-data or out-of-method-range. null in a list is no value there.',
};
