import type { LocalText } from '#core/model/text.ts';
import type { MapFrame } from './map-frame.ts';
import type { ScenarioMark } from './scenario-mark.ts';

/** How a path is painted. Widths and dashes in mm on paper. */
export interface MapStyle {
  /** A colour, or the name of a pattern of the drawing. */
  readonly fill?: string;
  readonly stroke?: string;
  readonly width?: number;
  readonly dash?: readonly number[];
  /** Of the stroke, 0 to 1. */
  readonly opacity?: number;
  readonly round?: boolean;
}

/** One painted path; several maps may use the same path. */
export interface MapUse {
  /** Name of a path or picture of the pool. */
  readonly path: string;
  readonly style: MapStyle;
}

/** A symbol at a place, in drawing units. */
export interface MapSymbol {
  readonly kind: 'station' | 'interchange' | 'dot';
  readonly x: number;
  readonly y: number;
  readonly colour: string;
}

/** A placed text; `x` and `y` are its left end (or middle, or right end) and baseline in drawing units. */
export interface MapLabel {
  readonly text: LocalText;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Type size, mm. */
  readonly size: number;
  readonly colour: string;
  readonly strong: boolean;
  readonly italic: boolean;
}

/** A line of the legend: only what is on the sheet is listed. */
export interface LegendItem {
  readonly shape: 'area' | 'line' | 'station';
  readonly styles: readonly MapStyle[];
  readonly label: LocalText;
}

/** One map: what is painted, in order, and what goes over it. */
export interface MapPanel {
  readonly frame: MapFrame;
  readonly scenario: ScenarioMark;
  readonly ground: string;
  readonly uses: readonly MapUse[];
  readonly symbols: readonly MapSymbol[];
  readonly labels: readonly MapLabel[];
  readonly legend: readonly LegendItem[];
}

/** Maps of several scenarios in one figure, with one legend of all that is on them. */
export interface MapFigure {
  readonly kind: 'map';
  readonly panels: readonly MapPanel[];
  readonly legend: readonly LegendItem[];
}

/**
 * Puts maps together. A line of the legend that several of them have stands once; one that only a later map has comes after
 * the line it follows there, so that the order of the classes stays.
 */
export function mapFigure(panels: readonly MapPanel[]): MapFigure {
  const legend: LegendItem[] = [];
  const placeOf = ({ label }: LegendItem) =>
    legend.findIndex((item) => item.label.zh === label.zh && item.label.en === label.en);
  for (const panel of panels) {
    let last = -1;
    for (const item of panel.legend) {
      const known = placeOf(item);
      if (known < 0) legend.splice(last + 1, 0, item);
      last = known < 0 ? last + 1 : known;
    }
  }
  return { kind: 'map', panels, legend };
}

/** Lines at 45° over a fill (land that is mixed), or hatching with nothing beneath. */
export interface MapPattern {
  readonly ground?: string;
  readonly line: string;
  /** Width of a line and distance from one to the next, mm. */
  readonly width: number;
  readonly spacing: number;
  readonly degrees: number;
}

/** A picture on the sheet: an indexed PNG that fills it. */
export interface MapPicture {
  readonly png: Uint8Array;
}

/**
 * What the maps of a report share: each outline is kept once, and every map that paints it refers to it by name. Names are
 * given in the order of first use, so that the same report has the same names.
 */
export class MapPool {
  readonly paths = new Map<string, string>();
  readonly pictures = new Map<string, MapPicture>();
  readonly patterns = new Map<string, MapPattern>();
  readonly #names = new Map<string, string>();

  /** The name of a path. */
  path(outline: string): string {
    const known = this.#names.get(outline);
    if (known !== undefined) return known;
    const name = `g${this.paths.size + 1}`;
    this.#names.set(outline, name);
    this.paths.set(name, outline);
    return name;
  }

  picture(picture: MapPicture): string {
    const name = `i${this.pictures.size + 1}`;
    this.pictures.set(name, picture);
    return name;
  }

  /** A fill for `MapStyle.fill`. */
  pattern(pattern: MapPattern): string {
    const key = JSON.stringify(pattern);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = `url(#h${this.patterns.size + 1})`;
    this.#names.set(key, name);
    this.patterns.set(name.slice(5, -1), pattern);
    return name;
  }
}
