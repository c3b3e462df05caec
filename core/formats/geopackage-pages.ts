import type { FileSource } from '#core/platform/platform.ts';
import type { SqlDatabase, SqlJsStatic, SqlValue } from '#core/platform/sqlite.ts';
import { DatabasePages } from '#core/sqlite/database-pages.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { scanTable } from '#core/sqlite/table-scan.ts';
import { readRange } from './source-reading.ts';

/** Page of the table that lists what is in a database. */
const schemaRoot = 1;
/** What a plain table is made with, in the one form that runs nothing: a name and a list of columns. */
const plainTable = /^\s*create\s+table\s+(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|`[^`]*`|\[[^\]]*\]|[^\s("'`[]+)\s*\(/i;
/** Tables that are read whole: they are short in every sound file. */
const smallTables = ['gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys'];
const mostSmallRows = 50_000;

const utf8 = new TextDecoder();

/** A table whose rows can be read page by page: where its tree begins, and its columns in the order they have in a row. */
export interface PagedTable {
  readonly root: number;
  readonly columns: readonly string[];
  /** Place of the column that is the number of a row, which stands nowhere else; -1 without one. */
  readonly key: number;
  /** Whether a column has another value than none in rows from before it was added, where it does not stand. */
  readonly hasDefaults: boolean;
}

/**
 * A GeoPackage of which SQLite has only what tables there are and the rows of the short ones; the long ones are read from the
 * file page by page, so that it is never in memory as a whole.
 */
export interface PagedGeoPackage {
  readonly pages: DatabasePages;
  /** Definitions of all plain tables, and the rows of those that say what the others are. */
  readonly schema: SqlDatabase;
  /** Undefined where only SQLite can read the table: a view, a table without numbers of rows, computed columns. */
  table(name: string): PagedTable | undefined;
}

/** Undefined where the file is not in a form that can be read without SQLite; that then says what is wrong with it, if anything. */
export async function openPages(source: FileSource, { Database }: SqlJsStatic): Promise<PagedGeoPackage | undefined> {
  const schema = new Database();
  try {
    const pages = await DatabasePages.open(
      (start, length, into) => readRange(source, start, length, into),
      source.bytes,
    );
    if (pages) return await withSchema(pages, schema);
  } catch {
    // Whatever it was, SQLite comes across it as well, and has a name for it.
  }
  schema.close();
  return undefined;
}

async function withSchema(pages: DatabasePages, schema: SqlDatabase): Promise<PagedGeoPackage> {
  const roots = new Map<string, number>();
  await scanTable(pages, schemaRoot, (record) => {
    const [type, name, , root, sql] = [0, 1, 2, 3, 4].map((column) => valueOf(record, column));
    if (type !== 'table' || Number(root) < 2 || typeof sql !== 'string' || /^sqlite_/i.test(String(name))) return;
    if (!plainTable.test(sql)) return;
    if (define(schema, sql)) roots.set(String(name).toLowerCase(), Number(root));
  });
  for (const name of smallTables) await copyRows(pages, schema, name, roots.get(name));
  return { pages, schema, table: (name) => pagedTable(schema, name, roots.get(name.toLowerCase())) };
}

/** Makes a table; false where SQLite does not take it, which is left to the way on which it says so. */
function define(schema: SqlDatabase, sql: string): boolean {
  try {
    // Only its first statement is looked at, which makes a table and no more.
    const statement = schema.prepare(sql);
    statement.step();
    statement.free();
    return true;
  } catch {
    return false;
  }
}

function pagedTable(schema: SqlDatabase, name: string, root: number | undefined): PagedTable | undefined {
  if (root === undefined) return undefined;
  const rows = schema.exec(`pragma table_xinfo("${name.replaceAll('"', '""')}")`)[0]?.values ?? [];
  // Computed columns do not stand where the others do.
  if (rows.length === 0 || rows.some(([, , , , , , hidden]) => hidden !== 0)) return undefined;
  const keys = rows.filter(([, , , , , place]) => place !== 0);
  const isNumber = keys.length === 1 && String(keys[0]![2]).toUpperCase() === 'INTEGER';
  return {
    root,
    columns: rows.map(([, column]) => String(column)),
    key: isNumber ? rows.indexOf(keys[0]!) : -1,
    hasDefaults: rows.some(([, , , , byDefault]) => byDefault !== null),
  };
}

function valueOf(record: RecordReader, column: number): SqlValue {
  if (column >= record.count) return null;
  if (record.isNumber(column)) return record.number(column);
  const bytes = record.bytes.subarray(record.startOf(column), record.endOf(column));
  if (record.isText(column)) return utf8.decode(bytes);
  return record.isBlob(column) ? bytes : null;
}

async function copyRows(pages: DatabasePages, schema: SqlDatabase, name: string, root: number | undefined) {
  if (root === undefined) return;
  const columns = schema.exec(`pragma table_info("${name}")`)[0]!.values;
  const key = columns.findIndex(([, , type, , , place]) => place === 1 && String(type).toUpperCase() === 'INTEGER');
  const sql = `insert or ignore into "${name}" values (${columns.map(() => '?').join(', ')})`;
  let count = 0;
  await scanTable(pages, root, (record) => {
    if (count++ > mostSmallRows) throw new RangeError('a register that is no register');
    schema.run(
      sql,
      columns.map((_, column) => (column === key ? record.key : valueOf(record, column))),
    );
  });
}
