import type { DevelopmentType } from '#core/model/development-type.ts';
import { type FeatureTable, numberColumn, type Scalar, textColumn } from '#core/model/feature-table.ts';
import { type LandUse, landUseDefinitions, landUseOf } from '#core/model/land-use.ts';
import type { Paint } from '#core/model/painted-image.ts';
import { floorUses } from '#core/model/role.ts';

/** What is stored of one parcel; NaN and null where nothing is. Written over from parcel to parcel. */
export class ParcelRecord {
  landUse: string | null = null;
  type: string | null = null;
  far = Number.NaN;
  coverage = Number.NaN;
  floorArea = Number.NaN;
  residents = Number.NaN;
  jobs = Number.NaN;
  greenRatio = Number.NaN;
  readonly shares = new Float64Array(floorUses.length);
}

const shareFields = floorUses.map((use) => `share_${use}`);

/** Reads parcels of a table into a record; a column that is missing counts as empty. */
export class ParcelColumns {
  readonly #landUse: readonly (string | null)[] | undefined;
  readonly #type: readonly (string | null)[] | undefined;
  readonly #numbers: Readonly<Record<string, Float64Array | undefined>>;
  readonly #shares: readonly (Float64Array | undefined)[];

  constructor(table: FeatureTable) {
    this.#landUse = textColumn(table, 'land_use');
    this.#type = textColumn(table, 'development_type');
    const names = ['far', 'building_coverage', 'floor_area', 'residents', 'jobs', 'green_ratio'];
    this.#numbers = Object.fromEntries(names.map((name) => [name, numberColumn(table, name)]));
    this.#shares = shareFields.map((name) => numberColumn(table, name));
  }

  read(row: number, into: ParcelRecord): void {
    const numbers = this.#numbers;
    into.landUse = this.#landUse?.[row] ?? null;
    into.type = this.#type?.[row] ?? null;
    into.far = numbers.far?.[row] ?? Number.NaN;
    into.coverage = numbers.building_coverage?.[row] ?? Number.NaN;
    into.floorArea = numbers.floor_area?.[row] ?? Number.NaN;
    into.residents = numbers.residents?.[row] ?? Number.NaN;
    into.jobs = numbers.jobs?.[row] ?? Number.NaN;
    into.greenRatio = numbers.green_ratio?.[row] ?? Number.NaN;
    for (let use = 0; use < this.#shares.length; use++) into.shares[use] = this.#shares[use]?.[row] ?? Number.NaN;
  }
}

function numberOf(value: Scalar | undefined): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function textOf(value: Scalar | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

/** Reads a parcel that a scenario has changed from its values. */
export function readParcelValues(values: Readonly<Record<string, Scalar>>, into: ParcelRecord): void {
  into.landUse = textOf(values.land_use);
  into.type = textOf(values.development_type);
  into.far = numberOf(values.far);
  into.coverage = numberOf(values.building_coverage);
  into.floorArea = numberOf(values.floor_area);
  into.residents = numberOf(values.residents);
  into.jobs = numberOf(values.jobs);
  into.greenRatio = numberOf(values.green_ratio);
  for (let use = 0; use < shareFields.length; use++) into.shares[use] = numberOf(values[shareFields[use]!]);
}

/** Puts the values of a paint over what was read of the row beneath. */
export function paintParcel(paint: Paint, into: ParcelRecord): void {
  if (paint.land_use !== undefined) into.landUse = textOf(paint.land_use);
  if (paint.development_type !== undefined) into.type = textOf(paint.development_type);
  if (paint.far !== undefined) into.far = numberOf(paint.far);
  if (paint.building_coverage !== undefined) into.coverage = numberOf(paint.building_coverage);
  if (paint.floor_area !== undefined) into.floorArea = numberOf(paint.floor_area);
  if (paint.residents !== undefined) into.residents = numberOf(paint.residents);
  if (paint.jobs !== undefined) into.jobs = numberOf(paint.jobs);
  if (paint.green_ratio !== undefined) into.greenRatio = numberOf(paint.green_ratio);
  for (let use = 0; use < shareFields.length; use++) {
    const share = paint[shareFields[use]!];
    if (share !== undefined) into.shares[use] = numberOf(share);
  }
}

/** What other layers tell of one parcel; NaN where they tell nothing. */
export interface EvidenceOfParcel {
  readonly floorArea: number;
  readonly residents: number;
  readonly jobs: number;
}

export const noEvidence: EvidenceOfParcel = { floorArea: Number.NaN, residents: Number.NaN, jobs: Number.NaN };

/**
 * What follows for one parcel from its record, before the assumptions are put in. Order of belief: the parcel's own value,
 * evidence from other layers, the development type it was painted with, and only then an assumption.
 */
export class ParcelFacts {
  landUse: LandUse = 'undeveloped';
  type: DevelopmentType | undefined = undefined;
  isDeveloped = false;
  /** m2 */
  area = 0;
  /** m2; NaN where it cannot be known. */
  floor = Number.NaN;
  /** True when the floor area came neither from a value nor from a floor-area ratio of the parcel. */
  isFloorFromElsewhere = false;
  /** Floor area by use, m2; all 0 when `mixed` holds it. */
  readonly floors = new Float64Array(floorUses.length);
  /** Floor area of mixed land of which no shares are known, m2: the assumption splits it into housing and shops. */
  mixed = 0;
  /** True when the shares came from the land use rather than from data. */
  areSharesAssumed = false;
  /** Residents and jobs where they are known without an assumption; NaN where they follow from floor area, or cannot be known. */
  residents = Number.NaN;
  jobs = Number.NaN;
  /** Whether residents and jobs follow from floor area. */
  areResidentsDerived = false;
  areJobsDerived = false;
  /** Planted area, m2. */
  planted = 0;
  /** Building coverage, 0 to 1; NaN where it is not known. */
  coverage = Number.NaN;
}

const plantedUses = new Set<LandUse>(['green', 'protective-green', 'agriculture']);

/** Fills `facts` from a record, with the parcel's planar area in m2. */
export function deriveFacts(
  record: ParcelRecord,
  area: number,
  types: ReadonlyMap<string, DevelopmentType>,
  evidence: EvidenceOfParcel,
  facts: ParcelFacts,
): void {
  const landUse = landUseOf(record.landUse);
  const definition = landUseDefinitions[landUse];
  const type = record.type === null ? undefined : types.get(record.type);
  facts.landUse = landUse;
  facts.type = type;
  facts.isDeveloped = definition.developed;
  facts.area = area;
  facts.coverage = record.coverage;

  let floor = record.floorArea;
  facts.isFloorFromElsewhere = false;
  if (Number.isNaN(floor)) {
    if (!Number.isNaN(record.far)) floor = record.far * area;
    else {
      if (!Number.isNaN(evidence.floorArea)) floor = evidence.floorArea;
      else if (definition.floorUse === null) floor = 0;
      facts.isFloorFromElsewhere = floor > 0;
    }
  }
  facts.floor = floor;
  splitFloor(record, Number.isNaN(floor) ? 0 : floor, definition.floorUse, facts);

  const isEmptyLand = Number.isNaN(floor) && definition.floorUse === null;
  facts.residents = knownPeople(record.residents, evidence.residents, type, isEmptyLand);
  facts.areResidentsDerived = Number.isNaN(facts.residents) && !Number.isNaN(floor);
  facts.jobs = knownPeople(record.jobs, evidence.jobs, type, isEmptyLand);
  facts.areJobsDerived = Number.isNaN(facts.jobs) && !Number.isNaN(floor);

  if (plantedUses.has(landUse)) facts.planted = area;
  else facts.planted = Number.isNaN(record.greenRatio) ? 0 : record.greenRatio * area;
}

/** Residents or jobs of a parcel's own, or of evidence where it was not painted since. */
function knownPeople(own: number, told: number, type: DevelopmentType | undefined, isEmptyLand: boolean): number {
  if (!Number.isNaN(own)) return own;
  if (!Number.isNaN(told) && !type) return told;
  return isEmptyLand ? 0 : Number.NaN;
}

function splitFloor(
  record: ParcelRecord,
  floor: number,
  floorUse: (typeof landUseDefinitions)[LandUse]['floorUse'],
  facts: ParcelFacts,
): void {
  const { floors } = facts;
  let sum = 0;
  for (let use = 0; use < floors.length; use++) {
    const share = record.shares[use]!;
    floors[use] = share > 0 ? share : 0;
    sum += floors[use]!;
  }
  facts.mixed = 0;
  facts.areSharesAssumed = false;
  if (sum > 0) {
    for (let use = 0; use < floors.length; use++) floors[use] = floor * (floors[use]! / sum);
    return;
  }
  if (floorUse === 'mixed') {
    facts.mixed = floor;
    facts.areSharesAssumed = true;
    return;
  }
  // Floor area on land where none is expected (a pavilion in a park) is a public service.
  floors[floorUses.indexOf(floorUse ?? 'civic')] = floor;
}
