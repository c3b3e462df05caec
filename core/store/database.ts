import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlDatabase, SqlJsStatic, SqlParameters, SqlStatement, SqlValue } from '#core/platform/sqlite.ts';
import { AppendedPages, appendableHeader, type FilledTree } from '#core/sqlite/appended-pages.ts';
import { givenBytes, haveRoom, roomyBytes } from './roomy-bytes.ts';

/** An identifier as SQL wants it, whatever characters it has. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Pages kept at hand: in KiB, which SQLite wants negative. */
const cacheSize = -65_536;

/**
 * One open SQLite database with its compiled statements. Statements are kept by their text, so a query may be written
 * where it is used and still be compiled once.
 */
export class Database {
  readonly #sqlite: SqlJsStatic;
  #sql: SqlDatabase;
  readonly #statements = new Map<string, SqlStatement>();
  #inTransaction = false;
  /** The buffer in which SQLite's file stands, where that is known: it leaves it when it outgrows it or is cut off. */
  #buffer: Uint8Array | undefined;

  /** Works on a copy of `bytes`; with `isGiven` on the bytes themselves, where there is room behind them in their buffer. */
  constructor(sqlite: SqlJsStatic, bytes?: Uint8Array, isGiven = false) {
    this.#sqlite = sqlite;
    if (bytes && isGiven && haveRoom(bytes)) {
      this.#buffer = new Uint8Array(bytes.buffer);
      this.#sql = this.#open(givenBytes(this.#buffer, bytes.length));
    } else this.#sql = this.#open(bytes && roomyBytes(bytes));
  }

  #open(bytes?: Uint8Array): SqlDatabase {
    const sql = new this.#sqlite.Database(bytes);
    try {
      // SQLite leaves the constraints of foreign keys off in every new connection.
      // The rest is about a database that is in memory anyway: nothing to flush, nobody to share with, room for its pages.
      sql.run(
        `PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = ${cacheSize}; PRAGMA temp_store = MEMORY;`,
      );
    } catch (thrown) {
      sql.close();
      throw thrown;
    }
    return sql;
  }

  #statement(sql: string): SqlStatement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#sql.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Runs several statements without parameters: definitions, pragmas. */
  script(sql: string): void {
    if (/\bvacuum\b/iu.test(sql)) this.#buffer = undefined;
    this.#sql.run(sql);
  }

  /** Runs one statement that gives no rows. */
  run(sql: string, parameters: SqlParameters = []): void {
    this.#statement(sql).run(parameters);
  }

  /** Runs one statement once for each set of parameters. */
  runAll(sql: string, rows: Iterable<SqlParameters>): void {
    const statement = this.#statement(sql);
    for (const parameters of rows) statement.run(parameters);
  }

  /** Hands each row of a query to `receive`. */
  each(sql: string, parameters: SqlParameters, receive: (row: SqlValue[]) => void): void {
    const statement = this.#statement(sql);
    try {
      statement.bind(parameters);
      while (statement.step()) receive(statement.get());
    } finally {
      // A statement left in the middle of its rows would lock its table against changes of its definition.
      statement.reset();
    }
  }

  rows(sql: string, parameters: SqlParameters = []): SqlValue[][] {
    const rows: SqlValue[][] = [];
    this.each(sql, parameters, (row) => rows.push(row));
    return rows;
  }

  /** The first row, or undefined when there is none. */
  row(sql: string, parameters: SqlParameters = []): SqlValue[] | undefined {
    const statement = this.#statement(sql);
    try {
      statement.bind(parameters);
      return statement.step() ? statement.get() : undefined;
    } finally {
      statement.reset();
    }
  }

  /** The first value of the first row; null when there is no row. */
  value(sql: string, parameters: SqlParameters = []): SqlValue {
    return this.row(sql, parameters)?.[0] ?? null;
  }

  /** Runs `work`: either everything it wrote is kept, or, when it throws, nothing. Transactions do not nest. */
  transaction<Result>(work: () => Result): Result {
    this.#sql.run('BEGIN IMMEDIATE');
    this.#inTransaction = true;
    try {
      const result = work();
      this.#sql.run('COMMIT');
      return result;
    } catch (thrown) {
      this.#rollBack();
      throw thrown;
    } finally {
      this.#inTransaction = false;
    }
  }

  #rollBack(): void {
    // The file may have grown out of its buffer and been cut off again.
    this.#buffer = undefined;
    try {
      this.#sql.run('ROLLBACK');
    } catch {
      // When it runs out of memory SQLite has rolled back by itself; what was thrown first is what matters.
    }
  }

  /** The bytes of the database as a file; `store/export-in-transaction` in the middle of a transaction. */
  export(): Uint8Array {
    if (this.#inTransaction) throw new WorkbenchError('store/export-in-transaction');
    // Every page goes through the cache once: room for all of them would only take memory.
    this.#sql.run('PRAGMA cache_size = -1024');
    try {
      return this.#sql.export();
    } finally {
      this.#sql.run(`PRAGMA cache_size = ${cacheSize}`);
    }
  }

  /**
   * The bytes of the database where they stand, until the next write and not to be changed; undefined where that is not known.
   * `store/export-in-transaction` in the middle of a transaction.
   */
  bytesInPlace(): Uint8Array | undefined {
    if (this.#inTransaction) throw new WorkbenchError('store/export-in-transaction');
    const length = this.bytes;
    // A file only grows between vacuums and transactions that were taken back: one that fits has never left its buffer.
    return this.#buffer && length <= this.#buffer.length ? this.#buffer.subarray(0, length) : undefined;
  }

  /** Bytes of the database. */
  get bytes(): number {
    return Number(this.value('PRAGMA page_count')) * Number(this.value('PRAGMA page_size'));
  }

  /**
   * Goes on with a copy of the database in which `fill` has filled trees that were empty: their roots and the pages behind
   * the last. It stops where `fill` does. False, with nothing changed, where the database has a form in which only SQLite may
   * do that, or where `isUnchanged` says that somebody has written to it in the meantime. `room` is a guess of how many bytes
   * will come. `store/export-in-transaction` in the middle of a transaction.
   */
  *appendingTrees(
    room: number,
    fill: (pages: AppendedPages) => Generator<void, readonly FilledTree[]>,
    { isUnchanged }: { readonly isUnchanged: () => boolean },
  ): Generator<void, boolean> {
    const bytes = this.export();
    const header = appendableHeader(bytes);
    if (!header) return false;
    const pages = new AppendedPages(bytes, header, room);
    const trees = yield* fill(pages);
    if (!isUnchanged() || this.#inTransaction) return false;
    const { buffer, length } = pages.finish(trees);
    const opened = this.#open(givenBytes(buffer, length));
    this.close();
    this.#sql = opened;
    this.#buffer = buffer;
    return true;
  }

  close(): void {
    this.#statements.clear();
    this.#sql.close();
  }
}
