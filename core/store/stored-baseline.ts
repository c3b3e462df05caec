import { type Column, emptyColumn, type FeatureTable, type Field, isNumberColumn } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { readFileHeader } from '#core/sqlite/page-format.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { StoredRows } from '#core/sqlite/stored-rows.ts';
import { decodeUtf8, TextMemory } from '#core/sqlite/text-memory.ts';
import type { Database } from './database.ts';
import { BlobReader } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';

/** The values of one column of a row in a table; what is behind the values of a row is none. */
class StoredColumn {
  readonly #place: number;
  readonly #texts = new TextMemory();

  constructor(place: number) {
    this.#place = place;
  }

  number(record: RecordReader): number {
    const place = this.#place;
    return place < record.count && record.isNumber(place) ? record.number(place) : Number.NaN;
  }

  text(record: RecordReader): string | null {
    const place = this.#place;
    if (place >= record.count) return null;
    if (record.isText(place))
      return this.#texts.text(record.bytes, record.startOf(place), record.endOf(place), storedText);
    // Other programs may leave numbers in columns of text, or blobs, which nobody reads.
    return record.isNumber(place) ? String(record.number(place)) : null;
  }

  /** The bytes of a blob, a view that holds for this row; null where there is none. */
  blob(record: RecordReader): Uint8Array | null {
    const place = this.#place;
    if (place >= record.count || record.startOf(place) === record.endOf(place)) return null;
    return record.bytes.subarray(record.startOf(place), record.endOf(place));
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
    bytes += Math.max(0, (geometry.blob(record)?.length ?? 0) - blobHead);
  }, sampled);
  return seen === 0 ? 0 : Math.ceil((1.2 * rows.count * bytes) / seen / 8);
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
  const columnOf = (name: string): StoredColumn | undefined => located.columns.get(name.toLowerCase());
  const idColumn = columnOf('uuid');
  const geometryColumn = geometryType ? columnOf('geom') : undefined;
  const stored = columns.flatMap(({ column }) => columnOf(column) ?? []);
  if (!idColumn || (geometryType && !geometryColumn) || stored.length < columns.length) return 'other-form';

  const reader = geometryType && geometryColumn && new BlobReader(geometryType, expectedNumbers(rows, geometryColumn));
  const packer = reader ? reader.packer : new GeometryPacker('none');
  const ids: FeatureId[] = [];
  const targets = columns.map(({ type }) => emptyColumn(type, rows.count));
  const isRead = rows.each((record) => {
    const feature = ids.length;
    ids.push(idColumn.text(record) as FeatureId);
    if (reader) reader.read(geometryColumn!.blob(record));
    else packer.endFeature();
    for (let column = 0; column < targets.length; column++) {
      const target = targets[column]!;
      if (isNumberColumn(target)) target[feature] = stored[column]!.number(record);
      else target[feature] = stored[column]!.text(record);
    }
  });
  if (!isRead) return 'unsound';
  const byField: [string, Column][] = columns.map(({ field }, index) => [field, targets[index]!]);
  return { ids, geometry: packer.finish(), fields, columns: Object.fromEntries(byField) };
}
