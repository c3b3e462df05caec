import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureAreas, featureLengths } from './measure.ts';

const sizes = new WeakMap<PackedGeometry, Float64Array>();

/** The area of polygons (m2) or length of lines (m) by feature, 0 for others; worked out once for each geometry. */
export function featureSizes(geometry: PackedGeometry): Float64Array {
  let known = sizes.get(geometry);
  if (!known) {
    known = geometry.kind === 'line' ? featureLengths(geometry) : featureAreas(geometry);
    sizes.set(geometry, known);
  }
  return known;
}
