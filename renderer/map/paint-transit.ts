import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import { busStopsFrom } from './drawn-scales.ts';
import type { LayerData } from './map-data.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { railModes, stationTest } from './station-test.ts';
import { casedLine, isCloserThan, type LayerStyle } from './style-kit.ts';

/** Beyond this many metres of a pixel stations shrink. */
const smallFrom = 4.6;

/** The names of lines in the order in which they get their colours: lines of the map first, then those only stops name. */
export interface LineColours {
  colourOf(line: string, palette: MapPalette): string;
}

/** Line names written in one field: separated by commas, semicolons, slashes or 、. */
export function lineNames(text: string | null): string[] {
  return (text ?? '')
    .split(/[,，;；、/|]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** Numbers lines by name, so that a line and its stops have the same colour. */
export function lineColours(names: readonly string[]): LineColours {
  const order = new Map<string, number>();
  const keyOf = (name: string): string => name.replaceAll(/\s+/g, '');
  for (const name of names) if (!order.has(keyOf(name))) order.set(keyOf(name), order.size);
  return {
    colourOf(line, palette) {
      const place = order.get(keyOf(line)) ?? 0;
      return palette.lines[place % palette.lines.length]!;
    },
  };
}

/** Names of the lines that have a colour of their own. */
export function railLineNames(table: FeatureTable): string[] {
  const modes = textColumn(table, 'mode');
  const names = textColumn(table, 'name') ?? [];
  return names.flatMap((name, row) => (name !== null && railModes.has(modes?.[row] ?? 'metro') ? [name] : []));
}

export function transitLineStyle({ table }: LayerData, palette: MapPalette, colours: LineColours): LayerStyle {
  const names = textColumn(table, 'name');
  const lineModes = textColumn(table, 'mode');
  const busLine = new Style({ stroke: new Stroke({ color: `${palette.label}66`, width: 1, lineDash: [6, 3] }) });
  return (feature, resolution) => {
    const row = rowOf(feature);
    const mode = lineModes?.[row] ?? 'metro';
    const colour = colours.colourOf(names?.[row] ?? '', palette);
    const width = Math.max(1.6, Math.min(3.4, 11 / resolution));
    if (railModes.has(mode)) return casedLine(colour, width, palette.haloSoft, 1.2);
    return isCloserThan(resolution, 12_000) ? busLine : undefined;
  };
}

export function stopStyle(data: LayerData, palette: MapPalette, colours: LineColours): LayerStyle {
  const lines = textColumn(data.table, 'lines');
  const isStation = stationTest(data.table);
  const dot = (radius: number, fill: string, stroke?: string): Style =>
    new Style({
      image: new CircleStyle({
        radius,
        fill: new Fill({ color: fill }),
        ...(stroke ? { stroke: new Stroke({ color: stroke, width: 2.2 }) } : {}),
      }),
    });
  const busStop = new Style({
    image: new CircleStyle({
      radius: 2.4,
      fill: new Fill({ color: palette.softLabel }),
      stroke: new Stroke({ color: palette.haloSoft, width: 1.2 }),
    }),
  });
  const made = new Map<string, Style[]>();
  return (feature, resolution) => {
    const row = rowOf(feature);
    if (!isStation(row)) return isCloserThan(resolution, busStopsFrom) ? busStop : undefined;
    const served = lineNames(lines?.[row] ?? null);
    const interchange = served.length > 1;
    const small = resolution > smallFrom;
    const key = `${interchange ? 'x' : (served[0] ?? '')} ${small}`;
    let styles = made.get(key);
    if (!styles) {
      const radius = (interchange ? 5.6 : 4.2) * (small ? 0.72 : 1);
      const ring = interchange ? palette.stationRing : colours.colourOf(served[0] ?? '', palette);
      styles = [dot(radius + 1.6, palette.halo), dot(radius, palette.station, ring)];
      if (interchange) styles.push(dot(1.9, palette.stationRing));
      made.set(key, styles);
    }
    return styles;
  };
}
