import type { LocalText } from '#core/model/text.ts';

/** A limit by which a check decides; a project may set its own. */
export interface Threshold {
  readonly label: LocalText;
  /** UCUM-like symbol; `1` for a plain ratio or a count. */
  readonly unit: string;
  readonly value: number;
  readonly minimum: number;
  readonly maximum: number;
}

function limit(unit: string, value: number, minimum: number, maximum: number, zh: string, en: string): Threshold {
  return { label: { zh, en }, unit, value, minimum, maximum };
}

/**
 * Every limit of the readiness check. Sources: longest legal speed 120 km/h (Road Traffic Safety Law of the PRC, regulations,
 * article 78) with a margin; most rain in a day 1825 mm (WMO, Foc-Foc 1966); tallest building 828 m with 163 floors; a
 * residential parcel of floor-area ratio 10 at 20 m2 a head has 5000 people per hectare. The rest is cartographic practice
 * for drawings at 1:500 to 1:2000, and meant to be changed.
 */
export const thresholds = {
  'least-area': limit('m2', 0.1, 0, 100, '更小的重叠与缝隙视为舍入', 'Overlaps and gaps below this are rounding'),
  'trim-area': limit('m2', 10, 0, 10_000, '可自动裁去的重叠', 'Overlaps that may be trimmed'),
  'gap-area': limit('m2', 100, 0, 100_000, '缝隙的最大面积', 'Largest area of a gap'),
  'gap-width': limit('m', 1, 0, 50, '缝隙的最大平均宽度', 'Largest mean width of a gap'),
  'sliver-area': limit('m2', 50, 0, 10_000, '碎面的最大面积', 'Largest area of a sliver'),
  'sliver-shape': limit('1', 0.15, 0, 1, '碎面的最大形状系数 4πA/P²', 'Largest shape factor 4πA/P² of a sliver'),
  'outside-distance': limit(
    'm',
    1,
    0,
    10_000,
    '允许超出规划范围的距离',
    'Distance outside the boundary that is let pass',
  ),
  'snap-distance': limit(
    'm',
    2,
    0.5,
    20,
    '断头与相邻道路的最大距离',
    'Largest distance of an end just short of a street',
  ),
  'stop-distance': limit('m', 150, 1, 5000, '站点到路网的最大距离', 'Largest distance of a stop from the network'),
  'id-share': limit(
    '1',
    0.9,
    0.5,
    1,
    '不同值达到此比例的编号列视为唯一编号',
    'Share of different values from which a column counts as ids',
  ),
  'far-most': limit('1', 20, 1, 100, '容积率上限', 'Largest floor-area ratio'),
  'density-most': limit('/ha', 5000, 100, 50_000, '人口密度上限', 'Largest density of residents'),
  'floors-most': limit('1', 163, 1, 300, '层数上限', 'Most floors'),
  'height-most': limit('m', 830, 10, 2000, '高度上限', 'Largest height'),
  'floor-height-least': limit('m', 2, 1, 5, '层高下限', 'Least height of a floor'),
  'floor-height-most': limit(
    'm',
    10,
    3,
    50,
    '层高上限（两层及以上）',
    'Largest height of a floor (two floors or more)',
  ),
  'year-least': limit('1', 1000, 0, 2000, '最早建成年份', 'Earliest year built'),
  'speed-most': limit('km/h', 150, 10, 400, '车速上限', 'Largest speed'),
  'rain-most': limit('mm', 1900, 100, 5000, '日雨量上限', 'Most rain in a day'),
  'unit-tolerance': limit(
    '1',
    0.1,
    0.01,
    0.5,
    '面积数与量得面积之比的容差',
    'Tolerance of the ratio of stated to measured areas',
  ),
} as const satisfies Readonly<Record<string, Threshold>>;

export type ThresholdId = keyof typeof thresholds;
export type ThresholdValues = Readonly<Record<ThresholdId, number>>;

export function isThresholdId(text: string): text is ThresholdId {
  return Object.hasOwn(thresholds, text);
}

/** All limits, those of `own` in place of the usual ones; what is no number within its range is left out. */
export function thresholdValues(own: Readonly<Record<string, unknown>> = {}): ThresholdValues {
  const values = Object.entries(thresholds).map(([id, { value, minimum, maximum }]) => {
    const stated = own[id];
    const holds = typeof stated === 'number' && stated >= minimum && stated <= maximum;
    return [id, holds ? stated : value];
  });
  return Object.fromEntries(values) as ThresholdValues;
}
