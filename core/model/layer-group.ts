import type { LayerGroupId } from './ids.ts';
import type { Layer } from './layer.ts';
import type { LocalText } from './text.ts';

/**
 * Layers that a person keeps together in the tree. A layer names its group; one that names none, or one that is gone, stands
 * among the layers of its role.
 */
export interface LayerGroup {
  readonly id: LayerGroupId;
  readonly name: string;
  /** Whether its layers are drawn, those that are visible themselves. */
  readonly visible: boolean;
  /** 0 to 1, on top of the opacity of each layer. */
  readonly opacity: number;
}

/** Layers as they are drawn: with the visibility and opacity of their group taken in. */
export function drawnLayers(layers: readonly Layer[], groups: readonly LayerGroup[]): readonly Layer[] {
  if (groups.length === 0) return layers;
  const byId = new Map(groups.map((group) => [group.id, group]));
  return layers.map((layer) => {
    const group = layer.group && byId.get(layer.group);
    if (!group) return layer;
    return { ...layer, visible: layer.visible && group.visible, opacity: layer.opacity * group.opacity };
  });
}

/** Says what is wrong with a group; undefined when nothing is. */
export function layerGroupFault({ name, visible, opacity }: LayerGroup): LocalText | undefined {
  if (typeof name !== 'string' || name.trim() === '') return { zh: '分组要有名称', en: 'a group needs a name' };
  if (typeof visible !== 'boolean') return { zh: 'visible 应为 true 或 false', en: 'visible has to be true or false' };
  if (typeof opacity !== 'number' || !(opacity >= 0 && opacity <= 1))
    return { zh: 'opacity 应在 0 到 1 之间', en: 'opacity has to be from 0 to 1' };
  return undefined;
}
