import type { Language } from '#core/model/text.ts';
import { writeHtml } from './html-report.ts';
import type { ReportInput } from './report-input.ts';
import { buildReport } from './report-model.ts';
import { writeXlsx } from './xlsx-report.ts';

/** What a report can be written as. PDF is printed from the HTML. */
export type ReportFormat = 'html' | 'xlsx';

/**
 * Writes a report: one self-contained HTML page or one Excel workbook, the same bytes for the same input. The language is the
 * input's unless another is asked for.
 * Fails with `report/no-scenarios` and `report/baseline-not-first`.
 */
export async function writeReport(
  input: ReportInput,
  format: ReportFormat,
  language: Language = input.language,
): Promise<Uint8Array> {
  if (format === 'xlsx') return writeXlsx(input, language);
  return new TextEncoder().encode(await writeHtml(buildReport(input), language, input.fonts));
}
