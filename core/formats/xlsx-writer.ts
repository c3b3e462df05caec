import { unzipSync } from 'fflate';
import type { CellObject } from 'xlsx';
import type { Scalar } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { WritableLayer } from './format.ts';
import { marked } from './formula-mark.ts';
import { tableWithPlaces } from './place-columns.ts';
import { checkCancelled } from './source-reading.ts';
import { sheetRow, sheetWithRows } from './xlsx-rows.ts';
import { zipFiles } from './zip-writer.ts';

/** What a sheet holds at most. */
const mostRows = 1_048_576;
const longestText = 32_767;
/** Features written between two looks at whether to go on. */
const batchSize = 2000;
/** 1899-12-30, the day 0 of spreadsheets, in milliseconds. */
const dayZero = Date.UTC(1899, 11, 30);
/** The date of spreadsheet programs, which each shows as its country writes dates. */
const dateForm = 'm/d/yy';
const dayMilliseconds = 86_400_000;
/** Where the library writes the only sheet, and the style it gives the first form of numbers. */
const sheetFile = 'xl/worksheets/sheet1.xml';
const dateStyle = 1;

/** A name that a sheet may have: at most 31 characters, none of them with a meaning of its own. */
function sheetName(name: string): string {
  const plain = name
    .replaceAll(/[\\/?*[\]:]/g, ' ')
    .trim()
    .replaceAll(/^'+|'+$/g, '')
    .slice(0, 31);
  return plain === '' ? 'layer' : plain;
}

function dateCell(text: string): CellObject {
  const day = (Date.parse(`${text.slice(0, 10)}T00:00:00Z`) - dayZero) / dayMilliseconds;
  // Instants keep their form, since a cell has no time zone; so do days before the calendar of spreadsheets.
  return text.length === 10 && day >= 61 ? { t: 'n', v: day, z: dateForm } : { t: 's', v: text };
}

/**
 * Writes a workbook of one sheet: the attributes with their types, and the places in WGS 84. Texts that look like formulas
 * are marked as texts. The same layer gives the same bytes.
 *
 * Errors: `formats/too-many-rows`. Remarks: `formats/texts-too-long` for texts longer than a cell holds, which are left out.
 */
export async function writeXlsx(layer: WritableLayer, context: TaskContext, remarks: RemarkList): Promise<Uint8Array> {
  const { table, name } = layer;
  const library = await import('xlsx');
  const { names, valuesOf } = await tableWithPlaces(layer);
  const count = table.ids.length;
  if (count >= mostRows) throw new WorkbenchError('formats/too-many-rows', { layer: name, count, limit: mostRows - 1 });
  const isDate = names.map((column) => table.fields.some((field) => field.name === column && field.type === 'date'));
  const cellOf = (value: Scalar, column: number): CellObject | null => {
    if (value === null) return null;
    if (typeof value === 'number') return { t: 'n', v: value };
    if (typeof value === 'boolean') return { t: 'b', v: value };
    if (isDate[column]) return dateCell(value);
    const text = marked(value);
    if (text.length <= longestText) return { t: 's', v: text };
    remarks.add('formats/texts-too-long', 'warning', { layer: name, field: names[column]!, limit: longestText });
    return null;
  };
  // The library makes the workbook around the rows; of 200,000 of them its cells would not find room in memory.
  const head = names.map((column): CellObject => ({ t: 's', v: marked(column) }));
  const sample = [head, [dateCell('2000-01-01')]];
  const sheet = library.utils.aoa_to_sheet(sample, { dense: true });
  const workbook = library.utils.book_new(sheet, sheetName(name));
  const files = unzipSync(new Uint8Array(library.write(workbook, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer));
  const columns = names.map((_name, column) => library.utils.encode_col(column));
  const encoder = new TextEncoder();
  const rows = [encoder.encode(sheetRow(head, 1, columns, dateStyle))];
  for (let first = 0; first < count; first += batchSize) {
    checkCancelled(context);
    context.progress?.({ done: first, total: count, label: name });
    let text = '';
    for (let feature = first; feature < Math.min(first + batchSize, count); feature++)
      text += sheetRow(valuesOf(feature).map(cellOf), feature + 2, columns, dateStyle);
    rows.push(encoder.encode(text));
  }
  const lastCell = `${columns.at(-1) ?? 'A'}${count + 1}`;
  // The library notes the time in the directory of the archive.
  return zipFiles({ ...files, [sheetFile]: sheetWithRows(files[sheetFile]!, rows, lastCell) });
}
