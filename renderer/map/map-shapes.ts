import VectorLayer from 'ol/layer/Vector.js';
import type OlMap from 'ol/Map.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { glowOutline, walkGlow } from './glow-outline.ts';
import { PackedSource } from './packed-source.ts';
import type { MapPalette } from './palette.ts';
import { PictureLayer } from './picture-layer.ts';
import { casedLine, type LayerStyle, type StyledFeature } from './style-kit.ts';

/** What is drawn over the land: catchments, corridors, links, features that changed, places coloured by a value. */
export interface MapShape {
  readonly key: string;
  readonly geometry: PackedGeometry;
  readonly look: 'outer-limit' | 'inner-limit' | 'changed' | 'corridor' | 'link' | 'cell' | 'spot';
  /** Colour of each feature in the place of the theme's accent. */
  readonly colours?: readonly string[];
  /** The features that are drawn, where they are so many that a picture is painted of them bit by bit; all when absent. */
  readonly rows?: readonly number[];
}

/** As many shapes of one kind may glow. */
const glowingShapes = 24;

/** Styles that differ by colour alone, made once for each. */
function byColour(colourOf: (feature: StyledFeature) => string, make: (colour: string) => Style): LayerStyle {
  const made = new Map<string, Style>();
  return (feature) => {
    const colour = colourOf(feature);
    const style = made.get(colour) ?? make(colour);
    made.set(colour, style);
    return style;
  };
}

function styleOf({ look, colours, geometry }: MapShape, palette: MapPalette): LayerStyle {
  const row = (feature: { get(name: string): unknown }): number => feature.get('row') as number;
  const colourOf = (feature: { get(name: string): unknown }, usual: string): string => colours?.[row(feature)] || usual;
  if (look === 'changed') {
    const styles = casedLine(palette.sketch, 1.3, palette.haloSoft, 0.9);
    return () => styles;
  }
  if (look === 'corridor') {
    const style = new Style({
      fill: new Fill({ color: `${palette.sketch}2E` }),
      stroke: new Stroke({ color: palette.sketch, width: 1.3 }),
    });
    return () => style;
  }
  if (look === 'link') return (feature) => casedLine(colourOf(feature, palette.accent), 2, palette.haloSoft, 1);
  if (look === 'cell') {
    return byColour(
      (feature) => colourOf(feature, palette.softLabel),
      (colour) =>
        new Style({
          fill: new Fill({ color: `${colour}D9` }),
          stroke: new Stroke({ color: palette.haloSoft, width: 0.8 }),
        }),
    );
  }
  if (look === 'spot') {
    return byColour(
      (feature) => colourOf(feature, palette.accent),
      (colour) => {
        const edge = new Stroke({ color: palette.halo, width: 1 });
        return new Style({ image: new CircleStyle({ radius: 4, fill: new Fill({ color: colour }), stroke: edge }) });
      },
    );
  }
  const dotted = look === 'outer-limit';
  // The glow of a hundred catchments would be a fog.
  const glow = featureCount(geometry) <= glowingShapes ? walkGlow : [];
  return (feature) => glowOutline({ dotted, glow, colour: colourOf(feature, palette.accent) }, palette, 0);
}

function tableOf(geometry: PackedGeometry, key: string): FeatureTable {
  const ids = Array.from({ length: featureCount(geometry) }, (_, row) => `${key} ${row}` as FeatureId);
  return { ids, geometry, fields: [], columns: {} };
}

/** The style of the features that are drawn, none for the others of their table. */
function styleAmong(style: LayerStyle, count: number, rows: readonly number[]): LayerStyle {
  const isDrawn = new Uint8Array(count);
  for (const row of rows) isDrawn[row] = 1;
  return (feature, resolution) => (isDrawn[feature.get('row') as number] ? style(feature, resolution) : undefined);
}

interface Shown {
  readonly shape: MapShape;
  readonly palette: MapPalette;
  readonly layer: VectorLayer<PackedSource> | PictureLayer;
}

/** The shapes over one map. */
export class ShapeLayers {
  readonly #map: OlMap;
  readonly #height: number;
  #shown: Shown[] = [];

  constructor(map: OlMap, height: number) {
    this.#map = map;
    this.#height = height;
  }

  /** Draws these shapes and no others, the first at the bottom; what has not changed stays as it is. */
  show(shapes: readonly MapShape[], palette: MapPalette): void {
    const before = new Map(this.#shown.map((one) => [one.shape.key, one]));
    this.#shown = shapes.map((shape, place) => {
      const known = before.get(shape.key);
      const isSame = known?.shape === shape && known.palette === palette;
      const layer = known?.layer ?? this.#newLayer(shape);
      before.delete(shape.key);
      if (!isSame) this.#fill(layer, shape, palette, known?.shape);
      layer.setZIndex(this.#height + place);
      return { shape, palette, layer };
    });
    for (const { layer } of before.values()) {
      this.#map.removeLayer(layer);
      layer.dispose();
    }
  }

  #fill(layer: Shown['layer'], shape: MapShape, palette: MapPalette, before: MapShape | undefined): void {
    const { key, geometry, rows } = shape;
    const style = styleOf(shape, palette);
    if (layer instanceof PictureLayer) {
      const table: FeatureTable = { ids: [], geometry, fields: [], columns: {} };
      const drawn = rows ? styleAmong(style, featureCount(geometry), rows) : style;
      layer.show([{ opacity: 1, members: [{ layer: key as LayerId, table, style: drawn }] }], false);
      return;
    }
    if (before?.geometry !== geometry) {
      layer.getSource()!.show([{ layer: key as LayerId, table: tableOf(geometry, key) }]);
    }
    layer.setStyle(style);
  }

  #newLayer({ rows }: MapShape): Shown['layer'] {
    const layer = rows
      ? new PictureLayer('shape-picture', false)
      : new VectorLayer({ source: new PackedSource(), renderBuffer: 60 });
    this.#map.addLayer(layer);
    return layer;
  }
}
