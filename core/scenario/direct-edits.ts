import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { FeatureEdit } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { checkValues } from './check-values.ts';
import { checkedGeometry, type EditPlace, ImageEdits } from './image-edits.ts';

/** New values of some fields of a feature; the other fields stay as they are. */
export interface ValueChange {
  readonly feature: FeatureId;
  readonly values: Readonly<Record<string, Scalar>>;
}

/** A new geometry of a feature as WKB; its values stay. */
export interface GeometryChange {
  readonly feature: FeatureId;
  readonly geometry: Uint8Array;
}

/** A feature to be added: fields that are not named have no value. A layer without geometry takes null. */
export interface NewFeature {
  readonly geometry: Uint8Array | null;
  readonly values: Readonly<Record<string, Scalar>>;
}

/**
 * Edits that give features new values. Fails with `edit/missing-feature`, `edit/value-range`, `edit/value-not-listed`; type
 * and name of fields are checked where edits are applied.
 */
export function valueEdits(project: ProjectFile, place: EditPlace, changes: readonly ValueChange[]): FeatureEdit[] {
  const edits = new ImageEdits(
    project,
    place,
    changes.map(({ feature }) => feature),
  );
  for (const { feature, values } of changes) {
    checkValues(project, edits.layer, feature, values);
    const image = edits.imageOf(feature);
    edits.put(feature, { geometry: image.geometry, values: { ...image.values, ...values } });
  }
  return edits.finish();
}

/**
 * Edits that give features new geometries, which have to be of the layer's kind and valid. Fails with
 * `edit/missing-feature`, `edit/geometry-empty`, `edit/geometry-invalid`, `edit/geometry-kind` and what else `canonicalWkb`
 * fails with.
 */
export function geometryEdits(
  project: ProjectFile,
  engine: GeometryEngine,
  place: EditPlace,
  changes: readonly GeometryChange[],
): FeatureEdit[] {
  const edits = new ImageEdits(
    project,
    place,
    changes.map(({ feature }) => feature),
  );
  for (const { feature, geometry } of changes) {
    const { values } = edits.imageOf(feature);
    edits.put(feature, { values, geometry: checkedGeometry(engine, project, edits.layer, feature, geometry) });
  }
  return edits.finish();
}

/** Edits that take features away. Fails with `edit/missing-feature`. */
export function removalEdits(project: ProjectFile, place: EditPlace, features: readonly FeatureId[]): FeatureEdit[] {
  const ids = [...new Set(features)];
  const edits = new ImageEdits(project, place, ids);
  for (const feature of ids) edits.remove(feature);
  return edits.finish();
}

/**
 * Edits that add features, with the ids they get, in their order. Fails with the codes of `valueEdits` and `geometryEdits`; they name the feature by
 * its place in the list, from 1.
 */
export function additionEdits(
  project: ProjectFile,
  engine: GeometryEngine,
  place: EditPlace,
  features: readonly NewFeature[],
): { readonly edits: FeatureEdit[]; readonly ids: readonly FeatureId[] } {
  const edits = new ImageEdits(project, place, []);
  const { layer } = edits;
  const ids = features.map(({ geometry, values }, at) => {
    const name = String(at + 1);
    checkValues(project, layer, name, values);
    const hasGeometry = layer.geometry !== 'none';
    if (hasGeometry && !geometry) throw new WorkbenchError('edit/geometry-empty', { layer: layer.name, feature: name });
    const checked = hasGeometry ? checkedGeometry(engine, project, layer, name, geometry!) : geometry;
    const id = project.newId() as FeatureId;
    edits.put(id, { geometry: checked, values });
    return id;
  });
  return { edits: edits.finish(), ids };
}
