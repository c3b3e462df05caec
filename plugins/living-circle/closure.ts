import {
  type EvaluatorContext,
  fillText,
  IndicatorList,
  insufficient,
  numberParameter,
  type ResultTable,
  ratio,
  sumOf,
} from '#sdk';
import type { Residents } from './residents.ts';

/** Populations that each tier is laid out for. Source: GB 50180-2018. */
const scales = [
  { zh: '15 分钟生活圈', en: '15 min circle', low: 50_000, high: 100_000 },
  { zh: '10 分钟生活圈', en: '10 min circle', low: 15_000, high: 25_000 },
  { zh: '5 分钟生活圈', en: '5 min circle', low: 5_000, high: 12_000 },
  { zh: '居住街坊', en: 'Residential block', low: 1_000, high: 3_000 },
] as const;

/**
 * The identity that has to close before facilities are scored: residents = residential floor area / floor area per resident
 * (and floor area = residential land × FAR). What the parcels say is held against what their floor area would house.
 */
export function measureClosure(
  { people, land, floor }: Residents,
  list: IndicatorList,
  context: EvaluatorContext,
): readonly ResultTable[] {
  const tolerance = numberParameter(context.parameters, 'closureTolerance');
  const perResident = context.assumptions['floor-area-per-resident'] ?? 40;
  const residents = sumOf(people);
  const floorArea = sumOf(floor);
  const isKnown = floor.some((value) => value >= 0);
  const housed = floorArea / perResident;
  const noFloor = insufficient('没有居住建筑面积', 'no residential floor area is known');
  const noResidents = ['没有居民', 'there are no residents'] as const;
  const closure = isKnown
    ? ratio(100 * (residents - housed), housed, '没有居住建筑面积', 'there is no residential floor area')
    : noFloor;
  list.set('closure', closure);
  list.set('floor-per-person', isKnown ? ratio(floorArea, residents, ...noResidents) : noFloor);
  const landPerPerson = ratio(sumOf(land), residents, ...noResidents);
  list.set('land-per-person', landPerPerson);
  if (closure.status === 'ok' && Math.abs(closure.value) > tolerance) {
    const text = [
      '居民人数与居住建筑面积相差 {percent}%（容差 {tolerance}%）：先核对人口、建筑面积与人均建筑面积，再看设施覆盖。',
      'Residents differ by {percent} % from what residential floor area would house (tolerance {tolerance} %): check people, floor area and floor area per resident before reading coverage.',
    ] as const;
    context.remark('warning', fillText(...text, { percent: Math.round(closure.value), tolerance }));
  }
  const far = ratio(floorArea, sumOf(land), '没有居住用地', 'there is no residential land');
  const cell = (value: typeof far) => (value.status === 'ok' ? value.value : null);
  return [
    {
      id: 'closure',
      title: { zh: '人口、建筑面积与用地', en: 'Residents, floor area and land' },
      columns: [
        { id: 'item', label: { zh: '项目', en: 'Item' } },
        { id: 'value', label: { zh: '数值', en: 'Value' }, decimals: 2 },
      ],
      rows: [
        [{ zh: '居民（人）', en: 'Residents' }, residents],
        [{ zh: '居住建筑面积可容纳（人）', en: 'Residents that the floor area would house' }, isKnown ? housed : null],
        [{ zh: '人均住宅建筑面积，假设（m²）', en: 'Floor area per resident, assumption (m²)' }, perResident],
        [{ zh: '居住用地（公顷）', en: 'Residential land (ha)' }, sumOf(land) / 10_000],
        [{ zh: '居住用地上的居住容积率', en: 'Residential FAR of residential land' }, isKnown ? cell(far) : null],
        [{ zh: '人均居住用地（m²）', en: 'Residential land per resident (m²)' }, cell(landPerPerson)],
      ],
    },
    {
      id: 'scale',
      title: { zh: '按人口规模需要的生活圈数', en: 'Circles that the population calls for' },
      columns: [
        { id: 'tier', label: { zh: '级别', en: 'Tier' } },
        { id: 'low', label: { zh: '规模下限', en: 'Smallest population' }, unit: 'person', decimals: 0 },
        { id: 'high', label: { zh: '规模上限', en: 'Largest population' }, unit: 'person', decimals: 0 },
        { id: 'fewest', label: { zh: '至少', en: 'At least' }, decimals: 1 },
        { id: 'most', label: { zh: '至多', en: 'At most' }, decimals: 1 },
      ],
      rows: scales.map(({ zh, en, low, high }) => [{ zh, en }, low, high, residents / high, residents / low]),
    },
  ];
}
