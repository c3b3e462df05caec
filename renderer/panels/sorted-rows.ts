import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { TableColumn } from './table-columns.ts';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
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
  const valued = Uint32Array.from(rows.filter((row) => !Number.isNaN(keys[row]!)));
  valued.sort((a, b) => sign * (keys[a]! - keys[b]!) || a - b);
  return [...valued, ...rows.filter((row) => Number.isNaN(keys[row]!))];
}
