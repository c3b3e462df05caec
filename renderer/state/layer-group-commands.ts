import type { Edit } from '#core/model/edit.ts';
import type { LayerGroupId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerGroup } from '#core/model/layer-group.ts';
import type { LocalText, TextParameters } from '#core/model/text.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';
import { filledText } from './filled-text.ts';
import { inTurn } from './in-turn.ts';
import { applyEdits, recordEdit } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

function layersOf({ project }: Workbench): readonly Layer[] {
  return project.get().state?.description.layers ?? [];
}

function inGroup(layer: Layer, group: LayerGroupId | null): Layer {
  const { group: _before, ...rest } = layer;
  return group === null ? rest : { ...rest, group };
}

/** Makes a group, of some layers or empty, as one undoable step; its id. */
export async function createGroup(
  workbench: Workbench,
  name: string,
  members: readonly LayerId[],
): Promise<LayerGroupId | undefined> {
  const id = crypto.randomUUID() as LayerGroupId;
  const group: LayerGroup = { id, name, visible: true, opacity: 1 };
  const edits: Edit[] = [{ kind: 'record', record: 'layer-group', id, before: null, after: group }];
  for (const layer of layersOf(workbench)) {
    if (members.includes(layer.id)) edits.push(recordEdit('layer', layer, inGroup(layer, id)));
  }
  const done = await applyEdits(workbench, filledText(layerTexts.groupCreated, { name }), edits);
  return done ? id : undefined;
}

/** Changes a group as one undoable step. */
function changeGroup(
  workbench: Workbench,
  { id }: LayerGroup,
  label: LocalText,
  change: Partial<LayerGroup>,
  facts: TextParameters = {},
): Promise<void> {
  return inTurn(async () => {
    const group = workbench.project.get().state?.description.layerGroups.find((one) => one.id === id);
    if (!group) return;
    const filled = filledText(label, { name: group.name, ...facts });
    await applyEdits(workbench, filled, [recordEdit('layer-group', group, { ...group, ...change })]);
  });
}

export function renameGroup(workbench: Workbench, group: LayerGroup, name: string): Promise<void> {
  return changeGroup(workbench, group, layerTexts.groupRenamed, { name }, { to: name });
}

export function showGroup(workbench: Workbench, group: LayerGroup, visible: boolean): Promise<void> {
  return changeGroup(workbench, group, visible ? layerTexts.groupShown : layerTexts.groupHidden, { visible });
}

export function setGroupOpacity(workbench: Workbench, group: LayerGroup, opacity: number): Promise<void> {
  return changeGroup(workbench, group, layerTexts.groupOpacity, { opacity }, { value: Math.round(opacity * 100) });
}

/** Takes a group away; its layers stay. */
export async function dissolveGroup(workbench: Workbench, group: LayerGroup): Promise<void> {
  const members = layersOf(workbench).filter((layer) => layer.group === group.id);
  await applyEdits(workbench, filledText(layerTexts.groupDissolved, { name: group.name }), [
    ...members.map((layer) => recordEdit('layer', layer, inGroup(layer, null))),
    recordEdit('layer-group', group, null),
  ]);
}

/** Puts a layer into a group (with null, out of its group), and all layers in the order of `ids`, as one undoable step. */
export async function moveLayer(
  workbench: Workbench,
  id: LayerId,
  group: LayerGroupId | null,
  ids: readonly LayerId[],
): Promise<void> {
  const moved = layersOf(workbench).find((layer) => layer.id === id);
  const edits = layersOf(workbench).flatMap((layer) => {
    const order = ids.includes(layer.id) ? ids.indexOf(layer.id) : layer.order;
    const own = layer.id === id ? group : (layer.group ?? null);
    if (order === layer.order && own === (layer.group ?? null)) return [];
    return [recordEdit('layer', layer, { ...inGroup(layer, own), order })];
  });
  if (moved && edits.length > 0)
    await applyEdits(workbench, filledText(layerTexts.layerMoved, { name: moved.name }), edits);
}

/** Puts all layers in the order that moving a whole group makes. */
export async function moveGroup(workbench: Workbench, { name }: LayerGroup, ids: readonly LayerId[]): Promise<void> {
  const edits = layersOf(workbench).flatMap((layer) => {
    const order = ids.indexOf(layer.id);
    return order < 0 || order === layer.order ? [] : [recordEdit('layer', layer, { ...layer, order })];
  });
  if (edits.length > 0) await applyEdits(workbench, filledText(layerTexts.groupMoved, { name }), edits);
}
