import type { GeometryKind, PackedGeometry } from '#core/model/packed-geometry.ts';

/** Features `from` up to, not including, `to` of a packed geometry. */
export interface Run {
  readonly geometry: PackedGeometry;
  readonly from: number;
  readonly to: number;
}

/** Offsets `from .. to` of one level go to `at` on, shifted so that they count on from `base`. */
function copyOffsets(
  target: Uint32Array,
  at: number,
  source: Uint32Array,
  from: number,
  to: number,
  base: number,
): void {
  const shift = base - source[from]!;
  for (let index = from + 1; index <= to; index++) target[at + index - from] = source[index]! + shift;
}

/** The features of all runs, one after the other, as one packed geometry. Whole stretches are copied at once. */
export function joinRuns(kind: GeometryKind, runs: readonly Run[]): PackedGeometry {
  const spans = runs.map(({ geometry, from, to }) => {
    const { featureOffsets, partOffsets, ringOffsets } = geometry;
    const part = [featureOffsets[from]!, featureOffsets[to]!] as const;
    const ring = [partOffsets[part[0]]!, partOffsets[part[1]]!] as const;
    const pair = [ringOffsets[ring[0]]!, ringOffsets[ring[1]]!] as const;
    return { geometry, feature: [from, to] as const, part, ring, pair };
  });
  const length = (level: 'feature' | 'part' | 'ring' | 'pair') =>
    spans.reduce((sum, span) => sum + span[level][1] - span[level][0], 0);
  const coordinates = new Float64Array(2 * length('pair'));
  const ringOffsets = new Uint32Array(length('ring') + 1);
  const partOffsets = new Uint32Array(length('part') + 1);
  const featureOffsets = new Uint32Array(length('feature') + 1);
  const at = { feature: 0, part: 0, ring: 0, pair: 0 };
  for (const { geometry, feature, part, ring, pair } of spans) {
    coordinates.set(geometry.coordinates.subarray(2 * pair[0], 2 * pair[1]), 2 * at.pair);
    copyOffsets(ringOffsets, at.ring, geometry.ringOffsets, ring[0], ring[1], at.pair);
    copyOffsets(partOffsets, at.part, geometry.partOffsets, part[0], part[1], at.ring);
    copyOffsets(featureOffsets, at.feature, geometry.featureOffsets, feature[0], feature[1], at.part);
    at.feature += feature[1] - feature[0];
    at.part += part[1] - part[0];
    at.ring += ring[1] - ring[0];
    at.pair += pair[1] - pair[0];
  }
  return { kind, coordinates, ringOffsets, partOffsets, featureOffsets };
}

/** Whether two features are the same to the last bit: parts, rings and coordinates. */
export function isSameFeature(a: PackedGeometry, featureA: number, b: PackedGeometry, featureB: number): boolean {
  const partA = a.featureOffsets[featureA]!;
  const partB = b.featureOffsets[featureB]!;
  const parts = a.featureOffsets[featureA + 1]! - partA;
  if (parts !== b.featureOffsets[featureB + 1]! - partB) return false;
  const ringA = a.partOffsets[partA]!;
  const ringB = b.partOffsets[partB]!;
  if (!hasSameSteps(a.partOffsets, partA, b.partOffsets, partB, parts)) return false;
  const rings = a.partOffsets[partA + parts]! - ringA;
  if (!hasSameSteps(a.ringOffsets, ringA, b.ringOffsets, ringB, rings)) return false;
  const pairA = a.ringOffsets[ringA]!;
  const pairB = b.ringOffsets[ringB]!;
  const numbers = 2 * (a.ringOffsets[ringA + rings]! - pairA);
  for (let index = 0; index < numbers; index++) {
    if (a.coordinates[2 * pairA + index] !== b.coordinates[2 * pairB + index]) return false;
  }
  return true;
}

function hasSameSteps(a: Uint32Array, fromA: number, b: Uint32Array, fromB: number, steps: number): boolean {
  for (let step = 1; step <= steps; step++) {
    if (a[fromA + step]! - a[fromA]! !== b[fromB + step]! - b[fromB]!) return false;
  }
  return true;
}
