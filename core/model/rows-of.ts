import type { FeatureId } from './ids.ts';

const rowsByIds = new WeakMap<readonly FeatureId[], ReadonlyMap<FeatureId, number>>();

/** Row by feature id; worked out once for each list of ids. */
export function rowsOf(ids: readonly FeatureId[]): ReadonlyMap<FeatureId, number> {
  let rows = rowsByIds.get(ids);
  if (!rows) {
    rows = new Map(ids.map((id, row) => [id, row]));
    rowsByIds.set(ids, rows);
  }
  return rows;
}
