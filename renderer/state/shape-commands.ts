import type { FeatureId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { MergePreview, RequestOf } from '#core/rpc/requests.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { editDirectly } from './edit-commands.ts';
import { nothingSelected } from './window-state.ts';
import type { Workbench } from './workbench.ts';

/** Does `work` and shows what refuses it. */
async function orTell(workbench: Workbench, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Splits features of a layer along a line and selects the pieces. */
export function splitFeatures(
  workbench: Workbench,
  layer: Layer,
  features: readonly FeatureId[],
  line: Uint8Array,
): Promise<void> {
  return orTell(workbench, async () => {
    const request = { layer: layer.id, label: editTexts.split, features, line };
    const done = await editDirectly(workbench, 'edit/split-features', request);
    if (done) workbench.window.set({ selected: { layer: layer.id, features: done.pieces } });
  });
}

/** What merging the selected features would lose; shown before it is done. */
export function previewMerge(
  workbench: Workbench,
  layer: Layer,
  features: readonly FeatureId[],
): Promise<MergePreview> {
  const { scenario } = workbench.window.get();
  return workbench.engine.request('edit/preview-merge', { layer: layer.id, scenario, features });
}

/** Merges features into the largest of them and selects it. */
export function mergeFeatures(workbench: Workbench, layer: Layer, features: readonly FeatureId[]): Promise<void> {
  return orTell(workbench, async () => {
    const request = { layer: layer.id, label: editTexts.merge, features };
    const done = await editDirectly(workbench, 'edit/merge-features', request);
    if (done) workbench.window.set({ selected: { layer: layer.id, features: [done.kept] } });
  });
}

/** Takes the selected features away. */
export function deleteSelected(workbench: Workbench): void {
  const { layer: id, features } = workbench.window.get().selected;
  const layer = workbench.project.get().state?.description.layers.find((one) => one.id === id);
  if (layer && features.length > 0) void deleteFeatures(workbench, layer, features);
}

/** Takes features away. */
export function deleteFeatures(workbench: Workbench, layer: Layer, features: readonly FeatureId[]): Promise<void> {
  return orTell(workbench, async () => {
    const request = { layer: layer.id, label: editTexts.remove, features };
    const done = await editDirectly(workbench, 'edit/delete-features', request);
    if (done) workbench.window.set({ selected: nothingSelected });
  });
}

/** Adds a feature with a geometry (WKB) and no values, and selects it. */
export function drawFeature(workbench: Workbench, layer: Layer, geometry: Uint8Array): Promise<void> {
  return orTell(workbench, async () => {
    const request = { layer: layer.id, label: editTexts.draw, features: [{ geometry, values: {} }] };
    const done = await editDirectly(workbench, 'edit/add-features', request);
    if (done) workbench.window.set({ selected: { layer: layer.id, features: done.ids } });
  });
}

/** Moves a vertex in all features of the layer that share it, or takes it out. */
export function moveVertex(
  workbench: Workbench,
  layer: Layer,
  move: RequestOf<'edit/move-vertex'>['move'],
): Promise<void> {
  return orTell(workbench, async () => {
    const label = move.to === null ? editTexts.removeVertex : editTexts.moveVertex;
    await editDirectly(workbench, 'edit/move-vertex', { layer: layer.id, label, move });
  });
}

const outlineLabels = {
  reshape: editTexts.reshape,
  'add-hole': editTexts.hole,
  'fill-hole': editTexts.fillHole,
  offset: editTexts.offset,
  trim: editTexts.trim,
} as const;

/** Changes outlines of a layer and selects what was changed or made. Returns the error that refuses it. */
export async function changeOutline(
  workbench: Workbench,
  layer: Layer,
  change: RequestOf<'edit/change-outline'>['change'],
): Promise<WorkbenchError | undefined> {
  try {
    const request = { layer: layer.id, label: outlineLabels[change.verb], change };
    const done = await editDirectly(workbench, 'edit/change-outline', request);
    if (done) workbench.window.set({ selected: { layer: layer.id, features: done.features } });
    return undefined;
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}
