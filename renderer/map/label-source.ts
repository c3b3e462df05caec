import type { Extent } from 'ol/extent.js';
import type RenderFeature from 'ol/render/Feature.js';
import VectorSource from 'ol/source/Vector.js';
import type { LayerLabels } from './layer-labels.ts';

/** What carries the labels of a layer, asked for by place. */
export class LabelSource extends VectorSource<RenderFeature> {
  #labels: LayerLabels | undefined;

  constructor() {
    super({ useSpatialIndex: false, wrapX: false });
  }

  show(labels: LayerLabels | undefined): void {
    this.#labels = labels;
    this.changed();
  }

  override getFeaturesInExtent(extent: Extent): RenderFeature[] {
    return this.#labels?.featuresIn(extent) ?? [];
  }
}
