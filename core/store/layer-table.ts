import type { FeatureTable, Field, FieldType } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlValue } from '#core/platform/sqlite.ts';
import { type GeometryType, typeFor } from './canonical-wkb.ts';
import { type Database, quoted } from './database.ts';
import { safeName, uniqueName } from './safe-names.ts';

/** Types of columns as GeoPackage names them. */
export type ColumnType = 'TEXT' | 'INTEGER' | 'REAL' | 'BOOLEAN' | 'DATE' | 'DATETIME';

/** Where a field of a layer is in its table. */
export interface LayerColumn {
  readonly field: string;
  readonly type: FieldType;
  readonly column: string;
  readonly columnType: ColumnType;
}

/** How the features of a layer lie in the file: one table of the baseline's, one of the scenarios' after-images. */
export interface LayerTable {
  readonly layer: LayerId;
  readonly table: string;
  readonly images: string;
  /** Null for a plain table. */
  readonly geometryType: GeometryType | null;
  readonly columns: readonly LayerColumn[];
}

/** Columns of the geometry and of all fields, in this order, as a query or view selects them from `source`. */
export function columnList(table: LayerTable, source: string): string {
  const names = table.columns.map(({ column }) => column);
  return (table.geometryType ? ['geom', ...names] : names).map((name) => `${source}.${quoted(name)}`).join(', ');
}

const columnTypes: Readonly<Record<Exclude<FieldType, 'date'>, ColumnType>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  boolean: 'BOOLEAN',
};

export const datePattern = /^\d{4}-\d{2}-\d{2}$/;
export const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * GeoPackage has dates and instants in one form each. A column of dates takes the type all its values have; where they are
 * mixed, or lack their seconds or time zone, it stays text: completing them would be an invention.
 */
function columnTypeFor(field: Field, table: FeatureTable): ColumnType {
  if (field.type !== 'date') return columnTypes[field.type];
  const values = (table.columns[field.name] ?? []) as readonly (string | null)[];
  if (values.every((value) => value === null || datePattern.test(value))) return 'DATE';
  return values.every((value) => value === null || instantPattern.test(value)) ? 'DATETIME' : 'TEXT';
}

/** Names of columns that every feature table has besides the fields. */
const ownColumns: readonly string[] = ['fid', 'geom', 'uuid'];

function columnFor(field: Field, columnType: ColumnType, taken: Set<string>): LayerColumn {
  const column = uniqueName(safeName(field.name, 'field'), (name) => taken.has(name.toLowerCase()));
  taken.add(column.toLowerCase());
  return { field: field.name, type: field.type, column, columnType };
}

const imagesOf = (table: string): string => `cityloom_image_${table}`;

/** Whether a table or view of that name, or images of one, are in the file. */
export function isNameTaken(database: Database, name: string): boolean {
  const sql = 'SELECT 1 FROM sqlite_master WHERE name COLLATE NOCASE IN (?1, ?2)';
  return database.value(sql, [name, imagesOf(name)]) !== null;
}

/** Creates the empty tables for a layer called `name` that will hold `features`. */
export function createLayerTable(database: Database, layer: LayerId, name: string, features: FeatureTable): LayerTable {
  const taken = new Set(ownColumns);
  const table = uniqueName(safeName(name, 'layer'), (candidate) => isNameTaken(database, candidate));
  const layerTable: LayerTable = {
    layer,
    table,
    images: imagesOf(table),
    geometryType: typeFor(features.geometry),
    columns: features.fields.map((field) => columnFor(field, columnTypeFor(field, features), taken)),
  };
  const definitions = layerTable.columns.map(({ column, columnType }) => `${quoted(column)} ${columnType}`);
  if (layerTable.geometryType) definitions.unshift(`geom ${layerTable.geometryType}`);
  // AUTOINCREMENT: a number that was given once, also to a scenario's new feature, is never given again by any program.
  database.script(`
    CREATE TABLE ${quoted(table)} (
      ${['fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL', ...definitions, 'uuid TEXT'].join(', ')}
    );
    CREATE TABLE ${quoted(layerTable.images)} (
      ${['cityloom_scenario TEXT NOT NULL', 'fid INTEGER NOT NULL', ...definitions, 'uuid TEXT NOT NULL', 'cityloom_deleted BOOLEAN NOT NULL'].join(', ')},
      PRIMARY KEY (cityloom_scenario, fid)
    );
  `);
  indexImages(database, layerTable);
  saveLayerTable(database, layerTable);
  return layerTable;
}

/** Name of the index by id of a feature table. */
export function nameOfIdIndex(table: string): string {
  return `cityloom_uuid_${table}`;
}

/** Definition of the index by id of a feature table, as the file keeps it. */
export function idIndexSql(table: string): string {
  return `CREATE INDEX ${quoted(nameOfIdIndex(table))} ON ${quoted(table)} (uuid)`;
}

/** After the rows are in: building the index once is cheaper than keeping it up to date row by row. */
export function indexLayerTable(database: Database, { table }: LayerTable): void {
  database.script(idIndexSql(table));
}

const nameOfImageIndex = (images: string): string => `${images}_uuid`;

/** Finds images by id. */
export function indexImages(database: Database, { images }: LayerTable): void {
  database.script(`CREATE INDEX ${quoted(nameOfImageIndex(images))} ON ${quoted(images)} (uuid)`);
}

/** Takes the index of images away, for work that is followed by `indexImages`. */
export function dropImageIndex(database: Database, { images }: LayerTable): void {
  database.script(`DROP INDEX ${quoted(nameOfImageIndex(images))}`);
}

export function saveLayerTable(database: Database, { layer, table, geometryType, columns }: LayerTable): void {
  database.run(
    `INSERT INTO cityloom_layer_table (layer, table_name, geometry_type, columns) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (layer) DO UPDATE SET columns = excluded.columns`,
    [layer, table, geometryType, JSON.stringify(columns)],
  );
}

function fromRow([layer, table, geometryType, columns]: SqlValue[]): LayerTable {
  return {
    layer: layer as LayerId,
    table: table as string,
    images: imagesOf(table as string),
    geometryType: geometryType as GeometryType | null,
    columns: JSON.parse(columns as string) as LayerColumn[],
  };
}

/** The tables of a layer; undefined when it has none: it is a raster, or not known at all. */
export function findLayerTable(database: Database, layer: LayerId): LayerTable | undefined {
  const sql = 'SELECT layer, table_name, geometry_type, columns FROM cityloom_layer_table WHERE layer = ?';
  const row = database.row(sql, [layer]);
  return row && fromRow(row);
}

/** The tables of all layers, of removed ones as well. */
export function allLayerTables(database: Database): LayerTable[] {
  return database.rows('SELECT layer, table_name, geometry_type, columns FROM cityloom_layer_table').map(fromRow);
}

/**
 * Gives the tables of a layer exactly the columns of `fields`: adds what is new, drops what is gone. Views over the tables
 * must not exist while it runs. Fails with `edit/field-in-use` for a field that still holds values or would change its type.
 */
export function adaptColumns(database: Database, layerTable: LayerTable, fields: readonly Field[]): LayerTable {
  const { table, images } = layerTable;
  const wanted = new Map(fields.map((field) => [field.name, field]));
  const kept = layerTable.columns.filter(({ field }) => wanted.has(field));
  for (const { field, type, column } of layerTable.columns) {
    const change = wanted.get(field);
    if (change?.type === type) continue;
    const isUsed = [table, images].some(
      (name) => database.value(`SELECT 1 FROM ${quoted(name)} WHERE ${quoted(column)} IS NOT NULL LIMIT 1`) !== null,
    );
    if (change || isUsed) throw new WorkbenchError('edit/field-in-use', { field });
    for (const name of [table, images]) database.script(`ALTER TABLE ${quoted(name)} DROP COLUMN ${quoted(column)}`);
  }
  const byField = new Map(kept.map((column) => [column.field, column]));
  const taken = new Set([...ownColumns, ...kept.map(({ column }) => column.toLowerCase())]);
  const columns = fields.map((field) => {
    const present = byField.get(field.name);
    if (present) return present;
    const added = columnFor(field, field.type === 'date' ? 'DATE' : columnTypes[field.type], taken);
    for (const name of [table, images]) {
      database.script(`ALTER TABLE ${quoted(name)} ADD COLUMN ${quoted(added.column)} ${added.columnType}`);
    }
    return added;
  });
  const adapted = { ...layerTable, columns };
  saveLayerTable(database, adapted);
  return adapted;
}

/** Takes the tables of a layer out of the file for good. */
export function dropLayerTable(database: Database, { layer, table, images }: LayerTable): void {
  database.script(`DROP TABLE IF EXISTS ${quoted(table)}; DROP TABLE IF EXISTS ${quoted(images)};`);
  database.run('DELETE FROM cityloom_layer_table WHERE layer = ?', [layer]);
  database.run('DELETE FROM cityloom_retired_fid WHERE layer = ?', [layer]);
}
