import { gb50137, lookUpCode } from '#core/model/code-table.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { floorUses } from '#core/model/role.ts';
import type { GreenSpace } from './green.ts';
import type { HazardArea } from './hazard.ts';
import type { Parcel } from './parcels.ts';
import type { Community } from './people.ts';
import { type Ring, ringArea } from './plane.ts';
import type { Building } from './site.ts';
import { extra, known, tableOf } from './tables.ts';
import type { WaterBody } from './water.ts';

export function parcelTable(parcels: readonly Parcel[], seed: number): FeatureTable {
  const unknown = (value: number): number | null => (Number.isNaN(value) ? null : value);
  return tableOf<Parcel>(
    'parcels',
    'polygon',
    parcels,
    ({ lot }) => [[lot.ring]],
    [
      extra('parcel_number', 'text', ({ number }) => number),
      known('parcel', 'land_use', ({ code }) => lookUpCode(gb50137, code)!.landUse),
      known('parcel', 'land_use_code', ({ code }) => code),
      known('parcel', 'far', ({ far }) => far),
      known('parcel', 'building_coverage', ({ coverage }) => coverage),
      known('parcel', 'green_ratio', ({ greenRatio }) => greenRatio),
      known('parcel', 'height_limit', ({ heightLimit }) => unknown(heightLimit)),
      known('parcel', 'floor_area', ({ floorArea }) => floorArea),
      ...floorUses.map((use) => known<Parcel>('parcel', `share_${use}`, ({ shares }) => shares[use])),
      known('parcel', 'residents', ({ residents }) => residents),
      known('parcel', 'jobs', ({ jobs }) => jobs),
      known('parcel', 'constraint', ({ constraint }) => constraint),
      known('parcel', 'development_type', () => null),
    ],
    seed,
  );
}

export function buildingTable(parcels: readonly Parcel[], seed: number): FeatureTable {
  const buildings = parcels.flatMap((parcel) =>
    parcel.buildings.map((building) => ({ building, number: parcel.number })),
  );
  return tableOf<{ building: Building; number: string }>(
    'buildings',
    'polygon',
    buildings,
    ({ building }) => [building.rings],
    [
      extra('parcel_number', 'text', ({ number }) => number),
      known('building', 'use', ({ building }) => building.use),
      known('building', 'floors', ({ building }) => building.floors),
      known('building', 'height', ({ building }) => building.height),
      known('building', 'floor_area', ({ building }) => building.floorArea),
      known('building', 'year', ({ building }) => building.year),
    ],
    seed,
  );
}

export function greenTable(spaces: readonly GreenSpace[], seed: number): FeatureTable {
  return tableOf<GreenSpace>(
    'green spaces',
    'polygon',
    spaces,
    ({ ring }) => [[ring]],
    [
      known('green-space', 'name', ({ name }) => name.zh),
      extra('name_en', 'text', ({ name }) => name.en),
      known('green-space', 'kind', ({ kind }) => kind),
      known('green-space', 'public', ({ isPublic }) => isPublic),
      extra('parcel_number', 'text', ({ parcel }) => parcel.number),
    ],
    seed,
  );
}

/** Rings of one body of water may lie apart from each other: they become the parts of one feature. */
export function waterTable(bodies: readonly WaterBody[], seed: number): FeatureTable {
  const features = new Map<string, WaterBody[]>();
  for (const body of bodies) {
    const isOne = body.kind === 'river' || body.kind === 'creek';
    const key = isOne ? body.name.zh : `${body.name.zh} ${features.size}`;
    features.set(key, [...(features.get(key) ?? []), body]);
  }
  return tableOf<WaterBody[]>(
    'water',
    'polygon',
    [...features.values()],
    (parts) => parts.map(({ ring }) => [ring]),
    [
      known('water', 'name', ([body]) => body!.name.zh),
      extra('name_en', 'text', ([body]) => body!.name.en),
      known('water', 'kind', ([body]) => body!.kind),
    ],
    seed,
  );
}

export function populationTable(communities: readonly Community[], seed: number): FeatureTable {
  return tableOf<Community>(
    'population',
    'polygon',
    communities,
    ({ rings }) => rings.filter((ring) => ringArea(ring) > 0).map((ring) => [ring]),
    [
      extra('name', 'text', ({ name }) => name.zh),
      extra('name_en', 'text', ({ name }) => name.en),
      known('population', 'residents', ({ residents }) => residents),
      known('population', 'jobs', ({ jobs }) => jobs),
      known('population', 'households', ({ households }) => households),
    ],
    seed,
  );
}

export function boundaryTable(ring: Ring, seed: number): FeatureTable {
  return tableOf<Ring>(
    'boundary',
    'polygon',
    [ring],
    (own) => [[own]],
    [
      known('boundary', 'name', () => '临江新城规划范围'),
      extra('name_en', 'text', () => 'Linjiang New Town plan area'),
      known('boundary', 'kind', () => 'plan'),
    ],
    seed,
  );
}

export function hazardTable(areas: readonly HazardArea[], seed: number): FeatureTable {
  return tableOf<HazardArea>(
    'hazards',
    'polygon',
    areas,
    ({ ring }) => [[ring]],
    [
      known('hazard', 'name', ({ name }) => name),
      known('hazard', 'kind', ({ kind }) => kind),
      extra('return_period', 'integer', ({ returnPeriod }) => returnPeriod),
    ],
    seed,
  );
}
