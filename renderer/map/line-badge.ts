import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { type MapPalette, mapFont } from './palette.ts';

const made = new Map<string, Style>();

/** The name of a line on its colour. */
export function lineBadgeStyle(name: string, colour: string, palette: MapPalette): Style {
  const key = `${name} ${colour}`;
  let style = made.get(key);
  if (!style) {
    style = new Style({
      zIndex: 8,
      text: new Text({
        text: name,
        font: `600 11px ${mapFont}`,
        fill: new Fill({ color: palette.station }),
        backgroundFill: new Fill({ color: colour }),
        backgroundStroke: new Stroke({ color: palette.haloSoft, width: 2, lineJoin: 'round' }),
        padding: [3, 5, 2, 6],
      }),
    });
    made.set(key, style);
  }
  return style;
}
