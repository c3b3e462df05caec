import type { Extent } from 'ol/extent.js';
import RenderFeature from 'ol/render/Feature.js';
import type Style from 'ol/style/Style.js';
import type { Language } from '#core/model/text.ts';
import { type InsideTexts, insideTexts, type LabelPlace, labelPlaces } from '#core/symbology/label-places.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { drawnAt } from '#core/symbology/layer-paint.ts';
import type { LineColours } from '#core/symbology/transit-lines.ts';
import { lineBadgeStyle } from './line-badge.ts';
import { indexOf } from './map-data.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { isCloserThan, type LayerStyle, labelStyle } from './style-kit.ts';

/** The labels of a layer: where they stand and how they look. */
export interface LayerLabels {
  /** What carries them, near an extent or more: labels of many features are made where the map shows them. */
  readonly featuresIn: (extent: Extent) => RenderFeature[];
  /** N of the smallest scale 1:N that shows any; absent where they are few. */
  readonly farthest?: number;
  readonly style: (palette: MapPalette, lines: LineColours) => LayerStyle;
}

function featureOf({ at, row }: Pick<LabelPlace, 'at' | 'row'>): RenderFeature {
  const kind = at.length > 2 ? 'LineString' : 'Point';
  return new RenderFeature(kind, [...at], [at.length], 2, { row }, undefined);
}

/** A text inside each feature that has one; each is made when the map first shows its place. */
function labelsInside({ table, style }: LayerData, inside: InsideTexts): LayerLabels {
  const made = new Map<number, RenderFeature | null>();
  const featureAt = (row: number): RenderFeature | null => {
    const at = inside.placeOf(row);
    return at && featureOf({ at, row });
  };
  return {
    farthest: inside.from,
    featuresIn: ([left, bottom, right, top]) =>
      indexOf(table)
        .search(left!, bottom!, right!, top!)
        .flatMap((row) => {
          const known = made.get(row);
          const feature = known === undefined ? featureAt(row) : known;
          made.set(row, feature);
          return feature ?? [];
        }),
    style(palette) {
      const look = inside.look(palette);
      const styles = new Map<string, Style>();
      return (feature, resolution) => {
        if (!isCloserThan(resolution, inside.from) || !drawnAt(style, resolution)) return undefined;
        const text = inside.textOf(rowOf(feature));
        const styled = styles.get(text) ?? labelStyle(text, palette, look);
        styles.set(text, styled);
        return styled;
      };
    },
  };
}

/** The labels of a layer; undefined where it has none. */
export function layerLabels(data: LayerData, language: Language): LayerLabels | undefined {
  const inside = insideTexts(data, language);
  if (inside) return labelsInside(data, inside);
  const places = labelPlaces(data, language);
  if (!places) return undefined;
  const byRow = new Map(places.map((place) => [place.row, place]));
  const features = places.map(featureOf);
  return {
    featuresIn: () => features,
    style(palette, lines) {
      const made = new Map<number, Style>();
      return (feature, resolution) => {
        const place = byRow.get(rowOf(feature));
        if (!place || !isCloserThan(resolution, place.from) || !drawnAt(data.style, resolution)) return undefined;
        let style = made.get(place.row);
        if (!style) {
          const look = place.look(palette, lines);
          style =
            look.plate === undefined
              ? labelStyle(place.text, palette, look)
              : lineBadgeStyle(place.text, look.plate, palette);
          made.set(place.row, style);
        }
        return style;
      };
    },
  };
}
