import type { FieldType } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { isPlain, plainText, TextMemory } from '#core/sqlite/text-memory.ts';
import type { ColumnBuilder, ColumnSet } from './column-builder.ts';
import { dbfEncoding } from './dbf-encoding.ts';
import { type DbfField, type DbfHeader, readDbfHeader } from './dbf-header.ts';
import { plainDecimal } from './decimal.ts';
import { type Decode, decoderFor } from './encoding.ts';
import { checkCancelled, chunkSize, readRange } from './source-reading.ts';
import type { TextEvidence } from './text-evidence.ts';

/** What reading a dBASE table gave besides its columns. */
export interface DbfTable {
  /** Rows in the columns: the records that are not deleted. */
  readonly rows: number;
  readonly records: number;
  /** Records marked as deleted, from 0. */
  readonly deleted: ReadonlySet<number>;
  readonly encoding: string;
  readonly evidence?: TextEvidence;
}

/** Sets the value of a cell; false when it is not readable. */
type ReadCell = (bytes: Uint8Array, start: number, row: number) => boolean;

const space = 0x20;

/** First and one past the last byte of a cell that is neither space nor zero. */
function trimmed(bytes: Uint8Array, start: number, length: number): readonly [start: number, end: number] {
  let first = start;
  let end = start + length;
  while (end > first && (bytes[end - 1] === space || bytes[end - 1] === 0)) end--;
  while (first < end && bytes[first] === space) first++;
  return [first, end];
}

function textCell(column: ColumnBuilder, length: number, decode: Decode): ReadCell {
  const memory = new TextMemory();
  const decodeCell = (bytes: Uint8Array) => (isPlain(bytes) ? plainText(bytes) : decode(bytes));
  return (bytes, start, row) => {
    let end = start + length;
    while (end > start && (bytes[end - 1] === space || bytes[end - 1] === 0)) end--;
    if (end === start) return true;
    const text = memory.text(bytes, start, end, decodeCell);
    // A character that the width of the field cut in two says nothing about the encoding.
    const whole = end === start + length ? text.replace(/\uFFFD$/, '') : text;
    column.setText(row, whole);
    return !whole.includes('\uFFFD');
  };
}

function numberCell(column: ColumnBuilder, length: number): ReadCell {
  return (bytes, start, row) => {
    const [first, end] = trimmed(bytes, start, length);
    if (first === end) return true;
    const plain = plainDecimal(bytes, first, end);
    if (!Number.isNaN(plain)) {
      column.setNumber(row, plain);
      return true;
    }
    const text = plainText(bytes.subarray(first, end));
    // Stars stand for no value, or for one too long for the field.
    if (/^\*+$/.test(text)) return true;
    const value = Number(text.replace(',', '.'));
    if (Number.isNaN(value) || /[^-+.,\deE]/.test(text)) return false;
    column.setNumber(row, value);
    return true;
  };
}

/** A date in ISO 8601 from its eight digits; empty where there is none, undefined where it is not readable. */
function dateOf(text: string): string | undefined {
  if (/^0*$/.test(text)) return '';
  const match = /^(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.exec(text);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

function dateCell(column: ColumnBuilder, length: number): ReadCell {
  const memory = new TextMemory();
  const dates = new Map<string, string | undefined>();
  return (bytes, start, row) => {
    const [first, end] = trimmed(bytes, start, length);
    const text = memory.text(bytes, first, end, plainText);
    if (!dates.has(text)) dates.set(text, dateOf(text));
    const date = dates.get(text);
    if (date === undefined) return false;
    if (date !== '') column.setText(row, date);
    return true;
  };
}

function booleanCell(column: ColumnBuilder): ReadCell {
  return (bytes, start, row) => {
    const letter = String.fromCharCode(bytes[start]!).toUpperCase();
    if ('TY'.includes(letter)) column.setBoolean(row, true);
    else if ('FN'.includes(letter)) column.setBoolean(row, false);
    else return letter === '?' || letter === ' ' || letter === '\0';
    return true;
  };
}

function binaryCell(column: ColumnBuilder, { type }: DbfField): ReadCell {
  return (bytes, start, row) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset + start);
    if (type === 'I') column.setNumber(row, view.getInt32(0, true));
    else if (type === 'T' || type === '@') {
      const day = view.getUint32(0, true);
      // Day 2440588 of the Julian count is 1970-01-01.
      const instant = (day - 2_440_588) * 86_400_000 + view.getUint32(4, true);
      if (day === 0) return true;
      const date = new Date(instant);
      if (Number.isNaN(date.getTime())) return false;
      column.setText(row, date.toISOString());
    } else {
      const value = view.getFloat64(0, true);
      if (!Number.isFinite(value)) return false;
      column.setNumber(row, value);
    }
    return true;
  };
}

/** How the cells of a column are read; undefined for columns that keep their values elsewhere or are no values. */
function cellReader(columns: ColumnSet, name: string, field: DbfField, decode: Decode): ReadCell | undefined {
  const { type, length, decimals } = field;
  const add = (declared?: FieldType) => columns.add(name, declared);
  if (type === 'C') return textCell(add('text'), length, decode);
  if (type === 'N' || type === 'F') return numberCell(add(decimals > 0 || type === 'F' ? 'real' : undefined), length);
  if (type === 'D') return dateCell(add('date'), length);
  if (type === 'L') return booleanCell(add('boolean'));
  if (type === 'I' && length === 4) return binaryCell(add('integer'), field);
  if ((type === 'O' || type === 'B') && length === 8) return binaryCell(add('real'), field);
  if ((type === 'T' || type === '@') && length === 8) return binaryCell(add('date'), field);
  return undefined;
}

function fieldName(nameBytes: Uint8Array, encoding: string, decode: Decode): string {
  if (encoding.startsWith('utf-16'))
    return decode(nameBytes.subarray(0, 10))
      .replaceAll(/[\0\uFEFF]/g, '')
      .trim();
  const end = nameBytes.indexOf(0);
  // The last character of a name of ten bytes may be cut in two.
  return decode(nameBytes.subarray(0, end < 0 ? nameBytes.length : end))
    .replace(/\uFFFD$/, '')
    .trim();
}

/**
 * Reads the records of a dBASE table into `columns`, row by row, deleted ones left out.
 * Errors: `formats/damaged`, `formats/truncated`, `formats/encoding-unknown`.
 */
export async function readDbf(
  source: FileSource,
  columns: ColumnSet,
  statedEncoding: string | undefined,
  remarks: RemarkList,
  context: TaskContext,
): Promise<DbfTable> {
  const header = await readDbfHeader(source);
  const { encoding, evidence } = await dbfEncoding(source, header, statedEncoding, remarks, context);
  const decode = decoderFor(encoding);
  const file = source.name;
  const cells: { readonly name: string; readonly offset: number; readonly read: ReadCell }[] = [];
  for (const field of header.fields) {
    const name = fieldName(field.nameBytes, encoding, decode);
    if (field.type === '0') continue;
    const read = cellReader(columns, name, field, decode);
    if (read) cells.push({ name, offset: field.offset, read });
    else remarks.add('formats/field-left-out', 'warning', { file, field: name, type: field.type });
  }
  const deleted = new Set<number>();
  // The length of the file has been held against this number.
  columns.expectedRows = () => header.records;
  let row = 0;
  await eachRecord(source, header, context, (bytes, start, record) => {
    if (bytes[start] === 0x2a) {
      deleted.add(record);
      return;
    }
    for (const { name, offset, read } of cells) {
      if (!read(bytes, start + offset, row)) {
        remarks.add('formats/values-unreadable', 'warning', { file, field: name }, { file, row: record + 1 });
      }
    }
    row++;
  });
  if (deleted.size > 0) remarks.add('formats/deleted-records', 'info', { file }, undefined, deleted.size);
  return { rows: row, records: header.records, deleted, encoding, ...(evidence ? { evidence } : {}) };
}

async function eachRecord(
  source: FileSource,
  { headerLength, recordLength, records }: DbfHeader,
  context: TaskContext,
  visit: (bytes: Uint8Array, start: number, record: number) => void,
): Promise<void> {
  const perChunk = Math.max(1, Math.floor(chunkSize / recordLength));
  const room = new Uint8Array(Math.max(0, Math.min(perChunk, records) * recordLength));
  for (let record = 0; record < records; record += perChunk) {
    checkCancelled(context);
    const count = Math.min(perChunk, records - record);
    const bytes = await readRange(source, headerLength + record * recordLength, count * recordLength, room);
    for (let index = 0; index < count; index++) visit(bytes, index * recordLength, record + index);
    context.progress?.({ done: record + count, total: records, label: source.name });
  }
}
