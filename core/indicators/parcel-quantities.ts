import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';
import { deriveFacts, ParcelColumns, ParcelFacts, ParcelRecord } from './parcel-facts.ts';
import { type ParcelRates, parcelRates } from './parcel-rates.ts';

/** Quantities every parcel has, measured or derived. One value per parcel; NaN where it cannot be known. */
export interface ParcelQuantities {
  readonly count: number;
  /** Planar area in the project's metric system, m2. */
  readonly area: Float64Array;
  /** x and y in turn of a point that lies inside the parcel, m. */
  readonly points: Float64Array;
  /** 1 where the land is built-up land that takes part in density and mix, 0 where not. */
  readonly developed: Uint8Array;
  /** m2. */
  readonly floorArea: Float64Array;
  /** m2 by use. */
  readonly floorAreaByUse: Readonly<Record<FloorUse, Float64Array>>;
  readonly residents: Float64Array;
  readonly jobs: Float64Array;
  readonly dwellings: Float64Array;
  /** Planted area, m2: the green ratio's share, or the whole of green land. */
  readonly greenArea: Float64Array;
  /** How many parcels got a value from an assumption rather than from data, by what was missing. */
  readonly derived: Readonly<Record<'floorArea' | 'residents' | 'jobs' | 'mix', number>>;
}

/** Floor area, residents and jobs known per parcel from other layers (buildings, small-area population); NaN where none. */
export interface ParcelEvidence {
  readonly floorArea?: Float64Array;
  readonly residents?: Float64Array;
  readonly jobs?: Float64Array;
}

/** What of parcels depends on their shapes alone. */
export interface Ground {
  /** m2. */
  readonly area: Float64Array;
  /** A point in each parcel, x and y in turn. */
  readonly points: Float64Array;
}

const grounds = new WeakMap<PackedGeometry, Ground>();

/** Areas and inner points of parcels, worked out once for a geometry. */
export function groundOf(geometry: PackedGeometry): Ground {
  const ground = grounds.get(geometry) ?? { area: featureAreas(geometry), points: representativePoints(geometry) };
  grounds.set(geometry, ground);
  return ground;
}

/** Housing and shops of one parcel with the mixed floor area split by the assumption, and all its other uses. */
export function floorOfUse(facts: ParcelFacts, use: number, rates: ParcelRates): number {
  const own = facts.floors[use]!;
  if (facts.mixed === 0) return own;
  if (use === 0) return own + rates.mixedResidential * facts.mixed;
  return use === 1 ? own + (1 - rates.mixedResidential) * facts.mixed : own;
}

/** Residents of one parcel; NaN where they cannot be known. */
export function residentsOf(facts: ParcelFacts, rates: ParcelRates): number {
  if (!facts.areResidentsDerived) return facts.residents;
  return floorOfUse(facts, 0, rates) / (facts.type?.floorAreaPerResident ?? rates.perResident);
}

/** Jobs of one parcel; NaN where they cannot be known. */
export function jobsOf(facts: ParcelFacts, rates: ParcelRates): number {
  if (!facts.areJobsDerived) return facts.jobs;
  const typed = facts.type?.floorAreaPerJob;
  let jobs = 0;
  for (let use = 1; use < floorUses.length; use++) {
    jobs += floorOfUse(facts, use, rates) / (typed?.[floorUses[use]!] ?? rates.perJob[use]!);
  }
  return jobs;
}

/**
 * Derives the quantities of all parcels of `table`. Order of belief: the parcel's own value, evidence from other layers, the
 * development type it was painted with, the project's assumptions.
 */
export function deriveParcelQuantities(
  table: FeatureTable,
  assumptions: AssumptionValues,
  types: ReadonlyMap<string, DevelopmentType>,
  evidence: ParcelEvidence = {},
): ParcelQuantities {
  const count = table.ids.length;
  const columns = new ParcelColumns(table);
  const record = new ParcelRecord();
  const facts = new ParcelFacts();
  const rates = parcelRates(assumptions);
  const { area, points } = groundOf(table.geometry);
  const developed = new Uint8Array(count);
  const floorArea = new Float64Array(count);
  const byUse = floorUses.map(() => new Float64Array(count));
  const residents = new Float64Array(count);
  const jobs = new Float64Array(count);
  const dwellings = new Float64Array(count);
  const greenArea = new Float64Array(count);
  const derived = { floorArea: 0, residents: 0, jobs: 0, mix: 0 };
  const told = { floorArea: Number.NaN, residents: Number.NaN, jobs: Number.NaN };

  for (let row = 0; row < count; row++) {
    columns.read(row, record);
    told.floorArea = evidence.floorArea?.[row] ?? Number.NaN;
    told.residents = evidence.residents?.[row] ?? Number.NaN;
    told.jobs = evidence.jobs?.[row] ?? Number.NaN;
    deriveFacts(record, area[row]!, types, told, facts);
    const { floor } = facts;
    developed[row] = facts.isDeveloped ? 1 : 0;
    floorArea[row] = floor;
    for (let use = 0; use < byUse.length; use++) {
      byUse[use]![row] = Number.isNaN(floor) ? Number.NaN : floorOfUse(facts, use, rates);
    }
    residents[row] = residentsOf(facts, rates);
    dwellings[row] = residents[row]! / rates.householdSize;
    jobs[row] = jobsOf(facts, rates);
    greenArea[row] = facts.planted;
    if (facts.isFloorFromElsewhere) derived.floorArea++;
    if (facts.areSharesAssumed && floor > 0) derived.mix++;
    if (facts.areResidentsDerived && residents[row]! > 0) derived.residents++;
    if (facts.areJobsDerived && jobs[row]! > 0) derived.jobs++;
  }

  const floorAreaByUse = Object.fromEntries(floorUses.map((use, index) => [use, byUse[index]])) as Record<
    FloorUse,
    Float64Array
  >;
  return { count, area, points, developed, floorArea, floorAreaByUse, residents, jobs, dwellings, greenArea, derived };
}
