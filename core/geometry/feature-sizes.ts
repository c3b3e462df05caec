import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureAreas, featureLengths } from './measure.ts';

const sizes = new WeakMap<PackedGeometry, Float64Array>();

/** The area of polygons (m2) or length of lines (m) by feature, 0 for others; worked out once for each geometry. */
export function featureSizes(geometry: PackedGeometry): Float64Array {
  let known = sizes.get(geometry);
  if (!known) {
    known = measured(geometry);
    sizes.set(geometry, known);
  }
  return known;
}

function measured(geometry: PackedGeometry): Float64Array {
  return geometry.kind === 'line' ? featureLengths(geometry) : featureAreas(geometry);
}

/** The size of one feature, as `featureSizes` has it, without working out those of all. */
export function featureSize(geometry: PackedGeometry, row: number): number {
  const { featureOffsets } = geometry;
  return (
    sizes.get(geometry)?.[row] ?? measured({ ...geometry, featureOffsets: featureOffsets.subarray(row, row + 2) })[0]!
  );
}
