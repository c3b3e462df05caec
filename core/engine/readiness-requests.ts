import { missingInputs } from '#core/evaluation/missing-inputs.ts';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { formatNumber, type LocalText } from '#core/model/text.ts';
import type { EdgeIndex } from '#core/network/edge-index.ts';
import { checkLayer } from '#core/readiness/check-layer.ts';
import { walkingNetwork } from '#core/readiness/find-street-faults.ts';
import { fixLayer, type LayerFix } from '#core/readiness/fix-layer.ts';
import type { LayerToCheck } from '#core/readiness/layer-to-check.ts';
import type { LayerReadiness, MissingForEvaluator, ProjectReadiness } from '#core/readiness/readiness.ts';
import { projectScore } from '#core/readiness/score.ts';
import { type ThresholdId, type ThresholdValues, thresholds, thresholdValues } from '#core/readiness/thresholds.ts';
import type { FixOutcome, FixRequest } from '#core/rpc/layer-messages.ts';
import type { RequestOptions } from '#core/rpc/requests.ts';
import { applyEdits, featureEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { snapshotOf } from './evaluation-inputs.ts';
import type { Handlers } from './handler.ts';
import { runPaused } from './run-paused.ts';
import type { OpenProject, Session } from './session.ts';

/** Id of the one document that holds the limits a project sets itself. */
const limitsId = 'limits';

function limitsOf({ file }: OpenProject, own: Partial<ThresholdValues> = {}): ThresholdValues {
  return thresholdValues({ ...file.record('readiness', limitsId), ...own });
}

/** What was checked, by layer, with all it was checked against. */
interface Kept {
  readonly parts: readonly unknown[];
  readonly result: LayerReadiness;
}
const kept = new WeakMap<OpenProject, Map<LayerId, Kept>>();

/** The walking network of streets, as long as they are the same. */
const networks = new WeakMap<object, EdgeIndex | undefined>();

function networkOf({ tables }: OpenProject): LayerToCheck['network'] {
  const streets = tables.roleTable('street', baselineId);
  if (!streets || streets.ids.length === 0) return undefined;
  return () => {
    if (!networks.has(streets)) networks.set(streets, walkingNetwork(streets));
    return networks.get(streets);
  };
}

function boundaryOf({ tables }: OpenProject): PackedGeometry | undefined {
  const geometry = tables.roleTable('boundary', baselineId)?.geometry;
  return geometry && geometry.kind === 'polygon' && featureCount(geometry) > 0 ? geometry : undefined;
}

async function inputFor(session: Session, layer: Layer, limits: ThresholdValues): Promise<LayerToCheck> {
  const { host, project } = session;
  const table = project.tables.table(layer.id, baselineId);
  // Ends and islands are told of the rows of one layer: several layers of streets are one network all the same.
  const isOnlyStreets = layer.role === 'street' && project.tables.layersOf('street').length === 1;
  const own = (): EdgeIndex | undefined => walkingNetwork(table);
  return {
    layer,
    table,
    engine: await host.loadGeometry(),
    limits,
    boundary: boundaryOf(project),
    network: layer.role === 'street' && !isOnlyStreets ? own : networkOf(project),
    year: new Date(host.clock.now()).getUTCFullYear(),
  };
}

async function checkOne(
  session: Session,
  layer: Layer,
  limits: ThresholdValues,
  options: RequestOptions,
): Promise<LayerReadiness> {
  const { host, project } = session;
  const { tables } = project;
  const parts = [
    tables.table(layer.id, baselineId),
    layer.role,
    JSON.stringify([layer.fields, limits]),
    tables.roleTable('street', baselineId),
    tables.roleTable('boundary', baselineId),
  ];
  const known = kept.get(project) ?? new Map<LayerId, Kept>();
  kept.set(project, known);
  const before = known.get(layer.id);
  if (before && before.parts.every((part, at) => part === parts[at])) return before.result;
  const result = await runPaused(checkLayer(await inputFor(session, layer, limits)), host, options);
  known.set(layer.id, { parts, result });
  return result;
}

/** Evaluators that cannot run on the baseline yet, with what they lack. */
function missingOf({ plugins, project }: Session): MissingForEvaluator[] {
  return plugins.manifests.flatMap((manifest) => {
    const missing = missingInputs(manifest, snapshotOf(project, manifest, baselineId));
    if (missing.length === 0) return [];
    return [{ evaluator: manifest.id, name: manifest.name, reasons: missing.map(({ reason }) => reason) }];
  });
}

/** How ready the open project is; layers that were checked before and have not changed since cost nothing. */
export async function readinessOf(
  session: Session,
  { layers: wanted, limits: own }: { layers?: readonly LayerId[]; limits?: Partial<ThresholdValues> },
  options: RequestOptions,
): Promise<ProjectReadiness> {
  const { project } = session;
  const limits = limitsOf(project, own);
  const chosen = project.tables.layers.filter(({ id, table }) => table !== '' && (!wanted || wanted.includes(id)));
  const layers: LayerReadiness[] = [];
  for (const [done, layer] of chosen.entries()) {
    options.progress?.({ done, total: chosen.length, label: layer.name });
    layers.push(await checkOne(session, layer, limits, options));
  }
  options.progress?.({ done: chosen.length, total: chosen.length, label: '' });
  return { score: projectScore(layers), layers, missing: missingOf(session), thresholds: limits };
}

/** Features that scenarios have their own image of: mending the baseline beneath would tear the two apart. */
function changedInScenarios({ file }: OpenProject, layer: LayerId): Map<FeatureId, LocalText> {
  const reasons = new Map<FeatureId, LocalText>();
  for (const { id, letter, name } of file.describe().scenarios) {
    if (id === baselineId) continue;
    for (const feature of file.ownChanges(layer, id).keys()) {
      reasons.set(feature, {
        zh: `情景 ${letter}“${name.zh}”改动了这个要素，因此保持不变`,
        en: `scenario ${letter} "${name.en}" changes this feature, so it is left alone`,
      });
    }
  }
  return reasons;
}

async function fixOf(session: Session, request: FixRequest, options: RequestOptions): Promise<LayerFix> {
  const { project, host } = session;
  const layer = project.file.layer(request.layer);
  const input = await inputFor(session, layer, limitsOf(project, request.limits));
  const keep = changedInScenarios(project, layer.id);
  const only = request.features && new Set(request.features);
  return runPaused(fixLayer(input, { checks: request.checks, only, keep }), host, options);
}

function outcomeOf(layer: LayerId, { changes, notes, left }: LayerFix): FixOutcome {
  const entries = [...changes];
  const changed = entries.filter(([, shape]) => shape !== null).map(([id]) => id);
  const removed = entries.filter(([, shape]) => shape === null).map(([id]) => id);
  return { layer, changed, removed, notes, left };
}

export const readinessRequests: Handlers<
  'readiness/check' | 'readiness/preview-fix' | 'readiness/fix' | 'readiness/set-limits'
> = {
  'readiness/check': (session, request, options) => readinessOf(session, request, options),

  async 'readiness/preview-fix'(session, request, options) {
    return outcomeOf(request.layer, await fixOf(session, request, options));
  },

  async 'readiness/fix'(session, request, options) {
    const fix = await fixOf(session, request, options);
    const { file } = session.project;
    const images = file.readFeatures(request.layer, baselineId, [...fix.changes.keys()]);
    const states = new Map<FeatureId, FeatureState>();
    for (const [id, geometry] of fix.changes)
      states.set(id, geometry === null ? null : { geometry, values: images.get(id)!.values });
    const { name } = file.layer(request.layer);
    const count = formatNumber(states.size);
    const label = {
      zh: `就绪检查修复“${name}”：${count} 个要素`,
      en: `Readiness fix of "${name}": ${count} ${states.size === 1 ? 'feature' : 'features'}`,
    };
    const details = fix.notes.map(({ text }) => text);
    applyEdits(file, label, featureEdits(file, request.layer, baselineId, states), 'correction', { details });
    return outcomeOf(request.layer, fix);
  },

  'readiness/set-limits'(session, { limits }) {
    const { file } = session.project;
    const values = thresholdValues({ ...file.record('readiness', limitsId), ...limits });
    const own = Object.entries(values).filter(([id, value]) => value !== thresholds[id as ThresholdId].value);
    const after = own.length === 0 ? null : Object.fromEntries(own);
    const changed = Object.keys(limits).map((id) => thresholds[id as ThresholdId].label);
    const label = {
      zh: `就绪检查限值：${changed.map(({ zh }) => zh).join('、')}`,
      en: `Readiness limits: ${changed.map(({ en }) => en).join(', ')}`,
    };
    applyEdits(file, label, [recordEdit(file, 'readiness', limitsId, after)], 'user');
    return session.state();
  },
};
