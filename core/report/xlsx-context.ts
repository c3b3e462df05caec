import type { Language, LocalText } from '#core/model/text.ts';
import type { ReportFacts } from './report-facts.ts';
import type { SheetColumn } from './xlsx-workbook.ts';

/** A number format with `decimals` places, grouped by thousands. */
export function numberFormat(decimals: number): string {
  return decimals > 0 ? `#,##0.${'0'.repeat(decimals)}` : '#,##0';
}

/** What the sheets of a workbook need. */
export interface SheetContext {
  readonly facts: ReportFacts;
  readonly language: Language;
  readonly code: string;
}

export function column(title: LocalText, language: Language, width: number, wrap = false): SheetColumn {
  return wrap ? { title: title[language], width, wrap } : { title: title[language], width };
}

/** `A 站点开发`; the name alone for the baseline. */
export function scenarioName({ facts, language }: SheetContext, index: number): string {
  const mark = facts.marks[index]!;
  return mark.baseline ? mark.name[language] : `${mark.short[language]} ${mark.name[language]}`;
}
