import type { FeatureEdit, FeatureImage, RecordEdit } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerStyle, Symbology } from '#core/model/layer-style.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { recordEdit, repeatStep } from './apply-edits.ts';

/** What the copy is, before it has a table. Features that are counted once must not be counted twice: it is only looked at. */
function copyOf(project: ProjectFile, layer: Layer, name: string): Omit<Layer, 'table'> {
  const { table: _table, remarks: _remarks, ...rest } = layer;
  const role = layer.table === '' ? layer.role : 'reference';
  return { ...rest, id: project.newId() as LayerId, name, role, visible: true };
}

/** How a layer that nobody has styled looks by its role; undefined where that is plain. */
export type RoleLook = (layer: Layer, features: FeatureTable) => Symbology | undefined;

/** The look of the original: what a person chose, or that of its role. */
function styleOf(project: ProjectFile, layer: Layer, features: FeatureTable, look: RoleLook): LayerStyle | null {
  const chosen = project.record('style', layer.id) as LayerStyle | null;
  const symbology = chosen?.symbology ?? look(layer, features);
  return symbology || chosen ? { ...chosen, id: layer.id, ...(symbology ? { symbology } : {}) } : null;
}

/** Makes room for the copy above the original. */
function placeEdits(project: ProjectFile, original: Layer): RecordEdit[] {
  return project.records('layer').flatMap(([id, body]) => {
    const layer = body as Layer;
    return layer.order < original.order ? [] : [recordEdit(project, 'layer', id, { ...layer, order: layer.order + 1 })];
  });
}

/**
 * Copies a layer with its features, as the baseline and every scenario have them, as one undoable step. The features of the
 * copy have ids of their own; it is a reference layer, so that no evaluator counts them twice. Returns the copy. Fails with
 * `edit/unknown-layer`.
 */
export function duplicateLayer(project: ProjectFile, id: LayerId, name: string, look: RoleLook): Layer {
  const original = project.layer(id);
  return project.transaction((writer) => {
    const edits: (FeatureEdit | RecordEdit)[] = placeEdits(project, original);
    const copy = copyOf(project, original, name);
    const raster = project.readRaster(id);
    let made: Layer;
    if (raster) made = writer.createRaster(copy, raster);
    else {
      const table = project.readTable(id);
      const ids = new Map(table.ids.map((feature) => [feature, project.newId() as FeatureId]));
      const features = { ...table, ids: [...ids.values()] };
      made = writer.createLayer(copy, features);
      const style = styleOf(project, original, features, look);
      if (style) edits.push(recordEdit(project, 'style', made.id, { ...style, id: made.id }));
      edits.push(recordEdit(project, 'layer', made.id, made));
      edits.push(...scenarioEdits(project, id, made.id, ids));
    }
    if (raster) edits.push(recordEdit(project, 'layer', made.id, made));
    const label = { zh: `复制图层“${original.name}”`, en: `Duplicate layer "${original.name}"` };
    repeatStep(project, { label, origin: 'user', edits });
    return made;
  });
}

/** What each scenario itself says about the original, said about the copy. */
function scenarioEdits(
  project: ProjectFile,
  original: LayerId,
  copy: LayerId,
  ids: Map<FeatureId, FeatureId>,
): FeatureEdit[] {
  const idOf = (feature: FeatureId): FeatureId => {
    const known = ids.get(feature) ?? (project.newId() as FeatureId);
    ids.set(feature, known);
    return known;
  };
  return project.records('scenario').flatMap(([scenario]) => {
    if (scenario === baselineId) return [];
    return [...project.ownChanges(original, scenario as ScenarioId)].map(([feature, after]): FeatureEdit => {
      const state: FeatureImage | 'deleted' = after;
      const place = { scenario: scenario as ScenarioId, layer: copy, feature: idOf(feature) };
      return { kind: 'feature', ...place, before: null, after: state };
    });
  });
}
