import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { type LocalText, renderText, type TextParameters } from '#core/model/text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { filledText } from './filled-text.ts';
import { inTurn } from './in-turn.ts';
import { applyEdits, recordEdit, tellRemoved, tellUntilNext } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

function layersOf({ project }: Workbench): readonly Layer[] {
  return project.get().state?.description.layers ?? [];
}

function layerOf(workbench: Workbench, id: LayerId): Layer | undefined {
  return layersOf(workbench).find((layer) => layer.id === id);
}

/** Changes one layer record as one undoable step; `label` may name the layer and what else stands in `facts`. */
function changeLayer(
  workbench: Workbench,
  id: LayerId,
  label: LocalText,
  change: Partial<Layer>,
  facts: TextParameters = {},
): Promise<void> {
  return inTurn(async () => {
    const layer = layerOf(workbench, id);
    if (!layer) return;
    const filled = filledText(label, { name: layer.name, ...facts });
    await applyEdits(workbench, filled, [recordEdit('layer', layer, { ...layer, ...change })]);
  });
}

export function renameLayer(workbench: Workbench, id: LayerId, name: string): Promise<void> {
  return changeLayer(workbench, id, projectTexts.layerRenamed, { name }, { to: name });
}

export function showLayer(workbench: Workbench, id: LayerId, visible: boolean): Promise<void> {
  return changeLayer(workbench, id, visible ? projectTexts.layerShown : projectTexts.layerHidden, { visible });
}

export function setLayerOpacity(workbench: Workbench, id: LayerId, opacity: number): Promise<void> {
  return changeLayer(workbench, id, projectTexts.layerOpacity, { opacity }, { value: Math.round(opacity * 100) });
}

/** Copies a layer with its features and looks; the copy is in hand then. */
export async function duplicateLayer(workbench: Workbench, id: LayerId): Promise<void> {
  const layer = layerOf(workbench, id);
  if (!layer) return;
  const { window, activity } = workbench;
  const name = renderText(projectTexts.layerCopyName, window.get().language, { name: layer.name });
  await activity.run(filledText(projectTexts.layerCopying, { name: layer.name }), async (options) => {
    const { id: copy } = await workbench.engine.request('layer/duplicate', { layer: id, name }, options);
    window.set({ tableLayer: copy });
    if (layer.table !== '' && layer.role !== 'reference')
      tellUntilNext(workbench, filledText(projectTexts.layerCopied, { name }));
  });
}

/** Takes the layer out of the project and says how to get it back with its features. */
export async function removeLayer(workbench: Workbench, id: LayerId): Promise<void> {
  const layer = layerOf(workbench, id);
  if (!layer) return;
  const { name } = layer;
  const label = filledText(projectTexts.layerRemoved, { name });
  if (!(await applyEdits(workbench, label, [recordEdit('layer', layer, null)]))) return;
  tellRemoved(workbench, filledText(projectTexts.layerGone, { name }));
}
