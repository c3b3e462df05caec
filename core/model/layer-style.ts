import type { RampId } from './colour-ramps.ts';
import type { LayerId } from './ids.ts';

/** Hatches for plan categories that keep the ground visible. */
export const hatches = ['diagonal', 'back-diagonal', 'cross', 'horizontal', 'dots'] as const;
export type Hatch = (typeof hatches)[number];

export const pointShapes = ['circle', 'square', 'triangle', 'diamond', 'cross'] as const;
export type PointShape = (typeof pointShapes)[number];

/** How one feature is drawn. Colours are #RRGGBB; sizes in CSS pixels. */
export interface FeatureSymbol {
  /** Fill of polygons and points; null draws none. */
  readonly fill: string | null;
  /** Lines over the polygon's fill, in the colour of the stroke. */
  readonly hatch?: Hatch;
  /** Outline of polygons and points, and the line itself; null draws none. */
  readonly stroke: string | null;
  readonly strokeWidth: number;
  readonly dashed?: boolean;
  /** Diameter of a point. */
  readonly size: number;
  readonly shape: PointShape;
}

export const breakMethods = ['quantile', 'equal', 'natural', 'manual'] as const;
export type BreakMethod = (typeof breakMethods)[number];

/** All features alike. */
export interface SingleSymbology {
  readonly kind: 'single';
  readonly symbol: FeatureSymbol;
}

/** A symbol for each value of a field. */
export interface CategorisedSymbology {
  readonly kind: 'categorised';
  readonly field: string;
  readonly classes: readonly { readonly value: string; readonly symbol: FeatureSymbol }[];
  /** Values not listed, and no value; null leaves them out of the map. */
  readonly others: FeatureSymbol | null;
}

/** Colours of a ramp by the class of a number. */
export interface GraduatedSymbology {
  readonly kind: 'graduated';
  readonly field: string;
  readonly method: BreakMethod;
  /** Ends of the classes, ascending: one more than there are classes. A value on an inner break belongs to the lower class. */
  readonly breaks: readonly number[];
  readonly ramp: RampId;
  readonly reversed: boolean;
  /** What all classes share besides their colour. */
  readonly symbol: FeatureSymbol;
}

/** The first rule that holds decides. */
export interface RuleSymbology {
  readonly kind: 'rules';
  readonly rules: readonly { readonly where: string; readonly label: string; readonly symbol: FeatureSymbol }[];
  readonly others: FeatureSymbol | null;
}

export type Symbology = SingleSymbology | CategorisedSymbology | GraduatedSymbology | RuleSymbology;

/** Text at each feature, from a field. */
export interface LabelSettings {
  readonly field: string;
  readonly sizePixels: number;
  readonly bold: boolean;
  readonly colour: string;
  /** Shown from scale 1:`from` on, which means at that scale and closer. */
  readonly from: number;
}

/** What a person chose for a layer; what is absent is drawn as the layer's role asks. */
export interface LayerStyle {
  /** The layer it belongs to: each has at most one. */
  readonly id: LayerId;
  readonly symbology?: Symbology;
  readonly labels?: LabelSettings | 'none';
  /** The layer is drawn between scale 1:`farthest` and 1:`closest`; open where absent. */
  readonly farthest?: number;
  readonly closest?: number;
}

/** Fields whose values a style needs. */
export function fieldsOfStyle(style: LayerStyle | undefined): string[] {
  if (!style) return [];
  const { symbology, labels } = style;
  const names: string[] = [];
  if (symbology?.kind === 'categorised' || symbology?.kind === 'graduated') names.push(symbology.field);
  if (symbology?.kind === 'rules') for (const { where } of symbology.rules) names.push(...namesIn(where));
  if (labels && labels !== 'none') names.push(labels.field);
  return [...new Set(names)];
}

/** Words of an expression that may be fields: text in quotes and numbers are none. */
function namesIn(expression: string): string[] {
  return expression.replaceAll(/'(?:[^']|'')*'/gu, ' ').match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [];
}
