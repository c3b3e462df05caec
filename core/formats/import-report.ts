import type { LayerId } from '#core/model/ids.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import type { ImportedLayer } from './import-layer.ts';
import type { ReportedFile, ReportedLayer } from './import-plan.ts';
import { type ImportedFile, isFailed } from './import-session.ts';

/** What became of a file, without its features; `idOf` tells the ids under which its layers were stored. */
export function reportFile(
  { file, layers, remarks, error }: ImportedFile,
  idOf: (layer: ImportedLayer) => LayerId | undefined = () => undefined,
): ReportedFile {
  const reported = layers.map((layer): ReportedLayer => {
    if (isFailed(layer)) {
      const { name, role, geometry, features } = layer.planned;
      return { name, role, geometry, features, remarks: layer.planned.remarks, error: layer.error };
    }
    const { geometry } = layer.table;
    const id = idOf(layer);
    return {
      ...(id === undefined ? {} : { id }),
      name: layer.name,
      role: layer.role,
      geometry: layer.raster ? 'raster' : geometry.kind,
      features: layer.raster ? layer.raster.values.length : featureCount(geometry),
      remarks: layer.remarks,
    };
  });
  return { file, layers: reported, remarks, ...(error ? { error } : {}) };
}
