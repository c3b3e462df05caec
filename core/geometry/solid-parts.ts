import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { copyParts } from './copy-parts.ts';
import { pathLength, ringArea } from './measure.ts';
import { snapShare } from './noding.ts';

/**
 * Leaves out parts thinner than the snapping distance (under a micrometre): overlays in doubles leave such slivers where
 * borders were meant to coincide. The same object when there are none.
 */
export function solidParts(geometry: PackedGeometry): PackedGeometry {
  const { coordinates, ringOffsets, partOffsets } = geometry;
  const slivers = new Set<number>();
  for (let part = 0; part < partOffsets.length - 1; part++) {
    const shell = partOffsets[part]!;
    const start = ringOffsets[shell]!;
    const end = ringOffsets[shell + 1]!;
    const largest = Math.max(Math.abs(coordinates[2 * start]!), Math.abs(coordinates[2 * start + 1]!));
    const width = (2 * Math.abs(ringArea(coordinates, start, end))) / pathLength(coordinates, start, end);
    if (!(width > largest * snapShare)) slivers.add(part);
  }
  if (slivers.size === 0) return geometry;
  const packer = new GeometryPacker(geometry.kind);
  for (let feature = 0; feature < geometry.featureOffsets.length - 1; feature++) {
    copyParts(packer, geometry, feature, (part) => !slivers.has(part));
    packer.endFeature();
  }
  return packer.finish();
}
