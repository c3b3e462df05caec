import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { AssumptionRanges, AssumptionValues } from '#core/model/assumption.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { checkOutput } from './check-output.ts';
import { checkPlan } from './check-plan.ts';
import type {
  Evaluate,
  EvaluationResult,
  EvaluatorContext,
  EvaluatorRemark,
  Manifest,
  ParameterValues,
  Plan,
  PlannedRun,
  Snapshot,
} from './contract.ts';
import { declaredAssumptions } from './declared-assumptions.ts';
import { holdsMarkup } from './fault.ts';
import { missingInputs } from './missing-inputs.ts';
import { RunEnded } from './run-ended.ts';

/** One run: what to run on what, and with which help. */
export interface EvaluatorRun {
  readonly manifest: Manifest;
  readonly evaluate: Evaluate;
  readonly plan?: Plan | undefined;
  readonly snapshot: Snapshot;
  /** All of the manifest's parameters (see `completeParameters`). */
  readonly parameters: ParameterValues;
  readonly assumptions: AssumptionValues;
  /** None unless given. */
  readonly ranges?: AssumptionRanges | undefined;
  readonly seed: number;
  readonly geometry: GeometryEngine;
  /** Told the share done, 0 to 1; what it throws ends the run as it is (`command/cancelled`). */
  readonly progress?: ((share: number) => void) | undefined;
}

/** Most remarks of one run; further ones are dropped with a last word that says so. */
const remarkLimit = 200;

function insufficient(manifest: Manifest, reasons: readonly EvaluatorRemark['text'][]): EvaluationResult {
  const reason = {
    zh: reasons.map(({ zh }) => zh).join('；'),
    en: reasons.map(({ en }) => en).join('; '),
  };
  return {
    indicators: manifest.indicators.map(({ id }) => ({ id, status: 'insufficient-data', reason })),
    remarks: reasons.map((text) => ({ severity: 'warning', text })),
  };
}

function reasonOf(thrown: unknown) {
  if (thrown instanceof WorkbenchError) return { zh: thrown.describe('zh'), en: thrown.describe('en') };
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * Runs an evaluator: a pure function of its arguments. A missing required layer or field is no error: every indicator is
 * then `insufficient-data` with the reason. Fails with `plugin/failed` when the evaluator throws, with `plugin/bad-output`
 * when its output breaks its manifest, and with whatever `progress` throws.
 */
export function runEvaluator(run: EvaluatorRun): EvaluationResult {
  const { manifest, snapshot } = run;
  const missing = missingInputs(manifest, snapshot);
  if (missing.length > 0) {
    return insufficient(
      manifest,
      missing.map(({ reason }) => reason),
    );
  }
  const remarks: EvaluatorRemark[] = [];
  const context: EvaluatorContext = {
    parameters: run.parameters,
    assumptions: declaredAssumptions(manifest, run.assumptions),
    ranges: run.ranges ?? {},
    random: seededRandom(run.seed),
    geometry: run.geometry,
    progress(share) {
      try {
        run.progress?.(Math.min(1, Math.max(0, share)));
      } catch (thrown) {
        throw new RunEnded(thrown);
      }
    },
    remark(severity, text) {
      const known = remarks.some((other) => other.text.zh === text.zh && other.text.en === text.en);
      if (known || remarks.length > remarkLimit) return;
      if (remarks.length === remarkLimit) {
        const more = { zh: '还有更多备注，未列出。', en: 'There are more remarks; they are not listed.' };
        remarks.push({ severity: 'info', text: more });
        return;
      }
      remarks.push({ severity, text: { zh: text.zh, en: text.en } });
    },
  };
  let output: unknown;
  try {
    output = run.evaluate(snapshot, context);
  } catch (thrown) {
    if (thrown instanceof RunEnded) throw thrown.cause;
    throw new WorkbenchError('plugin/failed', { evaluator: manifest.id, reason: reasonOf(thrown) }, { cause: thrown });
  }
  const sound = checkOutput(output, manifest, snapshot);
  const marked = remarks.find(({ text }) => holdsMarkup(text.zh) || holdsMarkup(text.en));
  if (marked) {
    const reason = { zh: '备注中有标记', en: 'a remark holds markup' };
    throw new WorkbenchError('plugin/failed', { evaluator: manifest.id, reason });
  }
  const order = new Map(manifest.indicators.map(({ id }, place) => [id, place]));
  const indicators = [...sound.indicators].sort((a, b) => order.get(a.id)! - order.get(b.id)!);
  return { ...sound, indicators, remarks };
}

/**
 * The runs of the other evaluator that an evaluator asks for before its own; none while it lacks a required layer. Fails with
 * `plugin/failed` when it throws or has no plan, with `plugin/bad-output` when the plan asks for what there is not.
 */
export function planRuns(run: EvaluatorRun): readonly PlannedRun[] {
  const { manifest, snapshot, parameters } = run;
  const assumptions = declaredAssumptions(manifest, run.assumptions);
  if (missingInputs(manifest, snapshot).length > 0) return [];
  let planned: unknown;
  try {
    planned = run.plan?.(snapshot, { parameters, assumptions, random: seededRandom(run.seed) });
  } catch (thrown) {
    if (thrown instanceof RunEnded) throw thrown.cause;
    throw new WorkbenchError('plugin/failed', { evaluator: manifest.id, reason: reasonOf(thrown) }, { cause: thrown });
  }
  return checkPlan(planned, manifest, snapshot);
}
