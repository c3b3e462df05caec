import type { GeometryEngine } from '#core/geometry/engine.ts';
import { validityFaults } from '#core/geometry/validity-fault.ts';
import type { FeatureEdit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { canonicalWkb } from '#core/store/canonical-wkb.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { featureEdits } from './apply-edits.ts';
import { isSameState } from './check-features.ts';
import { checkValues } from './check-values.ts';

/** The layer that edits are about, in the scenario in which they are made. */
export interface EditPlace {
  readonly scenario: ScenarioId;
  readonly layer: LayerId;
}

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

/** Edits by the images the scenario has now. A state that is what the parent has anyway becomes "as in the parent". */
class ImageEdits {
  readonly layer: Layer;
  readonly #project: ProjectFile;
  readonly #place: EditPlace;
  readonly #states = new Map<FeatureId, FeatureState>();
  readonly #images: Map<FeatureId, FeatureImage>;
  readonly #inherited: Map<FeatureId, FeatureImage>;

  constructor(project: ProjectFile, place: EditPlace, ids: readonly FeatureId[]) {
    this.#project = project;
    this.#place = place;
    this.layer = project.layer(place.layer);
    this.#images = project.readFeatures(place.layer, place.scenario, ids);
    const { parent } = project.scenario(place.scenario);
    this.#inherited = parent === null ? new Map() : project.readFeatures(place.layer, parent, ids);
  }

  /** The feature as it is, with what these edits have done to it. Fails with `edit/missing-feature`. */
  imageOf(feature: FeatureId): FeatureImage {
    const image = this.#images.get(feature);
    if (image) return image;
    throw new WorkbenchError('edit/missing-feature', { layer: this.layer.name, feature });
  }

  put(feature: FeatureId, image: FeatureImage): void {
    this.#images.set(feature, image);
    const inherited = this.#inherited.get(feature);
    this.#states.set(feature, inherited && isSameState(inherited, image) ? null : image);
  }

  remove(feature: FeatureId): void {
    this.imageOf(feature);
    this.#images.delete(feature);
    this.#states.set(feature, this.#inherited.has(feature) ? 'deleted' : null);
  }

  finish(): FeatureEdit[] {
    return featureEdits(this.#project, this.#place.layer, this.#place.scenario, this.#states);
  }
}

function checkedGeometry(
  engine: GeometryEngine,
  project: ProjectFile,
  layer: Layer,
  feature: string,
  wkb: Uint8Array,
): Uint8Array {
  const { geometryType } = project.layerTable(layer.id);
  const about = { layer: layer.name, feature };
  const geometry = geometryType ? canonicalWkb(wkb, geometryType) : null;
  if (!geometry) throw new WorkbenchError('edit/geometry-empty', about);
  const { valid, fault, x = Number.NaN, y = Number.NaN } = engine.validity(geometry);
  if (valid) return geometry;
  const reason = fault ? validityFaults[fault] : { zh: '不合几何规则', en: 'it breaks the rules of geometry' };
  throw new WorkbenchError('edit/geometry-invalid', { ...about, reason, x: Math.round(x), y: Math.round(y) });
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
    edits.put(feature, { ...image, values: { ...image.values, ...values } });
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
    const image = edits.imageOf(feature);
    edits.put(feature, { ...image, geometry: checkedGeometry(engine, project, edits.layer, feature, geometry) });
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
