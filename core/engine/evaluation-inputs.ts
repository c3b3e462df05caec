import type {
  EvaluationRecord,
  Manifest,
  OtherEvaluator,
  Others,
  ParameterValues,
  ReadScope,
  Snapshot,
} from '#core/evaluation/contract.ts';
import { declaredAssumptions } from '#core/evaluation/declared-assumptions.ts';
import { completeParameters } from '#core/evaluation/parameters.ts';
import { buildSnapshot, inputsHash, type SnapshotSources } from '#core/evaluation/snapshot.ts';
import { type AssumptionRanges, type AssumptionValues, assumptionRanges } from '#core/model/assumption.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { type RoleId, roles } from '#core/model/role.ts';
import { scenariosOf } from '#core/scenario/branch.ts';
import { newDigestOf } from './new-digest.ts';
import { latestRun } from './result-history.ts';
import type { OpenProject, Session } from './session.ts';

/** Everything evaluators may read of one scenario, with the parcels as `assumptions` make them. */
function sourcesOf(
  { file, tables, facts }: OpenProject,
  scenario: ScenarioId,
  assumptions: AssumptionValues = facts.assumptions,
): SnapshotSources {
  const layers: { [Role in RoleId]?: SnapshotSources['layers'][Role] } = {};
  const rasters: { [Role in RoleId]?: SnapshotSources['rasters'][Role] } = {};
  const parcels = () =>
    assumptions === facts.assumptions ? facts.parcels(scenario) : facts.parcelsUnder(scenario, assumptions);
  for (const role of roles.keys()) {
    const table = role === 'parcel' ? parcels() : tables.roleTable(role, scenario);
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

/** The snapshot of an evaluator on a scenario, with the baseline beside it where the manifest asks for it. */
export function snapshotOf(
  open: OpenProject,
  manifest: Manifest,
  scenario: ScenarioId,
  assumptions?: AssumptionValues,
): Snapshot {
  const baseline = manifest.baseline ? sourcesOf(open, baselineId, assumptions) : undefined;
  return buildSnapshot(manifest, sourcesOf(open, scenario, assumptions), baseline);
}

/** What a snapshot is made of: the very same parts mean the very same content. */
function partsOf({ layers, rasters, baseline }: Snapshot): readonly unknown[] {
  const columns = Object.values(layers).flatMap((layer) => [
    layer?.ids,
    layer?.geometry,
    ...Object.values(layer?.columns ?? {}),
  ]);
  return [...columns, ...Object.values(rasters), ...(baseline ? partsOf(baseline) : [])];
}

/** Parameters of this request, by evaluator id. */
export type GivenParameters = Readonly<Record<string, ParameterValues>>;

export interface Job {
  readonly manifest: Manifest;
  readonly scenario: ScenarioId;
  readonly parameters: ParameterValues;
}

export interface PreparedJob extends Job {
  /** With `others` described but without their results, which come when it runs. */
  readonly snapshot: Snapshot;
  /** Low and high of the assumptions that the manifest names. */
  readonly ranges: AssumptionRanges | undefined;
  readonly hash: string;
}

/** Hashes of what was read, by job, as long as the very same tables are read again. */
const hashes = new WeakMap<OpenProject, Map<string, { readonly parts: readonly unknown[]; readonly hash: string }>>();

/** Parameters of stored results by the id of the record, which never changes: records are large to read. */
const storedParameters = new WeakMap<OpenProject, Map<string, ParameterValues>>();

function parametersOf(open: OpenProject, record: string): ParameterValues {
  const known = storedParameters.get(open) ?? new Map<string, ParameterValues>();
  storedParameters.set(open, known);
  const parameters = known.get(record) ?? (open.file.result('evaluation', record) as EvaluationRecord).parameters;
  known.set(record, parameters);
  return parameters;
}

/** An evaluator on a scenario with the parameters given now, else those of its stored result, else the defaults. */
export function jobOf(session: Session, manifest: Manifest, scenario: ScenarioId, given: GivenParameters): Job {
  const { file } = session.project;
  const own = given[manifest.id];
  if (own) return { manifest, scenario, parameters: completeParameters(manifest, own) };
  const stored = latestRun(file, manifest.id, scenario);
  const parameters =
    stored?.version === manifest.version ? parametersOf(session.project, stored.id) : completeParameters(manifest);
  return { manifest, scenario, parameters };
}

/** The evaluator that a job has run again; undefined when its manifest declares none or there is none of that name. */
export function subjectOf(session: Session, { manifest, parameters }: Job): Manifest | undefined {
  if (!manifest.runs) return undefined;
  const [id] = String(parameters[manifest.runs.parameter]).split('/');
  return session.plugins.manifests.find((each) => each.id === id && !each.runs);
}

/** The jobs whose results a job reads; those of the evaluator that it has run again come last. */
export function jobsRead(session: Session, job: Job, given: GivenParameters): readonly Job[] {
  const { plugins, project } = session;
  const scopes: Readonly<Record<ReadScope, () => readonly ScenarioId[]>> = {
    own: () => [job.scenario],
    'with-baseline': () => [...new Set([baselineId, job.scenario])],
    all: () => scenariosOf(project.file).map(({ id }) => id),
  };
  const of = (manifest: Manifest, scope: ReadScope) =>
    scopes[scope]().map((scenario) => jobOf(session, manifest, scenario, given));
  const read = (job.manifest.reads ?? []).flatMap(({ evaluator, scenarios }) => {
    const manifest = plugins.manifest(evaluator);
    return manifest ? of(manifest, scenarios) : [];
  });
  const subject = subjectOf(session, job);
  return subject ? [...read, ...of(subject, job.manifest.runs!.scenarios)] : read;
}

function describeOthers(session: Session, job: Job, given: GivenParameters): Others | undefined {
  const { manifest, scenario } = job;
  if (!manifest.reads && !manifest.runs) return undefined;
  const { plugins, project } = session;
  const evaluators = (manifest.reads ?? []).flatMap(({ evaluator, indicators }): OtherEvaluator[] => {
    const other = plugins.manifest(evaluator);
    if (!other) return [];
    const { id, version, name } = other;
    return [{ id, version, name, indicators: other.indicators.filter((each) => indicators.includes(each.id)) }];
  });
  const subject = subjectOf(session, job);
  return {
    scenarios: scenariosOf(project.file).map(({ id, name, letter }) => ({ id, name, letter })),
    own: scenario,
    evaluators,
    results: [],
    ...(subject && {
      subject: {
        id: subject.id,
        version: subject.version,
        name: subject.name,
        indicators: subject.indicators,
        parameters: subject.parameters,
        values: jobOf(session, subject, scenario, given).parameters,
      },
    }),
    assumptions: manifest.runs ? project.facts.assumed : [],
    runs: [],
  };
}

/**
 * What a job reads, and the hash of it. Of other evaluators the hash takes the hashes of their inputs: the same inputs give
 * the same results, so that it is known whether a stored result still holds before anything runs.
 */
export function prepare(session: Session, job: Job, given: GivenParameters = {}): PreparedJob {
  const open = session.project;
  const { assumed } = open.facts;
  const { manifest, parameters } = job;
  const assumptions = declaredAssumptions(manifest, open.facts.assumptions);
  const own = snapshotOf(open, manifest, job.scenario);
  const ranges = manifest.ranges && assumptionRanges(assumed, manifest.ranges);
  const others = describeOthers(session, job, given);
  const snapshot: Snapshot = others ? { ...own, others } : own;
  const read = others
    ? jobsRead(session, job, given).map((each) => [each.manifest.id, each.scenario, prepare(session, each, given).hash])
    : undefined;
  const known = hashes.get(open) ?? new Map();
  hashes.set(open, known);
  const plugin = session.plugins.running(manifest.id)?.hash;
  const key = JSON.stringify([manifest.id, plugin, job.scenario, parameters]);
  const parts = [open.facts, JSON.stringify([others, read]), ...partsOf(snapshot)];
  const before = known.get(key);
  if (
    before &&
    before.parts.length === parts.length &&
    before.parts.every((part: unknown, at: number) => part === parts[at])
  ) {
    return { ...job, snapshot, ranges, hash: before.hash };
  }
  const inputs = { manifest, snapshot, parameters, assumptions, ranges, read, plugin };
  const hash = inputsHash(inputs, newDigestOf(session.host));
  known.set(key, { parts, hash });
  return { ...job, snapshot, ranges, hash };
}
