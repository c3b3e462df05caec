import type { CodeMeaning, CodeTable } from '#core/model/code-table.ts';
import type { Column } from '#core/model/feature-table.ts';
import { isLandUse, type LandUse } from '#core/model/land-use.ts';
import { type Remark, RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { nameForm } from './field-names.ts';
import type { ReadLayer } from './format.ts';
import { findFormat } from './formats.ts';
import { guessLandUse } from './land-use-words.ts';
import { fileStem } from './source-reading.ts';
import { suggestValue } from './value-maps.ts';

/** What a person may say about a file of codes; columns are found by their names when absent. */
export interface CodeTableOptions {
  readonly id?: string;
  readonly code?: string;
  readonly label?: string;
  readonly landUse?: string;
  /** Whether codes that are not listed are read as their longest listed beginning. */
  readonly nested?: boolean;
}

/** How many codes a remark lists at most. */
const listedCodes = 30;

function findColumn(layer: ReadLayer, stated: string | undefined, pattern: RegExp): string | undefined {
  if (stated === undefined) return layer.fields.find(({ name }) => pattern.test(nameForm(name)))?.name;
  if (layer.fields.some(({ name }) => name === stated)) return stated;
  throw new WorkbenchError('import/unknown-field', {
    file: layer.name,
    field: stated,
    known: layer.fields.map(({ name }) => name).join(', '),
  });
}

function textAt(column: Column | undefined, row: number): string {
  const value = column?.[row];
  return value === null || value === undefined || (typeof value === 'number' && Number.isNaN(value))
    ? ''
    : String(value);
}

function landUseFor(stated: string, label: string): LandUse | undefined {
  if (stated !== '') {
    if (isLandUse(stated)) return stated;
    const suggested = suggestValue('parcel', 'land_use', stated);
    if (suggested !== undefined && isLandUse(suggested)) return suggested;
  }
  return guessLandUse(label);
}

/**
 * A code table out of a file with a column of codes, one of descriptions and, where there is one, one of neutral land uses;
 * where there is none, the words of the description decide. Codes that no word tells anything about are left out with a
 * remark, so that a person can add them.
 *
 * Errors: those of reading the file; `import/unknown-field`; `import/no-codes` when there is no column of codes.
 */
export async function readCodeTable(
  source: FileSource,
  options: CodeTableOptions = {},
  context: TaskContext = {},
): Promise<{ readonly table: CodeTable; readonly remarks: readonly Remark[] }> {
  const format = await findFormat(source);
  let layer: ReadLayer | undefined;
  for await (const read of format.read(source, { coordinates: null }, context)) layer ??= read;
  const codeColumn = layer && findColumn(layer, options.code, /code|代码|编码|编号|代号/);
  if (!layer || codeColumn === undefined) {
    const known = layer?.fields.map(({ name }) => name).join(', ') ?? '';
    throw new WorkbenchError('import/no-codes', { file: source.name, known });
  }
  const labelColumn = findColumn(layer, options.label, /defin|descr|label|name|名称|说明|含义|meaning/);
  const useColumn = findColumn(layer, options.landUse, /^(?:landuse|neutral.*|通用用地|中性用地)$/);
  const codes: Record<string, CodeMeaning> = {};
  const unclear: string[] = [];
  const rows = layer.columns[codeColumn]!.length;
  for (let row = 0; row < rows; row++) {
    const code = textAt(layer.columns[codeColumn], row).trim();
    if (code === '') continue;
    const label = labelColumn === undefined ? code : textAt(layer.columns[labelColumn], row).trim();
    const stated = useColumn === undefined ? '' : textAt(layer.columns[useColumn], row).trim();
    const landUse = landUseFor(stated, label);
    if (landUse) codes[code] = { landUse, label: { zh: label, en: label } };
    else unclear.push(`${code} ${label}`);
  }
  const remarks = new RemarkList();
  if (unclear.length > 0) {
    const listed = unclear.slice(0, listedCodes).join('; ') + (unclear.length > listedCodes ? '; …' : '');
    remarks.add('import/codes-unclear', 'warning', { file: source.name, codes: listed }, undefined, unclear.length);
  }
  const name = fileStem(source.name);
  const table: CodeTable = {
    id: options.id ?? name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'),
    label: { zh: name, en: name },
    source: source.name,
    nested: options.nested ?? false,
    codes,
  };
  return { table, remarks: remarks.toArray() };
}
