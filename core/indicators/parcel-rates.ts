import type { AssumptionValues } from '#core/model/assumption.ts';
import { floorUses } from '#core/model/role.ts';

/** The assumptions that turn floor area into people, with what is taken where the project has none. */
export interface ParcelRates {
  /** Share of housing in mixed floor area of which no shares are known. */
  readonly mixedResidential: number;
  /** m2 of housing per resident. */
  readonly perResident: number;
  /** m2 per job by use; infinite for housing. */
  readonly perJob: readonly number[];
  readonly householdSize: number;
}

export function parcelRates(assumptions: AssumptionValues): ParcelRates {
  return {
    mixedResidential: assumptions['mixed-share-residential'] ?? 0.7,
    perResident: assumptions['floor-area-per-resident'] ?? 40,
    perJob: floorUses.map((use) => assumptions[`floor-area-per-job-${use}`] ?? Number.POSITIVE_INFINITY),
    householdSize: assumptions['household-size'] ?? 2.6,
  };
}
