import {
  type Coverage,
  coverageWithin,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  insufficient,
  type LocalText,
  type MethodValue,
  numberParameter,
  ok,
  type ResultChart,
  type ResultTable,
  type Walking,
} from '#sdk';
import { hospitalKind, serviceKinds, tierLabels } from './kinds.ts';
import type { Residents } from './residents.ts';
import { type Service, straightTo, walkTo } from './services.ts';

/** One kind of service as the parcels see it. */
export interface ServiceAccess {
  readonly service: Service;
  readonly radius: number;
  /** Walk from each parcel, m; NaN where there is none within 5 km. */
  readonly metres: Float64Array;
  readonly byPeople: Coverage;
  readonly byLand: Coverage;
}

export interface CoverageResult {
  /** Kinds of the tiers that the project has something of. */
  readonly known: readonly ServiceAccess[];
  readonly tables: readonly ResultTable[];
  readonly charts: readonly ResultChart[];
}

export function asPercent(share: MethodValue): MethodValue {
  return share.status === 'ok' ? ok(100 * share.value) : share;
}

export function percentOrNull(share: MethodValue): number | null {
  return share.status === 'ok' ? 100 * share.value : null;
}

/** Minutes within which a service should be reached (TD/T 1063-2021 and practice); the speed is a parameter. */
const wantedMinutes: Readonly<Record<string, number>> = {
  kindergarten: 5,
  'elderly-care': 5,
  culture: 15,
  green: 5,
  'primary-school': 10,
  market: 10,
  stop: 5,
  'middle-school': 15,
  clinic: 15,
  sport: 15,
};

function absent({ label }: Service['kind']): MethodValue {
  return insufficient(`图层中没有“${label.zh}”`, `the layers hold nothing of the kind "${label.en}"`);
}

/** Shares of residents and of residential land within the service radius of every kind, and the tables of them. */
export function measureCoverage(
  services: readonly Service[],
  residents: Residents,
  walking: Walking,
  list: IndicatorList,
  context: EvaluatorContext,
): CoverageResult {
  const speed = numberParameter(context.parameters, 'walkingSpeed');
  const onFoot = walking.kind === 'network';
  const rows: (string | number | null | LocalText)[][] = [];
  const minuteRows: typeof rows = [];
  const known: ServiceAccess[] = [];
  for (const [place, service] of services.entries()) {
    const { kind, count } = service;
    const radius = numberParameter(context.parameters, kind.radius);
    const isTier = kind !== hospitalKind;
    const tier = isTier ? tierLabels[kind.tier] : { zh: '全市', en: 'Town' };
    if (count === 0) {
      list.set(`coverage-${kind.id}`, absent(kind));
      list.set(`land-${kind.id}`, absent(kind));
      rows.push([kind.label, tier, 0, radius, null, null, null]);
      continue;
    }
    const metres = walkTo(service, residents.places, walking);
    const straight = onFoot ? straightTo(service, residents.places) : metres;
    const byPeople = coverageWithin(residents.people, metres, radius);
    const byLand = coverageWithin(residents.land, metres, radius);
    list.set(`coverage-${kind.id}`, asPercent(byPeople.share));
    list.set(`land-${kind.id}`, asPercent(byLand.share));
    rows.push([
      kind.label,
      tier,
      count,
      radius,
      onFoot ? percentOrNull(byPeople.share) : null,
      onFoot ? percentOrNull(byLand.share) : null,
      percentOrNull(coverageWithin(residents.people, straight, radius).share),
    ]);
    const minutes = wantedMinutes[kind.id];
    if (isTier && minutes !== undefined) {
      const within = minutes * speed;
      minuteRows.push([
        kind.label,
        minutes,
        within,
        percentOrNull(coverageWithin(residents.people, metres, within).share),
        percentOrNull(coverageWithin(residents.land, metres, within).share),
      ]);
    }
    const reached = metres.map((value) => (Number.isFinite(value) ? value : Number.NaN));
    if (isTier) known.push({ service, radius, metres: reached, byPeople, byLand });
    context.progress(0.1 + (0.5 * (place + 1)) / services.length);
  }
  remarkOnGaps(services, known, context);
  const label = { zh: '设施', en: 'Service' };
  const people = { zh: '居民', en: 'Residents' };
  const land = { zh: '居住用地', en: 'Residential land' };
  const tables: ResultTable[] = [
    {
      id: 'coverage',
      title: {
        zh: '服务半径覆盖：按人口与按用地（直线为上限）',
        en: 'Within the service radius, by people and by land (straight lines are an upper bound)',
      },
      columns: [
        { id: 'service', label },
        { id: 'tier', label: { zh: '生活圈', en: 'Tier' } },
        { id: 'count', label: { zh: '数量', en: 'Number' }, decimals: 0 },
        { id: 'radius', label: { zh: '半径', en: 'Radius' }, unit: 'm', decimals: 0 },
        { id: 'people', label: people, unit: '%', decimals: 1 },
        { id: 'land', label: land, unit: '%', decimals: 1 },
        { id: 'straight', label: { zh: '居民（直线）', en: 'Residents, straight' }, unit: '%', decimals: 1 },
      ],
      rows,
    },
    {
      id: 'minutes',
      title: { zh: '步行时间覆盖', en: 'Within minutes on foot' },
      columns: [
        { id: 'service', label },
        { id: 'minutes', label: { zh: '时间', en: 'Time' }, unit: 'min', decimals: 0 },
        { id: 'metres', label: { zh: '距离', en: 'Distance' }, unit: 'm', decimals: 0 },
        { id: 'people', label: people, unit: '%', decimals: 1 },
        { id: 'land', label: land, unit: '%', decimals: 1 },
      ],
      rows: minuteRows,
    },
  ];
  const chart = (id: string, title: LocalText, value: (access: ServiceAccess) => Coverage): ResultChart => ({
    id,
    title,
    kind: 'bar',
    x: { label },
    y: { label: { zh: '覆盖率', en: 'Coverage' }, unit: '%', decimals: 1 },
    categories: known.map(({ service }) => service.kind.label),
    values: known.map((access) => percentOrNull(value(access).share)),
  });
  return {
    known,
    tables,
    charts: [
      chart('coverage-people', { zh: '服务覆盖的居民', en: 'Residents served' }, ({ byPeople }) => byPeople),
      chart('coverage-land', { zh: '服务覆盖的居住用地', en: 'Residential land served' }, ({ byLand }) => byLand),
    ],
  };
}

function remarkOnGaps(services: readonly Service[], known: readonly ServiceAccess[], context: EvaluatorContext): void {
  const absentKinds = services.filter(({ count, kind }) => count === 0 && kind !== hospitalKind);
  if (absentKinds.length > 0) {
    const names = (language: 'zh' | 'en') => absentKinds.map(({ kind }) => kind.label[language]);
    context.remark('warning', {
      zh: `图层中没有 ${names('zh').join('、')}：可能是资料不全，这几类不计入完整度。`,
      en: `The layers hold no ${names('en').join(', ')}: perhaps the data are incomplete; completeness leaves these kinds out.`,
    });
  }
  const unknown = known[0]?.byPeople.unknown ?? 0;
  if (unknown > 0) {
    const text = [
      '{count} 个地块人口未知，未计入人口覆盖。',
      'The residents of {count|parcel|parcels} are not known; they are left out of shares of people.',
    ] as const;
    context.remark('info', fillText(...text, { count: unknown }));
  }
  context.remark('info', {
    zh: `按地块代表点计步行距离，入口与内部道路未知；完整度按 ${known.length}／${serviceKinds.length} 类设施计。`,
    en: `Walks begin at a point that stands for the parcel; entrances and internal paths are not known. Completeness counts ${known.length} of ${serviceKinds.length} kinds.`,
  });
}
