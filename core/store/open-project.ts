import { RemarkList } from '#core/model/remark.ts';
import type { Language } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlJsStatic } from '#core/platform/sqlite.ts';
import { Database } from './database.ts';
import { inspectBytes, inspectDatabase, isWriteAhead } from './inspect-file.ts';
import { migrate, schemaVersion } from './migrations.ts';
import { takeOverOutsideChanges } from './outside-changes.ts';
import { ProjectFile } from './project-file.ts';
import { followViews, type ProjectContext, type ProjectHost } from './project-writer.ts';
import { removeSpatialIndexes } from './spatial-index.ts';

interface OpenOptions {
  /** Whether the layers are left to be looked through for damage later, by `ProjectFile.check`. */
  readonly isBrief?: boolean;
  /** Whether bytes with room behind them in their buffer are given away: the project is kept in them. */
  readonly isGiven?: boolean;
}

/**
 * Opens the bytes of a project called `file`; they must not be changed afterwards. What other programs did to it is taken
 * over, in memory, and told in its `remarks`. Fails with `store/not-sqlite`, `store/truncated`, `store/damaged`,
 * `store/not-geopackage`, `store/not-project` (a GeoPackage to be imported instead), `store/newer-file`.
 */
export function openProject(
  sqlite: SqlJsStatic,
  bytes: Uint8Array,
  file: string,
  host: ProjectHost,
  options: OpenOptions = {},
): ProjectFile {
  inspectBytes(bytes, file);
  const database = soundDatabase(sqlite, bytes, file, options);
  try {
    return takeOver(database, bytes, file, host);
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function soundDatabase(
  sqlite: SqlJsStatic,
  bytes: Uint8Array,
  file: string,
  { isBrief = false, isGiven = false }: OpenOptions,
): Database {
  let database: Database | undefined;
  try {
    database = new Database(sqlite, bytes, isGiven);
    inspectDatabase(database, file, isBrief);
    return database;
  } catch (thrown) {
    database?.close();
    if (thrown instanceof WorkbenchError) throw thrown;
    // What SQLite says when it comes upon a page it cannot make sense of.
    throw new WorkbenchError('store/damaged', { file, reason: (thrown as Error).message }, { cause: thrown });
  }
}

function takeOver(database: Database, bytes: Uint8Array, file: string, host: ProjectHost): ProjectFile {
  const remarks = new RemarkList();
  if (isWriteAhead(bytes)) remarks.add('store/write-ahead', 'warning');
  for (const table of removeSpatialIndexes(database)) remarks.add('store/spatial-index-removed', 'info', { table });
  const from = migrate(database);
  if (from < schemaVersion) remarks.add('store/migrated', 'info', { from, to: schemaVersion });
  const context = contextOf(database, host);
  database.transaction(() => {
    takeOverOutsideChanges(database, host.random, remarks, () => (isAsItWas(remarks) ? bytes : undefined));
    if (!isAsItWas(remarks)) followViews(database, context, new Date(host.clock.now()).toISOString(), true);
  });
  const opened = { name: file, bytes: isAsItWas(remarks) ? bytes : undefined };
  return new ProjectFile(database, context, remarks.toArray(), opened);
}

/** Whether opening had nothing to change: all other remarks tell of something that was. */
function isAsItWas(remarks: RemarkList): boolean {
  return remarks.toArray().every(({ code }) => code === 'store/foreign-tables');
}

function contextOf(database: Database, host: ProjectHost): ProjectContext {
  const meta = (key: string) => String(database.value('SELECT value FROM cityloom_meta WHERE key = ?', [key]));
  return { ...host, epsg: Number(meta('epsg')), language: meta('language') as Language };
}
