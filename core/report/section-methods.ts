import type { EvaluatorParameter, ParameterValue, PluginProvenance } from '#core/evaluation/contract.ts';
import { parameterSource, shownParameter } from '#core/evaluation/parameters.ts';
import { dimensionLabels, unitLabel } from '#core/model/indicator.ts';
import { sourceText } from '#core/model/source-text.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import { type Content, type FormulaEntry, paragraph, type Row, text, textCell } from './document.ts';
import type { ReportBuilder } from './report-builder.ts';
import type { IndicatorRow, ReportFacts, ResultGroup } from './report-facts.ts';
import { same, slug, targetText, unitText } from './report-format.ts';
import { directionTexts, labels, sectionTitles } from './report-texts.ts';
import { groupTitle } from './section-summary.ts';
import { methodTexts } from './section-texts.ts';
import { fill } from './sentence.ts';

function formulaEntry(row: IndicatorRow): FormulaEntry {
  const { definition, target } = row;
  const facts: { term: LocalText; meaning: Content }[] = [
    { term: labels.source, meaning: text(sourceText(definition.source)) },
    { term: labels.direction, meaning: text(directionTexts[definition.better]) },
    { term: labels.dimension, meaning: text(dimensionLabels[definition.dimension]) },
  ];
  const unit = unitText(row.scale);
  if (unit.zh !== '') facts.push({ term: labels.unit, meaning: text(unit) });
  if (target) {
    const condition = targetText(target, definition, row.scale);
    const from = sourceText(target.source);
    const source: LocalText = { zh: `${condition.zh}（${from.zh}）`, en: `${condition.en} (${from.en})` };
    facts.push({ term: labels.target, meaning: text(source) });
  }
  return {
    id: `formula-${row.number}`,
    number: row.number,
    name: definition.label,
    formula: definition.formula,
    facts,
  };
}

/** A value of a parameter as a person reads it. */
export function parameterText(value: ParameterValue | undefined, parameter: EvaluatorParameter): LocalText {
  if (value === undefined || value === null) return labels.none;
  if (typeof value === 'boolean') return value ? labels.yes : labels.no;
  if (typeof value === 'number') return same(formatNumber(value, 6));
  if (typeof value === 'string') {
    const place = parameter.enum?.indexOf(value) ?? -1;
    return parameter.enumTitles?.[place] ?? same(value);
  }
  const numbers = value.map((part) => formatNumber(part, 6));
  return { zh: numbers.join('、'), en: numbers.join(', ') };
}

/** One parameter in all scenarios: what they share once, otherwise scenario by scenario. */
export interface ParameterUse {
  readonly name: string;
  readonly parameter: EvaluatorParameter;
  readonly values: readonly { readonly scenarios: readonly number[]; readonly value: ParameterValue | undefined }[];
  readonly isDefault: boolean;
}

export function parametersOf(group: ResultGroup): ParameterUse[] {
  return Object.entries(group.manifest?.parameters ?? {}).map(([name, parameter]) => {
    const byText = new Map<string, { scenarios: number[]; value: ParameterValue | undefined }>();
    group.records.forEach((record, index) => {
      if (!record) return;
      const value = shownParameter(parameter, record.parameters[name] ?? parameter.default);
      const key = JSON.stringify(value);
      const known = byText.get(key);
      if (known) known.scenarios.push(index);
      else byText.set(key, { scenarios: [index], value });
    });
    const isDefault = byText.size === 1 && byText.has(JSON.stringify(parameter.default));
    return { name, parameter, values: [...byText.values()], isDefault };
  });
}

function parameterRow({ parameter, values, isDefault }: ParameterUse, facts: ReportFacts): Row {
  const value: Content = values.flatMap((entry, at): Content => {
    const shown = parameterText(entry.value, parameter);
    if (values.length === 1) return [shown];
    const marks = entry.scenarios.map((index) => ({ kind: 'scenario' as const, scenario: facts.marks[index]! }));
    return at === 0 ? [...marks, shown] : [{ kind: 'break' }, ...marks, shown];
  });
  const status = isDefault
    ? parameter.verifyLocally
      ? labels.verifyLocally
      : labels.isDefault
    : fill(labels.changed, { value: parameterText(parameter.default, parameter) });
  return {
    kind: 'body',
    cells: [
      textCell(parameter.title),
      { kind: 'text', content: value },
      textCell(unitLabel(parameter.unit ?? '1')),
      textCell(status),
      textCell(parameterSource(parameter)),
    ],
  };
}

/** The plugins that the results of a group came from, each content once; none for evaluators of the program. */
function pluginsOf({ records }: ResultGroup): readonly PluginProvenance[] {
  const plugins = records.flatMap((record) => record?.plugin ?? []);
  return plugins.filter(({ hash }, at) => plugins.findIndex((other) => other.hash === hash) === at);
}

/** Formula, source and parameters of everything in the report. */
export function addMethods(builder: ReportBuilder, facts: ReportFacts): void {
  builder.chapter('methods', sectionTitles.methods, 'appendix');
  builder.add(paragraph(text(methodTexts.intro)));
  for (const group of facts.groups) {
    builder.part(`methods-${slug(group.id)}`, groupTitle(group));
    const { manifest } = group;
    if (manifest) {
      const { id, author, licence, summary } = manifest;
      const version = group.records.find((record) => record)?.version ?? manifest.version;
      builder.add(paragraph(text(fill(methodTexts.evaluator, { id, version, author, licence, summary }))));
    }
    for (const plugin of pluginsOf(group)) {
      const signature = plugin.signedBy ? fill(methodTexts.signed, plugin.signedBy) : methodTexts.unsigned;
      builder.add(paragraph(text(fill(methodTexts.plugin, { hash: plugin.hash, signature }))));
    }
    builder.add({ kind: 'formulas', items: group.rows.map(formulaEntry) });
    const parameters = parametersOf(group);
    if (parameters.length === 0) continue;
    builder.add({
      kind: 'table',
      id: `table-parameters-${slug(group.id)}`,
      caption: text(fill(methodTexts.parameters, { group: groupTitle(group) })),
      columns: [
        { title: text(labels.parameter), align: 'start' },
        { title: text(labels.value), align: 'start', width: 18 },
        { title: text(labels.unit), align: 'start', width: 12 },
        { title: text(labels.status), align: 'start', width: 21 },
        { title: text(labels.source), align: 'start', width: 26 },
      ],
      rows: parameters.map((parameter) => parameterRow(parameter, facts)),
      headColumn: 0,
      remarks: [],
    });
  }
}
