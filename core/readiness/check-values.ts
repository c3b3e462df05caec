import { type FeatureTable, isNumberColumn, numberColumn } from '#core/model/feature-table.ts';
import { roleOf } from '#core/model/role.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import type { LayerToCheck } from './layer-to-check.ts';
import { firstPlace } from './pick-features.ts';
import { type CheckResult, FindingList } from './readiness.ts';
import { neededFields, valueRules } from './value-rules.ts';

function hasValue(table: FeatureTable, name: string, row: number): boolean {
  const column = table.columns[name];
  if (!column) return false;
  if (isNumberColumn(column)) return !Number.isNaN(column[row]!);
  return column[row] !== null && column[row] !== '';
}

function fieldNames({ layer }: LayerToCheck, names: readonly string[]): LocalText {
  const labels = names.map((name) => roleOf(layer.role).fields.find((field) => field.name === name)?.label);
  return {
    zh: labels.map((label, at) => label?.zh ?? names[at]).join('、'),
    en: labels.map((label, at) => label?.en ?? names[at]).join(', '),
  };
}

/** Features without a value in a field that matters; a field without any value is one finding. */
export function checkMissingValues(input: LayerToCheck): CheckResult {
  const { table, layer } = input;
  const list = new FindingList('missing-value', input.findings);
  const count = table.ids.length;
  for (const names of neededFields[layer.role] ?? []) {
    const missing: number[] = [];
    for (let row = 0; row < count; row++) if (!names.some((name) => hasValue(table, name, row))) missing.push(row);
    if (missing.length === 0) continue;
    const label = fieldNames(input, names);
    const isOne = names.length === 1;
    if (missing.length === count) {
      list.addWhole({
        zh: isOne ? `没有一个要素有“${label.zh}”` : `没有一个要素有其中之一：${label.zh}`,
        en: isOne ? `no feature has a value of ${label.en}` : `no feature has any of ${label.en}`,
      });
      continue;
    }
    const detail: LocalText = {
      zh: isOne ? `没有“${label.zh}”` : `没有其中任何一个：${label.zh}`,
      en: isOne ? `no value of ${label.en}` : `none of ${label.en}`,
    };
    for (const row of missing)
      list.add({ features: [table.ids[row]!], place: firstPlace(table.geometry, row), detail });
  }
  return list.finish(count);
}

/** Values out of the range of their field, or that contradict each other. */
export function checkAbsurdValues(input: LayerToCheck, areas: Float64Array): CheckResult {
  const { table, layer, limits, year } = input;
  const list = new FindingList('absurd-value', input.findings);
  const add = (row: number, detail: LocalText) =>
    list.add({ features: [table.ids[row]!], place: firstPlace(table.geometry, row), detail });
  for (const { name, label, minimum = -Infinity, maximum = Infinity } of roleOf(layer.role).fields) {
    const column = numberColumn(table, name);
    if (!column) continue;
    for (const [row, value] of column.entries()) {
      if (!(value < minimum || value > maximum)) continue;
      const figure = formatNumber(value);
      const range = maximum === Infinity ? `≥ ${minimum}` : `${minimum}–${maximum}`;
      add(row, { zh: `${label.zh} ${figure}，应为 ${range}`, en: `${label.en} ${figure}, must be ${range}` });
    }
  }
  for (const { fields, isBroken, text } of valueRules[layer.role] ?? []) {
    const columns = fields.map((field) => numberColumn(table, field));
    if (!columns.some(Boolean)) continue;
    let row = 0;
    const value = (field: string) => columns[fields.indexOf(field)]?.[row] ?? Number.NaN;
    for (row = 0; row < table.ids.length; row++) {
      if (!isBroken(value, limits, areas[row]!, year)) continue;
      const figures = fields
        .filter((field) => !Number.isNaN(value(field)))
        .map((field) => `${field} ${formatNumber(value(field))}`);
      const seen = figures.slice(0, 3).join(', ');
      add(row, { zh: `${text.zh}（${seen}）`, en: `${text.en} (${seen})` });
    }
  }
  return list.finish(table.ids.length);
}
