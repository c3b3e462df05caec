import type { LocalText } from '#core/model/text.ts';

/** A text from the data fit to be shown: trimmed, no angle brackets that could begin markup; null when nothing is left. */
export function plainText(text: string | null): string | null {
  const plain = text?.replaceAll('<', '‹').trim() ?? '';
  return plain === '' ? null : plain;
}

/** A name from the data as a text in both languages: names are not translated. */
export function sameText(text: string): LocalText {
  return { zh: text, en: text };
}
