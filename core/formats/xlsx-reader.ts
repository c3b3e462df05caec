import { zipSync } from 'fflate';
import type { CellObject, DenseWorkSheet } from 'xlsx';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { looksLikeZip, openArchive } from './archive.ts';
import { findLayout } from './csv-parser.ts';
import { textDecoder } from './encoding.ts';
import type { CoordinateColumns, ReadLayer, ReadOptions } from './format.ts';
import { checkCancelled, readRange, readWhole } from './source-reading.ts';
import { mostColumns, TableReader, tableLayers } from './table-layer.ts';

type SpreadsheetLibrary = typeof import('xlsx');

/** Rows at the top of a sheet by which its layout is told. */
const sampleRows = 60;

/**
 * The bytes of a workbook in the form the library gets them. Archives are unpacked here, within the limits for archives,
 * and handed over unpacked, so that what unpacks without end never reaches the library.
 */
async function workbookBytes(source: FileSource, context: TaskContext): Promise<Uint8Array> {
  if (!looksLikeZip(await readRange(source, 0, 4))) return readWhole(source, context);
  const files: Record<string, Uint8Array> = {};
  for (const { path, source: entry } of await openArchive(source, new RemarkList(), context)) {
    // Pictures are of no interest.
    if (/\.(?:xml|rels)$/i.test(path)) files[path] = await entry.read(0, entry.bytes);
  }
  return zipSync(files, { level: 0, mtime: new Date(2000, 0, 1, 12) });
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

/** A cell as text: numbers in full, dates as ISO 8601, errors and empty cells as nothing. */
function cellText(library: SpreadsheetLibrary, cell: CellObject | undefined, date1904: boolean): string {
  if (cell?.v === undefined || cell.t === 'e' || cell.t === 'z') return '';
  if (typeof cell.v === 'number' && cell.z !== undefined && library.SSF.is_date(String(cell.z))) {
    const date = library.SSF.parse_date_code(cell.v, { date1904 });
    if (date) {
      const day = `${String(date.y).padStart(4, '0')}-${pad(date.m)}-${pad(date.d)}`;
      if (date.H === 0 && date.M === 0 && date.S < 1) return day;
      return `${day}T${pad(date.H)}:${pad(date.M)}:${pad(Math.floor(date.S))}`;
    }
  }
  return String(cell.v);
}

interface SheetRow {
  /** Row in the sheet, from 1. */
  readonly number: number;
  readonly cells: string[];
}

/** Rows that have a value. */
function filledRows(library: SpreadsheetLibrary, sheet: DenseWorkSheet, date1904: boolean): SheetRow[] {
  const rows: SheetRow[] = [];
  // Holes in the list stand for empty rows.
  for (const [index, row] of (sheet['!data'] ?? []).entries()) {
    if (!row) continue;
    const cells = Array.from(row, (cell) => cellText(library, cell, date1904));
    while (cells.at(-1) === '') cells.pop();
    if (cells.length > 0) rows.push({ number: index + 1, cells });
  }
  return rows;
}

function hasColumns(names: readonly string[], coordinates: CoordinateColumns | undefined): boolean {
  if (coordinates === undefined || coordinates === null) return true;
  const wanted = 'wkt' in coordinates ? [coordinates.wkt] : [coordinates.x, coordinates.y];
  return wanted.every((name) => names.includes(name));
}

/** One sheet as layers; none when it is empty. */
function sheetLayers(
  rows: readonly SheetRow[],
  name: string,
  file: string,
  options: ReadOptions,
  remarks: RemarkList,
): ReadLayer[] {
  if (rows.length === 0) return [];
  const layout = findLayout(rows.slice(0, sampleRows).map(({ cells }) => cells));
  const header = layout.hasHeader ? (rows[layout.skipped]?.cells ?? []) : [];
  const width = Math.max(layout.width, header.length);
  if (width > mostColumns) {
    const reason = { zh: `“${name}”有 ${width} 列，不像表格`, en: `"${name}" has ${width} columns and is no table` };
    throw new WorkbenchError('formats/damaged', { file, reason });
  }
  const table = new TableReader(file, remarks);
  table.start(
    Array.from({ length: width }, (_, index) => header[index]?.trim() ?? ''),
    layout.skipped,
  );
  const first = layout.skipped + (layout.hasHeader ? 1 : 0);
  for (const { cells, number } of rows.slice(first)) table.add(cells, 0, number);
  const coordinates = hasColumns(table.names, options.coordinates) ? options.coordinates : undefined;
  return tableLayers(table, { file, name, remarks, coordinates, mayUseCommas: false });
}

/**
 * Reads the visible sheets of a workbook as tables, each a layer: with places in two columns or as WKT, or without. Cells
 * with formulas have the values they had when the workbook was saved.
 *
 * Errors: `formats/damaged`, `formats/encrypted`, `formats/empty-file`, `import/unknown-field` and those of archives.
 */
export async function* readXlsx(
  source: FileSource,
  options: ReadOptions,
  context: TaskContext,
): AsyncGenerator<ReadLayer> {
  const file = source.name;
  const library = await import('xlsx');
  const bytes = await workbookBytes(source, context);
  let workbook: ReturnType<SpreadsheetLibrary['read']>;
  try {
    workbook = library.read(bytes, { type: 'array', dense: true, cellFormula: false, cellHTML: false, cellNF: true });
  } catch (thrown) {
    const said = thrown instanceof Error ? thrown.message : String(thrown);
    // An encrypted .xlsx is a compound file with an entry of this name.
    const isLocked = /password/i.test(said) || textDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');
    if (isLocked) throw new WorkbenchError('formats/encrypted', { file }, { cause: thrown });
    const reason = { zh: `工作簿读不懂（${said}）`, en: `its workbook cannot be read (${said})` };
    throw new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
  }
  let remarks = new RemarkList();
  let hasRows = false;
  const date1904 = workbook.Workbook?.WBProps?.date1904 ?? false;
  for (const [index, name] of workbook.SheetNames.entries()) {
    checkCancelled(context);
    context.progress?.({ done: index, total: workbook.SheetNames.length, label: name });
    if (options.layers && !options.layers.includes(name)) continue;
    if (workbook.Workbook?.Sheets?.[index]?.Hidden) {
      const type = { zh: '隐藏的工作表', en: 'a hidden sheet' };
      remarks.add('formats/layer-left-out', 'info', { file, layer: name, type });
      continue;
    }
    const sheet = workbook.Sheets[name] as DenseWorkSheet | undefined;
    const layers = sheet ? sheetLayers(filledRows(library, sheet, date1904), name, file, options, remarks) : [];
    if (layers.length === 0) continue;
    hasRows = true;
    yield* layers;
    remarks = new RemarkList();
  }
  if (!hasRows) throw new WorkbenchError('formats/empty-file', { file });
}
