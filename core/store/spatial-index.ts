import { type Database, quoted } from './database.ts';

/**
 * Removes the R-tree indexes that QGIS or GDAL have added, and returns the names of the tables that had one. Their triggers
 * call functions that only those programs have, so no row could be changed; and this SQLite has no R-tree, so the index
 * itself cannot be dropped in the ordinary way. What is left is a valid GeoPackage without a spatial index.
 */
export function removeSpatialIndexes(database: Database): string[] {
  const indexes = database
    .rows(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%' AND sql LIKE '%rtree%'",
    )
    .map(([name]) => name as string);
  if (indexes.length === 0) return [];
  const triggers = database.rows(
    "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree\\_%' ESCAPE '\\'",
  );
  for (const [trigger] of triggers) database.script(`DROP TRIGGER ${quoted(trigger as string)}`);
  database.script('PRAGMA writable_schema = ON');
  for (const index of indexes) database.run("DELETE FROM sqlite_master WHERE type = 'table' AND name = ?", [index]);
  database.script('PRAGMA writable_schema = RESET');
  for (const index of indexes) {
    for (const part of ['node', 'parent', 'rowid'])
      database.script(`DROP TABLE IF EXISTS ${quoted(`${index}_${part}`)}`);
  }
  const tables = database
    .rows("SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index' ORDER BY table_name")
    .map(([table]) => table as string);
  database.run("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'");
  return tables;
}
