import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import type { TableColumn } from './table-columns.ts';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** Rows of a table in the order in which they are shown; those with the same value stay in the order of the layer. */
export function sortedRows(
  table: FeatureTable,
  columns: readonly Pick<TableColumn, 'id' | 'compare'>[],
  sorting: Sorting | null,
  only: ReadonlySet<FeatureId> | null,
): number[] {
  const rows = table.ids.map((_id, row) => row).filter((row) => only === null || only.has(table.ids[row]!));
  const column = columns.find(({ id }) => id === sorting?.column);
  if (!column) return rows;
  const sign = sorting?.descending ? -1 : 1;
  return rows.sort((a, b) => sign * column.compare(a, b) || a - b);
}
