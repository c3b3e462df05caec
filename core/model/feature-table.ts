import type { FeatureId } from './ids.ts';
import type { PackedGeometry } from './packed-geometry.ts';

export type FieldType = 'text' | 'integer' | 'real' | 'boolean' | 'date';

/** One attribute of a layer. `unit` is a UCUM-like symbol such as `m2`, `m`, `min`, `1` for a plain ratio. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly unit?: string;
}

export type Scalar = string | number | boolean | null;

/** A column of numbers: integers, reals, and booleans as 0 and 1; NaN where there is no value. */
export type NumberColumn = Float64Array;
/** A column of texts and dates (ISO 8601); null where there is no value. */
export type TextColumn = readonly (string | null)[];
export type Column = NumberColumn | TextColumn;

/** Features of one layer in columns: `ids[i]`, geometry i and row i of every column belong together. */
export interface FeatureTable {
  readonly ids: readonly FeatureId[];
  readonly geometry: PackedGeometry;
  readonly fields: readonly Field[];
  readonly columns: Readonly<Record<string, Column>>;
}

export function isNumberColumn(column: Column): column is NumberColumn {
  return column instanceof Float64Array;
}

/** True for the field types kept as numbers in columns. */
export function isNumberType(type: FieldType): boolean {
  return type === 'integer' || type === 'real' || type === 'boolean';
}

/** The numbers of column `name`, or undefined when the table has no such column of numbers. */
export function numberColumn(table: FeatureTable, name: string): NumberColumn | undefined {
  const column = table.columns[name];
  return column && isNumberColumn(column) ? column : undefined;
}

/** The texts of column `name`, or undefined when the table has no such column of texts. */
export function textColumn(table: FeatureTable, name: string): TextColumn | undefined {
  const column = table.columns[name];
  return column && !isNumberColumn(column) ? column : undefined;
}

/** An empty column of the right kind for `type`, filled with "no value". */
export function emptyColumn(type: FieldType, count: number): NumberColumn | (string | null)[] {
  if (isNumberType(type)) return new Float64Array(count).fill(Number.NaN);
  const texts: null[] = [];
  for (let row = 0; row < count; row++) texts.push(null);
  return texts;
}

/** The value at `row` in its plain form: booleans as true and false, no value as null. */
export function scalarAt(table: FeatureTable, field: Field, row: number): Scalar {
  const column = table.columns[field.name];
  if (!column) return null;
  if (!isNumberColumn(column)) return column[row] ?? null;
  const value = column[row]!;
  if (Number.isNaN(value)) return null;
  return field.type === 'boolean' ? value !== 0 : value;
}
