import { parameterSource } from '#core/evaluation/parameters.ts';
import { dimensionLabels, unitLabel } from '#core/model/indicator.ts';
import { describeRemark, remarkHint } from '#core/model/remark.ts';
import { roleOf } from '#core/model/role.ts';
import { sourceText } from '#core/model/source-text.ts';
import { directionTexts, labels } from './report-texts.ts';
import { parametersOf, parameterText } from './section-methods.ts';
import { groupTitle } from './section-summary.ts';
import { fixedSheets } from './sheet-names.ts';
import { column, numberFormat, type SheetContext, scenarioName } from './xlsx-context.ts';
import type { Sheet, SheetCell } from './xlsx-workbook.ts';

/** What planning takes for granted, with its range. */
export function assumptionSheet({ facts, language }: SheetContext): Sheet {
  const heads = [
    labels.number,
    labels.description,
    labels.low,
    labels.base,
    labels.high,
    labels.unit,
    labels.source,
    labels.year,
    labels.status,
  ];
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
      sourceText(assumption.source)[language],
      assumption.year,
      labels[assumption.verifyLocally ? 'verifyLocally' : 'confirmed'][language],
    ]),
  };
}

/** Parameters of every evaluation. */
export function parameterSheet(context: SheetContext): Sheet {
  const { facts, language } = context;
  const heads = [
    labels.evaluator,
    labels.scenario,
    { zh: '标识', en: 'Id' },
    labels.parameter,
    labels.value,
    labels.unit,
    { zh: '默认值', en: 'Default' },
    labels.source,
    labels.status,
  ];
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
            typeof parameter.default === 'number'
              ? parameter.default
              : parameterText(parameter.default, parameter)[language],
            parameterSource(parameter)[language],
            parameter.verifyLocally ? labels.verifyLocally[language] : null,
          ]),
        ),
      ),
    ),
  };
}

/** Formula, source and direction of every indicator. */
export function methodSheet({ facts, language }: SheetContext): Sheet {
  const heads = [
    labels.number,
    labels.evaluator,
    labels.version,
    labels.indicator,
    labels.formula,
    labels.unit,
    labels.direction,
    labels.dimension,
    labels.source,
    labels.target,
    { zh: '目标来源', en: 'Source of the target' },
  ];
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
        sourceText(definition.source)[language],
        target ? { value: target.value, format: numberFormat(definition.decimals) } : null,
        target ? sourceText(target.source)[language] : null,
      ]),
    ),
  };
}

/** Layers and the files they came from. */
export function sourceSheet({ facts, language }: SheetContext): Sheet {
  const heads = [
    labels.layer,
    labels.role,
    labels.count,
    labels.file,
    labels.format,
    labels.bytes,
    labels.sha256,
    labels.crs,
    labels.encoding,
    labels.imported,
  ];
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

/** Remarks of imports and evaluators. */
export function remarkSheet(context: SheetContext): Sheet {
  const { facts, language } = context;
  const heads = [
    { zh: '图层或评估器', en: 'Layer or evaluator' },
    labels.scenario,
    labels.severity,
    labels.description,
    labels.hint,
    labels.count,
    { zh: '位置', en: 'Places' },
  ];
  const widths = [24, 22, 10, 60, 50, 10, 60];
  const ofLayers = facts.input.layers.flatMap(({ layer, remarks }) =>
    remarks.map((remark): SheetCell[] => [
      layer.name,
      null,
      labels[remark.severity][language],
      describeRemark(remark, language),
      remarkHint(remark, language),
      remark.count,
      remark.places
        .map(({ file, layer, row, feature }) =>
          [file ?? layer, row, feature].filter((part) => part !== undefined).join(' '),
        )
        .join('; '),
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

/** Every evaluation with the hashes of what it read and gave. */
export function verificationSheet(context: SheetContext): Sheet {
  const { facts, language, code } = context;
  const heads = [
    labels.evaluator,
    labels.version,
    labels.scenario,
    labels.inputsHash,
    labels.resultHash,
    labels.created,
    labels.reportCode,
  ];
  const widths = [20, 10, 22, 68, 68, 24, 18];
  return {
    name: fixedSheets.verification[language],
    columns: heads.map((title, at) => column(title, language, widths[at]!)),
    rows: facts.groups.flatMap(({ records }) =>
      records.flatMap((record, index): SheetCell[][] =>
        record
          ? [
              [
                record.evaluator,
                record.version,
                scenarioName(context, index),
                record.inputsHash,
                record.resultHash,
                record.created,
                code,
              ],
            ]
          : [],
      ),
    ),
  };
}
