import { textColumn } from '#core/model/feature-table.ts';
import { busStopsFrom, isCloserThan } from './drawn-scales.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import type { Paint, RowPaint } from './paint.ts';
import { casedLine, dot } from './paint-others.ts';
import { railModes, stationTest } from './station-test.ts';
import { type LineColours, lineNames } from './transit-lines.ts';

/** Beyond this many metres of a pixel stations shrink. */
const smallFrom = 4.6;

/** Rail lines in their colours with a casing; buses dashed, at close scales. */
export function transitLinePaint({ table }: LayerData, palette: MapPalette, colours: LineColours): RowPaint {
  const names = textColumn(table, 'name');
  const lineModes = textColumn(table, 'mode');
  const busLine: readonly Paint[] = [
    { height: 0, stroke: { colour: `${palette.label}66`, width: 1, dash: [6, 3], cap: 'round' } },
  ];
  const made = new Map<string, readonly Paint[]>();
  return (row, resolution) => {
    const mode = lineModes?.[row] ?? 'metro';
    if (!railModes.has(mode)) return isCloserThan(resolution, 12_000) ? busLine : undefined;
    const colour = colours.colourOf(names?.[row] ?? '', palette);
    const width = Math.max(1.6, Math.min(3.4, 11 / resolution));
    const key = `${colour} ${width.toFixed(2)}`;
    let paints = made.get(key);
    if (!paints) {
      if (made.size > 200) made.clear();
      paints = casedLine(colour, width, palette.haloSoft, 1.2);
      made.set(key, paints);
    }
    return paints;
  };
}

/** Stations as rings in the colour of their line, interchanges larger; other stops as dots, at close scales. */
export function stopPaint({ table }: LayerData, palette: MapPalette, colours: LineColours): RowPaint {
  const lines = textColumn(table, 'lines');
  const isStation = stationTest(table);
  const busStop = [dot(2.4, palette.softLabel, palette.haloSoft, 1.2)];
  const made = new Map<string, readonly Paint[]>();
  return (row, resolution) => {
    if (!isStation(row)) return isCloserThan(resolution, busStopsFrom) ? busStop : undefined;
    const served = lineNames(lines?.[row] ?? null);
    const interchange = served.length > 1;
    const small = resolution > smallFrom;
    const key = `${interchange ? 'x' : (served[0] ?? '')} ${small}`;
    let paints = made.get(key);
    if (!paints) {
      const radius = (interchange ? 5.6 : 4.2) * (small ? 0.72 : 1);
      const ring = interchange ? palette.stationRing : colours.colourOf(served[0] ?? '', palette);
      const rings = [dot(radius + 1.6, palette.halo), dot(radius, palette.station, ring, 2.2)];
      paints = interchange ? [...rings, dot(1.9, palette.stationRing)] : rings;
      made.set(key, paints);
    }
    return paints;
  };
}
