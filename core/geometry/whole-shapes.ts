import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';

const known = new WeakMap<PackedGeometry, boolean>();

/**
 * Whether every feature has a geometry of finite coordinates, with no part or ring empty and, of areas, all rings closed: written as
 * WKB of a multi type each is in the form that tables hold. Looked at once for each geometry.
 */
export function hasWholeShapes(geometry: PackedGeometry): boolean {
  let isWhole = known.get(geometry);
  if (isWhole === undefined) {
    isWhole = areWhole(geometry);
    known.set(geometry, isWhole);
  }
  return isWhole;
}

function areWhole(geometry: PackedGeometry): boolean {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  if (kind === 'none' || !grows(featureOffsets) || !grows(partOffsets) || !grows(ringOffsets)) return false;
  const parts = featureOffsets[featureCount(geometry)]!;
  const pairs = 2 * ringOffsets[partOffsets[parts]!]!;
  for (let at = 0; at < pairs; at++) if (!Number.isFinite(coordinates[at])) return false;
  if (kind !== 'polygon') return true;
  for (let ring = 0; ring < partOffsets[parts]!; ring++) {
    const [first, last] = [2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]! - 2];
    if (coordinates[first] !== coordinates[last] || coordinates[first + 1] !== coordinates[last + 1]) return false;
  }
  return true;
}

/** Whether each offset is behind the one before. */
function grows(offsets: Uint32Array): boolean {
  for (let at = 1; at < offsets.length; at++) if (offsets[at]! <= offsets[at - 1]!) return false;
  return true;
}
