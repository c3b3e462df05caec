import { textColumn } from '#core/model/feature-table.ts';
import { landUses } from '#core/model/land-use.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { roleOf } from '#core/model/role.ts';
import { type Language, type LocalText, renderText } from '#core/model/text.ts';
import { className } from '#core/symbology/class-name.ts';
import { fieldValue } from '#core/symbology/field-text.ts';
import { landClasses } from '#core/symbology/land-classes.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';
import { nameColumn } from '#core/symbology/name-column.ts';
import type { Paint } from '#core/symbology/paint.ts';
import { railModes, stationTest } from '#core/symbology/station-test.ts';
import { styleRows } from '#core/symbology/style-classes.ts';
import { lineNames } from '#core/symbology/transit-lines.ts';
import type { PaintedLayer } from './print-layer.ts';

/** One line of the legend: how something is drawn, and what it is. */
export interface LegendLine {
  readonly label: string;
  readonly kind: GeometryKind;
  readonly paints: readonly Paint[];
}

/** The lines of one layer; named when it has several. */
export interface LegendSection {
  readonly title: string;
  readonly lines: readonly LegendLine[];
}

interface Named {
  readonly label: string;
  /** Place among the lines of the layer. */
  readonly order: number;
}

const texts = {
  station: { zh: '轨道站点', en: 'Rail station' },
  interchange: { zh: '换乘站', en: 'Interchange' },
  stop: { zh: '公交站', en: 'Bus stop' },
  bus: { zh: '公交线路', en: 'Bus lines' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** What the rows of a layer are called in the legend: as its style names them, or as its role does. */
function namesOf({ layer, table, codes, style }: LayerData, title: string, language: Language): (row: number) => Named {
  const whole: Named = { label: title, order: 0 };
  const { symbology } = style ?? {};
  if (symbology) {
    if (symbology.kind === 'single') return () => whole;
    const { classes, classOfRow } = styleRows(symbology, table);
    const field = 'field' in symbology ? symbology.field : undefined;
    return (row) => {
      const order = classOfRow[row]!;
      return { label: className(classes[order]!, layer, field, language), order };
    };
  }
  switch (layer.role) {
    case 'parcel': {
      const classes = landClasses(table, codes);
      return (row) => {
        const { code, label, landUse } = classes[row]!;
        return { label: `${code} ${label[language]}`.trim(), order: landUses.indexOf(landUse) };
      };
    }
    case 'green-space': {
      const field = table.fields.find(({ name }) => name === 'kind');
      const kinds = textColumn(table, 'kind');
      return (row) => {
        const kind = kinds?.[row];
        return kind && field ? { label: fieldValue(field, kind, language), order: 0 } : whole;
      };
    }
    case 'transit-line': {
      const names = nameColumn(table, language);
      const modes = textColumn(table, 'mode');
      return (row) =>
        railModes.has(modes?.[row] ?? 'metro')
          ? { label: names?.[row] ?? title, order: 0 }
          : { label: texts.bus[language], order: 1 };
    }
    case 'transit-stop': {
      const isStation = stationTest(table);
      const lines = textColumn(table, 'lines');
      return (row) => {
        if (!isStation(row)) return { label: texts.stop[language], order: 2 };
        const isInterchange = lineNames(lines?.[row] ?? null).length > 1;
        return isInterchange
          ? { label: texts.interchange[language], order: 1 }
          : { label: texts.station[language], order: 0 };
      };
    }
    default:
      return () => whole;
  }
}

/** What a layer is called: by its name or, where that is Chinese and the sheet is not, by its role. */
function titleOf({ layer }: LayerData, language: Language): string {
  const isForeign = language === 'en' && /[\u3400-\u9fff]/u.test(layer.name);
  return isForeign && layer.role !== 'reference' ? roleOf(layer.role).label.en : layer.name;
}

function sectionOf({ data, groups }: PaintedLayer, language: Language): LegendSection {
  const title = titleOf(data, language);
  const nameOf = namesOf(data, title, language);
  const lines = new Map<string, Named & { paints: readonly Paint[]; count: number }>();
  for (const [paints, rows] of groups) {
    // Rows that are drawn alike may be called differently: parcels of two codes in one colour.
    const counts = new Map<string, Named & { count: number }>();
    for (const row of rows) {
      const named = nameOf(row);
      const known = counts.get(named.label);
      counts.set(named.label, { ...named, count: (known?.count ?? 0) + 1 });
    }
    for (const named of counts.values()) {
      const known = lines.get(named.label);
      // Of looks that share a name the one that most rows have stands for all.
      if (!known || named.count > known.count) lines.set(named.label, { ...named, paints });
    }
  }
  const sorted = [...lines.values()].sort((a, b) => a.order - b.order || a.label.localeCompare(b.label, 'en'));
  const { kind } = data.table.geometry;
  return { title, lines: sorted.map(({ label, paints }) => ({ label, kind, paints })) };
}

/** The legend of what is on the maps of a sheet and nothing else, the layers in their order, the topmost first. */
export function legendOf(maps: readonly (readonly PaintedLayer[])[], language: Language): readonly LegendSection[] {
  const sections = new Map<string, LegendSection>();
  for (const layer of maps.flat()) {
    const section = sectionOf(layer, language);
    if (section.lines.length === 0) continue;
    const known = sections.get(layer.data.layer.id);
    const more = section.lines.filter(({ label }) => !known?.lines.some((line) => line.label === label));
    sections.set(layer.data.layer.id, { title: section.title, lines: [...(known?.lines ?? []), ...more] });
  }
  return [...sections.values()];
}

/** Says how many lines did not fit. */
export function moreLines(count: number, language: Language): string {
  return renderText({ zh: '另有 {count} 项', en: '{count|more item|more items}' }, language, { count });
}
