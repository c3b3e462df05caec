import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';

/** Layers that a person looks for together. */
export interface LayerGroup {
  readonly id: string;
  readonly label: LocalText;
  /** The one drawn on top first. */
  readonly layers: readonly Layer[];
}

const groups: readonly { readonly id: string; readonly label: LocalText; readonly roles: readonly RoleId[] }[] = [
  { id: 'transport', label: layerTexts.groupTransport, roles: ['transit-stop', 'transit-line', 'street'] },
  { id: 'land', label: layerTexts.groupLand, roles: ['parcel', 'building', 'green-space', 'facility', 'boundary'] },
  { id: 'nature', label: layerTexts.groupNature, roles: ['water', 'tree', 'hazard', 'observation', 'rainfall'] },
  { id: 'people', label: layerTexts.groupPeople, roles: ['population', 'comment'] },
  { id: 'base', label: layerTexts.groupBase, roles: ['elevation', 'land-cover', 'reference'] },
];

/** The layers in their groups; groups without layers are left out. `search` filters by name. */
export function groupLayers(layers: readonly Layer[], search: string): LayerGroup[] {
  const wanted = search.trim().toLowerCase();
  const sorted = layers.filter((layer) => layer.name.toLowerCase().includes(wanted)).sort((a, b) => a.order - b.order);
  return groups
    .map(({ id, label, roles }) => ({ id, label, layers: sorted.filter((layer) => roles.includes(layer.role)) }))
    .filter((group) => group.layers.length > 0);
}

/** All layers from top to bottom with `moved` put just before or after `target`. */
export function movedOrder(
  layers: readonly Layer[],
  moved: LayerId,
  target: LayerId,
  place: 'before' | 'after',
): LayerId[] {
  const ids = [...layers].sort((a, b) => a.order - b.order).map((layer) => layer.id);
  if (moved === target) return ids;
  const rest = ids.filter((id) => id !== moved);
  rest.splice(rest.indexOf(target) + (place === 'after' ? 1 : 0), 0, moved);
  return rest;
}
