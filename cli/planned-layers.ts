import type { ImportPlan, PlannedFile, PlannedLayer } from '#core/formats/import-plan.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** Whether a layer is meant by `name`: its own, that of its file, or of its file without the ending. */
export function isCalled(layer: PlannedLayer, file: PlannedFile, name: string): boolean {
  return [layer.name, layer.sourceLayer, file.file, file.file.replace(/\.[^.]+$/, '')].includes(name);
}

/** Places (file, layer) of the layers that are called `name`. Errors: `import/no-layer-called`. */
export function layersCalled(plan: ImportPlan, name: string): readonly [source: number, layer: number][] {
  const found = plan.files.flatMap((file) =>
    file.layers.flatMap((layer, at) => (isCalled(layer, file, name) ? [[file.source, at] as [number, number]] : [])),
  );
  if (found.length > 0) return found;
  const known = plan.files.flatMap((file) => file.layers.map((layer) => layer.name)).join(', ');
  throw new WorkbenchError('import/no-layer-called', { name, known });
}
