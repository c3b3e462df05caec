import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Database } from './database.ts';
import { schema1 } from './schema-1.ts';

/** One step of the schema. Its number is the version of the file after it. */
export interface Migration {
  readonly version: number;
  up(database: Database): void;
}

/** The migrations as they are, when their versions are 1, 2, 3 ...; otherwise an error that names the first that is not. */
export function withoutGaps(migrations: readonly Migration[]): readonly Migration[] {
  migrations.forEach(({ version }, index) => {
    if (version !== index + 1) throw new Error(`Migration ${version} stands where ${index + 1} is expected.`);
  });
  return migrations;
}

export const migrations = withoutGaps([{ version: 1, up: (database) => database.script(schema1) }]);

/** Version of the schema that this program writes. */
export const schemaVersion = migrations.length;

/** The version of the schema a file has; 0 when it is empty. */
export function versionOf(database: Database): number {
  const present = database.value("SELECT 1 FROM sqlite_master WHERE name = 'cityloom_meta'");
  return present === null ? 0 : Number(database.value("SELECT value FROM cityloom_meta WHERE key = 'schema'"));
}

/**
 * Brings a database to the newest schema, all of it or nothing, and returns the version it had. A file is in memory while
 * it is open, so what is on disk stays as it was until somebody saves. Fails with `store/newer-file`.
 */
export function migrate(database: Database, list: readonly Migration[] = migrations): number {
  const found = versionOf(database);
  if (found > list.length) {
    throw new WorkbenchError('store/newer-file', { found, known: list.length });
  }
  if (found < list.length) {
    database.transaction(() => {
      for (const migration of list.slice(found)) migration.up(database);
      database.run(
        "INSERT INTO cityloom_meta VALUES ('schema', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [String(list.length)],
      );
    });
  }
  return found;
}
