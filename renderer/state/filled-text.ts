import { type LocalText, renderText, type TextParameters } from '#core/model/text.ts';

/** A text with its placeholders filled in both languages, for places that decide later which one they show. */
export function filledText(text: LocalText, parameters: TextParameters): LocalText {
  return { zh: renderText(text, 'zh', parameters), en: renderText(text, 'en', parameters) };
}
