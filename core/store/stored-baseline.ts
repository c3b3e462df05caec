import { type Column, emptyColumn, type FeatureTable, type Field, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import { type StoredRow, StoredRows } from '#core/sqlite/stored-rows.ts';
import type { Database } from './database.ts';
import { BlobReader } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';

/** A column whose texts repeat is decoded once for each of them, up to so many different ones. */
const mostDistinct = 2048;
/** Longer texts do not repeat. */
const longestRepeated = 64;

interface Place {
  readonly start: number;
  readonly length: number;
  readonly text: string;
}

/** The texts of one column; those that repeat are the same string. */
class ColumnTexts {
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #known: Map<number, Place> | undefined = new Map();

  at(row: StoredRow, column: number): string | null {
    if (row.isNull(column)) return null;
    // Other programs may leave numbers in columns of text, or blobs, which nobody reads.
    if (!row.isText(column)) return Number.isNaN(row.number(column)) ? null : String(row.number(column));
    const { bytes } = row;
    const [start, length] = [row.starts[column]!, row.lengths[column]!];
    const known = this.#known;
    if (!known || length > longestRepeated || !row.isInPlace) return this.#decoded(bytes, start, length);
    let hash = length;
    for (let at = start; at < start + length; at++) hash = (Math.imul(hash, 31) + bytes[at]!) | 0;
    const place = known.get(hash);
    if (place?.length === length && isSame(bytes, place.start, start, length)) return place.text;
    const text = this.#decoded(bytes, start, length);
    if (known.size < mostDistinct) known.set(hash, { start, length, text });
    else this.#known = undefined;
    return text;
  }

  #decoded(bytes: Uint8Array, start: number, length: number): string {
    const text = this.#decoder.decode(bytes.subarray(start, start + length));
    // A text of SQLite ends there.
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }
}

function isSame(bytes: Uint8Array, one: number, other: number, length: number): boolean {
  for (let at = 0; at < length; at++) if (bytes[one + at] !== bytes[other + at]) return false;
  return true;
}

interface Located {
  readonly rows: StoredRows;
  /** Places of columns in a row, by their names in lower case. */
  readonly places: ReadonlyMap<string, number>;
}

/** Finds the rows of a table in the bytes. */
function locate(database: Database, bytes: Uint8Array, { table }: LayerTable): Located | StoredFault {
  const header = readFileHeader(bytes);
  if (!header?.isUtf8) return 'other-form';
  const root = database.value("SELECT rootpage FROM sqlite_master WHERE type = 'table' AND name = ?", [table]);
  const columns = database.rows('SELECT name, hidden, dflt_value, pk, upper(type) FROM pragma_table_xinfo(?)', [table]);
  // What is worked out, or was left to a default, does not lie in the rows; only a key of this form is the number of the row.
  const isPlain = columns.every(([, hidden, fallback]) => hidden === 0 && fallback === null);
  const keys = columns.filter(([, , , key]) => key !== 0);
  const isByNumber = keys.length === 1 && keys[0]![0] === 'fid' && keys[0]![4] === 'INTEGER';
  if (typeof root !== 'number' || root === 0 || !isPlain || !isByNumber) return 'other-form';
  const rows = StoredRows.of({ bytes, header, root, columns: columns.length });
  if (!rows) return 'unsound';
  return { rows, places: new Map(columns.map(([name], place) => [(name as string).toLowerCase(), place])) };
}

/** Bytes of a blob besides its coordinates, where it is one simple polygon. */
const blobHead = 62;
/** Share of the rows by which the length of geometries is guessed. */
const sampled = 1 / 64;

/** About how many numbers the geometries have; a little more, so that they need not be moved. */
function expectedNumbers(rows: StoredRows, column: number): number {
  let seen = 0;
  let bytes = 0;
  rows.each((row) => {
    seen++;
    bytes += Math.max(0, row.lengths[column]! - blobHead);
  }, sampled);
  return seen === 0 ? 0 : Math.ceil((1.06 * rows.count * bytes) / seen / 8);
}

/** Why a table could not be read from the bytes: only SQLite can tell its values, or its pages have a fault. */
export type StoredFault = 'other-form' | 'unsound';

/** The baseline of a layer as `readBaseline` gives it, straight from `bytes`, those of the database. */
export function readStoredBaseline(
  database: Database,
  bytes: Uint8Array,
  layerTable: LayerTable,
  fields: readonly Field[],
): FeatureTable | StoredFault {
  const located = locate(database, bytes, layerTable);
  if (typeof located === 'string') return located;
  const { rows } = located;
  const { columns, geometryType } = layerTable;
  const placeOf = (column: string): number => located.places.get(column.toLowerCase()) ?? -1;
  const idPlace = placeOf('uuid');
  const geometryPlace = placeOf('geom');
  const places = columns.map(({ column }) => placeOf(column));
  if (idPlace < 0 || (geometryType && geometryPlace < 0) || places.includes(-1)) return 'other-form';

  const reader = geometryType ? new BlobReader(geometryType, expectedNumbers(rows, geometryPlace)) : undefined;
  const packer = reader?.packer ?? new GeometryPacker('none');
  const ids: FeatureId[] = [];
  const idTexts = new ColumnTexts();
  const texts = columns.map(() => new ColumnTexts());
  const targets = columns.map(({ type }) => emptyColumn(type, rows.count));
  const isRead = rows.each((row) => {
    const feature = ids.length;
    ids.push(idTexts.at(row, idPlace) as FeatureId);
    if (!reader || row.isNull(geometryPlace)) packer.endFeature();
    else reader.read(row.bytesOf(geometryPlace));
    for (let column = 0; column < targets.length; column++) {
      const target = targets[column]!;
      if (isNumberColumn(target)) target[feature] = row.number(places[column]!);
      else target[feature] = texts[column]!.at(row, places[column]!);
    }
  });
  if (!isRead) return 'unsound';
  const byField: [string, Column][] = columns.map(({ field }, index) => [field, targets[index]!]);
  return { ids, geometry: packer.finish(), fields, columns: Object.fromEntries(byField) };
}
