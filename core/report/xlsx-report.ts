import { dimensionLabels, statusLabels, unitLabel } from '#core/model/indicator.ts';
import { landUseDefinitions } from '#core/model/land-use.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import { landBalance } from './land-balance.ts';
import { reportCode } from './report-code.ts';
import { bestOf, gatherFacts, type IndicatorRow, isMet, numberOf, verdictOf } from './report-facts.ts';
import type { ReportInput } from './report-input.ts';
import { labels } from './report-texts.ts';
import { columnTitle, tablesOf } from './result-tables.ts';
import { fixedSheets, tableSheets } from './sheet-names.ts';
import {
  assumptionSheet,
  methodSheet,
  parameterSheet,
  remarkSheet,
  sourceSheet,
  verificationSheet,
} from './xlsx-appendix.ts';
import { column, numberFormat, type SheetContext, scenarioName } from './xlsx-context.ts';
import { readinessSheet } from './xlsx-readiness.ts';
import { summarySheet } from './xlsx-summary.ts';
import { encodeWorkbook, type Sheet, type SheetCell } from './xlsx-workbook.ts';

/** A number format that always shows the sign. */
function signedFormat(decimals: number): string {
  const plain = numberFormat(decimals);
  return `+${plain};-${plain};${plain}`;
}

function indicatorCells(context: SheetContext, row: IndicatorRow, index: number): SheetCell[] {
  const { language } = context;
  const { definition, target } = row;
  const given = row.values[index];
  const value = numberOf(row, index);
  const baseline = numberOf(row, 0);
  const change = index === 0 || value === undefined || baseline === undefined ? undefined : value - baseline;
  const verdict = verdictOf(row, index);
  const met = isMet(row, index);
  const format = numberFormat(definition.decimals);
  const number = (shown: number | undefined): SheetCell => (shown === undefined ? null : { value: shown, format });
  return [
    scenarioName(context, index),
    row.evaluator?.id ?? 'live',
    definition.id,
    row.number,
    definition.label[language],
    number(value),
    unitLabel(definition.unit)[language],
    number(given?.low),
    number(given?.high),
    given ? statusLabels[given.status][language] : labels.notRun[language],
    given?.reason?.[language] ?? null,
    change === undefined ? null : { value: change, format: signedFormat(definition.decimals) },
    verdict && verdict !== 'none' ? labels[verdict][language] : null,
    target ? (target.comparison === 'at-least' ? '≥' : '≤') : null,
    number(target?.value),
    met === undefined ? null : labels[met ? 'met' : 'missed'][language],
    bestOf(row).includes(index) ? labels.best[language] : null,
    dimensionLabels[definition.dimension][language],
  ];
}

function indicatorSheet(context: SheetContext): Sheet {
  const { facts, language } = context;
  const head = (title: LocalText, width: number, wrap = false) => column(title, language, width, wrap);
  const text = (zh: string, en: string): LocalText => ({ zh, en });
  return {
    name: fixedSheets.indicators[language],
    columns: [
      head(labels.scenario, 20),
      head(labels.evaluator, 16),
      head(text('标识', 'Id'), 18),
      head(labels.formula, 8),
      head(labels.indicator, 34, true),
      head(labels.value, 14),
      head(labels.unit, 12),
      head(labels.low, 12),
      head(labels.high, 12),
      head(labels.status, 14),
      head(labels.reason, 40, true),
      head(labels.change, 14),
      head(text('好坏', 'Better or worse'), 12),
      head(text('目标条件', 'Condition'), 8),
      head(labels.target, 12),
      head(text('是否达到', 'Met'), 14),
      head(labels.best, 8),
      head(labels.dimension, 20),
    ],
    rows: facts.rows.flatMap((row) => facts.marks.map((_, index) => indicatorCells(context, row, index))),
  };
}

function landSheet(context: SheetContext): Sheet | undefined {
  const { facts, language } = context;
  const balance = landBalance(facts.input);
  if (!balance) return undefined;
  const share: LocalText = { zh: '占比（%）', en: 'Share (%)' };
  const hectares: LocalText = { zh: '面积（公顷）', en: 'Area (ha)' };
  return {
    name: fixedSheets.land[language],
    columns: [
      column(labels.scenario, language, 22),
      column(labels.landUse, language, 24),
      column(hectares, language, 14),
      column(share, language, 12),
    ],
    rows: facts.marks.flatMap((_, index) =>
      balance.uses.map((use): SheetCell[] => {
        const area = balance.hectares[index]?.get(use) ?? 0;
        const total = balance.totals[index]!;
        return [
          scenarioName(context, index),
          landUseDefinitions[use].label[language],
          { value: area, format: numberFormat(2) },
          total > 0 ? { value: (100 * area) / total, format: numberFormat(1) } : null,
        ];
      }),
    ),
  };
}

/** Whole tables of the evaluators, all scenarios below each other. */
function tableSheetsOf(context: SheetContext): Sheet[] {
  const { facts, language } = context;
  const names = tableSheets(facts);
  return facts.groups.flatMap((group) =>
    tablesOf(group).map(
      (table): Sheet => ({
        name: names.get(`${group.id}:${table.id}`)!,
        columns: [
          column(labels.scenario, language, 22),
          ...table.columns.map((entry) => column(columnTitle(entry), language, 18)),
        ],
        rows: facts.marks.flatMap((_, index) =>
          (table.rows[index] ?? []).map((row): SheetCell[] => [
            scenarioName(context, index),
            ...table.columns.map(({ decimals }, at): SheetCell => {
              const value = row[at] ?? null;
              if (typeof value === 'number')
                return decimals === undefined ? value : { value, format: numberFormat(decimals) };
              return value !== null && typeof value === 'object' ? value[language] : value;
            }),
          ]),
        ),
      }),
    ),
  );
}

/** Writes the report as an Excel workbook: every figure in full, as numbers, with what is needed to trace it. */
export function writeXlsx(input: ReportInput, language: Language = input.language): Uint8Array {
  const context: SheetContext = { facts: gatherFacts(input), language, code: reportCode(input) };
  const sheets = [
    summarySheet(context),
    indicatorSheet(context),
    landSheet(context),
    ...tableSheetsOf(context),
    readinessSheet(context),
    assumptionSheet(context),
    parameterSheet(context),
    methodSheet(context),
    sourceSheet(context),
    remarkSheet(context),
    verificationSheet(context),
  ].filter((sheet) => sheet !== undefined);
  return encodeWorkbook(sheets, { title: input.title[language], created: input.generated });
}
