import type { GeometryEngine } from '#core/geometry/engine.ts';
import { assumptionValues, defaultAssumptions } from '#core/model/assumption.ts';
import { caseRuns } from './case-others.ts';
import type { EvaluationResult } from './contract.ts';
import { caseSnapshot, type EvaluatorCase } from './evaluator-case.ts';
import type { Evaluator } from './evaluator-worker.ts';
import { completeParameters } from './parameters.ts';
import { planRuns, runEvaluator } from './run-evaluator.ts';

/**
 * What an evaluator gives for a case: its plan first where it has one, the runs from the case's formulas. Assumptions that the
 * case does not give have their defaults.
 */
export function runCase(evaluator: Evaluator, entry: EvaluatorCase, geometry: GeometryEngine): EvaluationResult {
  const { manifest } = evaluator;
  const run = {
    ...evaluator,
    snapshot: caseSnapshot(entry, manifest),
    parameters: completeParameters(manifest, entry.parameters),
    assumptions: { ...assumptionValues(defaultAssumptions), ...entry.assumptions },
    seed: 1,
    geometry,
  };
  const { others } = run.snapshot;
  if (!entry.others || !others?.subject) return runEvaluator(run);
  const runs = caseRuns(entry.others, others, planRuns(run));
  return runEvaluator({ ...run, snapshot: { ...run.snapshot, others: { ...others, runs } } });
}
