import { canonicalHash } from '#core/evaluation/canonical-hash.ts';
import type { EvaluationRecord, Manifest, ParameterValues, Snapshot } from '#core/evaluation/contract.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { EvaluatorRunner } from '#core/evaluation/runner.ts';
import { buildSnapshot, inputsHash, type SnapshotSources, seedOf } from '#core/evaluation/snapshot.ts';
import { Sha256 } from '#core/formats/sha256.ts';
import { type AssumptionRanges, assumptionRanges } from '#core/model/assumption.ts';
import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { type RoleId, roles } from '#core/model/role.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { EvaluationOutcome, RequestOptions } from '#core/rpc/requests.ts';
import type { EngineHost } from './engine-host.ts';
import type { Handlers } from './handler.ts';
import { inParallel } from './in-parallel.ts';
import type { OpenProject, Session } from './session.ts';

const runners = new WeakMap<EngineHost, EvaluatorRunner>();

function runnerOf(host: EngineHost): EvaluatorRunner {
  let runner = runners.get(host);
  if (!runner) {
    runner = new EvaluatorRunner((evaluator) => host.createEvaluatorWorker(evaluator), host.timer);
    runners.set(host, runner);
  }
  return runner;
}

/** Everything evaluators may read of one scenario. */
function sourcesOf({ file, tables, facts }: OpenProject, scenario: ScenarioId): SnapshotSources {
  const layers: { [Role in RoleId]?: SnapshotSources['layers'][Role] } = {};
  const rasters: { [Role in RoleId]?: SnapshotSources['rasters'][Role] } = {};
  for (const role of roles.keys()) {
    const table = role === 'parcel' ? facts.parcels(scenario) : tables.roleTable(role, scenario);
    if (table)
      layers[role] = {
        name: tables
          .layersOf(role)
          .map(({ name }) => name)
          .join(', '),
        table,
      };
    const raster = tables.raster(role);
    if (raster) rasters[role] = raster;
  }
  return { epsg: file.describe().epsg, layers, rasters };
}

interface Job {
  readonly manifest: Manifest;
  readonly scenario: ScenarioId;
  readonly parameters: ParameterValues;
}

interface PreparedJob extends Job {
  readonly snapshot: Snapshot;
  readonly ranges: AssumptionRanges | undefined;
  readonly hash: string;
}

/** Hashes of what was read, by job, as long as the very same tables are read again. */
const hashes = new WeakMap<OpenProject, Map<string, { readonly parts: readonly unknown[]; readonly hash: string }>>();

/** What a snapshot is made of: the very same parts mean the very same content. */
function partsOf({ layers, rasters }: Snapshot): readonly unknown[] {
  const columns = Object.values(layers).flatMap((layer) => [
    layer?.ids,
    layer?.geometry,
    ...Object.values(layer?.columns ?? {}),
  ]);
  return [...columns, ...Object.values(rasters)];
}

function prepare(open: OpenProject, job: Job): PreparedJob {
  const { assumptions, assumed } = open.facts;
  const { manifest, parameters } = job;
  const baseline = manifest.baseline ? sourcesOf(open, baselineId) : undefined;
  const snapshot = buildSnapshot(manifest, sourcesOf(open, job.scenario), baseline);
  const ranges = manifest.ranges && assumptionRanges(assumed, manifest.ranges);
  const known = hashes.get(open) ?? new Map();
  hashes.set(open, known);
  const key = JSON.stringify([job.manifest.id, job.scenario, job.parameters]);
  const parts = [open.facts, ...partsOf(snapshot), ...(snapshot.baseline ? partsOf(snapshot.baseline) : [])];
  const before = known.get(key);
  if (
    before &&
    before.parts.length === parts.length &&
    before.parts.every((part: unknown, at: number) => part === parts[at])
  ) {
    return { ...job, snapshot, ranges, hash: before.hash };
  }
  const hash = inputsHash({ manifest, snapshot, parameters, assumptions, ranges }, new Sha256());
  known.set(key, { parts, hash });
  return { ...job, snapshot, ranges, hash };
}

/** Stored results by evaluator and scenario: the last of each. */
export function storedRecords({ file }: OpenProject): EvaluationRecord[] {
  return file.evaluations().map(({ id }) => file.result('evaluation', id) as EvaluationRecord);
}

function manifestOf(host: EngineHost, id: string): Manifest {
  const manifest = host.manifests.find((each) => each.id === id);
  if (manifest) return manifest;
  throw new WorkbenchError('plugin/unknown', {
    evaluator: id,
    known: host.manifests.map((each) => each.id).join(', '),
  });
}

/** Whether a stored result is what a run would give now. */
export function isCurrent(session: Session, record: EvaluationRecord): boolean {
  const manifest = session.host.manifests.find(({ id }) => id === record.evaluator);
  const isThere = session.project.file.record('scenario', record.scenario) !== null;
  if (!manifest || !isThere || manifest.version !== record.version) return false;
  return (
    prepare(session.project, { manifest, scenario: record.scenario, parameters: record.parameters }).hash ===
    record.inputsHash
  );
}

function keep(open: OpenProject, record: EvaluationRecord): void {
  const { evaluator, scenario } = record;
  open.file.transaction((writer) => {
    for (const old of open.file.evaluations()) {
      if (old.evaluator === evaluator && old.scenario === scenario) writer.removeResult('evaluation', old.id);
    }
    writer.putEvaluation(record);
  });
}

async function runJob(session: Session, job: Job, options: RequestOptions): Promise<EvaluationOutcome> {
  const { host, project } = session;
  const { manifest, scenario, parameters } = job;
  const about = { evaluator: manifest.id, scenario };
  const started = host.clock.now();
  const seconds = () => (host.clock.now() - started) / 1000;
  try {
    const { snapshot, ranges, hash } = prepare(project, job);
    const stored = project.file
      .evaluations()
      .find((each) => each.evaluator === manifest.id && each.scenario === scenario);
    if (stored?.inputsHash === hash) {
      const record = project.file.result('evaluation', stored.id) as EvaluationRecord;
      session.emit('evaluation/progress', { ...about, share: 1 });
      return { ...about, record, seconds: seconds(), reused: true };
    }
    const { assumptions } = project.facts;
    const work = { evaluator: manifest.id, snapshot, parameters, assumptions, ranges, seed: seedOf(hash) };
    session.emit('evaluation/progress', { ...about, share: 0 });
    const result = await runnerOf(host).run(manifest, work, {
      signal: options.signal,
      progress: (share) => session.emit('evaluation/progress', { ...about, share }),
    });
    const record: EvaluationRecord = {
      id: project.file.newId(),
      ...about,
      version: manifest.version,
      parameters,
      assumptions,
      ...(ranges ? { ranges } : {}),
      inputsHash: hash,
      resultHash: canonicalHash(result, new Sha256()),
      created: new Date(host.clock.now()).toISOString(),
      result,
    };
    keep(project, record);
    session.emit('evaluation/progress', { ...about, share: 1 });
    return { ...about, record, seconds: seconds(), reused: false };
  } catch (thrown) {
    const error = WorkbenchError.from(thrown);
    if (error.code === 'command/cancelled') throw error;
    const message = { zh: error.describe('zh'), en: error.describe('en') };
    const hint = { zh: error.hint('zh'), en: error.hint('en') };
    return { ...about, error: { code: error.code, message, hint }, seconds: seconds(), reused: false };
  }
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
  'evaluation/list' | 'evaluation/run' | 'evaluation/results' | 'evaluation/feature-values'
> = {
  'evaluation/list': ({ host }) => host.manifests,

  'evaluation/run'(session, { evaluators, scenarios, parameters = {} }, options) {
    const { host, project } = session;
    const jobs = evaluators.flatMap((id) => {
      const manifest = manifestOf(host, id);
      const values = completeParameters(manifest, parameters[id]);
      return scenarios.map(
        (scenario): Job => ({ manifest, scenario: project.file.scenario(scenario).id, parameters: values }),
      );
    });
    return inParallel(jobs, host.evaluatorWorkers, (job) => runJob(session, job, options));
  },

  'evaluation/results'(session) {
    return storedRecords(session.project).map((record) => ({ record, current: isCurrent(session, record) }));
  },

  'evaluation/feature-values'(session, { record: id, values }) {
    const record = session.project.file.result('evaluation', id) as EvaluationRecord | undefined;
    const found = record?.result.features?.find((each) => each.id === values);
    const declared = session.host.manifests
      .find((manifest) => manifest.id === record?.evaluator)
      ?.features.find((each) => each.id === values);
    if (!record || !found || !declared || !isCurrent(session, record)) return [];
    return byLayer(session.project, declared.role, record.scenario, found.values);
  },
};
