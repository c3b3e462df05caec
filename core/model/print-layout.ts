import type { ScenarioId } from './ids.ts';
import type { Language } from './text.ts';

/** Sizes of paper, mm, the shorter side first. */
export const papers = {
  a4: [210, 297],
  a3: [297, 420],
} as const;
export type PaperId = keyof typeof papers;

/** What can stand on a sheet, in the order in which it is drawn. */
export const sheetElements = [
  'map',
  'second-map',
  'title',
  'subtitle',
  'legend',
  'notes',
  'source',
  'scale-bar',
  'north',
  'logo',
] as const;
export type SheetElementId = (typeof sheetElements)[number];

/** Elements that a person can leave out; maps are always there. */
export const optionalElements = ['title', 'subtitle', 'legend', 'scale-bar', 'north', 'notes', 'source'] as const;
export type OptionalElementId = (typeof optionalElements)[number];

/** A rectangle on the sheet, mm from its upper-left corner. */
export interface SheetBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A sheet to be printed: everything about it but the data. */
export interface PrintLayout {
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  readonly paper: PaperId;
  readonly landscape: boolean;
  readonly language: Language;
  readonly title: string;
  readonly subtitle: string;
  readonly author: string;
  /** As it was typed; the day of printing when absent. */
  readonly date?: string;
  readonly notes: string;
  /** One map, or two beside each other that show the same place. */
  readonly scenarios: readonly [ScenarioId] | readonly [ScenarioId, ScenarioId];
  /** The scale is 1:`scale`; as large as the plan fits when absent. */
  readonly scale?: number;
  /** What lies in the middle of the map, m; the middle of the plan when absent. */
  readonly centre?: readonly [x: number, y: number];
  /** The colours of land use: those of the screen or the saturated ones of drawings. */
  readonly colours: 'screen' | 'drawing';
  readonly shown: Readonly<Record<OptionalElementId, boolean>>;
  /** Coordinates along the edges of the map. */
  readonly graticule: boolean;
  /** A picture as a `data:` address. */
  readonly logo?: string;
  /** Elements that were moved or resized; the others stand where the paper puts them. */
  readonly boxes: Readonly<Partial<Record<SheetElementId, SheetBox>>>;
}

/** Largest logo that a layout keeps, characters of its address. */
export const logoLimit = 700_000;

/** Scales that a sheet can have: 1:`least` to 1:`most`. */
export const printScales: { readonly least: number; readonly most: number } = { least: 50, most: 5_000_000 };

/** Width and height of the sheet, mm. */
export function paperSize({ paper, landscape }: Pick<PrintLayout, 'paper' | 'landscape'>): readonly [number, number] {
  const [short, long] = papers[paper];
  return landscape ? [long, short] : [short, long];
}

/** A layout that shows everything of one scenario as large as it fits on A3. */
export function newPrintLayout(
  id: string,
  title: string,
  language: Language,
  scenario: PrintLayout['scenarios'][0],
): PrintLayout {
  return {
    id,
    name: title,
    paper: 'a3',
    landscape: true,
    language,
    title,
    subtitle: '',
    author: '',
    notes: '',
    scenarios: [scenario],
    colours: 'screen',
    shown: {
      title: true,
      subtitle: true,
      legend: true,
      'scale-bar': true,
      north: true,
      notes: true,
      source: true,
    },
    graticule: true,
    boxes: {},
  };
}
