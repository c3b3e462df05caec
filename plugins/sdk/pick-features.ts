import { copyParts } from '#core/geometry/copy-parts.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** Appends one feature as it is. */
export function copyFeature(packer: GeometryPacker, geometry: PackedGeometry, feature: number): void {
  copyParts(packer, geometry, feature);
  packer.endFeature();
}

/** The features `rows` of a geometry, in that order. */
export function pickFeatures(geometry: PackedGeometry, rows: Iterable<number>): PackedGeometry {
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) copyFeature(packer, geometry, row);
  return packer.finish();
}
