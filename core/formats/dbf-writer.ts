import { type Field, isNumberColumn, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import type { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { WritableLayer } from './format.ts';

// Layout: dBASE III, as ESRI's Shapefile Technical Description of 1998 has it.
const headerLength = 32;
const fieldLength = 32;
/** Bytes of a name, a text and a number at most. */
const nameBytes = 10;
const textBytes = 254;
const numberCharacters = 24;
const mostDecimals = 15;
const mostFields = 255;

const encoder = new TextEncoder();

interface DbfColumn {
  readonly name: string;
  readonly type: 'C' | 'N' | 'L' | 'D';
  readonly length: number;
  readonly decimals: number;
  valueOf(row: number): Scalar;
}

/** As much of a text as fits into so many bytes of UTF-8, without breaking a character. */
function fitted(text: string, bytes: number): Uint8Array {
  const encoded = encoder.encode(text);
  if (encoded.length <= bytes) return encoded;
  let end = bytes;
  while (end > 0 && (encoded[end]! & 0xc0) === 0x80) end--;
  return encoded.subarray(0, end);
}

/** Names of at most ten bytes that differ in more than upper and lower case, for each of `names`. */
export function shortNames(names: readonly string[]): string[] {
  const decoder = new TextDecoder();
  const taken = new Set<string>();
  return names.map((name) => {
    let short = decoder.decode(fitted(name, nameBytes));
    for (let number = 1; taken.has(short.toLowerCase()); number++) {
      const mark = `_${number}`;
      short = decoder.decode(fitted(name, nameBytes - mark.length)) + mark;
    }
    taken.add(short.toLowerCase());
    return short;
  });
}

/** Bytes of a text in UTF-8; half a pair of surrogates becomes a mark of three bytes. */
function utf8Length(text: string): number {
  let bytes = text.length;
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes++;
    else if (isPair(text, place, unit)) {
      bytes += 2;
      place++;
    } else bytes += 2;
  }
  return bytes;
}

function isPair(text: string, place: number, unit: number): boolean {
  const next = text.charCodeAt(place + 1);
  return unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000;
}

/** Writes as much of a text as fits into `length` bytes; false where something is left. */
function writeFitted(file: Uint8Array, start: number, length: number, text: string): boolean {
  const end = Math.min(text.length, length);
  let place = 0;
  for (; place < end; place++) {
    const unit = text.charCodeAt(place);
    if (unit >= 0x80) break;
    file[start + place] = unit;
  }
  if (place === text.length) return true;
  if (place === length) return false;
  const rest = text.slice(place);
  return encoder.encodeInto(rest, file.subarray(start + place, start + length)).read === rest.length;
}

/** A number with so many decimals where that is the number itself; otherwise in its shortest form, when it fits. */
function numberText(value: number, decimals: number): string {
  const fixed = value.toFixed(decimals);
  if (Number(fixed) === value && fixed.length <= numberCharacters) return fixed;
  const shortest = String(value);
  return shortest.length <= numberCharacters ? shortest : value.toExponential(numberCharacters - 8);
}

/** Decimals of the numbers of a column, and the characters that its longest number takes. */
function numberForm(values: Float64Array, isWhole: boolean): { readonly length: number; readonly decimals: number } {
  let decimals = isWhole ? 0 : 1;
  for (const value of values) {
    if (isWhole || Number.isInteger(value)) continue;
    const text = String(value);
    const point = text.indexOf('.');
    // Numbers with an exponent have no decimals to be kept.
    if (point >= 0 && !text.includes('e'))
      decimals = Math.max(decimals, Math.min(mostDecimals, text.length - point - 1));
  }
  let length = decimals + 2;
  for (const value of values) {
    if (!Number.isNaN(value)) length = Math.max(length, numberText(value, decimals).length);
  }
  return { length, decimals };
}

function columnOf(layer: WritableLayer, field: Field, name: string): DbfColumn {
  const { table } = layer;
  const column = table.columns[field.name];
  const valueOf = (row: number) => scalarAt(table, field, row);
  if (field.type === 'boolean') return { name, type: 'L', length: 1, decimals: 0, valueOf };
  if (column && isNumberColumn(column)) {
    return { name, type: 'N', ...numberForm(column, field.type === 'integer'), valueOf };
  }
  const texts = (column ?? []) as readonly (string | null)[];
  if (field.type === 'date' && texts.every((text) => text === null || text.length === 10)) {
    return { name, type: 'D', length: 8, decimals: 0, valueOf };
  }
  return { name, type: 'C', length: longest(texts), decimals: 0, valueOf };
}

/** Bytes of the longest text, within what a field holds. */
function longest(texts: readonly (string | null)[]): number {
  let most = 1;
  for (const text of texts) if (text !== null) most = Math.max(most, utf8Length(text));
  return Math.min(textBytes, most);
}

function cellText(value: Scalar, { type, length, decimals }: DbfColumn): string {
  if (value === null) return type === 'L' ? '?' : '';
  if (type === 'L') return value === true ? 'T' : 'F';
  if (type === 'D') return String(value).replaceAll('-', '');
  if (type === 'N') return numberText(Number(value), decimals).padStart(length);
  return String(value);
}

function writeHeader(view: DataView, columns: readonly DbfColumn[], rows: number, recordLength: number): void {
  view.setUint8(0, 3);
  // The date of the last change: the same layer gives the same bytes.
  view.setUint8(1, 100);
  view.setUint8(2, 1);
  view.setUint8(3, 1);
  view.setUint32(4, rows, true);
  view.setUint16(8, headerLength + fieldLength * columns.length + 1, true);
  view.setUint16(10, recordLength, true);
  for (const [index, column] of columns.entries()) {
    const start = headerLength + fieldLength * index;
    for (const [place, byte] of encoder.encode(column.name).entries()) view.setUint8(start + place, byte);
    view.setUint8(start + 11, column.type.charCodeAt(0));
    view.setUint8(start + 16, column.length);
    view.setUint8(start + 17, column.decimals);
  }
  view.setUint8(headerLength + fieldLength * columns.length, 0x0d);
}

/**
 * The table of a shapefile in UTF-8: the id and all attributes. Errors: `formats/too-large-to-write`.
 *
 * Remarks: `formats/names-shortened` with the names that became others, `formats/texts-cut` for texts beyond 254 bytes,
 * `formats/fields-too-many` for fields beyond the 255th.
 */
export function writeDbf(layer: WritableLayer, remarks: RemarkList): Uint8Array {
  const { table, name: layerName } = layer;
  const fields = table.fields.slice(0, mostFields - 1);
  if (fields.length < table.fields.length) {
    const parameters = { layer: layerName, limit: mostFields };
    remarks.add('formats/fields-too-many', 'warning', parameters, undefined, table.fields.length - fields.length);
  }
  const names = shortNames(['id', ...fields.map(({ name }) => name)]);
  const changed = fields.flatMap(({ name }, index) =>
    name === names[index + 1] ? [] : [`${name} → ${names[index + 1]}`],
  );
  if (changed.length > 0) {
    const parameters = { layer: layerName, names: changed.slice(0, 30).join(', ') };
    remarks.add('formats/names-shortened', 'info', parameters, undefined, changed.length);
  }
  const columns: DbfColumn[] = [
    { name: names[0]!, type: 'C', length: longest(table.ids), decimals: 0, valueOf: (row) => table.ids[row]! },
    ...fields.map((field, index) => columnOf(layer, field, names[index + 1]!)),
  ];
  const rows = table.ids.length;
  const recordLength = 1 + columns.reduce((sum, { length }) => sum + length, 0);
  const start = headerLength + fieldLength * columns.length + 1;
  const bytes = start + rows * recordLength + 1;
  if (bytes >= 2 ** 31) throw new WorkbenchError('formats/too-large-to-write', { layer: layerName, limit: 2 ** 31 });
  const file = new Uint8Array(bytes).fill(0x20, start);
  writeHeader(new DataView(file.buffer), columns, rows, recordLength);
  for (let row = 0; row < rows; row++) {
    let place = start + row * recordLength + 1;
    for (const column of columns) {
      const text = cellText(column.valueOf(row), column);
      const isWhole = writeFitted(file, place, column.length, text);
      if (!isWhole && column.type === 'C') {
        const parameters = { layer: layerName, field: column.name, limit: textBytes };
        remarks.add('formats/texts-cut', 'warning', parameters, { layer: layerName, row: row + 1 });
      }
      place += column.length;
    }
  }
  file[file.length - 1] = 0x1a;
  return file;
}
