import { useCallback } from 'react';
import { type Language, type LocalText, renderText, type TextParameters } from '#core/model/text.ts';
import { useWindow } from './workbench.ts';

export type Say = (text: LocalText, parameters?: TextParameters) => string;

export function useLanguage(): Language {
  return useWindow((state) => state.language);
}

/** Gives every text in the language of the window. */
export function useText(): Say {
  const language = useLanguage();
  return useCallback((text, parameters) => renderText(text, language, parameters), [language]);
}
