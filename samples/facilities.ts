import type { facilityKinds } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { Dice } from './dice.ts';
import { chineseNumber, type GreenSpace } from './green.ts';
import { namePairs } from './names.ts';
import type { Parcel } from './parcels.ts';
import { centroid, contains, distance, type Point, snapped } from './plane.ts';
import type { Purpose } from './services.ts';
import { deepestPoint } from './water.ts';

type FacilityKind = (typeof facilityKinds)[number];

export interface Facility {
  readonly name: LocalText;
  readonly kind: FacilityKind;
  readonly point: Point;
  readonly capacity: number;
  /** What the capacity counts. */
  readonly unit: string;
}

interface Sort {
  readonly kind: FacilityKind;
  readonly zh: string;
  readonly en: string;
  readonly unit: string;
  readonly capacity: (dice: Dice) => number;
  /** Numbered through the town instead of named. */
  readonly isNumbered?: boolean;
}

const sorts: Readonly<Partial<Record<Purpose, Sort>>> = {
  kindergarten: {
    kind: 'kindergarten',
    zh: '幼儿园',
    en: 'Kindergarten',
    unit: '学位',
    capacity: (dice) => dice.pick([6, 9, 9, 12, 12, 15]) * 30,
  },
  'primary-school': {
    kind: 'primary-school',
    zh: '小学',
    en: 'Primary School',
    unit: '学位',
    capacity: (dice) => dice.pick([18, 24, 24, 30, 36]) * 45,
  },
  'middle-school': {
    kind: 'middle-school',
    zh: '中学',
    en: 'Middle School',
    unit: '学位',
    capacity: (dice) => dice.pick([24, 30, 30, 36]) * 50,
    isNumbered: true,
  },
  clinic: {
    kind: 'clinic',
    zh: '社区卫生服务中心',
    en: 'Community Health Centre',
    unit: '床位',
    capacity: (dice) => dice.whole(4, 12) * 5,
  },
  hospital: {
    kind: 'hospital',
    zh: '人民医院',
    en: 'Hospital',
    unit: '床位',
    capacity: (dice) => dice.whole(8, 19) * 50,
    isNumbered: true,
  },
  market: { kind: 'market', zh: '农贸市场', en: 'Market', unit: '摊位', capacity: (dice) => dice.whole(8, 22) * 10 },
  'elderly-care': {
    kind: 'elderly-care',
    zh: '养老院',
    en: 'Care Home',
    unit: '床位',
    capacity: (dice) => dice.whole(6, 18) * 10,
  },
  culture: {
    kind: 'culture',
    zh: '文化活动中心',
    en: 'Culture Centre',
    unit: '座席',
    capacity: (dice) => dice.whole(12, 45) * 10,
  },
  sport: { kind: 'sport', zh: '体育中心', en: 'Sports Centre', unit: '人', capacity: (dice) => dice.whole(8, 40) * 50 },
  'fire-station': {
    kind: 'fire-station',
    zh: '消防救援站',
    en: 'Fire Station',
    unit: '车',
    capacity: (dice) => dice.whole(4, 8),
  },
  'waste-station': {
    kind: 'waste-station',
    zh: '垃圾转运站',
    en: 'Waste Transfer Station',
    unit: '吨/日',
    capacity: (dice) => dice.whole(4, 14) * 10,
  },
};

/** Smaller services in the ground floors of housing: metres between two of the same, and how many at most. */
const groundFloor: readonly (readonly [sort: Sort, spacing: number, most: number])[] = [
  [{ kind: 'clinic', zh: '社区卫生服务站', en: 'Clinic', unit: '床位', capacity: (dice) => dice.whole(2, 6) }, 900, 22],
  [
    {
      kind: 'elderly-care',
      zh: '日间照料中心',
      en: 'Day Care for the Elderly',
      unit: '床位',
      capacity: (dice) => dice.whole(10, 30),
    },
    720,
    24,
  ],
  [
    {
      kind: 'culture',
      zh: '文化活动室',
      en: 'Community Room',
      unit: '座席',
      capacity: (dice) => dice.whole(4, 12) * 10,
    },
    800,
    22,
  ],
  [
    { kind: 'market', zh: '生鲜超市', en: 'Fresh Market', unit: '摊位', capacity: (dice) => dice.whole(12, 40) },
    620,
    26,
  ],
  [
    { kind: 'sport', zh: '健身苑', en: 'Fitness Yard', unit: '人', capacity: (dice) => dice.whole(3, 12) * 10 },
    560,
    34,
  ],
  [
    { kind: 'library', zh: '城市书房', en: 'Reading Room', unit: '座席', capacity: (dice) => dice.whole(3, 10) * 10 },
    1500,
    8,
  ],
  [
    { kind: 'kindergarten', zh: '托育园', en: 'Nursery', unit: '学位', capacity: (dice) => dice.whole(2, 4) * 20 },
    1100,
    12,
  ],
];

/** A point inside the parcel, near its middle. */
function pointIn({ lot: { ring } }: Parcel): Point {
  const middle = centroid(ring);
  return snapped(contains(ring, middle) ? middle : deepestPoint(ring).point);
}

/** Public facilities: on the parcels set aside for them, in housing, and shelters in parks and schools. */
export function facilitiesOf(parcels: readonly Parcel[], green: readonly GreenSpace[], seed: number): Facility[] {
  const dice = new Dice(seed, 'facilities');
  const pair = namePairs(dice);
  const facilities: Facility[] = [];
  const numbers = new Map<string, number>();
  const add = (sort: Sort, point: Point, capacity = sort.capacity(dice)): void => {
    const number = (numbers.get(sort.zh) ?? 0) + 1;
    numbers.set(sort.zh, number);
    const { zh, en } = pair();
    const name = sort.isNumbered
      ? { zh: `临江第${chineseNumber(number)}${sort.zh}`, en: `Linjiang ${sort.en} No. ${number}` }
      : { zh: zh + sort.zh, en: `${en} ${sort.en}` };
    facilities.push({ name, kind: sort.kind, point, capacity, unit: sort.unit });
  };
  for (const parcel of parcels) {
    const { purpose } = parcel.lot;
    const sort = purpose && parcel.buildings.length > 0 ? sorts[purpose] : undefined;
    if (!sort) continue;
    const point = pointIn(parcel);
    add(sort, point);
    if (purpose === 'hospital') {
      const ambulance: Sort = {
        kind: 'ambulance-station',
        zh: '急救站',
        en: 'Ambulance Station',
        unit: '车',
        capacity: (own) => own.whole(2, 5),
      };
      add(ambulance, snapped([point[0] + 18, point[1] - 12]));
    }
    if (purpose === 'primary-school' || purpose === 'middle-school') {
      const shelter: Sort = {
        kind: 'shelter',
        zh: '学校避难场所',
        en: 'School Shelter',
        unit: '人',
        capacity: () => 0,
      };
      if (dice.chance(0.55))
        add(shelter, snapped([point[0] - 14, point[1] - 20]), Math.round((parcel.lot.area * 0.3) / 200) * 100);
    }
  }
  const homes = dice.shuffled(parcels.filter(({ residents, lot }) => residents > 60 && lot.district !== 'village'));
  for (const [sort, spacing, most] of groundFloor) {
    const places: Point[] = [];
    for (const parcel of homes) {
      if (places.length >= most) break;
      // Few of them on the south bank: what the town still has to make up for.
      if (parcel.lot.district === 'southern' && dice.chance(0.45)) continue;
      const point = pointIn(parcel);
      const others = facilities.filter(({ kind }) => kind === sort.kind).map((facility) => facility.point);
      if ([...places, ...others].some((place) => distance(place, point) < spacing)) continue;
      places.push(point);
      add(sort, point);
    }
  }
  const main = parcels.find(({ code, lot }) => code === 'A2' && lot.district === 'civic');
  if (main)
    facilities.push({
      name: { zh: '临江图书馆', en: 'Linjiang Library' },
      kind: 'library',
      point: pointIn(main),
      capacity: 800,
      unit: '座席',
    });
  for (const { kind, parcel, name } of green) {
    if (parcel.lot.area < 5500 || (kind !== 'park' && kind !== 'square') || parcel.lot.block.plan.kind === 'bank')
      continue;
    if (parcel.lot.area < 12_000 && dice.chance(0.55)) continue;
    const capacity = Math.min(24_000, Math.round((parcel.lot.area * 0.45) / 300) * 100);
    const shelter = { zh: `${name.zh}避难场所`, en: `${name.en} Shelter` };
    facilities.push({ name: shelter, kind: 'shelter', point: pointIn(parcel), capacity, unit: '人' });
  }
  return facilities;
}
