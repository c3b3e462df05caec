import type { SnapshotLayer } from '#core/evaluation/contract.ts';
import { numberColumn, textColumn } from '#core/model/feature-table.ts';
import { featureCount } from '#core/model/packed-geometry.ts';

/** Number of features of a layer; 0 when the project has no such layer. */
export function countOf(layer: SnapshotLayer | undefined): number {
  return layer ? featureCount(layer.geometry) : 0;
}

/** The numbers of a field; all NaN when the layer or the field is missing. */
export function numbersOf(layer: SnapshotLayer | undefined, name: string): Float64Array {
  const column = layer && numberColumn(layer, name);
  return column ?? new Float64Array(countOf(layer)).fill(Number.NaN);
}

/** The texts of a field; all null when the layer or the field is missing. */
export function textsOf(layer: SnapshotLayer | undefined, name: string): readonly (string | null)[] {
  const column = layer && textColumn(layer, name);
  return column ?? Array.from({ length: countOf(layer) }, () => null);
}

/** A flag of a feature: true, false, or undefined where it is not known. */
export function flagAt(column: Float64Array, row: number): boolean | undefined {
  const value = column[row]!;
  return Number.isNaN(value) ? undefined : value !== 0;
}

/** The value, or 0 where it is missing. */
export function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

/** Sum of the values that are known. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let row = 0; row < values.length; row++) sum += orZero(values[row]!);
  return sum;
}

/** The number a parameter holds. */
export function numberParameter(parameters: Readonly<Record<string, unknown>>, name: string): number {
  return parameters[name] as number;
}

/** The numbers a parameter holds, ascending and each once. */
export function numbersParameter(parameters: Readonly<Record<string, unknown>>, name: string): readonly number[] {
  return [...new Set(parameters[name] as readonly number[])].sort((a, b) => a - b);
}
