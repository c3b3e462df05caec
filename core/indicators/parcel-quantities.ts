import { featureAreas, representativePoints } from '#core/geometry/measure.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import { type FeatureTable, numberColumn, textColumn } from '#core/model/feature-table.ts';
import { landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { type FloorUse, floorUses } from '#core/model/role.ts';

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

const greenUses = new Set(['green', 'protective-green', 'agriculture']);

/** Values for several parcels at once from the table's columns; a column that is missing counts as empty. */
class ParcelColumns {
  readonly landUse: readonly (string | null)[];
  readonly type: readonly (string | null)[];
  readonly far: Float64Array;
  readonly floorArea: Float64Array;
  readonly residents: Float64Array;
  readonly jobs: Float64Array;
  readonly greenRatio: Float64Array;
  readonly shares: readonly (Float64Array | undefined)[];

  constructor(table: FeatureTable) {
    const count = table.ids.length;
    const none = new Float64Array(count).fill(Number.NaN);
    const numbers = (name: string) => numberColumn(table, name) ?? none;
    const texts = (name: string) => textColumn(table, name) ?? Array.from({ length: count }, () => null);
    this.landUse = texts('land_use');
    this.type = texts('development_type');
    this.far = numbers('far');
    this.floorArea = numbers('floor_area');
    this.residents = numbers('residents');
    this.jobs = numbers('jobs');
    this.greenRatio = numbers('green_ratio');
    this.shares = floorUses.map((use) => numberColumn(table, `share_${use}`));
  }
}

function known(value: number | undefined): value is number {
  return value !== undefined && !Number.isNaN(value);
}

/** Shares of floor area by use for one parcel, into `shares`; true when they came from the land use rather than from data. */
function fillShares(columns: ParcelColumns, row: number, assumptions: AssumptionValues, shares: Float64Array): boolean {
  let sum = 0;
  for (let use = 0; use < floorUses.length; use++) {
    const share = columns.shares[use]?.[row];
    shares[use] = known(share) && share > 0 ? share : 0;
    sum += shares[use]!;
  }
  if (sum > 0) {
    for (let use = 0; use < floorUses.length; use++) shares[use] = shares[use]! / sum;
    return false;
  }
  const { floorUse } = landUseDefinitions[landUseOf(columns.landUse[row])];
  if (floorUse === 'mixed') {
    const residential = assumptions['mixed-share-residential'] ?? 0.7;
    shares[0] = residential;
    shares[1] = 1 - residential;
    return true;
  }
  // Floor area on land where none is expected (a pavilion in a park) is a public service.
  shares[floorUses.indexOf(floorUse ?? 'civic')] = 1;
  return false;
}

interface Ground {
  /** m2. */
  readonly area: Float64Array;
  /** A point in each parcel, x and y in turn. */
  readonly points: Float64Array;
}

const grounds = new WeakMap<PackedGeometry, Ground>();

/** What depends on the shapes alone, worked out once for a geometry. */
function groundOf(geometry: PackedGeometry): Ground {
  const ground = grounds.get(geometry) ?? { area: featureAreas(geometry), points: representativePoints(geometry) };
  grounds.set(geometry, ground);
  return ground;
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
  const { area, points } = groundOf(table.geometry);
  const developed = new Uint8Array(count);
  const floorArea = new Float64Array(count);
  const byUse = floorUses.map(() => new Float64Array(count));
  const residents = new Float64Array(count);
  const jobs = new Float64Array(count);
  const dwellings = new Float64Array(count);
  const greenArea = new Float64Array(count);
  const derived = { floorArea: 0, residents: 0, jobs: 0, mix: 0 };
  const shares = new Float64Array(floorUses.length);
  const perResident = assumptions['floor-area-per-resident'] ?? 40;
  const perJob = floorUses.map((use) => assumptions[`floor-area-per-job-${use}`] ?? Number.POSITIVE_INFINITY);
  const householdSize = assumptions['household-size'] ?? 2.6;

  for (let row = 0; row < count; row++) {
    const landUse = landUseOf(columns.landUse[row]);
    const definition = landUseDefinitions[landUse];
    const type = types.get(columns.type[row] ?? '');
    developed[row] = definition.developed ? 1 : 0;

    let floor = columns.floorArea[row]!;
    if (!known(floor)) {
      const far = columns.far[row]!;
      if (known(far)) floor = far * area[row]!;
      else if (known(evidence.floorArea?.[row])) floor = evidence.floorArea![row]!;
      else floor = definition.floorUse === null ? 0 : Number.NaN;
      if (known(floor) && !known(far) && floor > 0) derived.floorArea++;
    }
    floorArea[row] = floor;
    shares.fill(0);
    if (fillShares(columns, row, assumptions, shares) && floor > 0) derived.mix++;
    for (let use = 0; use < floorUses.length; use++) {
      byUse[use]![row] = known(floor) ? floor * shares[use]! : Number.NaN;
    }

    let people = columns.residents[row]!;
    if (!known(people)) {
      if (known(evidence.residents?.[row]) && !type) people = evidence.residents![row]!;
      else if (known(floor)) {
        people = byUse[0]![row]! / (type?.floorAreaPerResident ?? perResident);
        if (people > 0) derived.residents++;
      } else people = definition.floorUse === null ? 0 : Number.NaN;
    }
    residents[row] = people;
    dwellings[row] = people / householdSize;

    let work = columns.jobs[row]!;
    if (!known(work)) {
      if (known(evidence.jobs?.[row]) && !type) work = evidence.jobs![row]!;
      else if (known(floor)) {
        work = 0;
        for (let use = 1; use < floorUses.length; use++) {
          work += byUse[use]![row]! / (type?.floorAreaPerJob?.[floorUses[use]!] ?? perJob[use]!);
        }
        if (work > 0) derived.jobs++;
      } else work = definition.floorUse === null ? 0 : Number.NaN;
    }
    jobs[row] = work;

    const ratio = columns.greenRatio[row]!;
    if (greenUses.has(landUse)) greenArea[row] = area[row]!;
    else greenArea[row] = known(ratio) ? ratio * area[row]! : 0;
  }

  const floorAreaByUse = Object.fromEntries(floorUses.map((use, index) => [use, byUse[index]])) as Record<
    FloorUse,
    Float64Array
  >;
  return { count, area, points, developed, floorArea, floorAreaByUse, residents, jobs, dwellings, greenArea, derived };
}
