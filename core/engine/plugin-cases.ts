import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import { caseRuns } from '#core/evaluation/case-others.ts';
import type { EvaluationResult } from '#core/evaluation/contract.ts';
import { declaredAssumptions } from '#core/evaluation/declared-assumptions.ts';
import { caseDifferences, caseSnapshot, type EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { EvaluatorRunner, type RunOptions } from '#core/evaluation/runner.ts';
import type { EvaluatorJob } from '#core/evaluation/worker-messages.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import { assumptionValues, defaultAssumptions } from '#core/model/assumption.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { CaseOutcome } from '#core/plugins/plugin-facts.ts';
import type { PluginPackage } from '#core/plugins/plugin-package.ts';
import type { RequestOptions } from '#core/rpc/requests.ts';
import type { EngineHost } from './engine-host.ts';

/** What the plugin gives for a case, in the sandbox: its plan first where it has one. */
async function resultOf(
  runner: EvaluatorRunner,
  { manifest }: PluginPackage,
  entry: EvaluatorCase,
  options: RunOptions,
): Promise<EvaluationResult> {
  const snapshot = caseSnapshot(entry, manifest);
  const job: EvaluatorJob = {
    evaluator: manifest.id,
    snapshot,
    parameters: completeParameters(manifest, entry.parameters),
    assumptions: declaredAssumptions(manifest, { ...assumptionValues(defaultAssumptions), ...entry.assumptions }),
    ranges: entry.ranges,
    seed: 1,
  };
  const { others } = snapshot;
  if (!entry.others || !others?.subject) return runner.run(manifest, job, options);
  const runs = caseRuns(entry.others, others, await runner.plan(manifest, job, options));
  return runner.run(manifest, { ...job, snapshot: { ...snapshot, others: { ...others, runs } } }, options);
}

/**
 * Runs the golden cases of a plugin in the sandbox, one after another, each twice: the second result has to be the first.
 * A case that fails does not stop the others. Rejects with `command/cancelled` alone.
 */
export async function runCases(
  host: EngineHost,
  plugin: PluginPackage,
  { signal, progress }: RequestOptions,
): Promise<readonly CaseOutcome[]> {
  const { manifest, source, hash } = plugin;
  const runner = new EvaluatorRunner(() => host.createSandboxWorker({ manifest, source, hash }), host.timer);
  const outcomes: CaseOutcome[] = [];
  try {
    for (const entry of plugin.cases) {
      progress?.({ done: outcomes.length, total: plugin.cases.length, label: entry.id });
      const started = host.clock.now();
      const seconds = () => (host.clock.now() - started) / 1000;
      try {
        const result = await resultOf(runner, plugin, entry, { signal });
        const differences = [...caseDifferences(result, entry)];
        const taken = seconds();
        const again = await resultOf(runner, plugin, entry, { signal });
        if (hashOf(again) !== hashOf(result)) differences.push('a second run gave another result');
        outcomes.push({ id: entry.id, differences, seconds: taken });
      } catch (thrown) {
        const error = WorkbenchError.from(thrown);
        if (error.code === 'command/cancelled') throw error;
        const failure = { zh: error.describe('zh'), en: error.describe('en') };
        outcomes.push({ id: entry.id, differences: [], failure, seconds: seconds() });
      }
    }
  } finally {
    runner.dispose();
  }
  return outcomes;
}

function hashOf(result: EvaluationResult): string {
  return canonicalHash(result, new Sha256());
}
