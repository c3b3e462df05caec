/**
 * Types of the one sql.js build in use, which has none of its own; those published apart bring Node's types with them,
 * and core must not see those.
 */
declare module 'sql.js/dist/sql-wasm-inline.js' {
  interface Options {
    /** False keeps SQLite's own mathematical functions instead of the deprecated replacements. */
    readonly useOldExtensionFunctions?: boolean;
  }
  const initialise: (options?: Options) => Promise<import('./sqlite.ts').SqlJsStatic>;
  export default initialise;
}
