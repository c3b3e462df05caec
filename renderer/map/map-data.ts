import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import type { CodeTable } from '#core/model/code-table.ts';
import { gb50137 } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { LayerStyle } from '#core/model/layer-style.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { ProjectDescription } from '#core/model/project.ts';

/** A layer with its features as one scenario has them. */
export interface LayerData {
  readonly layer: Layer;
  readonly table: FeatureTable;
  readonly codes: CodeTable;
  /** What a person chose; absent where the role decides. */
  readonly style: LayerStyle | undefined;
}

export type MapData = ReadonlyMap<LayerId, LayerData>;

export function codesOf(description: ProjectDescription, layer: Layer): CodeTable {
  return description.codeTables.find((table) => table.id === layer.codeTable) ?? gb50137;
}

const indexes = new WeakMap<PackedGeometry, SpatialIndex>();

/** Where the features of a table are; made on first use and kept as long as the geometry. */
export function indexOf({ geometry }: Pick<FeatureTable, 'geometry'>): SpatialIndex {
  let index = indexes.get(geometry);
  if (!index) {
    index = new SpatialIndex(geometry);
    indexes.set(geometry, index);
  }
  return index;
}

const rows = new WeakMap<readonly FeatureId[], Map<FeatureId, number>>();

/** Rows by feature id. */
export function rowsById({ ids }: FeatureTable): ReadonlyMap<FeatureId, number> {
  let byId = rows.get(ids);
  if (!byId) {
    byId = new Map();
    for (let row = 0; row < ids.length; row++) byId.set(ids[row]!, row);
    rows.set(ids, byId);
  }
  return byId;
}
