import type { LocalText } from '#core/model/text.ts';
import type { MergedChart } from './chart-merge.ts';
import type { MapFigure, MapPanel, MapPool } from './map-drawing.ts';
import type { MapFrame } from './map-frame.ts';
import type { ScenarioMark } from './scenario-mark.ts';
import type { StripCell } from './strip.ts';

/**
 * A report in no language and no format: what it says, in order. The writers (HTML, XLSX, later DOCX) choose a language and
 * decide how things look; nothing is calculated after this.
 */

/** A run within a line: plain text, or text that is marked, points somewhere or carries a footnote. */
export type Inline =
  | LocalText
  | { readonly kind: 'strong'; readonly text: LocalText }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'note'; readonly note: string }
  | { readonly kind: 'link'; readonly target: string; readonly text: LocalText }
  /** The number of a table, figure or section, such as 表 3-1. */
  | { readonly kind: 'reference'; readonly target: string }
  | { readonly kind: 'scenario'; readonly scenario: ScenarioMark }
  | { readonly kind: 'break' };

export type Content = readonly Inline[];

/** How a change is to be read. `none` where it is not a matter of better or worse. */
export type Verdict = 'better' | 'worse' | 'same' | 'none';

/** The value of one indicator in one scenario, with what belongs to it. */
export interface MeasureCell {
  readonly kind: 'measure';
  /** Absent where there is none: then `status` says why. */
  readonly value?: LocalText;
  readonly range?: LocalText;
  readonly change?: { readonly text: LocalText; readonly verdict: Verdict };
  readonly target?: 'met' | 'missed';
  /** Best of the scenarios, where the indicator has a direction and they differ. */
  readonly best?: boolean;
  readonly status?: { readonly text: LocalText; readonly note?: string };
}

export type Cell =
  | { readonly kind: 'text'; readonly content: Content }
  | { readonly kind: 'number'; readonly text: LocalText }
  | MeasureCell
  | StripCell;

export interface Column {
  readonly title: Content;
  readonly align: 'start' | 'end' | 'middle';
  /** Share of the width; columns without share the rest. */
  readonly width?: number;
}

export interface Row {
  readonly kind: 'body' | 'group' | 'total';
  readonly id?: string;
  /** A group row has one cell, over all columns. */
  readonly cells: readonly Cell[];
}

export interface TableBlock {
  readonly kind: 'table';
  readonly id: string;
  readonly caption: Content;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The column whose cells name their rows. */
  readonly headColumn?: number;
  /** Stands under the table: what marks mean, how much was left out. */
  readonly remarks: readonly Content[];
}

export interface FigureBlock {
  readonly kind: 'figure';
  readonly id: string;
  readonly caption: Content;
  /** What the picture shows, for those who do not see it. */
  readonly description: LocalText;
  readonly picture: MapFigure | MergedChart;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly content: Content; readonly style: 'body' | 'lead' | 'plain' }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly Content[] }
  | { readonly kind: 'formulas'; readonly items: readonly FormulaEntry[] }
  | TableBlock
  | FigureBlock;

/** One indicator in the methods: its number is what tables and texts refer to. */
export interface FormulaEntry {
  readonly id: string;
  readonly number: string;
  readonly name: LocalText;
  readonly formula: string;
  readonly facts: readonly { readonly term: LocalText; readonly meaning: Content }[];
}

export interface Section {
  readonly id: string;
  /** Follows the chapter before it on the same page. */
  readonly flows: boolean;
  readonly level: 1 | 2;
  /** `3`, `3.2`, `A`; empty for the summary. */
  readonly number: string;
  readonly title: LocalText;
  readonly blocks: readonly Block[];
}

export interface Note {
  readonly id: string;
  readonly number: number;
  /** The section at whose end it stands. */
  readonly chapter: string;
  readonly content: Content;
}

/** One line of the title page. */
export interface CoverFact {
  readonly term: LocalText;
  readonly meaning: Content;
}

export interface ReportDocument {
  readonly title: LocalText;
  readonly subtitle: LocalText;
  readonly facts: readonly CoverFact[];
  readonly cover?: MapPanel;
  /** A short code made of all hashes: two reports with the same code rest on the same inputs and results. */
  readonly code: string;
  readonly generated: LocalText;
  readonly sections: readonly Section[];
  readonly notes: readonly Note[];
  /** Numbers of tables, figures and sections by id. */
  readonly numbers: ReadonlyMap<string, LocalText>;
  readonly scenarios: readonly ScenarioMark[];
  readonly maps?: { readonly pool: MapPool; readonly frame: MapFrame };
  /** Ids of what an excerpt leaves out: nothing can point there. */
  readonly left?: ReadonlySet<string>;
}

export function text(content: LocalText): Content {
  return [content];
}

export function paragraph(content: Content, style: 'body' | 'lead' | 'plain' = 'body'): Block {
  return { kind: 'paragraph', content, style };
}

export function textCell(...content: Inline[]): Cell {
  return { kind: 'text', content };
}
