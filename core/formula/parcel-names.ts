import type { LiveView } from '#core/indicators/live-view.ts';
import { floorOfUse, jobsOf, residentsOf } from '#core/indicators/parcel-quantities.ts';
import type { ParcelRates } from '#core/indicators/parcel-rates.ts';
import type { TallyParcel } from '#core/indicators/parcel-tally.ts';
import { derivedParcelFields } from '#core/model/derived-fields.ts';
import type { Field, Scalar } from '#core/model/feature-table.ts';
import { floorUses } from '#core/model/role.ts';
import type { ValueKind } from './typed.ts';
import { type Unit, unitFrom } from './units.ts';

/** What a name means for one parcel. */
export interface ParcelName {
  readonly kind: ValueKind;
  readonly unit: Unit;
  readonly read: (parcel: TallyParcel, rates: ParcelRates) => Scalar;
  /** The sum over a group of parcels, under whatever is assumed; undefined for what does not add up in the live sums. */
  readonly sum?: (view: LiveView, of: number) => number;
  /** Assumptions that it follows from. */
  readonly assumptions: readonly string[];
}

const mixed = ['mixed-share-residential'];
const people = ['floor-area-per-resident', ...mixed];
const work = [...floorUses.slice(1).map((use) => `floor-area-per-job-${use}`), ...mixed];

type Derived = Omit<ParcelName, 'kind' | 'unit' | 'assumptions'> & Partial<Pick<ParcelName, 'kind' | 'assumptions'>>;

const derived: Readonly<Record<string, Derived>> = {
  area_m2: { read: ({ place }) => place.area, sum: (view, of) => view.sum('area', of) },
  developed: { kind: 'truth', read: ({ facts }) => facts.isDeveloped },
  floor_area: { read: ({ facts }) => facts.floor, sum: (view, of) => view.sum('floor', of) },
  far: {
    read: ({ facts, place, field }) => {
      const own = field('far');
      return typeof own === 'number' ? own : facts.floor / place.area;
    },
  },
  ...Object.fromEntries(
    floorUses.map((use, at): [string, Derived] => [
      `floor_${use}`,
      {
        read: ({ facts }, rates) => (Number.isNaN(facts.floor) ? null : floorOfUse(facts, at, rates)),
        sum: (view, of) => view.floorOf(at, of),
        assumptions: at < 2 ? mixed : [],
      },
    ]),
  ),
  residents: {
    read: ({ facts }, rates) => residentsOf(facts, rates),
    sum: (view, of) => view.residents(of),
    assumptions: people,
  },
  jobs: { read: ({ facts }, rates) => jobsOf(facts, rates), sum: (view, of) => view.jobs(of), assumptions: work },
  dwellings: {
    read: ({ facts }, rates) => residentsOf(facts, rates) / rates.householdSize,
    sum: (view, of) => view.dwellings(of),
    assumptions: [...people, 'household-size'],
  },
  green_area: { read: ({ facts }) => facts.planted, sum: (view, of) => view.sum('planted', of) },
  energy_use: { read: ({ facts }) => facts.type?.energyUse ?? null },
};

/** Numbers that cannot be known are no value. */
const known = (value: Scalar): Scalar => (typeof value === 'number' && !Number.isFinite(value) ? null : value);

function ofField({ name, type, unit }: Field): ParcelName {
  const kind = type === 'boolean' ? 'truth' : type === 'text' || type === 'date' ? 'text' : 'number';
  return { kind, unit: unitFrom(unit ?? ''), read: ({ field }) => field(name) ?? null, assumptions: [] };
}

/** What formulas may say of a parcel: the fields of the layer, and what is derived of every parcel. */
export function parcelNames(fields: readonly Field[]): ReadonlyMap<string, ParcelName> {
  const names = new Map(fields.map((field) => [field.name, ofField(field)]));
  for (const { name, unit = '' } of derivedParcelFields) {
    const own = derived[name];
    if (!own) continue;
    const read: ParcelName['read'] = (parcel, rates) => known(own.read(parcel, rates));
    names.set(name, { kind: 'number', unit: unitFrom(unit), assumptions: [], ...own, read });
  }
  return names;
}
