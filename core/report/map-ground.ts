import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { type StreetClass, streetClasses } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import type { LegendItem, MapPool, MapStyle, MapUse } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import { SharedPaths } from './map-shared.ts';
import { mapTexts, modeTexts } from './texts-map.ts';

/** What lies over the parcels of every map, in drawing order, and its legend. */
export interface GroundLayer {
  readonly uses: readonly MapUse[];
  readonly legend: readonly LegendItem[];
}

const waterFill = '#BCD8E6';
/** Bottom to top; width in m where the data has none. */
const carriageways: readonly { readonly class: StreetClass; readonly metres: number; readonly casing: string }[] = [
  { class: 'local', metres: 13, casing: '#DAD9D2' },
  { class: 'secondary', metres: 22, casing: '#CFCFC9' },
  { class: 'arterial', metres: 32, casing: '#BDBFC0' },
  { class: 'motorway', metres: 40, casing: '#A9ADB1' },
];
const casingWidth = 0.17;
const leastWidth = 0.24;
const pathStyles: Readonly<Record<string, MapStyle>> = {
  path: { stroke: '#A79F8C', width: 0.2, dash: [0.7, 0.5] },
  footbridge: { stroke: '#5E6975', width: 0.45 },
};

/** Water areas as one layer. */
export class WaterPainter {
  readonly #paths: SharedPaths;

  constructor(frame: MapFrame, pool: MapPool, tables: readonly (FeatureTable | undefined)[]) {
    this.#paths = new SharedPaths(frame, pool, tables, (table) => table.ids.map(() => 'water'));
  }

  paint(index: number): GroundLayer {
    const style: MapStyle = { fill: waterFill, stroke: '#8FB9CE', width: 0.1 };
    const uses = this.#paths.of(index).flatMap(({ paths }) => paths.map((path) => ({ path, style })));
    return { uses, legend: uses.length === 0 ? [] : [{ shape: 'area', styles: [style], label: mapTexts.water }] };
  }
}

/** Streets: all casings, then all fills, each from local streets up; paths and footbridges dashed. */
export class StreetPainter {
  readonly #frame: MapFrame;
  readonly #paths: SharedPaths;

  constructor(frame: MapFrame, pool: MapPool, tables: readonly (FeatureTable | undefined)[]) {
    this.#frame = frame;
    this.#paths = new SharedPaths(frame, pool, tables, (table) => this.#keys(table));
  }

  /** `<order> <class> <width on paper, hundredths of a mm>`; unknown classes count as local streets. */
  #keys(table: FeatureTable): string[] {
    const classes = textColumn(table, 'class');
    const widths = numberColumn(table, 'width');
    return table.ids.map((_, row) => {
      const named = (streetClasses as readonly (string | null | undefined)[]).includes(classes?.[row])
        ? (classes![row] as StreetClass)
        : 'local';
      const order = carriageways.findIndex((entry) => entry.class === named);
      if (order < 0) return `0 ${named} 0`;
      const known = widths?.[row] ?? Number.NaN;
      const metres = known > 0 ? known : carriageways[order]!.metres;
      const onPaper = Math.max(leastWidth, (metres * 0.8 * 1000) / this.#frame.denominator);
      return `${order + 1} ${named} ${Math.round(onPaper * 20) * 5}`;
    });
  }

  paint(index: number): GroundLayer {
    const casings: MapUse[] = [];
    const fills: MapUse[] = [];
    const paths: MapUse[] = [];
    for (const group of this.#paths.of(index)) {
      const [order, name, hundredths] = group.key.split(' ');
      for (const path of group.paths) {
        if (order === '0') {
          paths.push({ path, style: pathStyles[name!]! });
          continue;
        }
        const width = Math.max(leastWidth, Number(hundredths) / 100);
        const casing = carriageways[Number(order) - 1]!.casing;
        casings.push({ path, style: { stroke: casing, width: width + 2 * casingWidth, round: true } });
        fills.push({ path, style: { stroke: '#FFFFFF', width, round: true } });
      }
    }
    const legend: LegendItem[] = [];
    if (fills.length > 0) {
      const styles: MapStyle[] = [
        { stroke: '#BDBFC0', width: 0.95 },
        { stroke: '#FFFFFF', width: 0.6 },
      ];
      legend.push({ shape: 'line', styles, label: mapTexts.streets });
    }
    if (paths.length > 0) legend.push({ shape: 'line', styles: [paths[0]!.style], label: mapTexts.paths });
    return { uses: [...casings, ...fills, ...paths], legend };
  }
}

const railModes = new Set(['metro', 'rail', 'light-rail', 'tram', 'brt']);
const lineColours = ['#7A2E8C', '#0B756E', '#1F5FA8', '#8A4B14', '#5B6B1E', '#A33B5E'];
/** More lines than this share one entry of the legend. */
const namedLineLimit = 4;

/** Colours of lines by name, in the order of their names; a line without a name goes by its mode. */
export function lineColour(names: readonly string[], name: string): string {
  const index = names.indexOf(name);
  return lineColours[(index < 0 ? 0 : index) % lineColours.length]!;
}

function lineName(table: FeatureTable, row: number): string | null {
  const mode = textColumn(table, 'mode')?.[row] ?? 'metro';
  if (!railModes.has(mode)) return null;
  return textColumn(table, 'name')?.[row] ?? `mode ${mode}`;
}

function lineLabel(table: FeatureTable, row: number, name: string): LocalText {
  const mode = name.startsWith('mode ') ? modeTexts[name.slice(5)] : undefined;
  return mode ?? { zh: name, en: textColumn(table, 'name_en')?.[row] || name };
}

/** Rail and other high-capacity lines, each in its colour with a light casing; buses are left out. */
export class LinePainter {
  /** Names of all lines of all scenarios, sorted. */
  readonly names: readonly string[];
  readonly #labels = new Map<string, LocalText>();
  readonly #paths: SharedPaths;

  constructor(frame: MapFrame, pool: MapPool, tables: readonly (FeatureTable | undefined)[]) {
    const names = new Set<string>();
    for (const table of new Set(tables)) {
      table?.ids.forEach((_, row) => {
        const name = lineName(table, row);
        if (name === null) return;
        names.add(name);
        if (!this.#labels.has(name)) this.#labels.set(name, lineLabel(table, row, name));
      });
    }
    this.names = [...names].sort();
    this.#paths = new SharedPaths(frame, pool, tables, (table) => table.ids.map((_, row) => lineName(table, row)));
  }

  paint(index: number): GroundLayer {
    const casings: MapUse[] = [];
    const lines: MapUse[] = [];
    const legend: LegendItem[] = [];
    const groups = this.#paths.of(index);
    for (const { key, paths } of groups) {
      const style: MapStyle = { stroke: lineColour(this.names, key), width: 0.75, round: true };
      for (const path of paths) {
        casings.push({ path, style: { stroke: '#FFFFFF', width: 1.35, opacity: 0.92, round: true } });
        lines.push({ path, style });
      }
      legend.push({ shape: 'line', styles: [style], label: this.#labels.get(key)! });
    }
    if (legend.length > namedLineLimit) {
      legend.splice(0, legend.length, { shape: 'line', styles: [lines[0]!.style], label: mapTexts.railLines });
    }
    return { uses: [...casings, ...lines], legend };
  }
}

/** The edge of the plan. */
export class BoundaryPainter {
  readonly #paths: SharedPaths;

  constructor(frame: MapFrame, pool: MapPool, tables: readonly (FeatureTable | undefined)[]) {
    this.#paths = new SharedPaths(frame, pool, tables, (table) => table.ids.map(() => 'boundary'));
  }

  paint(index: number): GroundLayer {
    const style: MapStyle = { stroke: '#4A5561', width: 0.45, dash: [2.6, 0.8, 0.5, 0.8] };
    const uses = this.#paths.of(index).flatMap(({ paths }) => paths.map((path) => ({ path, style })));
    return { uses, legend: uses.length === 0 ? [] : [{ shape: 'line', styles: [style], label: mapTexts.boundary }] };
  }
}
