import type { GeometryKind, PackedGeometry } from '#core/model/packed-geometry.ts';

const kinds: readonly GeometryKind[] = ['point', 'line', 'polygon', 'none'];

function isAscending(offsets: unknown, last: number): boolean {
  if (!(offsets instanceof Uint32Array) || offsets.length === 0 || offsets[0] !== 0) return false;
  for (let index = 1; index < offsets.length; index++) if (offsets[index]! < offsets[index - 1]!) return false;
  return offsets.at(-1) === last;
}

/** Whether a value is a packed geometry whose offsets and coordinates hold together. */
export function isSoundGeometry(value: unknown): value is PackedGeometry {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = value as Partial<PackedGeometry>;
  return (
    kinds.some((known) => known === kind) &&
    coordinates instanceof Float64Array &&
    coordinates.every(Number.isFinite) &&
    isAscending(ringOffsets, coordinates.length / 2) &&
    isAscending(partOffsets, ringOffsets!.length - 1) &&
    isAscending(featureOffsets, partOffsets!.length - 1)
  );
}
