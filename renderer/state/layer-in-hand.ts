import type { Layer } from '#core/model/layer.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import { editTexts } from '#renderer/texts/edit-texts.ts';
import { filledText } from './filled-text.ts';
import { showLayer } from './layer-commands.ts';
import { showGroup } from './layer-group-commands.ts';
import { mappedLayers } from './map-requests.ts';
import { tellUntilNext } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

/** Why the tools that edit cannot reach the layer in hand: it is hidden, or it never is on the map; null when they can. */
export function notDrawn(
  description: ProjectDescription,
  inHand: Layer['id'] | null,
): { readonly hidden: Layer | null } | null {
  if (mappedLayers(description).some(({ id }) => id === inHand)) return null;
  const layer = description.layers.find(({ id }) => id === inHand);
  return { hidden: layer && layer.geometry !== 'none' ? layer : null };
}

/** Shows a layer, and the group it stands in where that is hidden. */
export async function showOnMap(workbench: Workbench, layer: Layer): Promise<void> {
  const groups = workbench.project.get().state?.description.layerGroups ?? [];
  const group = groups.find(({ id }) => id === layer.group);
  if (!layer.visible) await showLayer(workbench, layer.id, true);
  if (group && !group.visible) await showGroup(workbench, group, true);
}

/** Says that the layer in hand is not on the map, with the way to show it; nothing when it is there. */
export function tellNotDrawn(workbench: Workbench): void {
  const description = workbench.project.get().state?.description;
  const why = description && notDrawn(description, workbench.window.get().tableLayer);
  if (!why) return;
  const { hidden } = why;
  const message = hidden ? filledText(editTexts.inHandHidden, { name: hidden.name }) : editTexts.inHandNone;
  const action = { label: editTexts.inHandShow, run: () => void showOnMap(workbench, hidden!) };
  tellUntilNext(workbench, message, hidden ? action : undefined);
}
