import { sharedWkb } from '#core/geometry/shared-wkb.ts';
import { isWholeShape } from '#core/geometry/whole-shapes.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import type { FeatureTable, Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId } from '#core/model/ids.ts';
import { plainColumn } from '#core/model/painted-image.ts';
import { rowsOf } from '#core/model/rows-of.ts';
import { typeForms } from './canonical-wkb.ts';
import type { Database } from './database.ts';
import { type FeatureChange, ownStates } from './feature-rows.ts';
import type { LayerTable } from './layer-table.ts';

/**
 * What `ownStates` gives of the baseline, from the baseline as it was read: mostly nothing is asked of the file. Features whose
 * geometry is not sure to be written in the form of the store come from the file all the same.
 */
export function baselineStates(
  database: Database,
  layerTable: LayerTable,
  baseline: FeatureTable,
  ids: readonly FeatureId[],
): Map<FeatureId, FeatureChange> {
  const { geometryType, columns } = layerTable;
  const { geometry } = baseline;
  const isOfForm = geometryType !== null && geometry.kind !== 'point' && typeForms[geometryType].kind === geometry.kind;
  const rows = rowsOf(baseline.ids);
  const isTold = (row: number): boolean => isOfForm && isWholeShape(geometry, row);
  const untold = ids.filter((id) => {
    const row = rows.get(id);
    return row !== undefined && !isTold(row);
  });
  const read = untold.length > 0 ? ownStates(database, layerTable, baselineId, untold) : undefined;
  const readers = columns.map(({ field }) => [field, plainColumn(baseline, field)] as const);
  const imageAt = (row: number): FeatureImage => {
    const values: Record<string, Scalar> = {};
    for (const [field, valueOf] of readers) values[field] = valueOf(row) ?? null;
    return { geometry: sharedWkb(geometry, row), values };
  };
  const states = new Map<FeatureId, FeatureChange>();
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const state = isTold(row) ? imageAt(row) : read?.get(id);
    if (state !== undefined) states.set(id, state);
  }
  return states;
}
