import { classColours } from '#core/model/colour-ramps.ts';
import {
  emptyColumn,
  type FeatureTable,
  type Field,
  isNumberColumn,
  type Scalar,
  scalarAt,
} from '#core/model/feature-table.ts';
import type { FeatureSymbol, Symbology } from '#core/model/layer-style.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { compileExpression } from '#core/scenario/expression.ts';
import { classOf } from './class-breaks.ts';

/** One line of the legend. */
export interface StyleClass {
  readonly symbol: FeatureSymbol;
  readonly meaning:
    | { readonly kind: 'all' | 'others' }
    | { readonly kind: 'value'; readonly value: string }
    | { readonly kind: 'range'; readonly low: number; readonly high: number }
    | { readonly kind: 'rule'; readonly label: string };
  /** Features of this class in the table. */
  readonly count: number;
}

export interface StyledRows {
  readonly classes: readonly StyleClass[];
  /** The class of each row; -1 is not drawn. */
  readonly classOfRow: Int16Array;
}

/** A value as categories name it. */
export function categoryOf(value: Scalar): string | null {
  return value === null ? null : String(value);
}

type Unnumbered = Omit<StyleClass, 'count'>;

function counted(classes: readonly Unnumbered[], classOfRow: Int16Array): StyledRows {
  const counts = classes.map(() => 0);
  for (const place of classOfRow) if (place >= 0) counts[place]!++;
  return { classes: classes.map((one, place) => ({ ...one, count: counts[place]! })), classOfRow };
}

function withOthers(classes: readonly Unnumbered[], others: FeatureSymbol | null): readonly Unnumbered[] {
  return others ? [...classes, { symbol: others, meaning: { kind: 'others' } }] : classes;
}

/** Which class each row of `table` falls into. A field that the table does not have leaves all rows to the others. */
export function styleRows(symbology: Symbology, table: FeatureTable): StyledRows {
  const rows = table.ids.length;
  const classOfRow = new Int16Array(rows);
  if (symbology.kind === 'single') return counted([{ symbol: symbology.symbol, meaning: { kind: 'all' } }], classOfRow);
  if (symbology.kind === 'graduated') {
    const { breaks, ramp, reversed, symbol } = symbology;
    const column = table.columns[symbology.field];
    const count = breaks.length - 1;
    classOfRow.fill(-1);
    if (column && isNumberColumn(column))
      for (let row = 0; row < rows; row++) classOfRow[row] = classOf(column[row]!, breaks);
    const isLine = table.geometry.kind === 'line';
    const classes = classColours(ramp, Math.max(0, count), reversed).map(
      (colour, place): Unnumbered => ({
        symbol: isLine ? { ...symbol, stroke: colour } : { ...symbol, fill: colour },
        meaning: { kind: 'range', low: breaks[place]!, high: breaks[place + 1]! },
      }),
    );
    return counted(classes, classOfRow);
  }
  const rest = symbology.others ? (symbology.kind === 'rules' ? symbology.rules : symbology.classes).length : -1;
  classOfRow.fill(rest);
  if (symbology.kind === 'categorised') {
    const field = table.fields.find(({ name }) => name === symbology.field);
    const places = new Map(symbology.classes.map(({ value }, place) => [value, place]));
    if (field) {
      for (let row = 0; row < rows; row++) {
        const value = categoryOf(scalarAt(table, field, row));
        classOfRow[row] = (value === null ? undefined : places.get(value)) ?? rest;
      }
    }
    const classes = symbology.classes.map(
      ({ value, symbol }): Unnumbered => ({ symbol, meaning: { kind: 'value', value } }),
    );
    return counted(withOthers(classes, symbology.others), classOfRow);
  }
  const tests = symbology.rules.map(({ where }) => compileExpression(where, table));
  for (let row = 0; row < rows; row++) {
    const place = tests.findIndex((test) => test(row) === true);
    if (place >= 0) classOfRow[row] = place;
  }
  const classes = symbology.rules.map(
    ({ label, symbol }): Unnumbered => ({ symbol, meaning: { kind: 'rule', label } }),
  );
  return counted(withOthers(classes, symbology.others), classOfRow);
}

/** What is wrong with the condition of a rule on a layer with these fields; undefined when it can be worked out. */
export function conditionFault(where: string, fields: readonly Field[]): WorkbenchError | undefined {
  const columns = Object.fromEntries(fields.map(({ name, type }) => [name, emptyColumn(type, 0)]));
  try {
    compileExpression(where, { ids: [], geometry: new GeometryPacker('none').finish(), fields, columns });
    return undefined;
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}

/** The values of a field with how often each occurs, the most frequent first. */
export function categoriesIn(table: FeatureTable, fieldName: string): { value: string; count: number }[] {
  const field = table.fields.find(({ name }) => name === fieldName);
  if (!field) return [];
  const counts = new Map<string, number>();
  table.ids.forEach((_, row) => {
    const value = categoryOf(scalarAt(table, field, row));
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  });
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}
