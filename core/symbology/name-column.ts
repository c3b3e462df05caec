import { type FeatureTable, type TextColumn, textColumn } from '#core/model/feature-table.ts';
import type { Language } from '#core/model/text.ts';

/** Names of features; the English ones where the data has them and the window is English. */
export function nameColumn(table: FeatureTable, language: Language): TextColumn | undefined {
  const own = textColumn(table, 'name');
  const english = language === 'en' ? textColumn(table, 'name_en') : undefined;
  if (!english || !own) return own;
  return own.map((name, row) => english[row] ?? name);
}
