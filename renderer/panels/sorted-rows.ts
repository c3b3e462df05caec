import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { TableColumn } from './table-columns.ts';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Place of the first of the rising `values` that is not below `value`. */
function placeOf(values: Float64Array, value: number): number {
  let [from, to] = [0, values.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (values[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Rows in the order of their keys, none of which is NaN; those with the same one stay as they are. */
function byKeys(rows: readonly number[], keyOf: (row: number) => number): number[] {
  // Numbers alone are sorted many times as fast as rows by a function.
  const keys = Float64Array.from(rows, keyOf);
  const rising = keys.slice().sort();
  const taken = new Uint32Array(rows.length);
  const ordered = new Array<number>(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const place = placeOf(rising, keys[at]!);
    ordered[place + taken[place]!++] = rows[at]!;
  }
  return ordered;
}

/**
 * Rows of a table in the order in which they are shown: those with the same value stay in the order of the layer, those
 * without one come last.
 */
export function sortedRows(
  table: FeatureTable,
  columns: readonly Pick<TableColumn, 'id' | 'keys'>[],
  sorting: Sorting | null,
  only: ReadonlySet<FeatureId> | null,
): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.ids.length; row++) if (only === null || only.has(table.ids[row]!)) rows.push(row);
  const column = columns.find(({ id }) => id === sorting?.column);
  if (!column) return rows;
  const keys = column.keys();
  const sign = sorting?.descending ? -1 : 1;
  const valued = rows.filter((row) => !Number.isNaN(keys[row]!));
  return [...byKeys(valued, (row) => sign * keys[row]!), ...rows.filter((row) => Number.isNaN(keys[row]!))];
}
