import type { Box } from '#core/geometry/measure.ts';
import type { GeometryType } from './canonical-wkb.ts';
import type { Database } from './database.ts';

/** What GeoPackage's list of contents says about a table or view of features or attributes. */
export interface ContentsEntry {
  readonly table: string;
  /** Shown to people; made unique when another entry has it. */
  readonly identifier: string;
  readonly description: string;
  /** Null for a plain table. */
  readonly geometryType: GeometryType | null;
  readonly extent: Box | null;
}

/** Puts a table or view into the list of contents, so that every GeoPackage program shows it. */
export function register(database: Database, entry: ContentsEntry, srs: number, instant: string): void {
  const { table, description, geometryType } = entry;
  database.run(
    'INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id) VALUES (?, ?, ?, ?, ?, ?)',
    [
      table,
      geometryType ? 'features' : 'attributes',
      freeIdentifier(database, entry.identifier, table),
      description,
      instant,
      geometryType ? srs : null,
    ],
  );
  if (geometryType) {
    database.run("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", [table, geometryType, srs]);
    setExtent(database, table, entry.extent);
  }
}

export function unregister(database: Database, table: string): void {
  database.run('DELETE FROM gpkg_geometry_columns WHERE table_name = ?', [table]);
  database.run('DELETE FROM gpkg_contents WHERE table_name = ?', [table]);
}

/** Changes what people read about a table. */
export function describeContents(database: Database, table: string, identifier: string, description: string): void {
  database.run('UPDATE gpkg_contents SET identifier = ?2, description = ?3 WHERE table_name = ?1', [
    table,
    freeIdentifier(database, identifier, table),
    description,
  ]);
}

function freeIdentifier(database: Database, identifier: string, table: string): string {
  const isTaken = database.value('SELECT 1 FROM gpkg_contents WHERE identifier = ?1 AND table_name <> ?2', [
    identifier,
    table,
  ]);
  return isTaken === null ? identifier : `${identifier} (${table})`;
}

export function setExtent(database: Database, table: string, extent: Box | null): void {
  database.run('UPDATE gpkg_contents SET min_x = ?2, min_y = ?3, max_x = ?4, max_y = ?5 WHERE table_name = ?1', [
    table,
    extent?.minX ?? null,
    extent?.minY ?? null,
    extent?.maxX ?? null,
    extent?.maxY ?? null,
  ]);
}

/** The registered extent of a table or view; null when it is empty or not registered. */
export function extentOf(database: Database, table: string): Box | null {
  const sql = 'SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ? AND min_x IS NOT NULL';
  const row = database.row(sql, [table]) as [number, number, number, number] | undefined;
  return row ? { minX: row[0], minY: row[1], maxX: row[2], maxY: row[3] } : null;
}

export function setLastChange(database: Database, table: string, instant: string): void {
  database.run('UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1', [table, instant]);
}
