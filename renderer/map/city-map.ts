import DragPan from 'ol/interaction/DragPan.js';
import { defaults as defaultInteractions } from 'ol/interaction/defaults.js';
import Kinetic from 'ol/Kinetic.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import type View from 'ol/View.js';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import type { Language } from '#core/model/text.ts';
import { labelRank } from '#core/symbology/label-places.ts';
import { isBulk, type PaintContext } from '#core/symbology/layer-paint.ts';
import type { RowFill } from '#core/symbology/paint-parcels.ts';
import { lineColours, lineColoursOf } from '#core/symbology/transit-lines.ts';
import { metresPerPixelAt } from '#renderer/state/map-link.ts';
import type { Theme } from '#renderer/state/window-state.ts';
import { BulkPictures } from './bulk-picture.ts';
import { LabelSource } from './label-source.ts';
import { type LayerLabels, layerLabels } from './layer-labels.ts';
import { layerStyle } from './layer-painting.ts';
import type { LayerData, MapData } from './map-data.ts';
import { PackedSource } from './packed-source.ts';
import { type MapPalette, palettes } from './palette.ts';
import { settleFonts } from './settle-fonts.ts';
import type { LayerStyle } from './style-kit.ts';

/** One layer of the project on the map: the features themselves when they are few, and their labels. */
interface DrawnLayer {
  data: LayerData;
  readonly source: PackedSource | null;
  readonly layer: VectorLayer<PackedSource> | null;
  readonly labels: VectorLayer<LabelSource>;
  made: LayerLabels | undefined;
}

/** Heights of what lies over the project's layers, whose own lie at and below 0. */
export const heights = { outlines: 5000, massing: 7000, labels: 8000 } as const;

/** Values that take the place of land use, for the parcels of one table. */
export interface LayerFill {
  readonly table: FeatureTable;
  readonly fill: RowFill;
}

/** Whether a pointer event may move the map; tools that need the drag say no. */
type MayPan = (event: PointerEvent) => boolean;

/** The map of one scenario: an OpenLayers map that draws the project's layers and nothing else. */
export class CityMap {
  readonly map: OlMap;
  #palette: MapPalette = palettes.light;
  #fill: LayerFill | null = null;
  #language: Language = 'zh';
  #lines = lineColours([]);
  readonly #bulk: BulkPictures;
  readonly #drawn = new Map<LayerId, DrawnLayer>();
  #glimpses: MapData = new Map();

  readonly #calm: boolean;

  constructor(target: HTMLElement, view: View, mayPan: MayPan, calm: boolean) {
    settleFonts();
    this.#calm = calm;
    const interactions = defaultInteractions({
      dragPan: false,
      shiftDragZoom: false,
      // Two quick clicks in different places are no double click: the pointer tells them apart.
      doubleClickZoom: false,
      keyboard: false,
      // North stays up until a command turns the map.
      altShiftDragRotate: false,
      pinchRotate: false,
      zoomDuration: calm ? 0 : 180,
    });
    interactions.push(
      new DragPan({
        condition: ({ originalEvent }) => originalEvent instanceof PointerEvent && mayPan(originalEvent),
        ...(calm ? {} : { kinetic: new Kinetic(-0.005, 0.05, 100) }),
      }),
    );
    this.map = new OlMap({ target, view, controls: [], layers: [], interactions });
    this.#bulk = new BulkPictures(this.map);
  }

  get palette(): MapPalette {
    return this.#palette;
  }

  /** Zooms in by one step where the pointer is; out with Shift. */
  zoomAt(point: readonly [number, number], shift: boolean): void {
    const view = this.map.getView();
    const zoom = view.getZoom();
    if (zoom === undefined) return;
    view.animate({ zoom: zoom + (shift ? -1 : 1), anchor: [...point], duration: this.#calm ? 0 : 180 });
  }

  setTheme(theme: Theme): void {
    if (this.#palette.theme === theme) return;
    this.#palette = palettes[theme];
    this.restyle();
  }

  /** Names features in this language where the data has it. */
  setLanguage(language: Language): void {
    if (this.#language === language) return;
    this.#language = language;
    for (const drawn of this.#drawn.values()) this.#label(drawn);
  }

  /** Colours parcels by values, or by land use again. */
  setFill(fill: LayerFill | null): void {
    if (this.#fill === fill) return;
    this.#fill = fill;
    for (const drawn of this.#drawn.values()) if (drawn.data.layer.role === 'parcel') this.#style(drawn);
    this.#bulk.settle();
  }

  /** Draws these layers and no others; what has not changed stays as it is. */
  setData(data: MapData): void {
    this.#lines = lineColoursOf(data.values());
    for (const [id, drawn] of this.#drawn) if (!data.has(id)) this.#remove(id, drawn);
    for (const [id, next] of data) {
      const drawn = this.#drawn.get(id);
      if (!drawn) this.#add(id, next);
      else if (drawn.data.table !== next.table || drawn.data.layer !== next.layer || drawn.data.style !== next.style)
        this.#update(drawn, next);
    }
    this.#bulk.settle();
  }

  /** Draws what there is of layers of many features until `setData` brings them. */
  setGlimpses(glimpses: MapData): void {
    const gone = [...this.#glimpses.keys()].filter((id) => !glimpses.has(id) && !this.#drawn.has(id));
    this.#glimpses = glimpses;
    if (gone.length === 0 && glimpses.size === 0) return;
    for (const id of gone) this.#bulk.remove(id);
    this.#styleGlimpses();
    this.#bulk.settle();
  }

  #styleGlimpses(): void {
    for (const [id, data] of this.#glimpses) if (!this.#drawn.has(id)) this.#bulk.set(data, this.#styleOf(data), true);
  }

  /** Calls `painted` once, when the layers of many features have been painted. */
  whenPainted(painted: () => void): void {
    this.#bulk.whenPainted(painted);
  }

  /** Draws everything again in the present colours and fonts. */
  restyle(): void {
    for (const drawn of this.#drawn.values()) this.#style(drawn);
    this.#styleGlimpses();
    this.#bulk.settle();
  }

  dispose(): void {
    this.map.setTarget(undefined);
    this.map.dispose();
  }

  #context({ table }: LayerData): PaintContext {
    const fill = this.#fill?.table === table ? this.#fill.fill : null;
    return { palette: this.#palette, land: this.#palette.theme, lines: this.#lines, fill };
  }

  #add(id: LayerId, data: LayerData): void {
    const bulk = isBulk(data.layer.role);
    const source = bulk ? null : new PackedSource();
    const layer = source && new VectorLayer({ source, renderBuffer: 40, updateWhileInteracting: false });
    const labels = new VectorLayer({ source: new LabelSource(), declutter: true, renderBuffer: 80 });
    const drawn: DrawnLayer = { data, source, layer, labels, made: undefined };
    this.#drawn.set(id, drawn);
    if (layer) this.map.addLayer(layer);
    this.map.addLayer(labels);
    this.#fillSources(drawn);
    this.#style(drawn);
  }

  #update(drawn: DrawnLayer, next: LayerData): void {
    const moved = drawn.data.table !== next.table;
    const restyled = drawn.data.style !== next.style;
    drawn.data = next;
    if (moved) this.#fillSources(drawn);
    else if (restyled) this.#label(drawn);
    this.#style(drawn);
  }

  #remove(id: LayerId, drawn: DrawnLayer): void {
    this.#drawn.delete(id);
    this.#bulk.remove(id);
    if (drawn.layer) this.map.removeLayer(drawn.layer);
    this.map.removeLayer(drawn.labels);
  }

  #fillSources(drawn: DrawnLayer): void {
    const { data, source } = drawn;
    source?.show([{ layer: data.layer.id, table: data.table }]);
    this.#label(drawn);
  }

  #label(drawn: DrawnLayer): void {
    const made = layerLabels(drawn.data, this.#language);
    drawn.made = made;
    drawn.labels.getSource()?.show(made);
    drawn.labels.setMaxResolution(
      made?.farthest === undefined ? Number.POSITIVE_INFINITY : metresPerPixelAt(made.farthest) * 1.000001,
    );
    this.#styleLabels(drawn);
  }

  #style(drawn: DrawnLayer): void {
    const { data, layer, labels } = drawn;
    const { order, opacity, visible, role } = data.layer;
    const style = this.#styleOf(data);
    if (layer) {
      layer.setStyle(style);
      layer.setZIndex(-order);
      layer.setOpacity(opacity);
      layer.setVisible(visible);
    } else {
      this.#bulk.set(data, style);
    }
    this.#styleLabels(drawn);
    labels.setZIndex(heights.labels + (labelRank[role] ?? 1));
    labels.setVisible(visible);
    labels.setOpacity(opacity);
  }

  #styleOf(data: LayerData): LayerStyle {
    return layerStyle(data, this.#context(data), (10_000 - data.layer.order) * 100);
  }

  #styleLabels({ made, labels }: DrawnLayer): void {
    labels.setStyle(made?.style(this.#palette, this.#lines));
  }
}
