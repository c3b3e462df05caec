import type { ParameterValue } from '#core/evaluation/contract.ts';
import { secondsLeft, spanText } from '#core/evaluation/time-left.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { ReportChapter } from '#core/model/report-chapter.ts';
import { renderText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { RequestName, VerifiedResult } from '#core/rpc/requests.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { runTexts } from '#renderer/texts/run-texts.ts';
import { cellKey, type RunCell } from './evaluation-state.ts';
import type { Workbench } from './workbench.ts';

/** Queries whose answers a run or a deleted result changes. */
function isOfRuns(name: RequestName): boolean {
  return name === 'evaluation/results' || name === 'evaluation/list' || name === 'evaluation/history';
}

/** Runs evaluators on scenarios; progress and outcomes go to the evaluation state. */
export async function runEvaluations(
  { engine, evaluation, activity, queries }: Workbench,
  evaluators: readonly string[],
  scenarios: readonly ScenarioId[],
): Promise<void> {
  if (evaluation.get().running || evaluators.length === 0 || scenarios.length === 0) return;
  const keys = evaluators.flatMap((evaluator) => scenarios.map((scenario) => cellKey(evaluator, scenario)));
  const queued: RunCell = { state: 'queued', share: 0 };
  evaluation.set({ running: true, cells: Object.fromEntries(keys.map((key) => [key, queued])) });
  const count = { count: keys.length };
  const label = {
    zh: renderText(projectTexts.evaluating, 'zh', count),
    en: renderText(projectTexts.evaluating, 'en', count),
  };
  await activity.run(label, async ({ signal, progress }) => {
    const cancel = activity.store.get().tasks.find((task) => task.label === label)?.cancel ?? null;
    evaluation.set({ cancel });
    const began = Date.now();
    const stop = evaluation.subscribe(() => {
      const cells = Object.values(evaluation.get().cells);
      const done = cells.reduce(
        (sum, cell) => sum + (cell.state === 'running' ? cell.share : Number(cell.state !== 'queued')),
        0,
      );
      const left = secondsLeft((Date.now() - began) / 1000, done / cells.length);
      progress({ done, total: cells.length, label: left === undefined ? '' : `≈ ${spanText(left)}` });
    });
    const { parameters } = evaluation.get();
    try {
      const outcomes = await engine.request('evaluation/run', { evaluators, scenarios, parameters }, { signal });
      for (const outcome of outcomes) {
        const cell: RunCell = { state: outcome.error ? 'failed' : 'done', share: 1, outcome };
        evaluation.set(({ cells }) => ({ cells: { ...cells, [cellKey(outcome.evaluator, outcome.scenario)]: cell } }));
      }
    } finally {
      stop();
      const cancelled: RunCell = { state: 'cancelled', share: 0 };
      evaluation.set(({ cells }) => ({
        running: false,
        cancel: null,
        cells: Object.fromEntries(
          Object.entries(cells).map(([key, cell]) => [
            key,
            cell.state === 'queued' || cell.state === 'running' ? cancelled : cell,
          ]),
        ),
      }));
      queries.invalidate(isOfRuns);
    }
  });
}

/** Holds what the project keeps against the same evaluations done again; undefined when it was cancelled. */
export function verifyResults({ engine, activity }: Workbench): Promise<readonly VerifiedResult[] | undefined> {
  return activity.run(projectTexts.verifying, (options) => engine.request('evaluation/verify', {}, options));
}

/** Deletes stored results for good. */
export async function deleteRuns({ engine, activity, queries }: Workbench, ids: readonly string[]): Promise<void> {
  await activity.run(runTexts.removing, async () => {
    await engine.request('evaluation/delete', { ids });
    queries.invalidate(isOfRuns);
  });
}

/** Sets a parameter of an evaluator for the next run; undefined goes back to the default. */
export function setParameter(
  { evaluation }: Workbench,
  evaluator: string,
  name: string,
  value: ParameterValue | undefined,
): void {
  const { parameters } = evaluation.get();
  const { [name]: _old, ...others } = parameters[evaluator] ?? {};
  const values = value === undefined ? others : { ...others, [name]: value };
  evaluation.set({ parameters: { ...parameters, [evaluator]: values } });
}

/** Builds a report; undefined when it failed or was cancelled. */
export async function buildReport(
  { engine, activity }: Workbench,
  request: {
    readonly language: 'zh' | 'en';
    readonly format: 'html' | 'xlsx';
    readonly scenarios: readonly ScenarioId[];
    readonly evaluators: readonly string[];
    readonly chapters?: readonly ReportChapter[];
  },
): Promise<Uint8Array | undefined> {
  return activity.run(projectTexts.reporting, async (options) => {
    const bytes = await engine.request('report/build', request, options);
    if (bytes.length === 0) throw new WorkbenchError('internal/bug', { reason: 'empty report' });
    return bytes;
  });
}
