import type { LocalText } from '#core/model/text.ts';

/** The eight principles of the standard; `transit` is a requirement and carries no points. */
export const todPrinciples = ['walk', 'cycle', 'connect', 'transit', 'mix', 'densify', 'compact', 'shift'] as const;
export type TodPrinciple = (typeof todPrinciples)[number];

/** One step of a table of points: from (`at-least`) or up to (`at-most`) `limit`, inclusive unless `exclusive`. */
interface PointStep {
  readonly limit: number;
  readonly points: number;
  readonly exclusive?: boolean;
}

/** How a measured quantity becomes points: the first step that holds counts, best first; none gives 0. */
export interface PointTable {
  readonly rule: 'at-least' | 'at-most';
  readonly steps: readonly PointStep[];
  readonly source: string;
  /** The thresholds could not be confirmed in the document: shown as "default, verify locally", and editable. */
  readonly verifyLocally: boolean;
}

/** One metric of the scorecard. */
export interface TodMetric {
  readonly id: string;
  readonly principle: TodPrinciple;
  readonly label: LocalText;
  readonly maximum: number;
  /** What is measured from a plan; metrics without it need a field survey or documents. */
  readonly measure?: { readonly label: LocalText; readonly unit: string };
  readonly table?: PointTable;
}

const document = 'ITDP, TOD Standard 3.0, 2017';

function recalled(
  rule: PointTable['rule'],
  ...steps: readonly (readonly [limit: number, points: number])[]
): PointTable {
  return {
    rule,
    steps: steps.map(([limit, points]) => ({ limit, points })),
    source: `${document}; thresholds not confirmed`,
    verifyLocally: true,
  };
}

function confirmed(
  rule: PointTable['rule'],
  ...steps: readonly (readonly [limit: number, points: number])[]
): PointTable {
  return { ...recalled(rule, ...steps), source: document, verifyLocally: false };
}

function field(principle: TodPrinciple, id: string, zh: string, en: string, maximum: number): TodMetric {
  return { id, principle, label: { zh, en }, maximum };
}

function planned(metric: TodMetric, zh: string, en: string, unit: string, table: PointTable): TodMetric {
  return { ...metric, measure: { label: { zh, en }, unit }, table };
}

/**
 * The scorecard: every metric with its maximum, and how those that a digital plan supports are measured.
 *
 * Source: ITDP, TOD Standard 3.0 (2017). Maxima of Mix, Densify and Urban site, and the steps of driveway density and
 * roadway area, were read in it; other steps are defaults to be verified locally. Versions 1.0 and 2.1 have other points:
 * never mix them.
 */
export const todMetrics: readonly TodMetric[] = [
  field('walk', 'walkways', '步行道', 'Walkways', 3),
  field('walk', 'crosswalks', '过街设施', 'Crosswalks', 3),
  field('walk', 'active-frontage', '视觉活跃界面', 'Visually active frontage', 6),
  field('walk', 'permeable-frontage', '可出入界面', 'Physically permeable frontage', 2),
  field('walk', 'shade-and-shelter', '遮阴避雨', 'Shade and shelter', 1),
  field('cycle', 'cycle-network', '骑行网络', 'Cycle network', 2),
  field('cycle', 'cycle-parking-at-stations', '站点自行车停放', 'Cycle parking at stations', 1),
  field('cycle', 'cycle-parking-at-buildings', '建筑自行车停放', 'Cycle parking at buildings', 1),
  field('cycle', 'cycle-access-in-buildings', '建筑内自行车通行', 'Cycle access in buildings', 1),
  planned(
    field('connect', 'small-blocks', '小街区', 'Small blocks', 10),
    '街区最长边',
    'Longest side of the blocks',
    'm',
    recalled('at-most', [110, 10], [130, 8], [150, 6], [170, 4], [190, 2]),
  ),
  planned(
    field('connect', 'prioritized-connectivity', '步行优先的连通', 'Prioritised connectivity', 5),
    '步行交叉口与机动车交叉口之比',
    'Pedestrian intersections per motor-vehicle intersection',
    '1',
    {
      ...recalled('at-least', [2, 5], [1.5, 3]),
      steps: [
        { limit: 2, points: 5 },
        { limit: 1.5, points: 3 },
        { limit: 1, points: 1, exclusive: true },
      ],
    },
  ),
  planned(
    field('mix', 'complementary-uses', '功能互补', 'Complementary uses', 8),
    '占优的一类（居住或非居住）在建筑面积中的占比',
    'Share of floor area of the larger of residential and non-residential',
    '1',
    recalled('at-most', [0.6, 8], [0.7, 6], [0.8, 4], [0.85, 2]),
  ),
  planned(
    field('mix', 'local-services', '就近服务', 'Access to local services', 3),
    '至少八成建筑步行可达的服务种类（小学、医疗、鲜食）',
    'Kinds of service (primary school, health care, fresh food) within walking distance of at least 80 % of buildings',
    '1',
    recalled('at-least', [3, 3], [2, 2], [1, 1]),
  ),
  planned(
    field('mix', 'parks-and-playgrounds', '公园与游戏场地', 'Access to parks and playgrounds', 1),
    '步行 500 m 内有公园的建筑占比',
    'Share of buildings within a 500 m walk of a park or playground',
    '1',
    recalled('at-least', [0.8, 1]),
  ),
  field('mix', 'affordable-housing', '可负担住房', 'Affordable housing', 8),
  field('mix', 'housing-preservation', '原住户保留', 'Housing preservation', 3),
  field('mix', 'business-preservation', '原商户保留', 'Business and services preservation', 2),
  planned(
    field('densify', 'non-residential-density', '非居住密度', 'Non-residential density', 7),
    '就业密度与基准密度之比',
    'Job density relative to the reference',
    '1',
    recalled('at-least', [1, 7], [0.8, 5], [0.6, 3], [0.4, 1]),
  ),
  planned(
    field('densify', 'residential-density', '居住密度', 'Residential density', 8),
    '居住密度与基准密度之比',
    'Residential density relative to the reference',
    '1',
    recalled('at-least', [1, 8], [0.8, 6], [0.6, 4], [0.4, 2]),
  ),
  planned(
    field('compact', 'urban-site', '城市建成区内选址', 'Urban site', 8),
    '与建成区相邻的边数（四边中）',
    'Sides that adjoin built-up sites, of four',
    '1',
    recalled('at-least', [4, 8], [3, 6], [2, 4], [1, 2]),
  ),
  field('compact', 'transit-options', '公交选择', 'Transit options', 2),
  planned(
    field('shift', 'off-street-parking', '路外停车', 'Off-street parking', 8),
    '路外停车用地占比',
    'Share of the site under off-street parking',
    '1',
    recalled('at-most', [0.1, 8], [0.15, 6], [0.2, 5], [0.25, 4], [0.3, 2], [0.4, 1]),
  ),
  planned(
    field('shift', 'driveway-density', '车行出入口密度', 'Driveway density', 1),
    '每 100 m 街区界面的车行出入口',
    'Driveways per 100 m of block frontage',
    '1/100m',
    confirmed('at-most', [2, 1]),
  ),
  planned(
    field('shift', 'roadway-area', '机动车道路用地', 'Roadway area', 6),
    '机动车道与路内停车占用地的比例',
    'Share of the site under traffic lanes and on-street parking',
    '1',
    confirmed('at-most', [0.15, 6], [0.2, 3]),
  ),
];

/** Longest walk to transit that meets the requirement, in metres. Source: ITDP, TOD Standard 3.0; not confirmed. */
export const todTransitRequirement = { rapidMetres: 1000, frequentMetres: 500, verifyLocally: true } as const;

export type TodRank = 'gold' | 'silver' | 'bronze' | 'none';

/** Points out of 100 from which a rank is given. Source: ITDP, TOD Standard 3.0; not confirmed. */
export const todRanks: readonly { readonly rank: TodRank; readonly from: number }[] = [
  { rank: 'gold', from: 86 },
  { rank: 'silver', from: 71 },
  { rank: 'bronze', from: 56 },
];

/** The rank of a complete score out of 100. It presumes that the transit requirement is met. */
export function todRank(score: number): TodRank {
  return todRanks.find(({ from }) => score >= from)?.rank ?? 'none';
}
