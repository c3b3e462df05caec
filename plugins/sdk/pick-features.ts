import { copyFeature } from '#core/geometry/copy-parts.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** The features `rows` of a geometry, in that order. */
export function pickFeatures(geometry: PackedGeometry, rows: Iterable<number>): PackedGeometry {
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) copyFeature(packer, geometry, row);
  return packer.finish();
}
