import { dimensionLabels, statusLabels, unitLabel } from '#core/model/indicator.ts';
import { landUseDefinitions } from '#core/model/land-use.ts';
import { describeRemark, remarkHint } from '#core/model/remark.ts';
import { roleOf } from '#core/model/role.ts';
import type { Language, LocalText } from '#core/model/text.ts';
import { landBalance } from './land-balance.ts';
import { reportCode } from './report-code.ts';
import { bestOf, changeOf, gatherFacts, type IndicatorRow, isMet, numberOf, verdictOf } from './report-facts.ts';
import type { ReportInput } from './report-input.ts';
import { directionTexts, labels } from './report-texts.ts';
import { tablesOf, columnTitle } from './result-tables.ts';
import { parametersOf, parameterText } from './section-methods.ts';
import { groupTitle } from './section-summary.ts';
import { fixedSheets, tableSheets } from './sheet-names.ts';
import { column, numberFormat, scenarioName, type SheetContext } from './xlsx-context.ts';
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
  const change = changeOf(row, index);
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

function assumptionSheet({ facts, language }: SheetContext): Sheet {
  const heads = [labels.number, labels.description, labels.low, labels.base, labels.high, labels.unit, labels.source, labels.year, labels.status];
  const widths = [32, 34, 10, 10, 10, 14, 24, 8, 28];
  return {
    name: fixedSheets.assumptions[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!)),
    rows: facts.input.assumptions.map((assumption) => [
      assumption.id,
      assumption.label[language],
      assumption.low,
      assumption.base,
      assumption.high,
      unitLabel(assumption.unit)[language],
      assumption.source,
      assumption.year,
      labels[assumption.verifyLocally ? 'verifyLocally' : 'confirmed'][language],
    ]),
  };
}

function parameterSheet(context: SheetContext): Sheet {
  const { facts, language } = context;
  const heads = [labels.evaluator, labels.scenario, { zh: '标识', en: 'Id' }, labels.parameter, labels.value, labels.unit, { zh: '默认值', en: 'Default' }, labels.source, labels.status];
  const widths = [18, 22, 22, 30, 16, 12, 16, 36, 28];
  return {
    name: fixedSheets.parameters[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!, at === 3 || at === 7)),
    rows: facts.groups.flatMap((group) =>
      parametersOf(group).flatMap(({ name, parameter, values }) =>
        values.flatMap(({ scenarios, value }) =>
          scenarios.map((index): SheetCell[] => [
            group.id,
            scenarioName(context, index),
            name,
            parameter.title[language],
            typeof value === 'number' ? value : parameterText(value, parameter)[language],
            unitLabel(parameter.unit ?? '1')[language],
            typeof parameter.default === 'number' ? parameter.default : parameterText(parameter.default, parameter)[language],
            parameter.source,
            parameter.verifyLocally ? labels.verifyLocally[language] : null,
          ]),
        ),
      ),
    ),
  };
}

function methodSheet({ facts, language }: SheetContext): Sheet {
  const heads = [labels.number, labels.evaluator, labels.version, labels.indicator, labels.formula, labels.unit, labels.direction, labels.dimension, labels.source, labels.target, { zh: '目标来源', en: 'Source of the target' }];
  const widths = [8, 18, 10, 34, 48, 14, 22, 20, 40, 12, 30];
  return {
    name: fixedSheets.methods[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!, [3, 4, 8].includes(at))),
    rows: facts.groups.flatMap((group) =>
      group.rows.map(({ number, definition, target }): SheetCell[] => [
        number,
        groupTitle(group)[language],
        group.records.find((record) => record)?.version ?? facts.input.programVersion,
        definition.label[language],
        definition.formula,
        unitLabel(definition.unit)[language],
        directionTexts[definition.better][language],
        dimensionLabels[definition.dimension][language],
        definition.source,
        target ? { value: target.value, format: numberFormat(definition.decimals) } : null,
        target?.source ?? null,
      ]),
    ),
  };
}

function sourceSheet({ facts, language }: SheetContext): Sheet {
  const heads = [labels.layer, labels.role, labels.count, labels.file, labels.format, labels.bytes, labels.sha256, labels.crs, labels.encoding, labels.imported];
  const widths = [24, 16, 10, 32, 16, 14, 68, 18, 12, 24];
  return {
    name: fixedSheets.sources[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!)),
    rows: facts.input.layers.map(({ layer, count }): SheetCell[] => [
      layer.name,
      roleOf(layer.role).label[language],
      count,
      layer.source?.file ?? null,
      layer.source?.format ?? null,
      layer.source ? { value: layer.source.bytes, format: numberFormat(0) } : null,
      layer.source?.sha256 ?? null,
      layer.source?.crs ?? null,
      layer.source?.encoding ?? null,
      layer.source?.imported ?? null,
    ]),
  };
}

function remarkSheet(context: SheetContext): Sheet {
  const { facts, language } = context;
  const heads = [{ zh: '图层或评估器', en: 'Layer or evaluator' }, labels.scenario, labels.severity, labels.description, labels.hint, labels.count, { zh: '位置', en: 'Places' }];
  const widths = [24, 22, 10, 60, 50, 10, 60];
  const ofLayers = facts.input.layers.flatMap(({ layer, remarks }) =>
    remarks.map((remark): SheetCell[] => [
      layer.name,
      null,
      labels[remark.severity][language],
      describeRemark(remark, language),
      remarkHint(remark, language),
      remark.count,
      remark.places.map(({ file, layer, row, feature }) => [file ?? layer, row, feature].filter((part) => part !== undefined).join(' ')).join('; '),
    ]),
  );
  const ofEvaluators = facts.groups.flatMap(({ id, records }) =>
    records.flatMap((record, index) =>
      (record?.result.remarks ?? []).map((remark): SheetCell[] => [
        id,
        scenarioName(context, index),
        labels[remark.severity][language],
        remark.text[language],
        null,
        null,
        null,
      ]),
    ),
  );
  return {
    name: fixedSheets.remarks[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!, at >= 3)),
    rows: [...ofLayers, ...ofEvaluators],
  };
}

function verificationSheet(context: SheetContext): Sheet {
  const { facts, language, code } = context;
  const heads = [labels.evaluator, labels.version, labels.scenario, labels.inputsHash, labels.resultHash, labels.created, labels.reportCode];
  const widths = [20, 10, 22, 68, 68, 24, 18];
  return {
    name: fixedSheets.verification[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!)),
    rows: facts.groups.flatMap(({ records }) =>
      records.flatMap((record, index): SheetCell[][] =>
        record
          ? [[record.evaluator, record.version, scenarioName(context, index), record.inputsHash, record.resultHash, record.created, code]]
          : [],
      ),
    ),
  };
}

/** Whole tables of the evaluators, all scenarios below each other. */
function tableSheetsOf(context: SheetContext): Sheet[] {
  const { facts, language } = context;
  const names = tableSheets(facts);
  return facts.groups.flatMap((group) =>
    tablesOf(group).map((table): Sheet => ({
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
            if (typeof value === 'number') return decimals === undefined ? value : { value, format: numberFormat(decimals) };
            return value !== null && typeof value === 'object' ? value[language] : value;
          }),
        ]),
      ),
    })),
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
    assumptionSheet(context),
    parameterSheet(context),
    methodSheet(context),
    sourceSheet(context),
    remarkSheet(context),
    verificationSheet(context),
  ].filter((sheet) => sheet !== undefined);
  return encodeWorkbook(sheets, { title: input.title[language], created: input.generated });
}
