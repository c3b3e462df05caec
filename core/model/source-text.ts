import type { LocalText } from './text.ts';

/** Where a value comes from: a citation that reads the same everywhere, or words in both languages. */
export type SourceText = string | LocalText;

/** A source as a person reads it. */
export function sourceText(source: SourceText): LocalText {
  return typeof source === 'string' ? { zh: source, en: source } : source;
}
