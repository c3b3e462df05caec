import type { LocalText } from '#core/model/text.ts';

/** Texts of one part of the window, by what they are for. */
export type TextTable = Readonly<Record<string, LocalText>>;
