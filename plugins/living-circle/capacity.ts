import {
  type EvaluatorContext,
  IndicatorList,
  insufficient,
  type LocalText,
  notDefined,
  numberParameter,
  ok,
  type ResultTable,
  sumOf,
  twoStepOverPairs,
  type Walking,
} from '#sdk';
import type { ServiceKind } from './kinds.ts';
import type { Residents } from './residents.ts';
import type { Service } from './services.ts';

/** Kinds whose places are held against demand, and the parameter with the places wanted per thousand residents. */
const norms: Readonly<Record<string, string>> = {
  kindergarten: 'kindergartenPlaces',
  'primary-school': 'primarySchoolPlaces',
  'middle-school': 'middleSchoolPlaces',
  'elderly-care': 'elderlyCareBeds',
  hospital: 'hospitalBeds',
};

interface Supply {
  readonly points: { readonly x: Float64Array; readonly y: Float64Array };
  readonly capacities: Float64Array;
}

/** Residents with as many places per head within the radius as are wanted, %, by two-step catchments; null without data. */
function shareWithEnough(
  { points, capacities }: Supply,
  residents: Residents,
  walking: Walking,
  radius: number,
  wanted: number,
): number | null {
  const origin: number[] = [];
  const destination: number[] = [];
  walking.pairs(residents.places, points, radius, (from, to) => {
    if (!(residents.people[from]! > 0)) return;
    origin.push(from);
    destination.push(to);
  });
  const weight = new Float64Array(origin.length).fill(1);
  const { accessibility } = twoStepOverPairs(
    { origins: residents.count, origin, destination, weight },
    residents.people,
    capacities,
  );
  let enough = 0;
  for (const [row, places] of accessibility.entries()) {
    // As many as are wanted but for the rounding of the sums.
    if (residents.people[row]! > 0 && places >= wanted * (1 - 1e-9)) enough += residents.people[row]!;
  }
  const people = sumOf(residents.people);
  return people > 0 ? (100 * enough) / people : null;
}

/** Places against demand in the whole town, and whether they are where the people are. */
export function measureCapacity(
  services: readonly Service[],
  residents: Residents,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): ResultTable {
  const people = sumOf(residents.people);
  const rows: (number | string | null | LocalText)[][] = [];
  for (const { kind, at, count } of services) {
    const norm = norms[kind.id];
    if (norm === undefined || !('points' in at)) continue;
    const perThousand = numberParameter(context.parameters, norm);
    const demand = (people * perThousand) / 1000;
    const known = at.capacities.filter((capacity) => capacity >= 0).length;
    const places = sumOf(at.capacities);
    remarkOnUnknown(kind, count - known, context);
    if (known === 0) {
      list.set(
        `capacity-${kind.id}`,
        insufficient(`没有“${kind.label.zh}”的规模`, `no capacity of the kind "${kind.label.en}" is known`),
      );
      rows.push([kind.label, null, demand, null, null]);
      continue;
    }
    const supplied =
      demand > 0
        ? ok((100 * places) / demand)
        : notDefined('没有需求（人口或千人指标为 0）', 'there is no demand: no residents, or no places wanted');
    list.set(`capacity-${kind.id}`, supplied);
    const capacities = at.capacities.map((capacity) => (capacity >= 0 ? capacity : 0));
    const radius = numberParameter(context.parameters, kind.radius);
    const local =
      demand > 0
        ? shareWithEnough({ points: at.points, capacities }, residents, walking, radius, perThousand / 1000)
        : null;
    rows.push([kind.label, places, demand, supplied.status === 'ok' ? supplied.value : null, local]);
  }
  return {
    id: 'capacity',
    title: { zh: '设施规模与需求', en: 'Capacity against demand' },
    columns: [
      { id: 'service', label: { zh: '设施', en: 'Service' } },
      { id: 'places', label: { zh: '规模', en: 'Places' }, decimals: 0 },
      { id: 'demand', label: { zh: '需求', en: 'Demand' }, decimals: 0 },
      { id: 'ratio', label: { zh: '规模／需求', en: 'Places / demand' }, unit: '%', decimals: 0 },
      {
        id: 'local',
        label: { zh: '服务半径内规模足够的居民', en: 'Residents with enough within the radius' },
        unit: '%',
        decimals: 1,
      },
    ],
    rows,
  };
}

function remarkOnUnknown(kind: ServiceKind, count: number, context: EvaluatorContext): void {
  if (count === 0) return;
  context.remark('info', {
    zh: `${count} 处“${kind.label.zh}”没有规模，未计入供给。`,
    en: `${count} of the kind "${kind.label.en}" have no capacity and are left out of supply.`,
  });
}
