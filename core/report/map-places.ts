import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import { type FeatureTable, textColumn } from '#core/model/feature-table.ts';
import type { LocalText } from '#core/model/text.ts';
import type { LegendItem, MapSymbol } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import { lineColour } from './map-ground.ts';
import type { LabelWish } from './map-labels.ts';
import { mapTexts } from './texts-map.ts';

/** Points with symbols and the names that go with them. */
export interface MapPlaces {
  readonly symbols: readonly MapSymbol[];
  readonly wishes: readonly LabelWish[];
  readonly legend: readonly LegendItem[];
}

const stationModes = new Set(['metro', 'rail', 'light-rail']);
const labelInk = '#22303A';
const parkInk = '#2F6138';
const waterInk = '#2B5E78';
/** Radius of a station's ring, mm. */
export const stationRadius = { station: 0.85, interchange: 1.15, dot: 0.5 } as const;
/** Areas smaller than this stay without a name, m2, and so do all but the largest. */
const named = {
  'green-space': { smallest: 8000, most: 10 },
  water: { smallest: 40_000, most: 4 },
} as const;
/** Belts along roads and the like: they have names, but nobody goes there by name. */
const unnamedKinds = new Set(['protective', 'other']);
/** Stations of one name nearer than this are one station, m. */
const sameStationMetres = 250;

/** The name of a row, in English from the field beside it where there is one. */
function nameOf(table: FeatureTable, row: number): LocalText | undefined {
  const zh = textColumn(table, 'name')?.[row];
  return zh ? { zh, en: textColumn(table, 'name_en')?.[row] || zh } : undefined;
}

function onSheet(frame: MapFrame, x: number, y: number): readonly [number, number] | undefined {
  const unitsX = Math.round((x - frame.left) * frame.unitsPerMetre);
  const unitsY = Math.round((frame.top - y) * frame.unitsPerMetre);
  if (unitsX < 0 || unitsY < 0 || unitsX > frame.width || unitsY > frame.height) return undefined;
  return [unitsX, unitsY];
}

/** Rail stations: a ring in the colour of their line, a larger one with a dot where lines meet. */
export function stationPlaces(
  frame: MapFrame,
  table: FeatureTable | undefined,
  lineNames: readonly string[],
): MapPlaces {
  const symbols: MapSymbol[] = [];
  const wishes: LabelWish[] = [];
  if (!table || table.geometry.kind !== 'point') return { symbols, wishes, legend: [] };
  const modes = textColumn(table, 'mode');
  const lines = textColumn(table, 'lines');
  const points = representativePoints(table.geometry);
  const seen: { name: string; x: number; y: number }[] = [];
  table.ids.forEach((_, row) => {
    if (!stationModes.has(modes?.[row] ?? '')) return;
    const x = points[2 * row]!;
    const y = points[2 * row + 1]!;
    const name = nameOf(table, row);
    if (
      name &&
      seen.some((other) => other.name === name.zh && Math.hypot(other.x - x, other.y - y) < sameStationMetres)
    )
      return;
    const place = onSheet(frame, x, y);
    if (!place) return;
    if (name) seen.push({ name: name.zh, x, y });
    const served = (lines?.[row] ?? '')
      .split(/[,，、;；/|]/)
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const kind = served.length > 1 ? 'interchange' : 'station';
    const colour = kind === 'interchange' ? labelInk : lineColour(lineNames, served[0] ?? '');
    symbols.push({ kind, x: place[0], y: place[1], colour });
    if (name) {
      const clearance = stationRadius[kind] * frame.unitsPerMillimetre;
      wishes.push({ text: name, x: place[0], y: place[1], clearance, size: 2.5, colour: labelInk, strong: true });
    }
  });
  const legend: LegendItem[] = [];
  const first = symbols.find(({ kind }) => kind === 'station');
  if (first) legend.push({ shape: 'station', styles: [{ stroke: first.colour }], label: mapTexts.station });
  if (symbols.some(({ kind }) => kind === 'interchange')) {
    legend.push({ shape: 'station', styles: [{ stroke: labelInk, fill: labelInk }], label: mapTexts.interchange });
  }
  return { symbols, wishes, legend };
}

/** Names of the largest areas of a role, inside them. */
export function areaNames(
  frame: MapFrame,
  table: FeatureTable | undefined,
  role: 'green-space' | 'water',
): LabelWish[] {
  if (!table || table.geometry.kind !== 'polygon') return [];
  const kinds = textColumn(table, 'kind');
  const areas = featureAreas(table.geometry);
  const points = representativePoints(table.geometry);
  const largest = new Map<string, number>();
  table.ids.forEach((_, row) => {
    const name = nameOf(table, row)?.zh;
    if (!name || areas[row]! < named[role].smallest || unnamedKinds.has(kinds?.[row] ?? '')) return;
    const known = largest.get(name);
    if (known === undefined || areas[row]! > areas[known]!) largest.set(name, row);
  });
  return [...largest]
    .sort(([nameA, a], [nameB, b]) => areas[b]! - areas[a]! || (nameA < nameB ? -1 : 1))
    .slice(0, named[role].most)
    .flatMap(([, row]) => {
      const place = onSheet(frame, points[2 * row]!, points[2 * row + 1]!);
      if (!place) return [];
      const water = role === 'water';
      return [
        {
          text: nameOf(table, row)!,
          x: place[0],
          y: place[1],
          size: 2.3,
          colour: water ? waterInk : parkInk,
          strong: false,
          italic: water,
        },
      ];
    });
}

/** Rows of a table as dots, such as the points a result is given at. */
export function dotPlaces(
  frame: MapFrame,
  table: Pick<FeatureTable, 'geometry'>,
  colours: readonly string[],
): MapSymbol[] {
  const points = representativePoints(table.geometry);
  return colours.flatMap((colour, row) => {
    const place = onSheet(frame, points[2 * row]!, points[2 * row + 1]!);
    return place ? [{ kind: 'dot' as const, x: place[0], y: place[1], colour }] : [];
  });
}
