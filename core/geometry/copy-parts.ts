import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';

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
