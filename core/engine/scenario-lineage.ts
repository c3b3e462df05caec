import { type Lineage, lineageOf } from '#core/compare/lineage.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';

const known = new WeakMap<FeatureTable, WeakMap<FeatureTable, Lineage>>();

/** The lineage of two states of the parcels, worked out once for the same tables. */
export function rememberedLineage(before: FeatureTable, after: FeatureTable): Lineage {
  const byAfter = known.get(before) ?? new WeakMap<FeatureTable, Lineage>();
  known.set(before, byAfter);
  const lineage = byAfter.get(after) ?? lineageOf(before, after);
  byAfter.set(after, lineage);
  return lineage;
}
