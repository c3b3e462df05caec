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
import { casedLine, type LayerStyle, type StyledFeature } from './style-kit.ts';

/** What is drawn over the land: catchments, corridors, links, features that changed, places coloured by a value. */
export interface MapShape {
  readonly key: string;
  readonly geometry: PackedGeometry;
  readonly look: 'outer-limit' | 'inner-limit' | 'changed' | 'corridor' | 'link' | 'cell' | 'spot';
  /** Colour of each feature in the place of the theme's accent. */
  readonly colours?: readonly string[];
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

interface Shown {
  readonly shape: MapShape;
  readonly layer: VectorLayer<PackedSource>;
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

  /** Draws these shapes and no others, the first at the bottom. */
  show(shapes: readonly MapShape[], palette: MapPalette): void {
    const before = new Map(this.#shown.map((one) => [one.shape.key, one]));
    this.#shown = shapes.map((shape, place) => {
      const known = before.get(shape.key);
      before.delete(shape.key);
      const layer = known?.layer ?? this.#newLayer();
      if (known?.shape.geometry !== shape.geometry) {
        layer.getSource()!.show([{ layer: shape.key as LayerId, table: tableOf(shape.geometry, shape.key) }]);
      }
      layer.setStyle(styleOf(shape, palette));
      layer.setZIndex(this.#height + place);
      return { shape, layer };
    });
    for (const { layer } of before.values()) this.#map.removeLayer(layer);
  }

  #newLayer(): VectorLayer<PackedSource> {
    const layer = new VectorLayer({ source: new PackedSource(), renderBuffer: 60 });
    this.#map.addLayer(layer);
    return layer;
  }
}
