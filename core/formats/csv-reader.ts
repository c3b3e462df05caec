import { noCounts } from '#core/geometry/wkb.ts';
import { readWkt } from '#core/geometry/wkt.ts';
import type { Column, Field } from '#core/model/feature-table.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { type FoundCoordinates, findCoordinates } from './coordinate-columns.ts';
import { CsvParser, findDelimiter, findLayout, sampleOf } from './csv-parser.ts';
import { columnOf } from './csv-values.ts';
import { byteOrderMark, type EncodingChoice, encodingNamed, guessEncoding, textDecoder } from './encoding.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { CoordinateColumns, ReadLayer, ReadOptions } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { readChunks, readRange } from './source-reading.ts';

/** First bytes of a file, by which encoding and layout are told. */
const sampleBytes = 262_144;
/** More columns than any table has: the delimiter is wrong, or the file is no table. */
const mostColumns = 10_000;

/** The table as it stands in the file: cells by column, and which record each row was. */
interface RawTable {
  readonly names: readonly string[];
  readonly cells: readonly string[][];
  /** Record of each row in the file, from 1. */
  readonly records: readonly number[];
}

async function settleEncoding(source: FileSource, stated: string | undefined): Promise<EncodingChoice> {
  const sample = await readRange(source, 0, sampleBytes);
  if (stated !== undefined) {
    const encoding = encodingNamed(stated) ?? stated;
    return { encoding, reason: { zh: '指定', en: 'stated' }, certainty: 'certain' };
  }
  return guessEncoding(sample);
}

class TableReader {
  readonly names: string[] = [];
  readonly cells: string[][] = [];
  readonly records: number[] = [];
  readonly #file: string;
  readonly #remarks: RemarkList;
  #record = 0;

  constructor(file: string, remarks: RemarkList) {
    this.#file = file;
    this.#remarks = remarks;
  }

  start(names: readonly string[], skipped: number): void {
    this.names.push(...names);
    for (const _ of names) this.cells.push([]);
    if (skipped > 0) this.#remarks.add('formats/rows-before-header', 'info', { file: this.#file }, undefined, skipped);
  }

  /** One record of the file; those before `first` are not data. */
  add(cells: readonly string[], first: number): void {
    const record = this.#record++;
    if (record < first || cells.every((cell) => cell.trim() === '')) return;
    const width = this.names.length;
    if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
      const place = { file: this.#file, row: record + 1 };
      this.#remarks.add('formats/row-too-long', 'warning', { file: this.#file, columns: width }, place);
    }
    for (let column = 0; column < width; column++) this.cells[column]!.push(cells[column] ?? '');
    this.records.push(record + 1);
  }
}

/** Reads all cells. */
async function readCells(
  source: FileSource,
  encoding: string,
  remarks: RemarkList,
  context: TaskContext,
): Promise<{ readonly table: RawTable; readonly delimiter: string }> {
  const file = source.name;
  const sample = await readRange(source, 0, sampleBytes);
  const isWhole = sample.length === source.bytes;
  const head = textDecoder(encoding).decode(sample, { stream: !isWhole });
  if (head.includes('\0')) {
    throw new WorkbenchError('formats/damaged', {
      file,
      reason: { zh: '含有零字节，不是文本表格', en: 'it holds zero bytes and is no table of text' },
    });
  }
  const delimiter = findDelimiter(head, isWhole);
  const first = sampleOf(head, delimiter, isWhole);
  const layout = findLayout(first);
  const header = layout.hasHeader ? (first[layout.skipped] ?? []) : [];
  const width = Math.max(layout.width, header.length);
  if (width > mostColumns) {
    throw new WorkbenchError('formats/damaged', {
      file,
      reason: { zh: `有 ${width} 列，不像表格`, en: `it would have ${width} columns and is no table` },
    });
  }
  const reader = new TableReader(file, remarks);
  // A delimiter at the end of every line makes a column without name and values.
  const names = Array.from({ length: width }, (_, index) => header[index]?.trim() ?? '');
  reader.start(names, layout.skipped);
  const dataStart = layout.skipped + (layout.hasHeader ? 1 : 0);
  const parser = new CsvParser(delimiter, (cells) => reader.add(cells, dataStart));
  const decoder = textDecoder(encoding);
  for await (const bytes of readChunks(source, context)) parser.push(decoder.decode(bytes, { stream: true }));
  parser.push(decoder.decode());
  if (!parser.end()) throw new WorkbenchError('formats/quote-open', { file });
  return { table: reader, delimiter };
}

/** Columns by unique names, typed by their values; nameless ones without values are left out. */
function typedColumns(
  table: RawTable,
  delimiter: string,
  builder: FeatureBuilder,
): Map<string, { readonly field: Field; readonly column: Column }> {
  const columns = new Map<string, { field: Field; column: Column }>();
  for (const [index, name] of table.names.entries()) {
    const cells = table.cells[index]!;
    if (name === '' && cells.every((cell) => cell.trim() === '')) continue;
    const unique = builder.columns.add(name).name;
    columns.set(unique, columnOf(unique, cells, delimiter !== ','));
  }
  return columns;
}

function statedCoordinates(
  coordinates: CoordinateColumns | undefined,
  columns: ReadonlyMap<string, { readonly column: Column }>,
  file: string,
): FoundCoordinates {
  if (coordinates === undefined) {
    return findCoordinates(new Map([...columns].map(([name, { column }]) => [name, column])));
  }
  const names = coordinates === null ? [] : 'wkt' in coordinates ? [coordinates.wkt] : [coordinates.x, coordinates.y];
  for (const name of names) {
    if (!columns.has(name)) {
      throw new WorkbenchError('import/unknown-field', { file, field: name, known: [...columns.keys()].join(', ') });
    }
  }
  return { columns: coordinates, isExchanged: false };
}

class PlaceReader {
  readonly #builder: FeatureBuilder;
  readonly #sink: GeometrySink;
  readonly #remarks: RemarkList;
  readonly #file: string;

  constructor(builder: FeatureBuilder, remarks: RemarkList, file: string) {
    this.#builder = builder;
    this.#sink = new GeometrySink(builder);
    this.#remarks = remarks;
    this.#file = file;
  }

  readPairs(x: Column, y: Column, records: readonly number[]): void {
    for (const [row, record] of records.entries()) {
      const east = ordinate(x, row);
      const north = ordinate(y, row);
      if (Number.isNaN(east) || Number.isNaN(north)) this.#note('formats/row-without-place', record);
      else {
        this.#sink.add(east, north);
        this.#sink.endPoints();
      }
      this.#builder.endRow();
    }
  }

  readTexts(texts: Column, records: readonly number[]): void {
    const counts = noCounts();
    for (const [row, record] of records.entries()) {
      const text = texts[row];
      if (typeof text !== 'string') this.#note('formats/row-without-place', record);
      else {
        try {
          this.#sink.addGeometry(readWkt(text, counts));
        } catch (thrown) {
          if (!(thrown instanceof WorkbenchError)) throw thrown;
          const place = { file: this.#file, row: record };
          const reason = { zh: thrown.describe('zh'), en: thrown.describe('en') };
          this.#remarks.add('formats/record-damaged', 'warning', { file: this.#file, reason }, place);
        }
      }
      this.#builder.endRow();
    }
    this.#sink.faults.extraOrdinates += counts.droppedOrdinates;
    this.#sink.faults.openRings += counts.closedRings;
    this.#sink.report(this.#remarks, this.#file);
  }

  #note(code: 'formats/row-without-place', record: number): void {
    this.#remarks.add(code, 'warning', { file: this.#file }, { file: this.#file, row: record });
  }
}

function ordinate(column: Column, row: number): number {
  const value = column[row];
  if (typeof value === 'number') return value;
  // Columns that a person named may hold numbers as texts, with thousands separated.
  return typeof value === 'string' && value !== '' ? Number(value.replaceAll(',', '')) : Number.NaN;
}

/** Reads a table of text. Errors: `formats/empty-file`, `formats/quote-open`, `formats/damaged`, `import/unknown-field`. */
export async function readCsv(source: FileSource, options: ReadOptions, context: TaskContext): Promise<ReadLayer[]> {
  const file = source.name;
  const mark = byteOrderMark(await readRange(source, 0, 3));
  if (source.bytes <= (mark?.length ?? 0)) throw new WorkbenchError('formats/empty-file', { file });
  const remarks = new RemarkList();
  const { encoding, reason, certainty } = await settleEncoding(source, options.encoding);
  if (certainty !== 'certain') {
    const isGuess = certainty === 'guess';
    const code = isGuess ? 'formats/encoding-guessed' : 'formats/encoding-chosen';
    remarks.add(code, isGuess ? 'warning' : 'info', { file, encoding, reason });
  }
  const { table, delimiter } = await readCells(source, encoding, remarks, context);
  if (table.names.every((name) => name === '') && table.records.length === 0) {
    throw new WorkbenchError('formats/empty-file', { file });
  }
  const builder = new FeatureBuilder();
  const columns = typedColumns(table, delimiter, builder);
  const found = statedCoordinates(options.coordinates, columns, file);
  for (const target of builder.columns.builders) {
    const { field, column } = columns.get(target.name)!;
    target.setAll(field, column);
  }
  const places = new PlaceReader(builder, remarks, file);
  const at = found.columns;
  if (at === null) for (const _ of table.records) builder.endRow();
  else if ('wkt' in at) places.readTexts(columns.get(at.wkt)!.column, table.records);
  else {
    if (found.isExchanged) remarks.add('formats/axes-exchanged', 'info', { file, x: at.x, y: at.y });
    places.readPairs(columns.get(at.x)!.column, columns.get(at.y)!.column, table.records);
  }
  return layersOf(builder, {
    file,
    name: '',
    remarks,
    encoding,
    crs: found.crs,
    coordinates: at,
    kind: at !== null && 'x' in at ? 'point' : 'none',
    rowOf: (row) => table.records[row]!,
  });
}

/** Whether bytes can be text with more than one line or column. */
export function looksLikeText(head: Uint8Array): boolean {
  if (head.length === 0) return false;
  const { encoding } = guessEncoding(head);
  const text = textDecoder(encoding).decode(head, { stream: true });
  // Of the control characters only tabs and line ends stand in tables.
  for (const character of text) {
    if ((character < ' ' && !'\t\n\v\f\r'.includes(character)) || character === '\uFFFD') return false;
  }
  return true;
}
