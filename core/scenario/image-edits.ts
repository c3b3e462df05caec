import type { GeometryEngine } from '#core/geometry/engine.ts';
import { validityFaults } from '#core/geometry/validity-fault.ts';
import type { FeatureEdit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { canonicalWkb } from '#core/store/canonical-wkb.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { featureEdits } from './apply-edits.ts';
import { isSameState } from './check-features.ts';

/** The layer that edits are about, in the scenario in which they are made. */
export interface EditPlace {
  readonly scenario: ScenarioId;
  readonly layer: LayerId;
}

/** Edits by the images the scenario has now. A state that is what the parent has anyway becomes "as in the parent". */
export class ImageEdits {
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

/**
 * The geometry in the form of the layer. Fails with `edit/geometry-empty`, `edit/geometry-invalid` and the place of the fault,
 * and what else `canonicalWkb` fails with.
 */
export function checkedGeometry(
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
