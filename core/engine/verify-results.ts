import { compareRuns } from '#core/evaluation/compare-runs.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { RequestOptions, VerifiedResult } from '#core/rpc/requests.ts';
import { scenariosOf } from '#core/scenario/branch.ts';
import { EvaluationRun, toldError } from './evaluation-run.ts';
import { manifestOf } from './manifest-of.ts';
import { latestRuns, storedRun } from './result-history.ts';
import type { Session } from './session.ts';
import { allEnded } from './slots.ts';

/**
 * Evaluates again whatever the project keeps the latest result of, with the parameters kept with it, and holds each against
 * what is kept. Nothing that is kept is used, changed or added to. Rejects with `command/cancelled` alone.
 */
export async function verifyResults(session: Session, options: RequestOptions): Promise<VerifiedResult[]> {
  const { file } = session.project;
  const order = scenariosOf(file).map(({ id }) => id);
  const runs = latestRuns(file).sort(
    (a, b) => a.evaluator.localeCompare(b.evaluator) || order.indexOf(a.scenario) - order.indexOf(b.scenario),
  );
  let done = 0;
  const run = new EvaluationRun(session, {}, options, { held: () => undefined, keep() {}, tell() {} });
  return allEnded(
    runs.map(async ({ id, evaluator, scenario, resultHash }): Promise<VerifiedResult> => {
      const about = { id, evaluator, scenario, resultHash };
      try {
        const outcome = await run.outcome(manifestOf(session, evaluator), file.scenario(scenario).id);
        if (!outcome.record) return { ...about, reproduces: false, ...(outcome.error ? { error: outcome.error } : {}) };
        const comparison = compareRuns(storedRun(file, id), outcome.record);
        return { ...about, reproduces: comparison.sameResult, comparison };
      } catch (thrown) {
        const error = WorkbenchError.from(thrown);
        if (error.code === 'command/cancelled') throw error;
        return { ...about, reproduces: false, error: toldError(error) };
      } finally {
        options.progress?.({ done: ++done, total: runs.length, label: '' });
      }
    }),
  );
}
