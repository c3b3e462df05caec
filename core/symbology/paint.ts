import type { Hatch, PointShape } from '#core/model/layer-style.ts';

/** A line as it is drawn; width and dashes in CSS pixels, the colour #RRGGBB or #RRGGBBAA. */
export interface PaintStroke {
  readonly colour: string;
  readonly width: number;
  readonly dash?: readonly number[];
  readonly cap?: 'round' | 'butt';
}

/** A symbol at a point; `radius` in CSS pixels, without its outline. */
export interface PaintMark {
  readonly shape: PointShape;
  readonly radius: number;
  readonly fill?: string;
  readonly stroke?: PaintStroke;
}

/** One thing that is drawn of a feature, on the screen and on paper alike. */
export interface Paint {
  /** Place in the drawing order of the layer: larger ones lie over smaller ones. */
  readonly height: number;
  readonly fill?: string;
  /** Lines over the fill. */
  readonly hatch?: { readonly kind: Hatch; readonly colour: string };
  /** The stripes of mixed land in the place of a fill. */
  readonly striped?: true;
  readonly stroke?: PaintStroke;
  readonly mark?: PaintMark;
}

/**
 * What is drawn of a row of a table at this many metres of a pixel; undefined where nothing is. Rows that are drawn alike get
 * the same list, so that they can be drawn together.
 */
export type RowPaint = (row: number, metresPerPixel: number) => readonly Paint[] | undefined;
