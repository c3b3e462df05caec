import type { Manifest } from '#core/evaluation/contract.ts';

/**
 * An evaluator from outside the program: its manifest, already checked, and its code as text.
 *
 * `source` is one ECMAScript module (ES2023 syntax) that stands by itself:
 *
 * - It exports the functions `evaluate(snapshot, context)` and, where the manifest declares `runs`, `plan(snapshot, context)`, as
 *   `Evaluate` and `Plan` of the contract describe them. `export const evaluator = defineEvaluator(manifest, evaluate, plan)`, the
 *   form of the program's own evaluators, is taken as well; of such an object only `evaluate` and `plan` are read.
 * - It imports nothing, or from `cityloom` (also spelt `#sdk`), which gives what plugins/sdk/index.ts exports. Every other import, by
 *   statement or by `import()`, is refused with `plugin/forbidden-import`.
 * - `await` may stand at its top level for promises of the SDK (`loadIntegerSolver()`); `evaluate` and `plan` return their value,
 *   never a promise.
 *
 * The manifest that counts is the one given here: nothing that the code exports, says or returns changes it.
 */
export interface PluginCode {
  readonly manifest: Manifest;
  readonly source: string;
  /** SHA-256 of the package that this was read from, hexadecimal. Whoever reads the package computes and checks it. */
  readonly hash: string;
}
