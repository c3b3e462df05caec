import { unitLabel } from '#core/model/indicator.ts';
import { isMet, numberOf } from './report-facts.ts';
import { crsText } from './report-format.ts';
import { labels } from './report-texts.ts';
import { summaryLead } from './section-summary.ts';
import { fixedSheets } from './sheet-names.ts';
import { column, numberFormat, type SheetContext, scenarioName } from './xlsx-context.ts';
import type { Sheet, SheetCell } from './xlsx-workbook.ts';

/** One line per indicator with a column for each scenario, under it what the workbook is. */
export function summarySheet(context: SheetContext): Sheet {
  const { facts, language, code } = context;
  const { input } = facts;
  const rows = facts.rows.map((row): SheetCell[] => {
    const format = numberFormat(row.definition.decimals);
    const values = facts.marks.map((_, index): SheetCell => {
      const value = numberOf(row, index);
      return value === undefined ? null : { value, format };
    });
    const met = facts.marks.flatMap(({ short }, index) => (isMet(row, index) ? [short[language]] : []));
    return [
      row.number,
      row.definition.label[language],
      unitLabel(row.definition.unit)[language],
      ...values,
      row.target ? (row.target.comparison === 'at-least' ? '≥' : '≤') : null,
      row.target ? { value: row.target.value, format } : null,
      row.target ? met.join(' ') || labels.none[language] : null,
    ];
  });
  const said: SheetCell[] = [null, summaryLead(facts)[language]];
  const about: SheetCell[][] = [
    [labels.project[language], input.project.name],
    [labels.crs[language], crsText(input.project)[language]],
    [labels.generated[language], input.generated],
    [labels.program[language], input.programVersion],
    [labels.reportCode[language], code],
  ].map(([term, meaning]) => [null, `${term}: ${meaning}`]);
  return {
    name: fixedSheets.summary[language],
    columns: [
      column(labels.number, language, 8),
      column(labels.indicator, language, 40, true),
      column(labels.unit, language, 14),
      ...facts.marks.map((_, index) => ({ title: scenarioName(context, index), width: 16 })),
      { title: '', width: 4 },
      column(labels.target, language, 12),
      column(labels.targetsMet, language, 18),
    ],
    rows: [...rows, [], said, ...about],
  };
}
