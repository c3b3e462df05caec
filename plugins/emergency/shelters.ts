import {
  coverageWithin,
  type EvaluatorContext,
  IndicatorList,
  insufficient,
  type LocalText,
  notDefined,
  numberParameter,
  ok,
  type Points,
  type ResultTable,
  type Snapshot,
  sumOf,
  twoStepOverPairs,
  type Walking,
} from '#sdk';
import { asPercent, valueOrNull } from './response.ts';
import { facilitiesOf, type Town } from './town.ts';

/** Classes of shelters; a shelter counts in every class that its size allows. Source: GB 51143-2015. */
const classes = [
  {
    id: 'emergency',
    zh: '紧急',
    en: 'Emergency',
    walk: 'shelterWalkEmergency',
    size: undefined,
    wanted: 'shelterAreaEmergency',
  },
  {
    id: 'short',
    zh: '短期固定',
    en: 'Fixed, short-term',
    walk: 'shelterWalkShort',
    size: 'shelterSizeShort',
    wanted: 'shelterAreaShort',
  },
  {
    id: 'medium',
    zh: '中期固定',
    en: 'Fixed, medium-term',
    walk: 'shelterWalkMedium',
    size: 'shelterSizeMedium',
    wanted: 'shelterAreaMedium',
  },
  {
    id: 'long',
    zh: '长期固定',
    en: 'Fixed, long-term',
    walk: 'shelterWalkLong',
    size: 'shelterSizeLong',
    wanted: 'shelterAreaLong',
  },
] as const;

const furthestWalk = 5000;

interface Shelters {
  readonly points: Points;
  /** Effective area, m2; NaN where not known. */
  readonly areas: Float64Array;
}

function pick({ points, areas }: Shelters, accept: (area: number) => boolean): Shelters {
  const rows = Array.from(areas.keys()).filter((row) => accept(areas[row]!));
  return {
    points: {
      x: Float64Array.from(rows, (row) => points.x[row]!),
      y: Float64Array.from(rows, (row) => points.y[row]!),
    },
    areas: Float64Array.from(rows, (row) => areas[row]!),
  };
}

/** Residents, %, with at least `wanted` m2 of shelter within the walk, by two-step catchments. */
function shareWithRoom(shelters: Shelters, town: Town, walking: Walking, walk: number, wanted: number): number | null {
  const people = sumOf(town.residents);
  if (people === 0) return null;
  const origin: number[] = [];
  const destination: number[] = [];
  walking.pairs(town.places, shelters.points, walk, (from, to) => {
    if (!(town.residents[from]! > 0)) return;
    origin.push(from);
    destination.push(to);
  });
  const weight = new Float64Array(origin.length).fill(1);
  const areas = shelters.areas.map((area) => (area > 0 ? area : 0));
  const pairs = { origins: town.count, origin, destination, weight };
  const { accessibility } = twoStepOverPairs(pairs, town.residents, areas);
  let enough = 0;
  for (const [row, area] of accessibility.entries()) {
    if (town.residents[row]! > 0 && area >= wanted * (1 - 1e-9)) enough += town.residents[row]!;
  }
  return (100 * enough) / people;
}

/**
 * Shelters by class: residents within the walk, and area per person who is to be sheltered, all residents in an emergency and
 * a share of them in fixed shelters. Gives the walk to the nearest shelter of any class, m.
 */
export function measureShelters(
  snapshot: Snapshot,
  town: Town,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): { readonly walk: Float64Array; readonly table: ResultTable } | undefined {
  const { parameters } = context;
  const parameter = (name: string) => numberParameter(parameters, name);
  const found = facilitiesOf(snapshot, 'shelter');
  if (found.rows.length === 0) {
    const none = insufficient('设施图层中没有避难场所', 'the layer of facilities holds no shelter');
    for (const { id } of classes) for (const part of ['coverage', 'area']) list.set(`shelter-${part}-${id}`, none);
    return undefined;
  }
  const perUnit = parameters.shelterCapacity === 'persons' ? parameter('areaPerPlace') : 1;
  const all: Shelters = { points: found.points, areas: found.capacities.map((capacity) => perUnit * capacity) };
  const unknown = all.areas.filter((area) => Number.isNaN(area)).length;
  if (unknown > 0) {
    context.remark('info', {
      zh: `${unknown} 处避难场所没有规模：只作紧急避难场所计距离，不计面积。`,
      en: `${unknown} of the shelters have no capacity: they count as emergency shelters by distance, without area.`,
    });
  }
  const residents = sumOf(town.residents);
  const rows: (number | string | null | LocalText)[][] = [];
  for (const { id, zh, en, walk, size, wanted } of classes) {
    const smallest = size === undefined ? Number.NEGATIVE_INFINITY : parameter(size);
    const own = size === undefined ? all : pick(all, (area) => area >= smallest);
    const radius = parameter(walk);
    const metres = walking.nearest(town.places, own.points, furthestWalk).metres;
    const coverage = coverageWithin(town.residents, metres, radius).share;
    const people = residents * (id === 'emergency' ? 1 : parameter('fixedShare') / 100);
    const isKnown = unknown < all.areas.length;
    const perPerson = !isKnown
      ? insufficient('避难场所都没有规模', 'no shelter has a capacity')
      : people > 0
        ? ok(sumOf(own.areas) / people)
        : notDefined('没有要安置的居民', 'there is nobody to be sheltered');
    list.set(`shelter-coverage-${id}`, asPercent(coverage));
    list.set(`shelter-area-${id}`, perPerson);
    const share = id === 'emergency' ? 1 : parameter('fixedShare') / 100;
    rows.push([
      { zh, en },
      own.areas.length,
      radius,
      valueOrNull(asPercent(coverage)),
      isKnown ? sumOf(own.areas) / 10_000 : null,
      valueOrNull(perPerson),
      parameter(wanted),
      isKnown ? shareWithRoom(own, town, walking, radius, parameter(wanted) * share) : null,
    ]);
  }
  const nearest = walking.nearest(town.places, all.points, furthestWalk).metres;
  return {
    walk: nearest.map((value) => (Number.isFinite(value) ? value : Number.NaN)),
    table: {
      id: 'shelters',
      title: { zh: '避难场所', en: 'Shelters' },
      columns: [
        { id: 'class', label: { zh: '类别', en: 'Class' } },
        { id: 'count', label: { zh: '处数', en: 'Number' }, decimals: 0 },
        { id: 'walk', label: { zh: '服务半径', en: 'Walk' }, unit: 'm', decimals: 0 },
        { id: 'coverage', label: { zh: '覆盖居民', en: 'Residents within' }, unit: '%', decimals: 1 },
        { id: 'area', label: { zh: '有效面积', en: 'Effective area' }, unit: 'ha', decimals: 2 },
        { id: 'per-person', label: { zh: '安置人均', en: 'Per person sheltered' }, unit: 'm2/person', decimals: 2 },
        { id: 'wanted', label: { zh: '控制指标', en: 'Wanted' }, unit: 'm2/person', decimals: 2 },
        {
          id: 'room',
          label: { zh: '服务半径内面积足够的居民', en: 'Residents with room within the walk' },
          unit: '%',
          decimals: 1,
        },
      ],
      rows,
    },
  };
}
