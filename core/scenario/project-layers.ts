import type { RecordEdit } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer, Raster } from '#core/model/layer.ts';
import type { LocalText } from '#core/model/text.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { applyEdits, recordEdit } from './apply-edits.ts';

/** A layer that is not in the project yet, with its content: features, or a grid. */
export type NewLayer = { readonly layer: Omit<Layer, 'table'> } & (
  | { readonly features: FeatureTable }
  | { readonly raster: Raster }
);

/**
 * Adds layers, and small documents they need (code tables), as one step that undo takes back, all of them or none. Returns them with the tables they got. Fails with
 * `store/feature-repeated`.
 */
export function addLayers(
  project: ProjectFile,
  label: LocalText,
  layers: readonly NewLayer[],
  documents: readonly RecordEdit[] = [],
): Layer[] {
  const withFeatures = layers.filter((content) => 'features' in content);
  return project.layerTransaction(withFeatures, (writer) => {
    const added = layers.map((content) =>
      'features' in content
        ? writer.createLayer(content.layer, content.features)
        : writer.createRaster(content.layer, content.raster),
    );
    const edits = added.map((layer) => recordEdit(project, 'layer', layer.id, layer));
    applyEdits(project, label, [...documents, ...edits], 'import');
    return added;
  });
}

/** Takes a layer out of the project. Its features stay in the file, out of sight, until nothing can bring them back. */
export function removeLayer(project: ProjectFile, id: LayerId): void {
  const { name } = project.layer(id);
  const label = { zh: `移除图层“${name}”`, en: `Remove layer "${name}"` };
  applyEdits(project, label, [recordEdit(project, 'layer', id, null)], 'user');
}
