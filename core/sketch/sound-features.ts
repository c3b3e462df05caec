import { copyFeature, pickFeatures } from '#core/geometry/copy-parts.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** What broken features of a layer mean, by row: a corridor is drawn anew with every move of the pointer. */
const repairs = new WeakMap<PackedGeometry, Map<number, PackedGeometry>>();

/** The features at `rows`, in that order, broken ones repaired; what was repaired once is kept with the layer's shapes. */
export function soundFeatures(
  engine: GeometryEngine,
  geometry: PackedGeometry,
  rows: readonly number[],
): PackedGeometry {
  const known = repairs.get(geometry) ?? new Map<number, PackedGeometry>();
  repairs.set(geometry, known);
  const packer = new GeometryPacker(geometry.kind);
  for (const row of rows) {
    const repaired = known.get(row);
    copyFeature(packer, repaired ?? geometry, repaired ? 0 : row);
  }
  const { geometry: sound, repaired } = engine.repairAll(packer.finish());
  for (const at of repaired) known.set(rows[at]!, pickFeatures(sound, [at]));
  return sound;
}
