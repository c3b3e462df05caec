import { coloursOf } from '#core/model/code-table.ts';
import { categoryColours, type RampId } from '#core/model/colour-ramps.ts';
import { type FeatureTable, numberColumn } from '#core/model/feature-table.ts';
import { isLandUse } from '#core/model/land-use.ts';
import type {
  BreakMethod,
  CategorisedSymbology,
  FeatureSymbol,
  GraduatedSymbology,
  RuleSymbology,
} from '#core/model/layer-style.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { classBreaks } from './class-breaks.ts';
import { categoriesIn } from './style-classes.ts';

/** More values than this make no legend that anybody reads: the rest are drawn as others. */
export const mostCategories = 40;

const plainFill = '#C9D3DE';
const othersFill = '#DADDE1';

/** A calm symbol to begin with. */
export function plainSymbol(kind: GeometryKind, colour: string = plainFill): FeatureSymbol {
  const shared = { size: 9, shape: 'circle' } as const;
  if (kind === 'line')
    return { ...shared, fill: null, stroke: colour === plainFill ? '#5E6975' : colour, strokeWidth: 2 };
  if (kind === 'point')
    return { ...shared, fill: colour === plainFill ? '#2F55B0' : colour, stroke: '#FFFFFF', strokeWidth: 1.2 };
  return { ...shared, fill: colour, stroke: '#6B7684', strokeWidth: 0.7 };
}

/** A symbol for each value of a field, the most frequent first; land uses in their standard colours. */
export function categorise(table: FeatureTable, field: string): CategorisedSymbology {
  const { kind } = table.geometry;
  const classes = categoriesIn(table, field)
    .slice(0, mostCategories)
    .map(({ value }, place) => {
      const standard = field === 'land_use' && isLandUse(value) ? coloursOf(value, undefined).light : undefined;
      const colour = standard ?? categoryColours[place % categoryColours.length]!;
      return { value, symbol: plainSymbol(kind, colour.toUpperCase()) };
    });
  return { kind: 'categorised', field, classes, others: plainSymbol(kind, othersFill) };
}

/** Classes of a number field; undefined when the field holds no number. */
export function graduate(
  table: FeatureTable,
  field: string,
  method: BreakMethod,
  classes: number,
  ramp: RampId,
  breaks: readonly number[] = [],
): GraduatedSymbology | undefined {
  const values = numberColumn(table, field);
  if (!values) return undefined;
  const ends =
    method === 'manual' && breaks.length > 1
      ? breaks
      : classBreaks(values, method === 'manual' ? 'equal' : method, classes);
  if (ends.length < 2) return undefined;
  return {
    kind: 'graduated',
    field,
    method,
    breaks: ends,
    ramp,
    reversed: false,
    symbol: plainSymbol(table.geometry.kind),
  };
}

/** One rule to begin with, which a person then words. */
export function firstRule(kind: GeometryKind, where: string, label: string): RuleSymbology {
  return {
    kind: 'rules',
    rules: [{ where, label, symbol: plainSymbol(kind, categoryColours[0]) }],
    others: plainSymbol(kind, othersFill),
  };
}
