import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { loadSqlite, type SqlDatabase, type SqlValue } from '#core/platform/sqlite.ts';
import { openPages, type PagedGeoPackage } from './geopackage-pages.ts';
import { readWhole } from './source-reading.ts';

/** A name as SQL wants it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** All rows of a query. */
export function query(database: SqlDatabase, sql: string): SqlValue[][] {
  return database.exec(sql)[0]?.values ?? [];
}

/** Whether there is a table called `name`, which is in lower case. */
export function hasTable(database: SqlDatabase, name: string): boolean {
  return query(database, `select 1 from sqlite_master where lower(name) = '${name}'`).length > 0;
}

/** What went wrong while a GeoPackage was read. */
export function damaged(file: string, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = { zh: `SQLite 报告“${message}”`, en: `SQLite says "${message}"` };
  return new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
}

/** Opens the file in memory. It is never written. */
async function openWhole(source: FileSource, context: TaskContext): Promise<SqlDatabase> {
  let bytes = await readWhole(source, context);
  if (bytes[18] === 2 || bytes[19] === 2) {
    // A database with a write-ahead log beside it cannot be opened from memory; without the log it is as last checked in.
    bytes = bytes.slice();
    bytes[18] = 1;
    bytes[19] = 1;
  }
  const { Database } = await loadSqlite();
  return new Database(bytes);
}

/** A GeoPackage that is being read. What can be is read page by page; SQLite gets all of it where only that can. */
export class OpenGeoPackage {
  readonly #source: FileSource;
  readonly #context: TaskContext;
  readonly paged: PagedGeoPackage | undefined;
  #whole: SqlDatabase | undefined;

  private constructor(source: FileSource, context: TaskContext, paged: PagedGeoPackage | undefined) {
    this.#source = source;
    this.#context = context;
    this.paged = paged;
  }

  static async open(source: FileSource, context: TaskContext): Promise<OpenGeoPackage> {
    return new OpenGeoPackage(source, context, await openPages(source, await loadSqlite()));
  }

  /** The whole file in SQLite. */
  async whole(): Promise<SqlDatabase> {
    this.#whole ??= await openWhole(this.#source, this.#context);
    return this.#whole;
  }

  /** What tables there are. */
  async schema(): Promise<SqlDatabase> {
    return this.paged?.schema ?? this.whole();
  }

  close(): void {
    this.#whole?.close();
    this.paged?.schema.close();
  }
}
