import { dispersalProbability, dispersalRate, type HabitatNetwork, ShapePair, SpatialIndex } from '#sdk';
import type { Patches } from './patches.ts';

/** Pairs of patches with their edge-to-edge distance, in columns, and the points where they face each other. */
export interface Gaps {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly metres: Float64Array;
  /** x and y at the first patch, then at the second. */
  readonly ends: Float64Array;
}

/** Distances between all patches that are at most `reachMetres` apart. */
export function gapsBetween(patches: Patches, reachMetres: number, progress: (share: number) => void): Gaps {
  const index = new SpatialIndex(patches.geometry);
  const pair = new ShapePair(patches.geometry);
  const count = patches.areas.length;
  const from: number[] = [];
  const to: number[] = [];
  const metres: number[] = [];
  const ends: number[] = [];
  for (let patch = 0; patch < count; patch++) {
    progress(patch / count);
    const { boxes } = index;
    const at = 4 * patch;
    const near = index.search(
      boxes[at]! - reachMetres,
      boxes[at + 1]! - reachMetres,
      boxes[at + 2]! + reachMetres,
      boxes[at + 3]! + reachMetres,
      (other) => other > patch,
    );
    for (const other of near.sort((a, b) => a - b)) {
      const distance = pair.measure(patch, other, reachMetres);
      if (!(distance <= reachMetres)) continue;
      from.push(patch);
      to.push(other);
      metres.push(distance);
      ends.push(pair.ax, pair.ay, pair.bx, pair.by);
    }
  }
  return {
    from: Uint32Array.from(from),
    to: Uint32Array.from(to),
    metres: Float64Array.from(metres),
    ends: Float64Array.from(ends),
  };
}

/** Distance at which the probability of dispersal has fallen to `negligible`. */
export function reachOf(dispersalMetres: number, probability: number, negligible: number): number {
  return -Math.log(negligible) / dispersalRate(dispersalMetres, probability);
}

export interface Dispersal {
  readonly metres: number;
  /** Probability at that distance. */
  readonly probability: number;
  /** Links with a smaller probability are left out. */
  readonly negligible: number;
}

/** The network for the probability of connectivity: p = exp(−k d) over the gaps, hectares as areas. */
export function probabilityNetwork(patches: Patches, gaps: Gaps, dispersal: Dispersal): HabitatNetwork {
  const rate = dispersalRate(dispersal.metres, dispersal.probability);
  return {
    areas: patches.areas.map((area) => area / 10_000),
    from: gaps.from,
    to: gaps.to,
    probability: gaps.metres.map((distance) => {
      const probability = dispersalProbability(distance, rate);
      return probability >= dispersal.negligible ? probability : 0;
    }),
  };
}

/** The network for the integral index: a link where the gap is at most the dispersal distance. */
export function binaryNetwork(patches: Patches, gaps: Gaps, limitMetres: number): HabitatNetwork {
  return {
    areas: patches.areas.map((area) => area / 10_000),
    from: gaps.from,
    to: gaps.to,
    probability: gaps.metres.map((distance) => (distance <= limitMetres ? 1 : 0)),
  };
}
