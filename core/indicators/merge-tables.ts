import { copyParts } from '#core/geometry/copy-parts.ts';
import { type Column, emptyColumn, type FeatureTable, type Field, isNumberColumn } from '#core/model/feature-table.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

function mergeGeometries(geometries: readonly PackedGeometry[]): PackedGeometry {
  const packer = new GeometryPacker(geometries[0]!.kind);
  for (const geometry of geometries) {
    for (let feature = 0; feature < featureCount(geometry); feature++) {
      copyParts(packer, geometry, feature);
      packer.endFeature();
    }
  }
  return packer.finish();
}

function mergeColumn(tables: readonly FeatureTable[], field: Field, count: number): Column {
  const merged = emptyColumn(field.type, count);
  let start = 0;
  for (const table of tables) {
    const column = table.columns[field.name];
    if (column && isNumberColumn(column) === isNumberColumn(merged)) {
      for (let row = 0; row < table.ids.length; row++) merged[start + row] = column[row]!;
    }
    start += table.ids.length;
  }
  return merged;
}

/**
 * Several layers of one role as one: the features of each in turn, with the fields of all. Those of another geometry kind
 * than the first are left out.
 */
export function mergeTables(tables: readonly FeatureTable[]): FeatureTable {
  const [first] = tables;
  if (!first) throw new RangeError('no tables to merge');
  const alike = tables.filter((table) => table.geometry.kind === first.geometry.kind);
  if (alike.length === 1) return first;
  const ids = alike.flatMap((table) => table.ids);
  const fields = new Map<string, Field>();
  for (const table of alike)
    for (const field of table.fields) if (!fields.has(field.name)) fields.set(field.name, field);
  const columns: Record<string, Column> = {};
  for (const field of fields.values()) columns[field.name] = mergeColumn(alike, field, ids.length);
  return {
    ids,
    geometry: mergeGeometries(alike.map((table) => table.geometry)),
    fields: [...fields.values()],
    columns,
  };
}
