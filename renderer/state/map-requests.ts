import type { ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { type GlimpseView, leastGlimpsed } from '#core/model/layer-glimpse.ts';
import { drawnLayers } from '#core/model/layer-group.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { ProjectState, RequestOf } from '#core/rpc/requests.ts';
import { isBulk } from '#core/symbology/layer-paint.ts';
import { drawnFields, paintedFields } from './drawn-fields.ts';
import type { MapPlace } from './map-link.ts';
import { keptPlace } from './map-places.ts';

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

/** What a map that stood at a place shows of it, whatever its turn; undefined where it never stood anywhere. */
function viewAt(place: MapPlace | null): GlimpseView | undefined {
  if (!place) return undefined;
  const { x, y, metresPerPixel } = place;
  const reach = (metresPerPixel * Math.hypot(innerWidth, innerHeight)) / 2;
  return { minX: x - reach, minY: y - reach, maxX: x + reach, maxY: y + reach, metresPerPixel };
}

/** What a map of a project that was just opened asks first of its layers of many areas. */
export function glimpseRequests(
  { description, featureCounts }: Pick<ProjectState, 'description' | 'featureCounts'>,
  scenario: ScenarioId,
): RequestOf<'layer/glimpse'>[] {
  const view = viewAt(keptPlace(description.id));
  return mappedLayers(description)
    .filter(({ id, role, geometry }) => isBulk(role) && geometry === 'polygon' && featureCounts[id]! >= leastGlimpsed)
    .map((layer) => ({
      layer: layer.id,
      scenario,
      fields: paintedFields(layer, description.styles[layer.id]),
      ...(view && { view }),
    }));
}
