import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';

const known = new WeakMap<PackedGeometry, ReadonlySet<number>>();

/**
 * Whether a feature has a geometry of finite coordinates, with no part or ring empty and, of areas, all rings closed: written as
 * WKB of a multi type it is in the form that tables hold. All are looked at once for each geometry.
 */
export function isWholeShape(geometry: PackedGeometry, feature: number): boolean {
  return geometry.kind !== 'none' && !brokenIn(geometry).has(feature);
}

function brokenIn(geometry: PackedGeometry): ReadonlySet<number> {
  let broken = known.get(geometry);
  if (!broken) {
    const found = new Set<number>();
    for (let feature = 0; feature < featureCount(geometry); feature++)
      if (!isWhole(geometry, feature)) found.add(feature);
    broken = found;
    known.set(geometry, broken);
  }
  return broken;
}

function isWhole(geometry: PackedGeometry, feature: number): boolean {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  const [firstPart, lastPart] = [featureOffsets[feature]!, featureOffsets[feature + 1]!];
  if (firstPart >= lastPart) return false;
  for (let part = firstPart; part < lastPart; part++) {
    const [firstRing, lastRing] = [partOffsets[part]!, partOffsets[part + 1]!];
    if (firstRing >= lastRing) return false;
    for (let ring = firstRing; ring < lastRing; ring++) {
      const [start, end] = [2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!];
      if (start >= end) return false;
      for (let at = start; at < end; at++) if (!Number.isFinite(coordinates[at])) return false;
      const isClosed = coordinates[start] === coordinates[end - 2] && coordinates[start + 1] === coordinates[end - 1];
      if (kind === 'polygon' && !isClosed) return false;
    }
  }
  return true;
}
