import VectorImageLayer from 'ol/layer/VectorImage.js';
import type OlMap from 'ol/Map.js';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerData } from './map-data.ts';
import { PackedSource } from './packed-source.ts';
import type { LayerStyle } from './style-kit.ts';

/** A picture reaches this many times the map's width and height, so that moving does not run out of it at once. */
const reach = 1.7;

/** Pictures lie below everything that is drawn by itself, however many layers there are. */
const pictureHeight = -1e9;

interface BulkLayer {
  readonly layer: Layer;
  readonly table: FeatureTable;
  readonly style: LayerStyle;
}

interface Picture {
  readonly source: PackedSource;
  readonly image: VectorImageLayer<PackedSource>;
}

/** Layers from the bottom to the top, in runs that can share a picture: translucent ones stand alone. */
export function pictureRuns(layers: readonly Pick<Layer, 'id' | 'order' | 'opacity'>[]): LayerId[][] {
  const runs: LayerId[][] = [];
  let open = false;
  for (const { id, opacity } of [...layers].sort((a, b) => b.order - a.order)) {
    if (opacity === 1 && open) runs.at(-1)!.push(id);
    else runs.push([id]);
    open = opacity === 1;
  }
  return runs;
}

/**
 * All layers of many features, as pictures. While the map moves the pictures move with it; they are drawn anew when the map
 * comes to rest. Opaque neighbours share one picture, because each takes several megabytes.
 */
export class BulkPictures {
  readonly #map: OlMap;
  readonly #layers = new Map<LayerId, BulkLayer>();
  readonly #pictures: Picture[] = [];

  constructor(map: OlMap) {
    this.#map = map;
  }

  /** Adds a layer or changes it; call `settle` when all are set. */
  set({ layer, table }: LayerData, style: LayerStyle): void {
    this.#layers.set(layer.id, { layer, table, style });
  }

  remove(id: LayerId): void {
    this.#layers.delete(id);
  }

  /** Puts the layers into pictures and has them drawn. */
  settle(): void {
    const runs = pictureRuns([...this.#layers.values()].map(({ layer }) => layer));
    while (this.#pictures.length > runs.length) this.#map.removeLayer(this.#pictures.pop()!.image);
    while (this.#pictures.length < runs.length) this.#pictures.push(this.#newPicture());
    this.#pictures.forEach(({ source, image }, place) => {
      const members = runs[place]!.map((id) => this.#layers.get(id)!);
      image.setZIndex(pictureHeight + place);
      image.setOpacity(members[0]!.layer.opacity);
      source.show(members.map(({ layer, table }) => ({ layer: layer.id, table })));
    });
  }

  #newPicture(): Picture {
    const source = new PackedSource();
    const image = new VectorImageLayer({
      source,
      imageRatio: reach,
      style: (feature, resolution) => this.#layers.get(feature.get('layer') as LayerId)?.style(feature, resolution),
    });
    // Heights in the styles decide what lies over what.
    image.setRenderOrder(null);
    this.#map.addLayer(image);
    return { source, image };
  }
}
