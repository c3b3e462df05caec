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

let lastAll: readonly number[] = [];

/** The rows of a table of this length, always the same list for the same length. */
function allRows(count: number): readonly number[] {
  if (lastAll.length === count) return lastAll;
  const rows: number[] = [];
  for (let row = 0; row < count; row++) rows.push(row);
  lastAll = rows;
  return rows;
}

/** The rows of some features, in the order of the table. */
export function rowsAmong({ ids }: FeatureTable, features: ReadonlySet<FeatureId>): number[] {
  const rows: number[] = [];
  for (let row = 0; row < ids.length; row++) if (features.has(ids[row]!)) rows.push(row);
  return rows;
}

/** All rows in the order of their keys, rising and falling, as far as somebody asked: what is left of them is in this order. */
const orders = new WeakMap<Float64Array, Partial<Record<'rising' | 'falling', readonly number[]>>>();

/**
 * Rows of a table, all or those in `only`, in the order in which they are shown: those with the same value stay in the order of
 * the layer, those without one come last.
 */
export function sortedRows(
  table: FeatureTable,
  columns: readonly Pick<TableColumn, 'id' | 'keys'>[],
  sorting: Sorting | null,
  only: readonly number[] | null,
): readonly number[] {
  const rows = only ?? allRows(table.ids.length);
  const column = columns.find(({ id }) => id === sorting?.column);
  if (!column) return rows;
  const keys = column.keys();
  const way = sorting?.descending ? 'falling' : 'rising';
  const known = orders.get(keys)?.[way];
  if (known?.length === table.ids.length) return only ? rowsLeft(known, only) : known;
  const ordered = orderedRows(rows, keys, sorting?.descending ? -1 : 1);
  if (!only) orders.set(keys, { ...orders.get(keys), [way]: ordered });
  return ordered;
}

/** Those of the rows that are in `only`, in their order. */
function rowsLeft(rows: readonly number[], only: readonly number[]): readonly number[] {
  const isLeft = new Uint8Array(rows.length);
  for (const row of only) isLeft[row] = 1;
  return rows.filter((row) => isLeft[row] === 1);
}

function orderedRows(rows: readonly number[], keys: Float64Array, sign: 1 | -1): readonly number[] {
  const values = new Float64Array(rows.length);
  let valued = 0;
  for (const row of rows) if (!Number.isNaN(keys[row]!)) values[valued++] = sign * keys[row]!;
  // Numbers alone are sorted many times as fast as rows by a function.
  const rising = values.subarray(0, valued).sort();
  const taken = new Uint32Array(valued);
  const ordered = new Uint32Array(rows.length);
  let last = valued;
  for (const row of rows) {
    const key = sign * keys[row]!;
    if (Number.isNaN(key)) ordered[last++] = row;
    else {
      const place = placeOf(rising, key);
      ordered[place + taken[place]!++] = row;
    }
  }
  return Array.from(ordered);
}
