import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { SqlDatabase, SqlParameters, SqlStatement, SqlValue } from '#core/platform/sqlite.ts';

/** An identifier as SQL wants it, whatever characters it has. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * One open SQLite database with its compiled statements. Statements are kept by their text, so a query may be written
 * where it is used and still be compiled once.
 */
export class Database {
  readonly #sql: SqlDatabase;
  readonly #statements = new Map<string, SqlStatement>();
  #inTransaction = false;

  constructor(sql: SqlDatabase) {
    this.#sql = sql;
    // SQLite leaves the constraints of foreign keys off in every new connection.
    // The rest is about a database that is in memory anyway: nothing to flush, nobody to share with, room for its pages.
    sql.run(
      'PRAGMA foreign_keys = ON; PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY;',
    );
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
    try {
      this.#sql.run('ROLLBACK');
    } catch {
      // When it runs out of memory SQLite has rolled back by itself; what was thrown first is what matters.
    }
  }

  /** The bytes of the database as a file; `store/export-in-transaction` in the middle of a transaction. */
  export(): Uint8Array {
    if (this.#inTransaction) throw new WorkbenchError('store/export-in-transaction');
    return this.#sql.export();
  }

  close(): void {
    this.#statements.clear();
    this.#sql.close();
  }
}
