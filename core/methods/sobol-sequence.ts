import { sobolDirections } from './sobol-directions.ts';

const bits = 32;

/** Direction numbers of one dimension as 32-bit fractions, by the recurrence of its polynomial. */
function directionsOf(dimension: number): Uint32Array {
  const [polynomial, ...initial] = sobolDirections[dimension]!;
  const directions = new Uint32Array(bits);
  if (dimension === 0) return directions.map((_, bit) => 2 ** (bits - 1 - bit));
  const degree = initial.length;
  for (let bit = 0; bit < bits; bit++) {
    if (bit < degree) {
      directions[bit] = initial[bit]! * 2 ** (bits - 1 - bit);
      continue;
    }
    let value = directions[bit - degree]! ^ (directions[bit - degree]! >>> degree);
    for (let term = 1; term < degree; term++) {
      if ((polynomial >>> (degree - term)) & 1) value ^= directions[bit - term]!;
    }
    directions[bit] = value;
  }
  return directions;
}

function reverseBits(value: number): number {
  let x = value;
  x = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  x = ((x >>> 2) & 0x33333333) | ((x & 0x33333333) << 2);
  x = ((x >>> 4) & 0x0f0f0f0f) | ((x & 0x0f0f0f0f) << 4);
  x = ((x >>> 8) & 0x00ff00ff) | ((x & 0x00ff00ff) << 8);
  return (x >>> 16) | (x << 16);
}

/**
 * Nested uniform (Owen) scrambling of the 32 bits by a hash. Source: Owen 1995; hash of Laine & Karras 2011 with the
 * constants of Burley 2020.
 */
function scramble(value: number, seed: number): number {
  let x = reverseBits(value);
  x = (x + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reverseBits(x);
}

/** A seed of its own for every dimension. */
function seedOfDimension(seed: number, dimension: number): number {
  let x = (seed ^ Math.imul(dimension + 1, 0x9e3779b9)) | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** Dimensions for which there are direction numbers. */
export const mostSobolDimensions = sobolDirections.length;

/**
 * The first `count` points of the Sobol sequence in the unit cube, each a row; they fill it more evenly than chance does, best
 * with a power of two. With a seed the points are scrambled (Owen): as even, but random, and the same for the same seed; without
 * one they are the plain sequence, which begins with 0. Source: Sobol 1967; Joe & Kuo 2008; Owen 1995.
 */
export function sobolPoints(count: number, dimensions: number, seed?: number): Float64Array[] {
  const points = Array.from({ length: count }, () => new Float64Array(dimensions));
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const directions = directionsOf(dimension);
    const own = seed === undefined ? undefined : seedOfDimension(seed, dimension);
    for (let index = 0; index < count; index++) {
      let value = 0;
      for (let rest = index, bit = 0; rest > 0; rest >>>= 1, bit++) if (rest & 1) value ^= directions[bit]!;
      // Half a step inside, so that scrambled points never lie on the edge.
      points[index]![dimension] =
        own === undefined ? (value >>> 0) / 2 ** bits : ((scramble(value, own) >>> 0) + 0.5) / 2 ** bits;
    }
  }
  return points;
}
