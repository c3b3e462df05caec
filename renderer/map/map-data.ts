import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { LayerData } from '#core/symbology/layer-data.ts';

export { codesOf, type LayerData } from '#core/symbology/layer-data.ts';

export type MapData = ReadonlyMap<LayerId, LayerData>;

const indexes = new WeakMap<FeatureTable, SpatialIndex>();

/** Where the features of a table are; made on first use and kept as long as the table. */
export function indexOf(table: FeatureTable): SpatialIndex {
  let index = indexes.get(table);
  if (!index) {
    index = new SpatialIndex(table.geometry);
    indexes.set(table, index);
  }
  return index;
}

const rows = new WeakMap<FeatureTable, Map<FeatureId, number>>();

/** Rows by feature id. */
export function rowsById(table: FeatureTable): ReadonlyMap<FeatureId, number> {
  let byId = rows.get(table);
  if (!byId) {
    byId = new Map(table.ids.map((id, row) => [id, row]));
    rows.set(table, byId);
  }
  return byId;
}
