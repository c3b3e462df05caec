import { featureWkb } from '#core/geometry/wkb.ts';
import { type FeatureTable, type Field, type FieldType, type Scalar, scalarAt } from '#core/model/feature-table.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import { loadSqlite, type SqlDatabase } from '#core/platform/sqlite.ts';
import { AppendedPages, appendableHeader } from '#core/sqlite/appended-pages.ts';
import { RecordWriter } from '#core/sqlite/record-writer.ts';
import { TableTree } from '#core/sqlite/table-tree.ts';
import { boundsOf } from './bounds.ts';
import type { WritableLayer } from './format.ts';
import { instantText } from './instant-text.ts';
import { checkCancelled, joinBytes } from './source-reading.ts';

// Layout: OGC GeoPackage Encoding Standard 1.4, 12-128r19, tables of clause 1 and 2.1.
const applicationId = 0x47504b47;
const userVersion = 10_300;
/** The instant of the last change: the same layer gives the same bytes. */
const sameInstant = '2000-01-01T00:00:00.000Z';
/** Features written between two looks at whether to go on. */
const batchSize = 2000;
/** Number of systems that are in no register. */
const ownSystem = 100_000;

const sqlTypes: Readonly<Record<FieldType, string>> = {
  text: 'TEXT',
  integer: 'INTEGER',
  real: 'REAL',
  boolean: 'BOOLEAN',
  date: 'DATE',
};

const geometryNames = { point: 'POINT', line: 'LINESTRING', polygon: 'POLYGON' } as const;

const tables = `
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
INSERT INTO gpkg_spatial_ref_sys VALUES ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', NULL);
`;

/** Whether a field of dates has times of day, which a column of days would lose. */
function hasInstants({ columns }: FeatureTable, { name, type }: Field): boolean {
  const column = type === 'date' ? columns[name] : undefined;
  return column !== undefined && column.some((value) => typeof value === 'string' && value.length > 10);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Names for columns that differ in more than case, and from those every table has. */
function columnNames(names: readonly string[]): string[] {
  const taken = new Set(['fid', 'geom']);
  return names.map((name) => {
    let free = name === '' ? 'field' : name;
    for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name}_${number}`;
    taken.add(free.toLowerCase());
    return free;
  });
}

/** A name for the table that no table of the standard or of SQLite has. */
function tableName(name: string): string {
  const plain = name.replaceAll(/\p{Cc}/gu, ' ').trim();
  return plain === '' || /^(?:gpkg_|rtree_|sqlite_)/i.test(plain) ? `layer_${plain}` : plain;
}

function blobOf(geometry: PackedGeometry, feature: number, srs: number, isMulti: boolean): Uint8Array | null {
  if (geometry.featureOffsets[feature] === geometry.featureOffsets[feature + 1]) return null;
  const head = new Uint8Array(8);
  // "GP", version 0, little-endian without an envelope.
  head.set([0x47, 0x50, 0, 1]);
  new DataView(head.buffer).setInt32(4, srs, true);
  return joinBytes([head, featureWkb(geometry, feature, isMulti)]);
}

function registerSystem(database: SqlDatabase, { crs }: WritableLayer): number {
  const srs = crs.epsg ?? ownSystem;
  const organisation = crs.epsg === undefined ? 'NONE' : 'EPSG';
  const wkt = crs.wkt === '' ? 'undefined' : crs.wkt;
  const sql = 'INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)';
  database.run(sql, [crs.name, srs, organisation, srs, wkt]);
  return srs;
}

/** A table that was made, and whose rows come later. */
interface EmptyTable {
  readonly layer: WritableLayer;
  readonly own: string;
  readonly srs: number;
  readonly isMulti: boolean;
}

/** Makes one table in the open database; `own` is its name. */
function makeTable(database: SqlDatabase, layer: WritableLayer, own: string): EmptyTable {
  const { table, name } = layer;
  const { geometry } = table;
  const names = columnNames(['id', ...table.fields.map((field) => field.name)]);
  const types = [
    'TEXT',
    ...table.fields.map((field) => (hasInstants(table, field) ? 'DATETIME' : sqlTypes[field.type])),
  ];
  const { kind } = geometry;
  const isMulti = geometry.featureOffsets.some((end, place) => end - (geometry.featureOffsets[place - 1] ?? 0) > 1);
  const geometryName = kind === 'none' ? '' : `${isMulti ? 'MULTI' : ''}${geometryNames[kind]}`;
  const columns = names.map((column, index) => `${quoted(column)} ${types[index]}`);
  if (kind !== 'none') columns.unshift(`geom ${geometryName}`);
  database.run(`CREATE TABLE ${quoted(own)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ${columns.join(', ')})`);
  const srs = kind === 'none' ? 0 : registerSystem(database, layer);
  const box = boundsOf(geometry.coordinates) ?? [null, null, null, null];
  database.run('INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    own,
    kind === 'none' ? 'attributes' : 'features',
    // An identifier may come once, as a table name may.
    own === tableName(name) ? name : own,
    '',
    sameInstant,
    ...box,
    kind === 'none' ? null : srs,
  ]);
  if (kind !== 'none') {
    database.run('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)', [own, 'geom', geometryName, srs]);
  }
  // SQLite's own counter goes on behind the rows.
  const count = featureCount(geometry);
  if (count > 0) database.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', [own, count]);
  return { layer, own, srs, isMulti };
}

/** Characters that no text of a database can hold. */
const unstorable = /\0|\p{Surrogate}/gu;

/** Adds a value as SQLite keeps it in a column of its type. */
function addValue(record: RecordWriter, value: Scalar): void {
  if (value === null) record.addNull();
  else if (typeof value === 'string')
    record.addText(value.search(unstorable) < 0 ? value : value.replaceAll(unstorable, '\uFFFD'));
  else if (typeof value === 'boolean') record.addInteger(Number(value));
  // Whole numbers take few bytes in columns of reals as well.
  else record.addInteger(value);
}

/** The rows of a table, as pages of the file. */
function layRows(pages: AppendedPages, { layer, srs, isMulti }: EmptyTable, context: TaskContext): Uint8Array {
  const { table, name } = layer;
  const { geometry, fields, ids } = table;
  const hasShapes = geometry.kind !== 'none';
  const instants = new Set(fields.filter((field) => hasInstants(table, field)));
  const record = new RecordWriter(fields.length + 3);
  const tree = new TableTree(pages);
  const count = featureCount(geometry);
  for (let feature = 0; feature < count; feature++) {
    if (feature % batchSize === 0) {
      checkCancelled(context);
      context.progress?.({ done: feature, total: count, label: name });
    }
    record.begin();
    // The number of a row stands beside its record.
    record.addNull();
    if (hasShapes) {
      const blob = blobOf(geometry, feature, srs, isMulti);
      if (blob) record.addBlob(blob);
      else record.addNull();
    }
    addValue(record, ids[feature]!);
    for (const field of fields) {
      const value = scalarAt(table, field, feature);
      addValue(record, instants.has(field) && value !== null ? instantText(String(value)) : value);
    }
    record.finish();
    tree.add(feature + 1, record.bytes, record.start, record.end);
  }
  return tree.finish();
}

/** Bytes of a row beside its coordinates, and of a value: guesses. */
const bytesOfRow = 120;
const bytesOfValue = 8;

function bytesOf({ table }: WritableLayer): number {
  return table.geometry.coordinates.byteLength + (bytesOfRow + bytesOfValue * table.fields.length) * table.ids.length;
}

function rootOf(database: SqlDatabase, name: string): number {
  return Number(database.exec('SELECT rootpage FROM sqlite_master WHERE name = ?', [name])[0]!.values[0]![0]);
}

/**
 * A GeoPackage with a table for each layer, in its own system; feature ids are the column `id`. Tables and registers are made by
 * SQLite, rows are laid behind them as pages.
 */
export async function writeGeoPackage(layers: readonly WritableLayer[], context: TaskContext): Promise<Uint8Array> {
  const { Database } = await loadSqlite();
  const database = new Database();
  try {
    database.run(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${userVersion};`);
    database.run(tables);
    const taken = new Set<string>();
    const made = layers.map((layer) => {
      const plain = tableName(layer.name);
      let own = plain;
      for (let number = 2; taken.has(own.toLowerCase()); number++) own = `${plain} ${number}`;
      taken.add(own.toLowerCase());
      return makeTable(database, layer, own);
    });
    const roots = made.map(({ own }) => rootOf(database, own));
    const bytes = database.export();
    const room = layers.reduce((sum, layer) => sum + bytesOf(layer), 0);
    const pages = new AppendedPages(bytes, appendableHeader(bytes)!, room);
    const trees = made.map((table, at) => ({ root: roots[at]!, content: layRows(pages, table, context) }));
    const { buffer } = pages.finish(trees);
    return buffer.slice(0, (pages.nextNumber - 1) * pages.pageSize);
  } finally {
    database.close();
  }
}
