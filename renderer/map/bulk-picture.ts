import type OlMap from 'ol/Map.js';
import type { LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerData } from './map-data.ts';
import type { PaintedMember } from './paint-rows.ts';
import { PictureLayer } from './picture-layer.ts';
import type { LayerStyle } from './style-kit.ts';

/** Pictures lie below everything that is drawn by itself, however many layers there are. */
const pictureHeight = -1e9;

interface BulkLayer {
  readonly layer: Layer;
  readonly member: PaintedMember;
  /** Whether it is a glimpse of the layer, to be painted roughly. */
  readonly isRough: boolean;
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

/** All layers of many features, as one picture: it moves with the map and is painted anew when the map comes to rest. */
export class BulkPictures {
  readonly #layers = new Map<LayerId, BulkLayer>();
  readonly #picture = new PictureLayer('bulk-picture', true);

  constructor(map: OlMap) {
    this.#picture.setZIndex(pictureHeight);
    map.addLayer(this.#picture);
  }

  /** Adds a layer or changes it; call `settle` when all are set. */
  set({ layer, table }: LayerData, style: LayerStyle, isRough = false): void {
    this.#layers.set(layer.id, { layer, member: { layer: layer.id, table, style }, isRough });
  }

  remove(id: LayerId): void {
    this.#layers.delete(id);
  }

  /** Calls `painted` once, when the layers have been painted. */
  whenPainted(painted: () => void): void {
    this.#picture.whenPainted(painted);
  }

  /** Has the layers painted as they are now. */
  settle(): void {
    const runs = pictureRuns([...this.#layers.values()].map(({ layer }) => layer));
    this.#picture.show(
      runs.map((ids) => {
        const layers = ids.map((id) => this.#layers.get(id)!);
        return { opacity: layers[0]!.layer.opacity, members: layers.map(({ member }) => member) };
      }),
      [...this.#layers.values()].some(({ isRough }) => isRough),
    );
  }
}
