import type { DevelopmentType } from '#core/model/development-type.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';

/**
 * The values of a parcel painted with `type`. Measured floor area, residents and jobs go: they follow from the type, the
 * parcel's area and the assumptions from then on, so that they can never be out of date.
 */
export function valuesOfType(type: DevelopmentType): Record<string, Scalar> {
  return {
    land_use: type.landUse,
    land_use_code: type.code,
    development_type: type.id,
    far: type.far,
    building_coverage: type.buildingCoverage,
    green_ratio: type.greenRatio,
    ...shareValues(type.shares),
    floor_area: null,
    residents: null,
    jobs: null,
  };
}

/** Shares of floor area by use as fields of a parcel. */
export function shareValues(shares: Readonly<Partial<Record<FloorUse, number>>>): Record<string, Scalar> {
  return Object.fromEntries(floorUses.map((use) => [`share_${use}`, shares[use] ?? 0]));
}

/** Values that measure a whole parcel, scaled when only a share of it remains. */
export const extensiveFields = ['floor_area', 'residents', 'jobs'] as const;

export function scaledValues(values: Readonly<Record<string, Scalar>>, share: number): Record<string, Scalar> {
  const scaled: Record<string, Scalar> = {};
  for (const field of extensiveFields) {
    const value = values[field];
    if (typeof value === 'number') scaled[field] = value * share;
  }
  return scaled;
}
