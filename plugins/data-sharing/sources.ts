import {
  type EvaluatorContext,
  featureAreas,
  fillText,
  IndicatorList,
  insufficient,
  type LocalText,
  landUseOf,
  numberParameter,
  numbersOf,
  ok,
  type ResultTable,
  type RoleId,
  roleOf,
  type Snapshot,
  sumOf,
  textsOf,
} from '#sdk';

/** A datum that more than one layer may hold. */
interface Datum {
  readonly label: LocalText;
  readonly unit: string;
  readonly holders: readonly { readonly role: RoleId; readonly total: number }[];
}

function areaWhere(snapshot: Snapshot, role: RoleId, isCounted: (row: number) => boolean): number {
  const layer = snapshot.layers[role];
  if (!layer) return 0;
  return featureAreas(layer.geometry).reduce((sum, area, row) => sum + (isCounted(row) ? area : 0), 0);
}

function dataOf(snapshot: Snapshot): readonly Datum[] {
  const { parcel, building, population, 'green-space': green } = snapshot.layers;
  const uses = textsOf(parcel, 'land_use').map(landUseOf);
  const isPublic = numbersOf(green, 'public');
  const kinds = textsOf(green, 'kind');
  const isPark = (row: number) => isPublic[row] !== 0 && (kinds[row] === 'park' || kinds[row] === 'corridor');
  const total = (role: RoleId, field: string) => ({ role, total: sumOf(numbersOf(snapshot.layers[role], field)) });
  const floors = numbersOf(building, 'floors');
  const given = numbersOf(building, 'floor_area');
  const buildingFloor = building
    ? featureAreas(building.geometry).reduce(
        (sum, area, row) =>
          sum + (Number.isNaN(given[row]!) ? area * (floors[row]! > 0 ? floors[row]! : 0) : given[row]!),
        0,
      )
    : 0;
  const parcelArea = (use: string) => ({
    role: 'parcel' as const,
    total: areaWhere(snapshot, 'parcel', (row) => uses[row] === use),
  });
  return [
    {
      label: { zh: '居住人口', en: 'Residents' },
      unit: 'person',
      holders: [total('parcel', 'residents'), total('population', 'residents')],
    },
    {
      label: { zh: '就业岗位', en: 'Jobs' },
      unit: 'job',
      holders: [total('parcel', 'jobs'), total('population', 'jobs')],
    },
    {
      label: { zh: '建筑面积', en: 'Floor area' },
      unit: 'm2',
      holders: [total('parcel', 'floor_area'), { role: 'building', total: buildingFloor }],
    },
    {
      label: { zh: '公园绿地', en: 'Public green' },
      unit: 'm2',
      holders: [
        parcelArea('green'),
        {
          role: 'green-space',
          total: areaWhere(snapshot, 'green-space', isPark),
        },
      ],
    },
    {
      label: { zh: '水面', en: 'Water' },
      unit: 'm2',
      holders: [parcelArea('water'), { role: 'water', total: areaWhere(snapshot, 'water', () => true) }],
    },
    {
      label: { zh: '户数', en: 'Households' },
      unit: '1',
      holders: [{ role: 'population', total: population ? sumOf(numbersOf(population, 'households')) : 0 }],
    },
  ];
}

const findings = {
  one: { zh: '一数一源', en: 'one source' },
  agree: { zh: '多源一致', en: 'sources agree' },
  differ: { zh: '多源不一致', en: 'sources differ' },
} as const;

/** Whether each datum of the baseline has one source, and where it has two, whether they say the same. */
export function measureSources(snapshot: Snapshot, list: IndicatorList, context: EvaluatorContext): ResultTable {
  const tolerance = numberParameter(context.parameters, 'sourceTolerance');
  const rows = dataOf(snapshot).flatMap(({ label, unit, holders }) => {
    const held = holders.filter(({ total }) => total > 0);
    const [first, second] = held;
    if (!first) return [];
    const difference = second ? (100 * Math.abs(first.total - second.total)) / Math.max(first.total, second.total) : 0;
    const finding = !second ? 'one' : difference <= tolerance ? 'agree' : 'differ';
    return [{ label, unit, first, second, difference, finding } as const];
  });
  const wrong = rows.filter(({ finding }) => finding === 'differ');
  const none = insufficient('没有可核对的数据', 'there are no data to compare');
  list.set('one-source', rows.length === 0 ? none : ok((100 * (rows.length - wrong.length)) / rows.length));
  if (wrong.length > 0) {
    context.remark(
      'info',
      fillText('多个图层对同一数据说法不一：{names}。', 'Layers disagree on the same datum: {names}.', {
        names: {
          zh: wrong.map(({ label }) => label.zh).join('、'),
          en: wrong.map(({ label }) => label.en.toLowerCase()).join(', '),
        },
      }),
    );
  }
  return {
    id: 'sources',
    title: { zh: '一数一源核对', en: 'One source per datum' },
    columns: [
      { id: 'datum', label: { zh: '数据', en: 'Datum' } },
      { id: 'unit', label: { zh: '单位', en: 'Unit' } },
      { id: 'first', label: { zh: '来源一', en: 'First source' } },
      { id: 'first-total', label: { zh: '总量一', en: 'Its total' }, decimals: 0 },
      { id: 'second', label: { zh: '来源二', en: 'Second source' } },
      { id: 'second-total', label: { zh: '总量二', en: 'Its total' }, decimals: 0 },
      { id: 'difference', label: { zh: '相差', en: 'Difference' }, unit: '%', decimals: 1 },
      { id: 'finding', label: { zh: '判断', en: 'Finding' } },
    ],
    rows: rows.map(({ label, unit, first, second, difference, finding }) => [
      label,
      unit,
      roleOf(first.role).label,
      first.total,
      second ? roleOf(second.role).label : null,
      second ? second.total : null,
      second ? difference : null,
      findings[finding],
    ]),
  };
}
