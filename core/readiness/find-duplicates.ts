import { ringArea } from '#core/geometry/measure.ts';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { hasParts } from './pick-features.ts';

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

function hashNumber(value: number, seed: number): number {
  doubles[0] = value + 0;
  let hash = Math.imul(words[0]! ^ seed, 0x9e3779b1) ^ Math.imul(words[1]! + seed, 0x85ebca77);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** A number that features with the same shape share, wherever their rings begin and whichever way they run. */
function shapeHash(geometry: PackedGeometry, row: number): number {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  let hash = 0;
  for (let ring = partOffsets[featureOffsets[row]!]!; ring < partOffsets[featureOffsets[row + 1]!]!; ring++) {
    // The last vertex of a ring is its first again.
    const end = ringOffsets[ring + 1]! - (kind === 'polygon' ? 1 : 0);
    for (let pair = ringOffsets[ring]!; pair < end; pair++) {
      hash = (hash + hashNumber(coordinates[2 * pair]!, 1) + hashNumber(coordinates[2 * pair + 1]!, 2)) >>> 0;
    }
  }
  return hash;
}

/** Coordinates of a ring from its least vertex on, counter-clockwise; of a path from its lesser end. */
function normalRing(kind: PackedGeometry['kind'], coordinates: Float64Array, start: number, end: number): string {
  const pairs: [number, number][] = [];
  const last = kind === 'polygon' ? end - 1 : end;
  for (let pair = start; pair < last; pair++) pairs.push([coordinates[2 * pair]! + 0, coordinates[2 * pair + 1]! + 0]);
  const compare = (a: readonly number[], b: readonly number[]) => a[0]! - b[0]! || a[1]! - b[1]!;
  if (kind === 'polygon') {
    if (ringArea(coordinates, start, end) < 0) pairs.reverse();
    let least = 0;
    for (const [place, pair] of pairs.entries()) if (compare(pair, pairs[least]!) < 0) least = place;
    pairs.push(...pairs.splice(0, least));
  } else if (pairs.length > 1 && compare(pairs[0]!, pairs.at(-1)!) > 0) pairs.reverse();
  return pairs.join(' ');
}

function normalShape({ kind, coordinates, ringOffsets, partOffsets, featureOffsets }: PackedGeometry, row: number) {
  const parts: string[] = [];
  for (let part = featureOffsets[row]!; part < featureOffsets[row + 1]!; part++) {
    const rings: string[] = [];
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++)
      rings.push(normalRing(kind, coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!));
    const [shell = '', ...holes] = rings;
    parts.push([shell, ...holes.sort()].join(';'));
  }
  return parts.sort().join('|');
}

/** Groups of rows whose geometry is the very same, whatever the order of their vertices; each in ascending order. */
export function findDuplicates(geometry: PackedGeometry): number[][] {
  const byHash = new Map<number, number[]>();
  for (let row = 0; row < featureCount(geometry); row++) {
    if (!hasParts(geometry, row)) continue;
    const hash = shapeHash(geometry, row);
    const rows = byHash.get(hash);
    if (rows) rows.push(row);
    else byHash.set(hash, [row]);
  }
  const groups: number[][] = [];
  for (const rows of byHash.values()) {
    if (rows.length < 2) continue;
    const byShape = new Map<string, number[]>();
    for (const row of rows) {
      const shape = normalShape(geometry, row);
      byShape.set(shape, [...(byShape.get(shape) ?? []), row]);
    }
    for (const same of byShape.values()) if (same.length > 1) groups.push(same);
  }
  return groups.sort((a, b) => a[0]! - b[0]!);
}
