import { type Column, type FeatureTable, type Field, isNumberType } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { GatheredTexts } from '#core/sqlite/gathered-texts.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { StoredRows } from '#core/sqlite/stored-rows.ts';
import { decodeUtf8, TextMemory } from '#core/sqlite/text-memory.ts';
import type { Database } from './database.ts';
import { BlobReader } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';

/** The values of one column in a table; what is behind the values of a row is none. */
class StoredColumn {
  readonly #place: number;
  readonly #memory = new TextMemory();
  #texts = new GatheredTexts();

  constructor(place: number) {
    this.#place = place;
  }

  number(record: RecordReader): number {
    const place = this.#place;
    return place < record.count && record.isNumber(place) ? record.number(place) : Number.NaN;
  }

  /** Reads the text of a row; `isOne` where no two rows have the same. */
  readText(record: RecordReader, isOne = false): void {
    const place = this.#place;
    const texts = this.#texts;
    if (place >= record.count) return texts.add(null);
    // Other programs may leave numbers in columns of text, or blobs, which nobody reads.
    if (!record.isText(place)) return texts.add(record.isNumber(place) ? String(record.number(place)) : null);
    const { bytes } = record;
    const [start, end] = [record.startOf(place), record.endOf(place)];
    if (isOne || this.#memory.hasGivenUp) texts.addBytes(bytes, start, end, storedText);
    else texts.add(this.#memory.text(bytes, start, end, storedText));
  }

  /** The texts of all rows that were read. */
  takeTexts(): (string | null)[] {
    const texts = this.#texts.finish();
    this.#texts = new GatheredTexts();
    return texts;
  }

  /** Reads a blob, of no bytes where there is none. */
  readBlob(record: RecordReader, reader: BlobReader): void {
    const place = this.#place;
    if (place >= record.count) reader.read(null);
    else reader.readFrom(record.bytes, record.view, record.startOf(place), record.endOf(place));
  }

  lengthOfBlob(record: RecordReader): number {
    return this.#place < record.count ? record.endOf(this.#place) - record.startOf(this.#place) : 0;
  }
}

/** A text of SQLite ends at the first zero. */
function storedText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

interface Located {
  readonly rows: StoredRows;
  /** Columns by their names in lower case. */
  readonly columns: ReadonlyMap<string, StoredColumn>;
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
  const rows = StoredRows.of({ bytes, header, root });
  if (!rows) return 'unsound';
  const byName = columns.map(([name], place) => [(name as string).toLowerCase(), new StoredColumn(place)] as const);
  return { rows, columns: new Map(byName) };
}

/** How many rows a table has, from its pages in `bytes`; undefined where only SQLite can tell. */
export function countStored(database: Database, bytes: Uint8Array, layerTable: LayerTable): number | undefined {
  const located = locate(database, bytes, layerTable);
  return typeof located === 'string' ? undefined : located.rows.count;
}

/** Bytes of a blob besides its coordinates, where it is one simple polygon. */
const blobHead = 62;
/** Share of the rows by which the length of geometries is guessed. */
const sampled = 1 / 64;

/** About how many numbers the geometries have; a little more, so that they need not be moved. */
function expectedNumbers(rows: StoredRows, geometry: StoredColumn): number {
  let seen = 0;
  let bytes = 0;
  rows.each((record) => {
    seen++;
    bytes += Math.max(0, geometry.lengthOfBlob(record) - blobHead);
  }, sampled);
  return seen === 0 ? 0 : Math.ceil((1.2 * rows.count * bytes) / seen / 8);
}

/** Why a table could not be read from the bytes: only SQLite can tell its values, or its pages have a fault. */
export type StoredFault = 'other-form' | 'unsound';

/**
 * The baseline of a layer as `readBaseline` gives it, straight from `bytes`, those of the database: of its columns those of
 * the fields called `names`, by default all. What stands in `known` is taken from there.
 */
export function readStoredBaseline(
  database: Database,
  bytes: Uint8Array,
  layerTable: LayerTable,
  fields: readonly Field[],
  {
    names,
    known,
  }: { readonly names?: ReadonlySet<string> | undefined; readonly known?: FeatureTable | undefined } = {},
): FeatureTable | StoredFault {
  const located = locate(database, bytes, layerTable);
  if (typeof located === 'string') return located;
  const { rows } = located;
  const { geometryType } = layerTable;
  const columnOf = (name: string): StoredColumn | undefined => located.columns.get(name.toLowerCase());
  const idColumn = columnOf('uuid');
  const geometryColumn = geometryType ? columnOf('geom') : undefined;
  const isWhole = layerTable.columns.every(({ column }) => columnOf(column));
  if (!idColumn || (geometryType && !geometryColumn) || !isWhole) return 'other-form';

  const columns = layerTable.columns.filter(({ field }) => (names?.has(field) ?? true) && !known?.columns[field]);
  const sources = columns.map(({ column }) => columnOf(column)!);
  const numbers = columns.map(({ type }) => (isNumberType(type) ? new Float64Array(rows.count) : undefined));
  const reader =
    !known && geometryType && geometryColumn
      ? new BlobReader(geometryType, expectedNumbers(rows, geometryColumn))
      : undefined;
  const packer = reader?.packer ?? new GeometryPacker('none');
  let feature = 0;
  const isRead = rows.each((record) => {
    if (!known) {
      idColumn.readText(record, true);
      if (reader) geometryColumn!.readBlob(record, reader);
      else packer.endFeature();
    }
    for (let column = 0; column < sources.length; column++) {
      const target = numbers[column];
      if (target) target[feature] = sources[column]!.number(record);
      else sources[column]!.readText(record);
    }
    feature++;
  });
  if (!isRead) return 'unsound';
  const read = new Map<string, Column>(Object.entries(known?.columns ?? {}));
  for (const [column, { field }] of columns.entries()) read.set(field, numbers[column] ?? sources[column]!.takeTexts());
  // In the order in which SQLite would give them.
  const ordered = layerTable.columns.flatMap(({ field }) =>
    read.has(field) ? [[field, read.get(field)!] as const] : [],
  );
  return {
    ids: known?.ids ?? (idColumn.takeTexts() as FeatureId[]),
    geometry: known?.geometry ?? packer.finish(),
    fields,
    columns: Object.fromEntries(ordered),
  };
}
