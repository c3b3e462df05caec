import type { Extent } from 'ol/extent.js';
import RenderFeature from 'ol/render/Feature.js';
import type Style from 'ol/style/Style.js';
import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureAreas, pathLength, representativePoints } from '#core/geometry/measure.ts';
import { type FeatureTable, scalarAt, textColumn } from '#core/model/feature-table.ts';
import type { LabelSettings } from '#core/model/layer-style.ts';
import { GeometryPacker, plainGeometry } from '#core/model/packed-geometry.ts';
import type { Language } from '#core/model/text.ts';
import { nameColumn } from '#renderer/state/feature-name.ts';
import { fieldValue } from '#renderer/ui/field-text.ts';
import { joinLines } from './join-lines.ts';
import { lineBadgeStyle } from './line-badge.ts';
import { indexOf, type LayerData } from './map-data.ts';
import { middleLine } from './middle-line.ts';
import { parcelCodes } from './paint-parcels.ts';
import { streetRank } from './paint-streets.ts';
import type { LineColours } from './paint-transit.ts';
import type { MapPalette } from './palette.ts';
import { rowOf } from './render-features.ts';
import { railModes, stationTest } from './station-test.ts';
import { isCloserThan, type LabelOptions, type LayerStyle, labelStyle } from './style-kit.ts';

/** The labels of a layer: where they stand and how they look. */
export interface LayerLabels {
  /** What carries them, near an extent or more: labels of many features are made where the map shows them. */
  readonly featuresIn: (extent: Extent) => RenderFeature[];
  /** N of the smallest scale 1:N that shows any; absent where they are few. */
  readonly farthest?: number;
  readonly style: (palette: MapPalette, lines: LineColours) => LayerStyle;
}

interface LabelRule {
  readonly text: string;
  /** Shown from scale 1:`from` on. */
  readonly from: number;
  readonly options: (palette: MapPalette) => LabelOptions;
}

function pointFeature(x: number, y: number, row: number): RenderFeature {
  return new RenderFeature('Point', [x, y], [2], 2, { row }, undefined);
}

function lineFeature(line: number[], row: number): RenderFeature {
  return new RenderFeature('LineString', line, [line.length], 2, { row }, undefined);
}

/** Labels by rule: `rules[row]`, where there is one. */
function ruled(features: RenderFeature[], rules: ReadonlyMap<number, LabelRule>): LayerLabels {
  return {
    featuresIn: () => features,
    style(palette) {
      const made = new Map<number, Style>();
      return (feature, resolution) => {
        const row = rowOf(feature);
        const rule = rules.get(row);
        if (!rule || !isCloserThan(resolution, rule.from)) return undefined;
        const style = made.get(row) ?? labelStyle(rule.text, palette, rule.options(palette));
        made.set(row, style);
        return style;
      };
    },
  };
}

/**
 * A text inside each feature that has one, for layers of many features: each label is made when the map first shows its
 * place, from scale 1:`from` on.
 */
function textsInside(
  table: FeatureTable,
  from: number,
  textOf: (row: number) => string,
  options: (palette: MapPalette) => LabelOptions,
): LayerLabels {
  const made = new Map<number, RenderFeature | null>();
  const featureOf = (row: number): RenderFeature | null => {
    if (textOf(row) === '') return null;
    const packer = new GeometryPacker(table.geometry.kind);
    copyFeature(packer, table.geometry, row);
    const [x, y] = representativePoints(packer.finish());
    return Number.isNaN(x!) ? null : pointFeature(x!, y!, row);
  };
  return {
    farthest: from,
    featuresIn: ([left, bottom, right, top]) =>
      indexOf(table)
        .search(left!, bottom!, right!, top!)
        .flatMap((row) => {
          const known = made.get(row);
          const feature = known === undefined ? featureOf(row) : known;
          made.set(row, feature);
          return feature ?? [];
        }),
    style(palette) {
      const styles = new Map<string, Style>();
      return (feature) => {
        const text = textOf(rowOf(feature));
        const style = styles.get(text) ?? labelStyle(text, palette, options(palette));
        styles.set(text, style);
        return style;
      };
    },
  };
}

/** A rule for each named row, at a point inside its feature. */
function namedPoints(
  table: FeatureTable,
  language: Language,
  rule: (name: string, row: number) => LabelRule | undefined,
): LayerLabels {
  const names = nameColumn(table, language);
  const points = representativePoints(table.geometry);
  const features: RenderFeature[] = [];
  const rules = new Map<number, LabelRule>();
  table.ids.forEach((_id, row) => {
    const name = names?.[row];
    const made = name ? rule(name, row) : undefined;
    if (!made || Number.isNaN(points[2 * row]!)) return;
    rules.set(row, made);
    features.push(pointFeature(points[2 * row]!, points[2 * row + 1]!, row));
  });
  return ruled(features, rules);
}

const streetFrom = { path: 4000, local: 6000, secondary: 12_000, arterial: 25_000, ring: 30_000 } as const;

function streetLabels({ table }: LayerData, language: Language): LayerLabels {
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
  const features: RenderFeature[] = [];
  const rules = new Map<number, LabelRule>();
  for (const { row, lines } of sections.values()) {
    const rank = streetRank(classes?.[row] ?? null);
    rules.set(row, {
      text: names![row]!,
      from: streetFrom[rank],
      options: (palette) => ({ size: 11, colour: palette.softLabel, along: true, repeat: 700, priority: 1 }),
    });
    for (const line of joinLines(lines)) features.push(lineFeature(line, row));
  }
  return ruled(features, rules);
}

/** Letters set apart, as names of waters are. */
function spaced(text: string): string {
  return /[\u3400-\u9fff]/.test(text) ? [...text].join('\u3000') : [...text.toUpperCase()].join('\u2009');
}

/** From which scale 1:N a shape of this area has room for its name, about `pixels` wide. */
function roomyFrom(area: number, pixels: number, limit: number): number {
  return Math.min(limit, (Math.sqrt(area) / pixels) * 3780);
}

function waterLabels({ table }: LayerData, language: Language): LayerLabels {
  const names = nameColumn(table, language);
  const points = representativePoints(table.geometry);
  const areas = featureAreas(table.geometry);
  const features: RenderFeature[] = [];
  const rules = new Map<number, LabelRule>();
  table.ids.forEach((_id, row) => {
    const name = names?.[row];
    const [shell] = plainGeometry(table.geometry, row)[0] ?? [];
    if (!name || !shell) return;
    // Rivers carry their name along them, letters set apart; ponds like parks.
    const line = middleLine(shell);
    rules.set(row, {
      text: line ? spaced(name) : name,
      from: line ? 60_000 : roomyFrom(areas[row]!, 40, 50_000),
      options: (palette) => ({
        size: line ? 13 : 12,
        italic: true,
        colour: palette.waterLabel,
        priority: line ? 4 : 2,
        ...(line ? { along: true, repeat: 460 } : {}),
      }),
    });
    features.push(line ? lineFeature(line, row) : pointFeature(points[2 * row]!, points[2 * row + 1]!, row));
  });
  return ruled(features, rules);
}

function stopLabels(data: LayerData, language: Language): LayerLabels {
  const isStation = stationTest(data.table);
  return namedPoints(data.table, language, (text, row) => {
    const station = isStation(row);
    return {
      text,
      from: station ? 60_000 : 4000,
      options: () => ({
        bold: station,
        size: station ? 12 : 11,
        offset: [9, -9],
        align: 'left',
        priority: station ? 10 : 0,
      }),
    };
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
function lineBadges({ table }: LayerData, language: Language): LayerLabels {
  const names = nameColumn(table, language);
  const own = textColumn(table, 'name');
  const modes = textColumn(table, 'mode');
  const features: RenderFeature[] = [];
  table.ids.forEach((_id, row) => {
    if (!names?.[row] || !railModes.has(modes?.[row] ?? 'metro')) return;
    const [longest] = plainGeometry(table.geometry, row)
      .map(([line]) => line!)
      .sort((a, b) => pathLength(b) - pathLength(a));
    if (longest) for (const share of badgePlaces) features.push(pointFeature(...pointAlong(longest, share), row));
  });
  return {
    featuresIn: () => features,
    style: (palette, lines) => (feature, resolution) => {
      const row = rowOf(feature);
      if (!isCloserThan(resolution, 40_000)) return undefined;
      return lineBadgeStyle(names![row]!, lines.colourOf(own![row]!, palette), palette);
    },
  };
}

function greenLabels({ table }: LayerData, language: Language): LayerLabels {
  const areas = featureAreas(table.geometry);
  return namedPoints(table, language, (text, row) => ({
    text,
    from: roomyFrom(areas[row]!, 60, 50_000),
    options: (palette) => ({ colour: palette.parkLabel, priority: 3 }),
  }));
}

function codeLabels(data: LayerData): LayerLabels {
  return textsInside(data.table, 5000, parcelCodes(data), (palette) => ({ size: 11, colour: palette.softLabel }));
}

/** Labels from a field of a person's choice, at a point inside each feature or along a line. */
function chosenLabels({ table, layer }: LayerData, labels: LabelSettings, language: Language): LayerLabels | undefined {
  const field = table.fields.find(({ name }) => name === labels.field);
  if (!field) return undefined;
  const textOf = (row: number): string => fieldValue(field, scalarAt(table, field, row), language);
  const look = { size: labels.sizePixels, bold: labels.bold, colour: labels.colour };
  if (table.geometry.kind !== 'line') {
    const options: LabelOptions = layer.geometry === 'point' ? { ...look, offset: [7, -6], align: 'left' } : look;
    return textsInside(table, labels.from, textOf, () => options);
  }
  const features: RenderFeature[] = [];
  const rules = new Map<number, LabelRule>();
  table.ids.forEach((_id, row) => {
    const text = textOf(row);
    if (text === '') return;
    rules.set(row, { text, from: labels.from, options: () => ({ ...look, along: true, repeat: 700 }) });
    for (const part of plainGeometry(table.geometry, row)) features.push(lineFeature([...part[0]!], row));
  });
  return ruled(features, rules);
}

/** The labels of a layer: those a person chose, or those of its role; undefined where there are none. */
export function layerLabels(data: LayerData, language: Language): LayerLabels | undefined {
  const chosen = data.style?.labels;
  if (chosen === 'none') return undefined;
  if (chosen) return chosenLabels(data, chosen, language);
  switch (data.layer.role) {
    case 'parcel':
      return codeLabels(data);
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
      return namedPoints(data.table, language, (text) => ({
        text,
        from: 4000,
        options: () => ({ size: 11, offset: [7, -6], align: 'left' }),
      }));
    default:
      return undefined;
  }
}
