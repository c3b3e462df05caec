import type { Gaps, HabitatNetwork } from '#sdk';
import type { Patches } from './patches.ts';

/** The network for the integral index: a link where the gap is at most the dispersal distance. */
export function binaryNetwork(patches: Patches, gaps: Gaps, limitMetres: number): HabitatNetwork {
  return {
    areas: patches.areas.map((area) => area / 10_000),
    from: gaps.from,
    to: gaps.to,
    probability: gaps.metres.map((distance) => (distance <= limitMetres ? 1 : 0)),
  };
}
