import { type FeatureTable, type Field, isNumberColumn, scalarAt } from '#core/model/feature-table.ts';

/** The figures of one column over some rows; rows without a value are counted apart. */
export type ColumnStatistics =
  | {
      readonly kind: 'numbers';
      readonly count: number;
      readonly missing: number;
      readonly sum: number;
      readonly mean: number;
      readonly median: number;
      /** Standard deviation of the values as a sample (n − 1); 0 for one value. */
      readonly deviation: number;
      readonly least: number;
      readonly most: number;
    }
  | {
      readonly kind: 'texts';
      readonly count: number;
      readonly missing: number;
      readonly distinct: number;
      /** The most frequent values, at most five. */
      readonly frequent: readonly { readonly value: string | boolean; readonly count: number }[];
    };

function ofNumbers(values: Float64Array, missing: number): ColumnStatistics {
  const sorted = values.sort();
  const count = sorted.length;
  if (count === 0)
    return { kind: 'numbers', count, missing, sum: 0, mean: 0, median: 0, deviation: 0, least: 0, most: 0 };
  let sum = 0;
  for (const value of sorted) sum += value;
  const mean = sum / count;
  let squares = 0;
  for (const value of sorted) squares += (value - mean) ** 2;
  const middle = count >> 1;
  return {
    kind: 'numbers',
    count,
    missing,
    sum,
    mean,
    median: count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2,
    deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0,
    least: sorted[0]!,
    most: sorted[count - 1]!,
  };
}

/** The figures of `field` over `rows` of the table. */
export function columnStatistics(table: FeatureTable, field: Field, rows: readonly number[]): ColumnStatistics {
  const column = table.columns[field.name];
  if (column && isNumberColumn(column) && field.type !== 'boolean') {
    const known = rows.filter((row) => !Number.isNaN(column[row]!));
    return ofNumbers(
      Float64Array.from(known, (row) => column[row]!),
      rows.length - known.length,
    );
  }
  const counts = new Map<string | boolean, number>();
  let missing = 0;
  for (const row of rows) {
    const value = scalarAt(table, field, row);
    if (value === null) missing++;
    else if (typeof value !== 'number') counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const frequent = [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count)
    .slice(0, 5);
  return { kind: 'texts', count: rows.length - missing, missing, distinct: counts.size, frequent };
}
