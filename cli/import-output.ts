import type { ChinaOffset } from '#core/crs/china-offset.ts';
import type { ImportPlan, ImportReport, PlannedLayer } from '#core/formats/import-plan.ts';
import { describeRemark, type Remark, remarkHint } from '#core/model/remark.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import type { Language } from '#core/model/text.ts';
import { formatNumber } from '#core/model/text.ts';
import { WorkbenchError, type WorkbenchErrorData } from '#core/model/workbench-error.ts';
import type { CommandContext } from './command.ts';

/** Places named behind a remark; all of them are kept with the layer. */
const shownPlaces = 3;

function placesOf({ places }: Remark, language: Language): string {
  const named = places
    .slice(0, shownPlaces)
    .map(({ row, feature }) => (row === undefined ? feature : language === 'zh' ? `第 ${row} 行` : `row ${row}`))
    .filter((name) => name !== undefined);
  if (named.length === 0) return '';
  const more = places.length > named.length ? (language === 'zh' ? ' 等' : ', ...') : '';
  return language === 'zh' ? `（${named.join('、')}${more}）` : ` (${named.join(', ')}${more})`;
}

/** What to say about a layer or file, one line each, with the first rows or features concerned. */
function remarkLines(remarks: readonly Remark[], language: Language): string[] {
  return remarks.map((remark) => {
    const mark = remark.severity === 'warning' ? '!' : '·';
    return `${mark} ${describeRemark(remark, language)}${placesOf(remark, language)}`;
  });
}

function errorLines(error: WorkbenchErrorData, language: Language): string[] {
  const failure = WorkbenchError.fromData(error);
  return [`✗ ${failure.describe(language)}`, failure.hint(language)].filter((line) => line !== '' && line !== '✗ ');
}

/** The role of a layer and how much is in it: features, or cells of a grid. */
function countText({ role, features }: { role: RoleId; features: number }, language: Language): string {
  const { label, geometry } = roleOf(role);
  const count = formatNumber(features, 0);
  const isGrid = geometry.includes('raster');
  if (language === 'zh') return `${label.zh}，${count} 个${isGrid ? '格子' : '要素'}`;
  const things = isGrid ? 'cell' : 'feature';
  return `${label.en}, ${count} ${features === 1 ? things : `${things}s`}`;
}

/** What an import did, for people. */
export function printReport(report: ImportReport, project: string | undefined, context: CommandContext): void {
  const { print, language } = context;
  for (const { file, layers, remarks, error } of report.files) {
    print(file);
    for (const line of remarkLines(remarks, language)) print(`  ${line}`);
    if (error) for (const line of errorLines(error, language)) print(`  ${line}`);
    for (const layer of layers) {
      const count = countText(layer, language);
      print(language === 'zh' ? `  ${layer.name}：${count}` : `  ${layer.name}: ${count}`);
      if (layer.error) for (const line of errorLines(layer.error, language)) print(`    ${line}`);
      for (const line of remarkLines(layer.remarks, language)) print(`    ${line}`);
    }
  }
  if (project === undefined)
    print(language === 'zh' ? '没有导入任何图层，项目没有改动。' : 'Nothing was imported; the project is as it was.');
  else print(language === 'zh' ? `已写入 ${project}` : `Written to ${project}`);
}

/** Readings that are shown side by side. */
const shownEncodings = 3;

/** The first row of a layer's texts in the likeliest encodings, the one in use first. */
function encodingLines({ encodings = [] }: PlannedLayer): string[] {
  return encodings
    .filter(({ lines }) => lines.length > 0)
    .slice(0, shownEncodings)
    .map(({ encoding, plausibility, lines }) => `${encoding} ${Math.round(100 * plausibility)} %: ${lines[0]}`);
}

/** The offset of a published map that would be taken off. */
function offsetText({ place }: PlannedLayer, language: Language): string {
  if (!place?.offset) return '';
  const name = offsetNames[place.offset];
  return language === 'zh' ? `，去除 ${name} 偏移` : `, ${name} offset taken off`;
}

const offsetNames: Readonly<Record<ChinaOffset, string>> = { gcj02: 'GCJ-02', bd09: 'BD-09' };

/** What an import would do, for people or programs. */
export function printPlan(plan: ImportPlan, { print, language, json }: CommandContext): void {
  if (json) {
    print(JSON.stringify(plan, null, 2));
    return;
  }
  if (plan.project) print(`EPSG:${plan.project.epsg} ${plan.project.name}: ${plan.project.reason[language]}`);
  for (const { file, layers, remarks, error } of plan.files) {
    print(file);
    if (error) for (const line of errorLines(error, language)) print(`  ${line}`);
    for (const line of remarkLines(remarks, language)) print(`  ${line}`);
    for (const layer of layers) {
      const { name, crs, mapping, encoding } = layer;
      print(
        `  ${name}: ${countText(layer, language)}${layer.include ? '' : language === 'zh' ? '（不导入）' : ' (left out)'}`,
      );
      print(`    ${layer.roleReason[language]}`);
      if (crs.origin !== 'none')
        print(`    CRS: ${crs.name || '—'} (${crs.reason[language]})${offsetText(layer, language)}`);
      if (encoding !== undefined) print(`    ${language === 'zh' ? '编码' : 'encoding'}: ${encoding}`);
      for (const line of encodingLines(layer)) print(`      ${line}`);
      const problem = layer.crs.problem && WorkbenchError.fromData(layer.crs.problem).hint(language);
      if (problem) print(`    ${problem}`);
      for (const { from, to, unit } of mapping) print(`    ${from} → ${to}${unit === undefined ? '' : ` [${unit}]`}`);
      for (const line of remarkLines(layer.remarks, language)) print(`    ${line}`);
    }
  }
}

function remarkData(remark: Remark, language: Language) {
  return { ...remark, text: describeRemark(remark, language), hint: remarkHint(remark, language) };
}

function errorData(error: WorkbenchErrorData | undefined, language: Language) {
  if (!error) return {};
  const failure = WorkbenchError.fromData(error);
  return { error: { code: failure.code, message: failure.describe(language), hint: failure.hint(language) } };
}

/** What an import did, for programs. */
export function reportData(report: ImportReport, { language }: CommandContext) {
  return {
    files: report.files.map(({ file, layers, remarks, error }) => ({
      file,
      remarks: remarks.map((remark) => remarkData(remark, language)),
      ...errorData(error, language),
      layers: layers.map(({ id, name, role, geometry, features, remarks: own, error: failure }) => ({
        id: id ?? null,
        name,
        role,
        geometry,
        features,
        remarks: own.map((remark) => remarkData(remark, language)),
        ...errorData(failure, language),
      })),
    })),
  };
}
