import { type Column, type FeatureTable, type Field, isNumberType } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import type { StoredRows } from '#core/sqlite/stored-rows.ts';
import type { Database } from './database.ts';
import { BlobReader } from './geopackage-binary.ts';
import type { LayerTable } from './layer-table.ts';
import { locateStored, type StoredColumn, type StoredFault } from './stored-columns.ts';

/** How many rows a table has, from its pages in `bytes`; undefined where only SQLite can tell. */
export function countStored(database: Database, bytes: Uint8Array, layerTable: LayerTable): number | undefined {
  const located = locateStored(database, bytes, layerTable);
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
  const located = locateStored(database, bytes, layerTable);
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
