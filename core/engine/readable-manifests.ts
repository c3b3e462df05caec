import type { EvaluationRecord, Manifest } from '#core/evaluation/contract.ts';
import type { PluginSet } from './plugin-set.ts';

/**
 * The manifests by which results are read: those of the evaluators that can be run, and, for results of plugins that are gone,
 * switched off or replaced by another version, those kept with the results.
 */
export function readableManifests(plugins: PluginSet, records: readonly EvaluationRecord[]): readonly Manifest[] {
  const manifests = new Map(plugins.manifests.map((manifest) => [manifest.id, manifest]));
  const ofPlugins = records.filter(({ plugin }) => plugin);
  for (const { evaluator, plugin } of ofPlugins) {
    const running = plugins.running(evaluator)?.hash;
    const isOfRunning = ofPlugins.some((other) => other.evaluator === evaluator && other.plugin?.hash === running);
    if (!isOfRunning) manifests.set(evaluator, plugin!.manifest);
  }
  return [...manifests.values()];
}
