import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { pairHash } from './pair-hash.ts';

/**
 * About which share of the edges of some features stands a second time, with the very same ends. Far cheaper than joining vertices,
 * it tells whether that would be worth it.
 */
export function sharedEdgeShare(
  { coordinates, ringOffsets, partOffsets, featureOffsets }: PackedGeometry,
  features: Iterable<number>,
): number {
  let count = 0;
  for (const feature of features) {
    const [first, last] = [partOffsets[featureOffsets[feature]!]!, partOffsets[featureOffsets[feature + 1]!]!];
    count += ringOffsets[last]! - ringOffsets[first]!;
  }
  if (count === 0) return 0;
  const table = new Int32Array(2 ** Math.ceil(Math.log2(2 * count)));
  const end = table.length - 1;
  let edges = 0;
  let again = 0;
  for (const feature of features) {
    const lastRing = partOffsets[featureOffsets[feature + 1]!]!;
    for (let ring = partOffsets[featureOffsets[feature]!]!; ring < lastRing; ring++) {
      let before = pairHash(coordinates[2 * ringOffsets[ring]!]!, coordinates[2 * ringOffsets[ring]! + 1]!);
      for (let at = 2 * ringOffsets[ring]! + 2; at < 2 * ringOffsets[ring + 1]!; at += 2) {
        const here = pairHash(coordinates[at]!, coordinates[at + 1]!);
        // The same both ways round; 0 stands for an empty place.
        const edge = (before + here) | 0 || 1;
        before = here;
        edges++;
        let place = Math.imul(edge ^ (edge >>> 16), 0x2c1b3c6d) & end;
        while (table[place] !== 0 && table[place] !== edge) place = (place + 1) & end;
        if (table[place] === edge) again++;
        else table[place] = edge;
      }
    }
  }
  return edges === 0 ? 0 : (2 * again) / edges;
}
