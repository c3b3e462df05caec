import type { EvaluationRecord } from '#core/evaluation/contract.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { EvaluationHeader } from '#core/store/results.ts';

/** Results that are kept of one evaluator on one scenario, the latest among them. */
const mostKept = 20;

function runsOf(file: ProjectFile, evaluator: string, scenario: ScenarioId): EvaluationHeader[] {
  return file.evaluations().filter((each) => each.evaluator === evaluator && each.scenario === scenario);
}

/** The latest stored result of an evaluator on a scenario. */
export function latestRun(file: ProjectFile, evaluator: string, scenario: ScenarioId): EvaluationHeader | undefined {
  return runsOf(file, evaluator, scenario).at(-1);
}

/** The latest stored result of every evaluator on every scenario, in the order in which they were put. */
export function latestRuns(file: ProjectFile): EvaluationHeader[] {
  const latest = new Map(file.evaluations().map((each) => [`${each.evaluator} ${each.scenario}`, each]));
  return [...latest.values()];
}

/** A stored result with all that was kept of it. Fails with `evaluation/unknown-run`. */
export function storedRun(file: ProjectFile, id: string): EvaluationRecord {
  const record = file.result('evaluation', id) as EvaluationRecord | undefined;
  if (record) return record;
  throw new WorkbenchError('evaluation/unknown-run', { id });
}

/** A result as it is kept when a later one takes its place: without values of single features and layers. */
function withoutMaps(record: EvaluationRecord): EvaluationRecord {
  const { features: _features, layers: _layers, ...result } = record.result;
  return { ...record, result };
}

/**
 * Puts a result as the latest of its evaluator and scenario. The one before it stays without its maps, earlier ones as they are;
 * a repeat of the same inputs takes the place of its earlier self, and the oldest go when there are too many.
 */
export function keepRun(file: ProjectFile, record: EvaluationRecord): void {
  const before = runsOf(file, record.evaluator, record.scenario);
  const isRepeat = (each: EvaluationHeader) =>
    each.inputsHash === record.inputsHash && each.resultHash === record.resultHash;
  const others = before.filter((each) => !isRepeat(each));
  file.transaction((writer) => {
    for (const each of before) if (isRepeat(each)) writer.removeResult('evaluation', each.id);
    for (const each of others.slice(0, Math.max(0, others.length + 1 - mostKept))) {
      writer.removeResult('evaluation', each.id);
    }
    const last = before.at(-1);
    if (last && !isRepeat(last)) writer.putEvaluation(withoutMaps(storedRun(file, last.id)));
    writer.putEvaluation(record);
  });
}
