import { type LocalText, renderText, type TextParameters } from '#core/model/text.ts';

/** A text with its placeholders filled in both languages: `{name}`, and `{count|parcel|parcels}` for English plurals. */
export function fillText(zh: string, en: string, parameters: TextParameters): LocalText {
  const text = { zh, en };
  return { zh: renderText(text, 'zh', parameters), en: renderText(text, 'en', parameters) };
}
