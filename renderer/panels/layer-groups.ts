import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerGroup } from '#core/model/layer-group.ts';
import type { RoleId } from '#core/model/role.ts';
import type { LocalText, TextParameters } from '#core/model/text.ts';
import { layerTexts } from '#renderer/texts/layer-texts.ts';

/** Layers that a person looks for together: a group of their own, or layers of like roles. */
export interface TreeGroup {
  readonly id: string;
  readonly label: LocalText;
  /** The group of the project; null for layers that stand together by their roles. */
  readonly own: LayerGroup | null;
  /** The one drawn on top first. */
  readonly layers: readonly Layer[];
}

const roleGroups: readonly { readonly id: string; readonly label: LocalText; readonly roles: readonly RoleId[] }[] = [
  { id: 'transport', label: layerTexts.groupTransport, roles: ['transit-stop', 'transit-line', 'street'] },
  { id: 'land', label: layerTexts.groupLand, roles: ['parcel', 'building', 'green-space', 'facility', 'boundary'] },
  { id: 'nature', label: layerTexts.groupNature, roles: ['water', 'tree', 'hazard', 'observation', 'rainfall'] },
  { id: 'people', label: layerTexts.groupPeople, roles: ['population', 'comment'] },
  { id: 'base', label: layerTexts.groupBase, roles: ['elevation', 'land-cover', 'reference'] },
];

/**
 * The layers in their groups: first those of the project, the one whose topmost layer is drawn over the others first and empty
 * ones last; then the other layers by their roles, without empty groups. `search` filters by name, and leaves out groups
 * without a match.
 */
export function groupLayers(layers: readonly Layer[], groups: readonly LayerGroup[], search: string): TreeGroup[] {
  const wanted = search.trim().toLowerCase();
  const sorted = layers.filter((layer) => layer.name.toLowerCase().includes(wanted)).sort((a, b) => a.order - b.order);
  const known = new Set<string>(groups.map(({ id }) => id));
  const free = sorted.filter(({ group }) => group === undefined || !known.has(group));
  const own = groups.map((group): TreeGroup => {
    const { id, name } = group;
    return { id, label: { zh: name, en: name }, own: group, layers: sorted.filter((layer) => layer.group === id) };
  });
  const height = (group: TreeGroup): number => group.layers[0]?.order ?? Number.MAX_SAFE_INTEGER;
  const byRole = roleGroups.map(({ id, label, roles }): TreeGroup => {
    return { id, label, own: null, layers: free.filter((layer) => roles.includes(layer.role)) };
  });
  return [
    ...own.filter((group) => wanted === '' || group.layers.length > 0).sort((a, b) => height(a) - height(b)),
    ...byRole.filter((group) => group.layers.length > 0),
  ];
}

/** All layers from top to bottom with `moved`, in their order, put just before or after `target`. */
export function movedOrder(
  layers: readonly Layer[],
  moved: readonly LayerId[],
  target: LayerId,
  place: 'before' | 'after',
): LayerId[] {
  const ids = [...layers].sort((a, b) => a.order - b.order).map((layer) => layer.id);
  if (moved.includes(target)) return ids;
  const rest = ids.filter((id) => !moved.includes(id));
  rest.splice(rest.indexOf(target) + (place === 'after' ? 1 : 0), 0, ...ids.filter((id) => moved.includes(id)));
  return rest;
}

/** Where a group that is moved by one place in the tree comes to lie; null when there is no such place. */
export function movedGroup(
  layers: readonly Layer[],
  tree: readonly TreeGroup[],
  id: string,
  step: -1 | 1,
): LayerId[] | null {
  const own = tree.filter((group) => group.own !== null && group.layers.length > 0);
  const at = own.findIndex((group) => group.id === id);
  const neighbour = at < 0 ? undefined : own[at + step];
  if (!neighbour) return null;
  const moved = own[at]!.layers.map((layer) => layer.id);
  const target = step < 0 ? neighbour.layers[0]! : neighbour.layers.at(-1)!;
  return movedOrder(layers, moved, target.id, step < 0 ? 'before' : 'after');
}

/** The first name for a new group that no group has. */
export function nextGroupName(
  groups: readonly LayerGroup[],
  say: (text: LocalText, parameters: TextParameters) => string,
): string {
  for (let number = groups.length + 1; ; number++) {
    const name = say(layerTexts.groupName, { number });
    if (groups.every((group) => group.name !== name)) return name;
  }
}
