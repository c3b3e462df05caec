import { copyFeature } from '#core/geometry/copy-parts.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';

/** The same features with those at the keys of `changes` in place of their own, null for none. */
export function replaceFeatures(
  geometry: PackedGeometry,
  changes: ReadonlyMap<number, { readonly geometry: PackedGeometry; readonly feature: number } | null>,
): PackedGeometry {
  if (changes.size === 0) return geometry;
  const packer = new GeometryPacker(geometry.kind);
  for (let row = 0; row < featureCount(geometry); row++) {
    const change = changes.get(row);
    if (change === undefined) copyFeature(packer, geometry, row);
    else if (change === null) packer.endFeature();
    else copyFeature(packer, change.geometry, change.feature);
  }
  return packer.finish();
}

/** Features `from` up to `to`, as a view. */
export function featureRun(geometry: PackedGeometry, from: number, to: number): PackedGeometry {
  return { ...geometry, featureOffsets: geometry.featureOffsets.subarray(from, to + 1) };
}

export function hasParts({ featureOffsets }: PackedGeometry, row: number): boolean {
  return featureOffsets[row] !== featureOffsets[row + 1];
}

/** The first vertex of a feature: a place to go to when nothing better is known; null without geometry. */
export function firstPlace(geometry: PackedGeometry, row: number): [x: number, y: number] | null {
  if (!hasParts(geometry, row)) return null;
  const at = 2 * geometry.ringOffsets[geometry.partOffsets[geometry.featureOffsets[row]!]!]!;
  return [geometry.coordinates[at]!, geometry.coordinates[at + 1]!];
}
