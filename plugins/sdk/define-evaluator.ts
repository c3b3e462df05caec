import { readManifest } from '#core/evaluation/check-manifest.ts';
import type { Evaluate } from '#core/evaluation/contract.ts';
import type { Evaluator } from '#core/evaluation/evaluator-worker.ts';

/**
 * Joins a manifest (the content of manifest.json) to its code. Fails with `plugin/bad-manifest`, which lists every fault,
 * when the manifest cannot be used.
 */
export function defineEvaluator(manifest: unknown, evaluate: Evaluate): Evaluator {
  return { manifest: readManifest(manifest), evaluate };
}
