import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type Database, quoted } from './database.ts';

/** Every SQLite database starts with these characters and a zero byte. Source: sqlite.org/fileformat2.html, 1.3. */
const sqliteMagic = 'SQLite format 3';
const headerBytes = 100;

/** The first characters of a file that is something else, so that a person recognises what it is. */
function beginningOf(bytes: Uint8Array): string {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 15));
  return text.replaceAll(/[^\x20-\x7e]/g, '·');
}

/**
 * Looks at the bytes of a file before SQLite does, whose own words for a cut file help nobody. Fails with
 * `store/not-sqlite` and `store/truncated`.
 */
export function inspectBytes(bytes: Uint8Array, file: string): void {
  const beginning = beginningOf(bytes);
  if (bytes.length < headerBytes || beginning !== sqliteMagic) {
    throw new WorkbenchError('store/not-sqlite', { file, seen: beginning });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pageSize = view.getUint16(16) === 1 ? 65536 : view.getUint16(16);
  // The number of pages counts only when the program that last changed the file has kept it up to date.
  const isCounted = view.getUint32(24) === view.getUint32(92);
  const whole = Math.ceil(bytes.length / pageSize) * pageSize;
  const expected = isCounted ? Math.max(view.getUint32(28) * pageSize, whole) : whole;
  if (bytes.length < expected) throw new WorkbenchError('store/truncated', { file, found: bytes.length, expected });
}

/** Whether the file was left in the mode in which SQLite keeps the newest changes in a file beside it. */
export function isWriteAhead(bytes: Uint8Array): boolean {
  return bytes[18] === 2 || bytes[19] === 2;
}

function hasTable(database: Database, name: string): boolean {
  return database.value("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", [name]) !== null;
}

/** Looks through the pages of the database, or of some tables, for damage. Fails with `store/damaged`. */
export function checkPages(database: Database, file: string, tables: readonly string[] = ['1']): void {
  for (const table of tables) {
    const finding = String(database.value(`PRAGMA quick_check(${table})`));
    if (finding !== 'ok') throw new WorkbenchError('store/damaged', { file, reason: finding });
  }
}

/** Tables besides those of layers, which may be large. */
function smallTables(database: Database): string[] {
  const sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'cityloom%' OR name LIKE 'gpkg%')";
  return database.rows(sql).map(([name]) => quoted(name as string));
}

/**
 * Whether the database is sound and a project. With `isBrief` the tables of layers are left for `checkPages`. Fails with
 * `store/damaged`, `store/not-geopackage`, `store/not-project`.
 */
export function inspectDatabase(database: Database, file: string, isBrief: boolean): void {
  checkPages(database, file, isBrief ? smallTables(database) : undefined);
  if (!hasTable(database, 'gpkg_contents')) throw new WorkbenchError('store/not-geopackage', { file });
  if (!hasTable(database, 'cityloom_meta')) throw new WorkbenchError('store/not-project', { file });
}
