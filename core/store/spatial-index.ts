import { type Database, quoted } from './database.ts';
import { allLayerTables } from './layer-table.ts';

/**
 * Removes the R-tree indexes that QGIS or GDAL have added to the tables of layers, and returns the names of those tables.
 * Their triggers call functions that only those programs have, so no row could be changed; and this SQLite has no R-tree,
 * so that the index itself cannot be dropped in the ordinary way. What is left is a valid GeoPackage without the index.
 */
export function removeSpatialIndexes(database: Database): string[] {
  const tables = allLayerTables(database)
    .map(({ table }) => table)
    .filter((table) => database.value('SELECT 1 FROM sqlite_master WHERE name = ?', [indexOf(table)]) !== null);
  if (tables.length === 0) return [];
  for (const table of tables) {
    const triggers =
      "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE 'rtree\\_%' ESCAPE '\\'";
    for (const [name] of database.rows(triggers, [table])) database.script(`DROP TRIGGER ${quoted(name as string)}`);
  }
  database.script('PRAGMA writable_schema = ON');
  for (const table of tables) database.run('DELETE FROM sqlite_master WHERE name = ?', [indexOf(table)]);
  database.script('PRAGMA writable_schema = RESET');
  for (const table of tables) {
    for (const part of ['node', 'parent', 'rowid']) {
      database.script(`DROP TABLE IF EXISTS ${quoted(`${indexOf(table)}_${part}`)}`);
    }
    database.run("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' AND table_name = ?", [table]);
  }
  return tables;
}

/** Name of the index by GeoPackage's extension "RTree Spatial Indexes". Source: OGC 12-128r17, annex F.3. */
const indexOf = (table: string): string => `rtree_${table}_geom`;
