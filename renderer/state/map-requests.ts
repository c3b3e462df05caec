import type { ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { drawnLayers } from '#core/model/layer-group.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import { drawnFields } from './drawn-fields.ts';

/** The layers that a map of the project draws. */
export function mappedLayers({
  layers,
  layerGroups,
}: Pick<ProjectDescription, 'layers' | 'layerGroups'>): readonly Layer[] {
  return drawnLayers(layers, layerGroups).filter((layer) => layer.visible && layer.geometry !== 'none');
}

/** What a map asks of a layer. */
export function mapRequest(
  layer: Layer,
  scenario: ScenarioId,
  styles: ProjectDescription['styles'],
): RequestOf<'layer/read'> {
  return { layer: layer.id, scenario, fields: drawnFields(layer, styles[layer.id]) };
}
