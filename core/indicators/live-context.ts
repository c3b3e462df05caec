import type { AssumptionValues } from '#core/model/assumption.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { CrossingRule } from '#core/network/node-lines.ts';
import type { LiveFeatures } from './live-features.ts';
import type { EvidenceDensities } from './parcel-evidence.ts';
import type { EvidenceOfParcel } from './parcel-facts.ts';
import type { ParcelTally } from './parcel-tally.ts';
import { crossingsOf } from './walk-reach.ts';

/** Minutes of walking to rapid transit that count as within reach. */
export const transitMinutes = 10;
/** Straight distance to public green that counts as near, m (WHO Europe 2016). */
export const nearGreenMetres = 300;
/** Outer bounds of the rings around rapid transit, straight, m. */
export const ringBounds: readonly number[] = [300, 500, 800];

/** Metres that count as within reach of rapid transit, by the low, base and high value of walking speed. */
export type WalkLimits = readonly [low: number, base: number, high: number];

export function walkLimitsOf(low: AssumptionValues, base: AssumptionValues, high: AssumptionValues): WalkLimits {
  const metres = (values: AssumptionValues) => transitMinutes * (values['walking-speed'] ?? 72);
  return [metres(low), metres(base), metres(high)];
}

/** What counting parcels depends on besides the parcels, alike for all scenarios of a project. */
export interface LiveContext {
  readonly types: ReadonlyMap<string, DevelopmentType>;
  /** What other layers tell of the baseline's parcels, in their order. */
  readonly evidence: EvidenceDensities | undefined;
  readonly walkLimits: WalkLimits;
  /** How far walks are followed, m: at least the longest limit. */
  readonly walkReach: number;
  readonly crossings: CrossingRule | 'detect';
  /** What a person's own indicators count besides. */
  readonly tallies: readonly ParcelTally[];
}

/** How far walks are followed for some limits, in whole kilometres, so that most other speeds need no new walks. */
export function walkReachFor(limits: WalkLimits): number {
  return 1000 * Math.max(1, Math.ceil(Math.max(...limits) / 1000));
}

export function crossingsIn({ streets }: LiveFeatures): CrossingRule | 'detect' {
  return crossingsOf(streets);
}

/** Reads the evidence for the parcel in a slot, of `area` m2, into `into`; one that a scenario added has none. */
export function readEvidence(
  densities: EvidenceDensities | undefined,
  slot: number,
  area: number,
  into: { -readonly [Name in keyof EvidenceOfParcel]: number },
): void {
  into.floorArea = (densities?.floorArea?.[slot] ?? Number.NaN) * area;
  into.residents = (densities?.residents?.[slot] ?? Number.NaN) * area;
  into.jobs = (densities?.jobs?.[slot] ?? Number.NaN) * area;
}
