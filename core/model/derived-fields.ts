import type { Field } from './feature-table.ts';
import { floorUses } from './role.ts';

/** Quantities that every parcel has besides its own fields, under the names that evaluators know, with their units. */
export const derivedParcelFields: readonly Field[] = [
  { name: 'area_m2', type: 'real', unit: 'm2' },
  { name: 'developed', type: 'boolean' },
  { name: 'floor_area', type: 'real', unit: 'm2' },
  { name: 'far', type: 'real' },
  ...floorUses.map((use): Field => ({ name: `floor_${use}`, type: 'real', unit: 'm2' })),
  { name: 'residents', type: 'real', unit: 'person' },
  { name: 'jobs', type: 'real', unit: 'job' },
  { name: 'residents_low', type: 'real', unit: 'person' },
  { name: 'residents_high', type: 'real', unit: 'person' },
  { name: 'jobs_low', type: 'real', unit: 'job' },
  { name: 'jobs_high', type: 'real', unit: 'job' },
  { name: 'dwellings', type: 'real', unit: 'dwelling' },
  { name: 'green_area', type: 'real', unit: 'm2' },
  { name: 'point_x', type: 'real', unit: 'm' },
  { name: 'point_y', type: 'real', unit: 'm' },
  { name: 'energy_use', type: 'real', unit: 'kWh/m2' },
];
