import { featureAreas, pathLength, representativePoints } from '#core/geometry/measure.ts';
import { type FeatureTable, scalarAt, textColumn } from '#core/model/feature-table.ts';
import type { LabelSettings } from '#core/model/layer-style.ts';
import { plainGeometry } from '#core/model/packed-geometry.ts';
import type { Language } from '#core/model/text.ts';
import { fieldValue } from './field-text.ts';
import { joinLines } from './join-lines.ts';
import type { LayerData } from './layer-data.ts';
import type { MapPalette } from './map-palette.ts';
import { middleLine } from './middle-line.ts';
import { nameColumn } from './name-column.ts';
import { parcelCodes } from './paint-parcels.ts';
import { streetRank } from './paint-streets.ts';
import { railModes, stationTest } from './station-test.ts';
import type { LineColours } from './transit-lines.ts';

/** How a label is set; sizes and offsets in CSS pixels. */
export interface LabelLook {
  readonly size?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly colour?: string;
  /** Along the line rather than upright. */
  readonly along?: boolean;
  /** Distance after which the label comes again on a long line. */
  readonly repeat?: number;
  readonly offset?: readonly [x: number, y: number];
  readonly align?: 'left' | 'center' | 'right';
  /** Larger labels win where two would overlap. */
  readonly priority?: number;
  /** The colour of the plate it stands on. */
  readonly plate?: string;
}

/** A text at a point of the map, or along a line, in metres (x and y in turn). */
export interface LabelPlace {
  readonly row: number;
  readonly text: string;
  /** Shown from scale 1:`from` on. */
  readonly from: number;
  readonly look: (palette: MapPalette, lines: LineColours) => LabelLook;
  readonly at: readonly number[];
}

type Rule = Omit<LabelPlace, 'row' | 'at'>;

/** A label for each named row, at a point inside its feature. */
function namedPoints(
  table: FeatureTable,
  language: Language,
  rule: (name: string, row: number) => Rule,
): readonly LabelPlace[] {
  const names = nameColumn(table, language);
  const points = representativePoints(table.geometry);
  const places: LabelPlace[] = [];
  table.ids.forEach((_id, row) => {
    const name = names?.[row];
    if (!name || Number.isNaN(points[2 * row]!)) return;
    places.push({ ...rule(name, row), row, at: [points[2 * row]!, points[2 * row + 1]!] });
  });
  return places;
}

const streetFrom = { path: 4000, local: 6000, secondary: 12_000, arterial: 25_000, ring: 30_000 } as const;

function streetLabels({ table }: LayerData, language: Language): readonly LabelPlace[] {
  const names = nameColumn(table, language);
  const classes = textColumn(table, 'class');
  const sections = new Map<string, { row: number; lines: number[][] }>();
  table.ids.forEach((_id, row) => {
    const name = names?.[row];
    if (!name) return;
    const key = `${streetRank(classes?.[row] ?? null)} ${name}`;
    const street = sections.get(key) ?? { row, lines: [] };
    sections.set(key, street);
    for (const part of plainGeometry(table.geometry, row)) street.lines.push([...part[0]!]);
  });
  return [...sections.values()].flatMap(({ row, lines }) => {
    const rule: Rule = {
      text: names![row]!,
      from: streetFrom[streetRank(classes?.[row] ?? null)],
      look: (palette) => ({ size: 11, colour: palette.softLabel, along: true, repeat: 700, priority: 1 }),
    };
    return joinLines(lines).map((at) => ({ ...rule, row, at }));
  });
}

/** Letters set apart, as names of waters are. */
function spaced(text: string): string {
  return /[\u3400-\u9fff]/.test(text) ? [...text].join('\u3000') : [...text.toUpperCase()].join('\u2009');
}

/** From which scale 1:N a shape of this area has room for its name, about `pixels` wide. */
function roomyFrom(area: number, pixels: number, limit: number): number {
  return Math.min(limit, (Math.sqrt(area) / pixels) * 3780);
}

function waterLabels({ table }: LayerData, language: Language): readonly LabelPlace[] {
  const names = nameColumn(table, language);
  const points = representativePoints(table.geometry);
  const areas = featureAreas(table.geometry);
  const places: LabelPlace[] = [];
  table.ids.forEach((_id, row) => {
    const name = names?.[row];
    const [shell] = plainGeometry(table.geometry, row)[0] ?? [];
    if (!name || !shell) return;
    // Rivers carry their name along them, letters set apart; ponds like parks.
    const line = middleLine(shell);
    places.push({
      row,
      text: line ? spaced(name) : name,
      from: line ? 60_000 : roomyFrom(areas[row]!, 40, 50_000),
      look: (palette) => ({
        size: line ? 13 : 12,
        italic: true,
        colour: palette.waterLabel,
        priority: line ? 4 : 2,
        ...(line ? { along: true, repeat: 460 } : {}),
      }),
      at: line ?? [points[2 * row]!, points[2 * row + 1]!],
    });
  });
  return places;
}

function stopLabels({ table }: LayerData, language: Language): readonly LabelPlace[] {
  const isStation = stationTest(table);
  return namedPoints(table, language, (text, row) => {
    const station = isStation(row);
    const look: LabelLook = {
      bold: station,
      size: station ? 12 : 11,
      offset: [9, -9],
      align: 'left',
      priority: station ? 10 : 0,
    };
    return { text, from: station ? 60_000 : 4000, look: () => look };
  });
}

/** Where along a line its badge stands. */
const badgePlaces = [0.14, 0.86] as const;

function pointAlong(line: ArrayLike<number>, share: number): readonly [number, number] {
  let rest = pathLength(line) * share;
  for (let at = 0; at + 3 < line.length; at += 2) {
    const [x, y] = [line[at]!, line[at + 1]!];
    const step = Math.hypot(line[at + 2]! - x, line[at + 3]! - y);
    if (step >= rest && step > 0) {
      return [x + ((line[at + 2]! - x) * rest) / step, y + ((line[at + 3]! - y) * rest) / step];
    }
    rest -= step;
  }
  return [line[line.length - 2]!, line[line.length - 1]!];
}

/** The names of metro lines in their colours, near both ends. */
function lineBadges({ table }: LayerData, language: Language): readonly LabelPlace[] {
  const names = nameColumn(table, language);
  const own = textColumn(table, 'name');
  const modes = textColumn(table, 'mode');
  return table.ids.flatMap((_id, row) => {
    const text = names?.[row];
    if (!text || !railModes.has(modes?.[row] ?? 'metro')) return [];
    const [longest] = plainGeometry(table.geometry, row)
      .map(([line]) => line!)
      .sort((a, b) => pathLength(b) - pathLength(a));
    if (!longest) return [];
    const rule: Rule = {
      text,
      from: 40_000,
      look: (palette, lines) => ({
        size: 11,
        bold: true,
        colour: palette.station,
        plate: lines.colourOf(own![row]!, palette),
        priority: 8,
      }),
    };
    return badgePlaces.map((share) => ({ ...rule, row, at: pointAlong(longest, share) }));
  });
}

function greenLabels({ table }: LayerData, language: Language): readonly LabelPlace[] {
  const areas = featureAreas(table.geometry);
  return namedPoints(table, language, (text, row) => ({
    text,
    from: roomyFrom(areas[row]!, 60, 50_000),
    look: (palette) => ({ colour: palette.parkLabel, priority: 3 }),
  }));
}

/** Labels that stand inside their features, one for each row that has a text: they can be made one by one. */
export interface InsideTexts {
  /** Shown from scale 1:`from` on. */
  readonly from: number;
  /** Empty where a row has none. */
  textOf(row: number): string;
  look(palette: MapPalette): LabelLook;
  /** Where it stands, metres; null where the row has no text or no place. */
  placeOf(row: number): readonly [x: number, y: number] | null;
}

/** The labels of a layer where they are texts inside its features: codes of parcels, a field of a person's choice. */
export function insideTexts(data: LayerData, language: Language): InsideTexts | undefined {
  const { table, layer, style } = data;
  const chosen = style?.labels;
  if (chosen === 'none') return undefined;
  let rule: Pick<InsideTexts, 'from' | 'textOf' | 'look'>;
  if (chosen) {
    const field = table.fields.find(({ name }) => name === chosen.field);
    if (!field || table.geometry.kind === 'line') return undefined;
    const look: LabelLook = {
      size: chosen.sizePixels,
      bold: chosen.bold,
      colour: chosen.colour,
      ...(layer.geometry === 'point' ? { offset: [7, -6], align: 'left' } : {}),
    };
    const textOf = (row: number): string => fieldValue(field, scalarAt(table, field, row), language);
    rule = { from: chosen.from, textOf, look: () => look };
  } else {
    if (layer.role !== 'parcel') return undefined;
    const look = (palette: MapPalette): LabelLook => ({ size: 11, colour: palette.softLabel });
    rule = { from: 5000, textOf: parcelCodes(data), look };
  }
  return {
    ...rule,
    placeOf(row) {
      if (rule.textOf(row) === '') return null;
      const { featureOffsets } = table.geometry;
      const [x, y] = representativePoints({ ...table.geometry, featureOffsets: featureOffsets.subarray(row, row + 2) });
      return Number.isNaN(x!) ? null : [x!, y!];
    },
  };
}

function placesOf(table: FeatureTable, { from, textOf, look, placeOf }: InsideTexts): readonly LabelPlace[] {
  return table.ids.flatMap((_id, row) => {
    const at = placeOf(row);
    return at ? [{ row, text: textOf(row), from, look, at }] : [];
  });
}

/** Labels along lines from a field of a person's choice. */
function chosenAlong(
  { table }: LayerData,
  labels: LabelSettings,
  language: Language,
): readonly LabelPlace[] | undefined {
  const field = table.fields.find(({ name }) => name === labels.field);
  if (!field) return undefined;
  const look: LabelLook = {
    size: labels.sizePixels,
    bold: labels.bold,
    colour: labels.colour,
    along: true,
    repeat: 700,
  };
  return table.ids.flatMap((_id, row) => {
    const text = fieldValue(field, scalarAt(table, field, row), language);
    if (text === '') return [];
    const rule: Rule = { text, from: labels.from, look: () => look };
    return plainGeometry(table.geometry, row).map((part) => ({ ...rule, row, at: [...part[0]!] }));
  });
}

const facilityLook: LabelLook = { size: 11, offset: [7, -6], align: 'left' };

/**
 * The labels of a layer: those a person chose, or those of its role; undefined where there are none. Where one `from` holds for
 * all of a layer, nothing is worked out unless it is `shown`.
 */
export function labelPlaces(
  data: LayerData,
  language: Language,
  shown: (from: number) => boolean = () => true,
): readonly LabelPlace[] | undefined {
  const chosen = data.style?.labels;
  if (chosen === 'none') return undefined;
  const inside = insideTexts(data, language);
  if (inside) return shown(inside.from) ? placesOf(data.table, inside) : [];
  if (chosen) return chosenAlong(data, chosen, language);
  switch (data.layer.role) {
    case 'street':
      return streetLabels(data, language);
    case 'transit-line':
      return lineBadges(data, language);
    case 'water':
      return waterLabels(data, language);
    case 'transit-stop':
      return stopLabels(data, language);
    case 'green-space':
      return greenLabels(data, language);
    case 'facility':
      return namedPoints(data.table, language, (text) => ({ text, from: 4000, look: () => facilityLook }));
    default:
      return undefined;
  }
}

/** Labels of layers with this role win over those of roles with a smaller number. */
export const labelRank: Readonly<Record<string, number>> = {
  'transit-stop': 7,
  'transit-line': 6,
  'green-space': 4,
  water: 3,
  street: 2,
};
