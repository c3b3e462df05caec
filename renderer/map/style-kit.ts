import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { LabelLook } from '#core/symbology/label-places.ts';
import { type MapPalette, mapFont } from './palette.ts';

export { isCloserThan } from '#core/symbology/drawn-scales.ts';

/** What a style may ask of a feature: its `row` and its `layer`. */
export interface StyledFeature {
  get(name: string): unknown;
}

/** How one feature is drawn at a resolution (metres of a pixel). */
export type LayerStyle = (feature: StyledFeature, resolution: number) => Style | Style[] | undefined;

/** A label with the halo of the theme. */
export function labelStyle(text: string, palette: MapPalette, options: LabelLook = {}): Style {
  const { size = 12, bold = false, italic = false, colour = palette.label, along = false, offset, align } = options;
  return new Style({
    zIndex: options.priority ?? 0,
    text: new Text({
      text,
      font: `${italic ? 'italic ' : ''}${bold ? '600' : '400'} ${size}px ${mapFont}`,
      fill: new Fill({ color: colour }),
      stroke: new Stroke({ color: palette.haloSoft, width: 3, lineJoin: 'round' }),
      placement: along ? 'line' : 'point',
      ...(options.repeat === undefined ? {} : { repeat: options.repeat }),
      ...(offset ? { offsetX: offset[0], offsetY: offset[1] } : {}),
      ...(align ? { textAlign: align } : {}),
      maxAngle: 0.5,
      overflow: !along,
      padding: [2, 3, 2, 3],
    }),
  });
}

/** A line with a casing under it: width of the line, then what the casing adds on each side. */
export function casedLine(
  colour: string,
  width: number,
  casing: string,
  extra: number,
  options: { readonly dash?: number[]; readonly zIndex?: number } = {},
): Style[] {
  const { dash, zIndex = 0 } = options;
  return [
    new Style({
      zIndex,
      stroke: new Stroke({ color: casing, width: width + 2 * extra, lineCap: 'round', lineJoin: 'round' }),
    }),
    new Style({
      zIndex: zIndex + 1,
      stroke: new Stroke({
        color: colour,
        width,
        lineCap: 'butt',
        lineJoin: 'round',
        ...(dash ? { lineDash: dash } : {}),
      }),
    }),
  ];
}
