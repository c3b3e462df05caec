import { readManifest } from '#core/evaluation/check-manifest.ts';
import type { Evaluate, Plan } from '#core/evaluation/contract.ts';
import type { Evaluator } from '#core/evaluation/evaluator-worker.ts';

/**
 * Joins a manifest (the content of manifest.json) to its code. Fails with `plugin/bad-manifest`, which lists every fault,
 * when the manifest cannot be used.
 */
export function defineEvaluator(manifest: unknown, evaluate: Evaluate, plan?: Plan): Evaluator {
  const read = readManifest(manifest);
  return plan ? { manifest: read, evaluate, plan } : { manifest: read, evaluate };
}
