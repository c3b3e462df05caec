import './sql-js.ts';

/** A value in a SQLite database. Integers beyond 2^53 lose their last digits. */
export type SqlValue = number | string | Uint8Array | null;

/** Values for the placeholders of a statement: `?` by position, `:name`, `@name` and `$name` by their whole name. */
export type SqlParameters = readonly SqlValue[] | Readonly<Record<string, SqlValue>>;

/** A compiled statement. It holds memory outside the garbage collector: `free` it, or close its database. */
export interface SqlStatement {
  /** Binds new parameters and starts over. */
  bind(parameters?: SqlParameters): boolean;
  /** Moves to the next row; false after the last. */
  step(): boolean;
  /** The present row; or, with parameters, the first row for those. Blobs are copies. */
  get(parameters?: SqlParameters): SqlValue[];
  getAsObject(parameters?: SqlParameters): Record<string, SqlValue>;
  getColumnNames(): string[];
  /** Binds, runs once and resets. */
  run(parameters?: SqlParameters): boolean;
  reset(): boolean;
  free(): boolean;
}

/** All rows of one statement. */
interface SqlResult {
  readonly columns: string[];
  readonly values: SqlValue[][];
}

/** One open database in memory. Every method throws an `Error` with SQLite's message when the statement fails. */
export interface SqlDatabase {
  /** Runs one or, without parameters, several statements; their rows are dropped. */
  run(sql: string, parameters?: SqlParameters): SqlDatabase;
  /** Runs one or several statements; one result for each that gave rows. */
  exec(sql: string, parameters?: SqlParameters): SqlResult[];
  prepare(sql: string, parameters?: SqlParameters): SqlStatement;
  /** The bytes of the database as a file. Throws inside a write transaction. */
  export(): Uint8Array;
  close(): void;
  getRowsModified(): number;
  create_function(name: string, implementation: (...values: SqlValue[]) => SqlValue | boolean): SqlDatabase;
  create_aggregate<State>(
    name: string,
    functions: {
      init?(): State;
      step(state: State, ...values: SqlValue[]): State;
      finalize?(state: State): SqlValue;
    },
  ): SqlDatabase;
  updateHook(
    listener:
      | ((operation: 'insert' | 'update' | 'delete', database: string, table: string, row: number) => void)
      | null,
  ): SqlDatabase;
}

/** SQLite, loaded and ready. */
export interface SqlJsStatic {
  /** Opens a copy of `bytes`, or an empty database. A file that is no database fails at its first statement. */
  readonly Database: new (
    bytes?: Uint8Array,
  ) => SqlDatabase;
}

/**
 * Loads SQLite on first use; later calls give the same instance. The WebAssembly is inside the script, so that nothing is
 * fetched and nothing has to be found: it works the same in Node, in pages and in workers under `connect-src 'none'`.
 */
export async function loadSqlite(): Promise<SqlJsStatic> {
  const { default: initialise } = await import('sql.js/dist/sql-wasm-inline.js');
  return initialise({ useOldExtensionFunctions: false });
}
