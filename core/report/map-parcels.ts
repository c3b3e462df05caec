import type { CodeTable } from '#core/model/code-table.ts';
import { type FeatureTable, scalarAt } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { compareClasses, type LandUseClass, landUseClasses } from './map-classes.ts';
import type { LegendItem, MapPool, MapStyle, MapUse } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import { pathOf } from './map-path.ts';
import { edgeOffset, outlineLimit, type PaintedSheet, paintSheet } from './map-raster.ts';
import { SharedPaths } from './map-shared.ts';
import { splitFeatures } from './map-split.ts';
import { encodePng } from './png.ts';
import { mapTexts } from './texts-map.ts';

/** Land uses that keep their colour on the muted ground: what the green network is made of. */
const greenUses = new Set(['green', 'protective-green', 'square', 'agriculture']);
const mutedFill = '#EDEEEC';
const stripeGround = '#F5E199';
const stripeLine = '#E58074';
const edgeColour = '#2B2A22';
const changeColour = '#1A2129';

/** Full colours, or everything but green land muted. */
export type ParcelTone = 'land-use' | 'muted';

interface Painted {
  readonly uses: readonly MapUse[];
  readonly legend: readonly LegendItem[];
}

/** `#RRGGBB` between two colours; `share` of the second. */
function blend(first: string, second: string, share: number): string {
  const part = (colour: string, index: number) => Number.parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  const mixed = [0, 1, 2].map((index) => Math.round(part(first, index) * (1 - share) + part(second, index) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** All values of a row in one text: two rows with the same text are the same parcel. */
function signatures(table: FeatureTable, classes: readonly LandUseClass[]): string[] {
  return table.ids.map(
    (_, row) => `${classes[row]!.key} ${JSON.stringify(table.fields.map((field) => scalarAt(table, field, row)))}`,
  );
}

/** Paints parcels by land use, for all scenarios of a report alike. */
export class ParcelPainter {
  readonly #pool: MapPool;
  readonly #frame: MapFrame;
  readonly #tables: readonly (FeatureTable | undefined)[];
  readonly #codes: CodeTable | undefined;
  readonly #classes = new Map<FeatureTable, LandUseClass[]>();
  readonly #byKey = new Map<string, LandUseClass>();
  readonly #sheets = new Map<FeatureTable, PaintedSheet>();
  readonly #pictures = new Map<FeatureTable, Partial<Record<ParcelTone, string>>>();
  #paths: SharedPaths | undefined;

  constructor(
    frame: MapFrame,
    pool: MapPool,
    tables: readonly (FeatureTable | undefined)[],
    codes: CodeTable | undefined,
  ) {
    this.#frame = frame;
    this.#pool = pool;
    this.#tables = tables;
    this.#codes = codes;
  }

  #classesOf(table: FeatureTable): LandUseClass[] {
    let classes = this.#classes.get(table);
    if (!classes) {
      classes = landUseClasses(table, this.#codes);
      this.#classes.set(table, classes);
      for (const found of classes) this.#byKey.set(found.key, found);
    }
    return classes;
  }

  #fill(landUseClass: LandUseClass, tone: ParcelTone): string {
    if (tone === 'muted' && !greenUses.has(landUseClass.landUse)) {
      return landUseClass.landUse === 'water' ? landUseClass.fill : mutedFill;
    }
    if (!landUseClass.striped) return landUseClass.fill;
    return this.#pool.pattern({ ground: stripeGround, line: stripeLine, width: 0.45, spacing: 1.25, degrees: 45 });
  }

  /** The fills of scenario `index`, with a legend of exactly the classes that are on the sheet. */
  paint(index: number, tone: ParcelTone): Painted {
    const table = this.#tables[index];
    if (!table) return { uses: [], legend: [] };
    const classes = this.#classesOf(table);
    if (featureCount(table.geometry) > outlineLimit) return this.#paintPicture(table, classes, tone);
    this.#paths ??= new SharedPaths(this.#frame, this.#pool, this.#tables, (other) =>
      this.#classesOf(other).map(({ key }) => key),
    );
    const uses: MapUse[] = [];
    const present: LandUseClass[] = [];
    const edge = { stroke: edgeColour, width: this.#frame.denominator > 15_000 ? 0.08 : 0.15, opacity: 0.2 };
    for (const { key, paths } of this.#paths.of(index)) {
      const landUseClass = this.#byKey.get(key)!;
      present.push(landUseClass);
      const style: MapStyle = { fill: this.#fill(landUseClass, tone), ...edge };
      for (const path of paths) uses.push({ path, style });
    }
    return { uses, legend: this.#legend(present, tone) };
  }

  /** Colour numbers of a table's parcels, kept for the other tone and for scenarios with the same table. */
  #sheetOf(table: FeatureTable, classes: readonly LandUseClass[], distinct: readonly LandUseClass[]): PaintedSheet {
    const known = this.#sheets.get(table);
    if (known) return known;
    const numbers = new Map(distinct.map((landUseClass, number) => [landUseClass, number]));
    const rows = table.ids.map((_, row) => row);
    const sheet = paintSheet(this.#frame, table.geometry, rows, (row) => numbers.get(classes[row]!)!);
    this.#sheets.set(table, sheet);
    return sheet;
  }

  #paintPicture(table: FeatureTable, classes: readonly LandUseClass[], tone: ParcelTone): Painted {
    const distinct = [...new Set(classes)].sort(compareClasses);
    const sheet = this.#sheetOf(table, classes, distinct);
    const fills = distinct.map((landUseClass) => {
      const fill = this.#fill(landUseClass, tone);
      return fill.startsWith('#') ? fill : stripeGround;
    });
    // Where parcels are only a few dots, dark edges would be all there is to see.
    const dots = (sheet.width * sheet.height) / table.ids.length;
    const edgeShare = dots < 100 ? 0.1 : 0.3;
    const palette: (string | null)[] = Array.from({ length: 256 }, () => null);
    fills.forEach((fill, number) => {
      palette[number + 1] = fill;
      palette[number + 1 + edgeOffset] = blend(fill, edgeColour, edgeShare);
    });
    const stripe = edgeOffset - 1;
    palette[stripe] = stripeLine;
    const isStriped = new Uint8Array(256);
    distinct.forEach(({ striped }, number) => {
      if (striped && tone === 'land-use') isStriped[number + 1] = 1;
    });
    const pixels = sheet.pixels.slice();
    const seen = new Uint8Array(256);
    for (let row = 0, at = 0; row < sheet.height; row++) {
      for (let column = 0; column < sheet.width; column++, at++) {
        const pixel = pixels[at]!;
        seen[pixel] = 1;
        if (isStriped[pixel] === 1 && (row + column) % 15 < 5) pixels[at] = stripe;
      }
    }
    const present = distinct.filter((_, number) => seen[number + 1] === 1 || seen[number + 1 + edgeOffset] === 1);
    const key =
      this.#pictures.get(table)?.[tone] ?? this.#pool.picture({ png: encodePng({ ...sheet, pixels, palette }) });
    this.#pictures.set(table, { ...this.#pictures.get(table), [tone]: key });
    return { uses: [{ path: key, style: {} }], legend: this.#legend(present, tone) };
  }

  #legend(present: readonly LandUseClass[], tone: ParcelTone): LegendItem[] {
    const shown = present.filter(({ landUse }) => tone === 'land-use' || greenUses.has(landUse) || landUse === 'water');
    const items: LegendItem[] = [...shown].sort(compareClasses).map((landUseClass) => ({
      shape: 'area',
      styles: [{ fill: this.#fill(landUseClass, tone) }],
      label:
        landUseClass.code === null
          ? landUseClass.label
          : {
              zh: `${landUseClass.code} ${landUseClass.label.zh}`,
              en: `${landUseClass.code} ${landUseClass.label.en}`,
            },
    }));
    if (shown.length < present.length) {
      items.push({
        shape: 'area',
        styles: [{ fill: mutedFill, stroke: edgeColour, opacity: 0.2, width: 0.15 }],
        label: mapTexts.otherLand,
      });
    }
    return items;
  }

  /** Outlines of the parcels that scenario `index` changes, whatever changes about them. */
  changes(index: number): Painted {
    const baseline = this.#tables[0];
    const table = this.#tables[index];
    if (!table || !baseline || table === baseline) return { uses: [], legend: [] };
    const { own } = splitFeatures([baseline, table], (other) => signatures(other, this.#classesOf(other)));
    const rows = [...own[1]!.values()].flat().sort((a, b) => a - b);
    const outline = pathOf(this.#frame, table.geometry, rows);
    if (outline === '') return { uses: [], legend: [] };
    const { denominator } = this.#frame;
    const width = denominator > 30_000 ? 0.16 : denominator > 15_000 ? 0.22 : 0.3;
    const style: MapStyle = { stroke: changeColour, width, round: true };
    return {
      uses: [{ path: this.#pool.path(outline), style }],
      legend: [{ shape: 'area', styles: [{ ...style, width: 0.3 }], label: mapTexts.changed }],
    };
  }
}
