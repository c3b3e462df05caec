import { type FeatureTable, isNumberColumn } from '#core/model/feature-table.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Appends the parts of feature `feature` (only those wanted) as they are; ending the feature is left to the caller. */
export function copyParts(
  packer: GeometryPacker,
  geometry: PackedGeometry,
  feature: number,
  isWanted?: (part: number) => boolean,
): void {
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) {
    if (isWanted && !isWanted(part)) continue;
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      packer.addRing(coordinates.subarray(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!));
    }
    packer.endPart();
  }
}

/** Appends one feature as it is. */
export function copyFeature(packer: GeometryPacker, geometry: PackedGeometry, feature: number): void {
  copyParts(packer, geometry, feature);
  packer.endFeature();
}

/** The features at `rows`, in that order. */
export function pickFeatures(geometry: PackedGeometry, rows: Iterable<number>): PackedGeometry {
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) copyFeature(packer, geometry, row);
  return packer.finish();
}

/** The features at `rows` of a table, in that order, with all their values. */
export function pickRows(table: FeatureTable, rows: readonly number[]): FeatureTable {
  const columns = Object.entries(table.columns).map(([name, column]) => [
    name,
    isNumberColumn(column) ? Float64Array.from(rows, (row) => column[row]!) : rows.map((row) => column[row] ?? null),
  ]);
  return {
    ids: rows.map((row) => table.ids[row]!),
    geometry: pickFeatures(table.geometry, rows),
    fields: table.fields,
    columns: Object.fromEntries(columns),
  };
}
