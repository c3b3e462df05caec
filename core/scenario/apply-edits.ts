import {
  type Edit,
  type EditOrigin,
  type FeatureEdit,
  type FeatureImage,
  type FeatureState,
  invertEdits,
  type RecordEdit,
} from '#core/model/edit.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import { isInSamePlace, PaintedImage, paintedOf } from '#core/model/painted-image.ts';
import { lookupIn } from '#core/model/row-map.ts';
import { SeenFeatures } from '#core/model/seen-features.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { hasSameShape } from '#core/store/canonical-wkb.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { NewStep, ProjectWriter } from '#core/store/project-writer.ts';
import { checkedState, isSameState } from './check-features.ts';
import { checkRecord, checkScenarios, isSameDocument } from './check-records.ts';
import { followingEdits } from './follow-parents.ts';
import { PaintFinder } from './paint-finder.ts';
import { PaintedCheck } from './painted-check.ts';

/** Origins that put back what was there: they go where a person may not. */
const restoring: ReadonlySet<EditOrigin> = new Set(['undo', 'redo', 'migration']);

/** From so many edits of one layer on it is worth looking for what they share. */
const manyEdits = 1000;

/**
 * The one way in which a project changes: applies `edits` in their order as one step of the journal, all or nothing, with
 * what follows from them in the scenarios that build on the changed ones, and returns the edits that take the step back. Edits that change nothing are left out; when none is left there is no step.
 *
 * Fails with `edit/stale` or `edit/stale-record` when a `before` is not what is there, with `edit/scenario-locked`, with
 * `edit/baseline-protected` for sketches on the baseline, and with the other codes `edit/` and `scenario/`.
 */
export function applyEdits(
  project: ProjectFile,
  label: LocalText,
  edits: readonly Edit[],
  origin: EditOrigin,
  options: { readonly reason?: string; readonly details?: readonly LocalText[] } = {},
): Edit[] {
  return project.transaction((writer) => {
    const own = writeEdits(project, writer, edits, origin);
    // What a locked scenario inherits is not its own: it follows its parent all the same.
    const written = [...own, ...writeEdits(project, writer, followingEdits(project, own), 'migration')];
    if (written.length > 0) writer.appendStep({ label, origin, edits: written, ...options });
    return invertEdits(written);
  });
}

/**
 * Applies and journals a step that was written before, whole as it was: to undo it, to do it again, to repeat it from the
 * crash journal. Returns its edits as they were written.
 */
export function repeatStep(project: ProjectFile, step: NewStep): Edit[] {
  return project.transaction((writer) => {
    const edits = writeEdits(project, writer, step.edits, 'migration');
    if (edits.length > 0) writer.appendStep({ ...step, edits });
    return edits;
  });
}

function writeEdits(project: ProjectFile, writer: ProjectWriter, edits: readonly Edit[], origin: EditOrigin): Edit[] {
  const applied: Edit[] = [];
  let batch: FeatureEdit[] = [];
  let seen = new SeenFeatures();
  const flush = () => {
    // One by one: a call takes no more arguments than its stack has room for.
    for (const edit of batch.length > 0 ? writeBatch(project, writer, batch, origin) : []) applied.push(edit);
    batch = [];
    seen = new SeenFeatures();
  };
  for (const edit of edits) {
    if (edit.kind === 'record') {
      flush();
      applied.push(...writeRecordEdit(project, writer, edit));
      continue;
    }
    const [first] = batch;
    // One batch holds one layer of one scenario, and each feature once.
    const isOther = first && (first.layer !== edit.layer || first.scenario !== edit.scenario);
    if (isOther || !seen.add(edit)) {
      flush();
      seen.add(edit);
    }
    batch.push(edit);
  }
  flush();
  const scenarios = applied.filter((edit) => edit.kind === 'record' && edit.record === 'scenario') as RecordEdit[];
  if (scenarios.length > 0) checkScenarios(project, scenarios);
  return applied;
}

function refuseWhereProtected(project: ProjectFile, scenario: ScenarioId, origin: EditOrigin): void {
  const { locked, name } = project.scenario(scenario);
  if (restoring.has(origin)) return;
  if (scenario === baselineId) {
    if (origin === 'user' || origin === 'recipe') throw new WorkbenchError('edit/baseline-protected');
  } else if (locked) throw new WorkbenchError('edit/scenario-locked', { scenario: name });
}

function writeBatch(
  project: ProjectFile,
  writer: ProjectWriter,
  batch: readonly FeatureEdit[],
  origin: EditOrigin,
): FeatureEdit[] {
  const { layer: layerId, scenario } = batch[0]!;
  refuseWhereProtected(project, scenario, origin);
  const layer = project.layer(layerId);
  const table = project.layerTable(layerId);
  const present = project.statesAmong(
    layerId,
    scenario,
    batch.map(({ feature }) => feature),
  );
  const applied: FeatureEdit[] = [];
  const check = new PaintedCheck(table, batch.length);
  const baseline = batch.length >= manyEdits && scenario !== baselineId ? project.knownBaseline(layerId) : undefined;
  const finder = baseline && new PaintFinder(baseline, table);
  const presentAt = lookupIn(present, baseline?.ids);
  for (const edit of batch) {
    const { feature } = edit;
    const painted = paintedOf(edit.after) ?? paintedOf(edit.before);
    const isRow = painted !== undefined && painted.base === baseline;
    const before = (isRow ? presentAt(painted.row, feature) : present.get(feature)) ?? null;
    // What the edit says is mostly what is there to the byte; only where it is not, it may be so in another form.
    if (
      !isSameState(before, edit.before) &&
      !isSameState(before, checkedState(layer, table, edit, edit.before, null, check))
    ) {
      throw new WorkbenchError('edit/stale', { layer: layer.name, feature });
    }
    const told = finder ? finder.told(feature, edit.after) : edit.after;
    const after = checkedState(layer, table, edit, told, before, check);
    if (after === 'deleted' && scenario === baselineId) throw new WorkbenchError('edit/deleted-in-baseline');
    if (isSameState(before, after)) continue;
    const shared = withSharedGeometry(before, after);
    const isWhole = before === edit.before && shared === edit.after;
    applied.push(isWhole ? edit : { kind: 'feature', scenario, layer: layerId, feature, before, after: shared });
  }
  if (applied.length > 0) writer.writeStates(layerId, scenario, applied);
  return applied;
}

/** An image in another place. */
function withGeometry(image: FeatureImage, geometry: Uint8Array | null): FeatureImage {
  if (!(image instanceof PaintedImage)) return { ...image, geometry };
  return new PaintedImage(image.base, image.row, image.paint, geometry);
}

/** Most edits leave the geometry alone: then both states hold the same bytes, which the journal keeps once. */
function withSharedGeometry(before: FeatureState, after: FeatureState): FeatureState {
  if (before === null || after === null || before === 'deleted' || after === 'deleted') return after;
  if (isInSamePlace(before, after) || before.geometry === after.geometry) return after;
  return hasSameShape(before, after) ? withGeometry(after, before.geometry) : after;
}

function writeRecordEdit(project: ProjectFile, writer: ProjectWriter, edit: RecordEdit): RecordEdit[] {
  const { record, id } = edit;
  const before = project.record(record, id);
  if (!isSameDocument(before, edit.before)) throw new WorkbenchError('edit/stale-record', { record, id });
  if (isSameDocument(before, edit.after)) return [];
  checkRecord(edit);
  writer.writeRecord(record, id, edit.after);
  return [edit];
}

/** Edits that give features of a scenario new states: their `before` is what the scenario itself says now. */
export function featureEdits(
  project: ProjectFile,
  layer: LayerId,
  scenario: ScenarioId,
  states: ReadonlyMap<FeatureId, FeatureState>,
): FeatureEdit[] {
  const present = project.statesAmong(layer, scenario, [...states.keys()]);
  return [...states].map(([feature, after]) => {
    return { kind: 'feature', scenario, layer, feature, before: present.get(feature) ?? null, after };
  });
}

/** An edit that gives a small document a new body, or with null takes it away. */
export function recordEdit(
  project: ProjectFile,
  record: RecordEdit['record'],
  id: string,
  after: object | null,
): RecordEdit {
  return { kind: 'record', record, id, before: project.record(record, id), after };
}
