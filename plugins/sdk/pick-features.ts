import { copyFeature } from '#core/geometry/copy-parts.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { Remembered } from './remembered.ts';

/** The features `rows` of a geometry, in that order. */
export function pickFeatures(geometry: PackedGeometry, rows: Iterable<number>): PackedGeometry {
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) copyFeature(packer, geometry, row);
  return packer.finish();
}

const picked = new Remembered<PackedGeometry>();

/** The same, the very same object for the same features: for areas that several evaluators measure walks to. */
export function pickOnce(geometry: PackedGeometry, rows: readonly number[]): PackedGeometry {
  return picked.of(geometry, [rows.join(' ')], () => pickFeatures(geometry, rows));
}
