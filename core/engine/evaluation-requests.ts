import { compareRuns } from '#core/evaluation/compare-runs.ts';
import type { EvaluationRecord, ParameterValue } from '#core/evaluation/contract.ts';
import { completeParameters, shownParameter } from '#core/evaluation/parameters.ts';
import type { LayerId, ScenarioId } from '#core/model/ids.ts';
import type { RoleId } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { prepare } from './evaluation-inputs.ts';
import { EvaluationRun } from './evaluation-run.ts';
import type { Handlers } from './handler.ts';
import { manifestOf } from './manifest-of.ts';
import { readableManifests } from './readable-manifests.ts';
import { latestRuns, storedRun } from './result-history.ts';
import type { OpenProject, Session } from './session.ts';
import { allEnded } from './slots.ts';
import { verifyResults } from './verify-results.ts';

/** Stored results by evaluator and scenario: the last of each. */
export function storedRecords({ file }: OpenProject): EvaluationRecord[] {
  return latestRuns(file).map(({ id }) => storedRun(file, id));
}

/** Whether a stored result is what a run would give now. */
export function isCurrent(session: Session, record: EvaluationRecord): boolean {
  const manifest = session.plugins.manifest(record.evaluator);
  const isThere = session.project.file.record('scenario', record.scenario) !== null;
  if (!manifest || !isThere || manifest.version !== record.version) return false;
  if (session.plugins.running(manifest.id)?.hash !== record.plugin?.hash) return false;
  return (
    prepare(session, { manifest, scenario: record.scenario, parameters: record.parameters }).hash === record.inputsHash
  );
}

/** Values of a role's features, which may be several layers one after another, handed back to their layers. */
function byLayer({ tables }: OpenProject, role: RoleId, scenario: ScenarioId, values: Float64Array) {
  let start = 0;
  const parts: { layer: LayerId; values: Float64Array }[] = [];
  const kind = tables.roleTable(role, scenario)?.geometry.kind;
  for (const layer of tables.layersOf(role)) {
    const table = tables.table(layer.id, scenario);
    if (table.geometry.kind !== kind) continue;
    parts.push({ layer: layer.id, values: values.slice(start, start + table.ids.length) });
    start += table.ids.length;
  }
  return parts;
}

export const evaluationRequests: Handlers<
  | 'evaluation/list'
  | 'evaluation/run'
  | 'evaluation/results'
  | 'evaluation/feature-values'
  | 'evaluation/history'
  | 'evaluation/record'
  | 'evaluation/delete'
  | 'evaluation/compare'
  | 'evaluation/verify'
> = {
  'evaluation/list'(session, { withResults = false }) {
    const { plugins } = session;
    return withResults && session.isOpen
      ? readableManifests(plugins, storedRecords(session.project))
      : plugins.manifests;
  },

  'evaluation/run'(session, { evaluators, scenarios, parameters = {} }, options) {
    const { project } = session;
    const manifests = evaluators.map((id) => manifestOf(session, id));
    // Without parameters an evaluator that was asked for runs with its defaults.
    const given = { ...parameters, ...Object.fromEntries(evaluators.map((id) => [id, parameters[id] ?? {}])) };
    for (const manifest of manifests) completeParameters(manifest, given[manifest.id]);
    const places = scenarios.map((scenario) => project.file.scenario(scenario).id);
    const run = new EvaluationRun(session, given, options);
    return allEnded(manifests.flatMap((manifest) => places.map((scenario) => run.outcome(manifest, scenario))));
  },

  'evaluation/results'(session) {
    return storedRecords(session.project).map((record) => ({ record, current: isCurrent(session, record) }));
  },

  'evaluation/feature-values'(session, { record: id, values }) {
    const record = session.project.file.result('evaluation', id) as EvaluationRecord | undefined;
    const found = record?.result.features?.find((each) => each.id === values);
    const declared = record && session.plugins.manifest(record.evaluator)?.features.find((each) => each.id === values);
    if (!record || !found || !declared || !isCurrent(session, record)) return [];
    return byLayer(session.project, declared.role, record.scenario, found.values);
  },

  'evaluation/history'({ project: { file } }, { evaluator }) {
    const latest = new Set(latestRuns(file).map(({ id }) => id));
    return file
      .evaluations()
      .filter((each) => evaluator === undefined || each.evaluator === evaluator)
      .map((each) => ({ ...each, latest: latest.has(each.id) }));
  },

  'evaluation/record': ({ project: { file } }, { id }) => storedRun(file, id),

  'evaluation/delete'({ project: { file } }, { ids }) {
    for (const id of ids) storedRun(file, id);
    file.transaction((writer) => {
      for (const id of ids) writer.removeResult('evaluation', id);
    });
    return null;
  },

  'evaluation/verify': (session, _request, options) => verifyResults(session, options),

  'evaluation/compare'({ project: { file }, plugins }, { one, other }) {
    const [first, second] = [storedRun(file, one), storedRun(file, other)];
    if (first.evaluator === second.evaluator) {
      const found = compareRuns(first, second);
      const declared = plugins.manifest(first.evaluator)?.parameters ?? {};
      const veiled = (id: string, value: ParameterValue | null) => value && shownParameter(declared[id], value);
      const parameters = found.parameters.map(({ id, one: a, other: b }) => ({
        id,
        one: veiled(id, a),
        other: veiled(id, b),
      }));
      return { ...found, parameters };
    }
    throw new WorkbenchError('evaluation/unlike-runs', { one: first.evaluator, other: second.evaluator });
  },
};
