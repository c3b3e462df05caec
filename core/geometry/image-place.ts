import type { FeatureImage } from '#core/model/edit.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { PaintedImage } from '#core/model/painted-image.ts';
import { matchesWkb } from './wkb-match.ts';

/** Whether an image is exactly where a feature of a packed geometry is (see `matchesWkb`); one without geometry is not. */
export function isAtRow(image: FeatureImage, geometry: PackedGeometry, row: number): boolean {
  if (image instanceof PaintedImage && image.isInPlace && image.row === row && image.base.geometry === geometry)
    return true;
  return image.geometry !== null && matchesWkb(image.geometry, geometry, row);
}
