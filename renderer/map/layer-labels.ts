import RenderFeature from 'ol/render/Feature.js';
import type Style from 'ol/style/Style.js';
import type { Language } from '#core/model/text.ts';
import { type LabelPlace, labelPlaces } from '#core/symbology/label-places.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { drawnAt } from '#core/symbology/layer-paint.ts';
import type { LineColours } from '#core/symbology/transit-lines.ts';
import { lineBadgeStyle } from './line-badge.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { isCloserThan, type LayerStyle, labelStyle } from './style-kit.ts';

/** The labels of a layer: where they stand and how they look. */
export interface LayerLabels {
  readonly features: RenderFeature[];
  readonly style: (palette: MapPalette, lines: LineColours) => LayerStyle;
}

function featureOf({ at, row }: LabelPlace): RenderFeature {
  const kind = at.length > 2 ? 'LineString' : 'Point';
  return new RenderFeature(kind, [...at], [at.length], 2, { row }, undefined);
}

/** The labels of a layer; undefined where it has none. */
export function layerLabels(data: LayerData, language: Language): LayerLabels | undefined {
  const places = labelPlaces(data, language);
  if (!places) return undefined;
  const byRow = new Map(places.map((place) => [place.row, place]));
  return {
    features: places.map(featureOf),
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
