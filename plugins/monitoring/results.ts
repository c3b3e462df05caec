import {
  dateText,
  GeometryPacker,
  monthText,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  type SnapshotLayer,
  sameText,
  valueOrNaN,
} from '#sdk';
import type { SeriesRecord } from './record.ts';
import { type Series, seriesName } from './series.ts';
import { type SeriesState, statisticText } from './state.ts';
import type { Months, SeriesTrend } from './trend.ts';

/** Everything that was found out about one series. */
export interface Finding {
  readonly series: Series;
  readonly record: SeriesRecord;
  readonly state: SeriesState;
  readonly months: Months;
  readonly trend: SeriesTrend;
}

const stateTexts = {
  within: { zh: '达标', en: 'within' },
  beyond: { zh: '超限', en: 'beyond' },
  'too-few': { zh: '数据不足', en: 'too few values' },
  none: { zh: '没有限值', en: 'no limit' },
} as const;

const directionTexts = {
  up: { zh: '上升', en: 'rising' },
  down: { zh: '下降', en: 'falling' },
  flat: { zh: '无显著趋势', en: 'no significant trend' },
  unknown: { zh: '数据不足', en: 'too few values' },
} as const;

function directionText(direction: number) {
  if (Number.isNaN(direction)) return directionTexts.unknown;
  return direction > 0 ? directionTexts.up : direction < 0 ? directionTexts.down : directionTexts.flat;
}

const orNull = (value: number) => (Number.isFinite(value) ? value : null);
const percentOf = (record: SeriesRecord) => 100 * valueOrNaN(record.share);

const station = { id: 'station', label: { zh: '测站', en: 'Station' } };
const quantity = { id: 'quantity', label: { zh: '监测量', en: 'Quantity' } };
const unit = { id: 'unit', label: { zh: '单位', en: 'Unit' } };

function number(id: string, zh: string, en: string, decimals: number, ownUnit?: string) {
  return { id, label: { zh, en }, decimals, ...(ownUnit === undefined ? {} : { unit: ownUnit }) };
}

function recordTable(findings: readonly Finding[]): ResultTable {
  return {
    id: 'records',
    title: { zh: '各序列的记录', en: 'Records by series' },
    columns: [
      station,
      quantity,
      unit,
      { id: 'from', label: { zh: '起', en: 'From' } },
      { id: 'to', label: { zh: '止', en: 'To' } },
      number('present', '实有', 'Present', 0),
      number('expected', '应有', 'Expected', 0),
      number('completeness', '完整率', 'Completeness', 1, '%'),
      number('gaps', '缺测段', 'Gaps', 0),
      number('longest', '最长缺测', 'Longest gap', 0, 'd'),
      number('mean', '评估期均值', 'Mean of the time assessed', 2),
    ],
    rows: findings.map(({ series, record, state }) => [
      series.station,
      series.quantity,
      series.unit,
      dateText(series.days[0]!),
      dateText(series.days.at(-1)!),
      record.present,
      record.expected,
      orNull(percentOf(record)),
      record.gaps.length,
      record.longestGapDays,
      orNull(state.mean),
    ]),
  };
}

function limitTable(findings: readonly Finding[]): ResultTable {
  return {
    id: 'limits',
    title: { zh: '与限值比较', en: 'Held against limits' },
    columns: [
      station,
      quantity,
      unit,
      { id: 'statistic', label: { zh: '统计量', en: 'Statistic' } },
      number('value', '数值', 'Value', 2),
      { id: 'limit', label: { zh: '限值', en: 'Limit' } },
      number('ratio', '与限值之比', 'Ratio to the limit', 2),
      { id: 'state', label: { zh: '状态', en: 'State' } },
    ],
    rows: findings.flatMap(({ series, state }) =>
      state.standings.length === 0
        ? [[series.station, series.quantity, series.unit, null, orNull(state.mean), null, null, stateTexts.none]]
        : state.standings.map(({ threshold, value, ratio, state: own }) => [
            series.station,
            series.quantity,
            series.unit,
            statisticText(threshold.statistic),
            orNull(value),
            `${threshold.comparison === 'at-most' ? '≤' : '≥'} ${threshold.limit}`,
            orNull(ratio),
            stateTexts[own],
          ]),
    ),
  };
}

function trendTable(findings: readonly Finding[]): ResultTable {
  return {
    id: 'trends',
    title: { zh: '趋势（月中位数）', en: 'Trends (monthly medians)' },
    columns: [
      station,
      quantity,
      unit,
      number('months', '月数', 'Months', 0),
      number('score', 'S', 'S', 0),
      number('z', 'Z', 'Z', 2),
      number('chance', 'p', 'p', 4),
      number('slope', '每年变化（Sen）', 'Change a year (Sen)', 3),
      number('low', '95 % 下限', '95 % low', 3),
      number('high', '95 % 上限', '95 % high', 3),
      number('percent', '每年变化', 'Change a year', 1, '%'),
      { id: 'direction', label: { zh: '判断', en: 'Finding' } },
    ],
    rows: findings.map(({ series, trend }) => [
      series.station,
      series.quantity,
      series.unit,
      trend.count,
      trend.score,
      orNull(valueOrNaN(trend.z)),
      orNull(valueOrNaN(trend.chance)),
      orNull(valueOrNaN(trend.slope)),
      orNull(valueOrNaN(trend.slopeLow)),
      orNull(valueOrNaN(trend.slopeHigh)),
      orNull(trend.percentPerYear),
      directionText(trend.direction),
    ]),
  };
}

/** Most gaps that are listed, the longest first. */
const listedGaps = 30;

function gapTable(findings: readonly Finding[]): ResultTable {
  const gaps = findings.flatMap(({ series, record }) => record.gapDays.map((gap) => ({ series, ...gap })));
  gaps.sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from);
  return {
    id: 'gaps',
    title: { zh: '最长的缺测', en: 'Longest gaps' },
    columns: [
      station,
      quantity,
      { id: 'from', label: { zh: '之前最后一次', en: 'Last value before' } },
      { id: 'to', label: { zh: '之后第一次（或记录之末）', en: 'First value after (or end of the record)' } },
      number('missing', '缺少的值', 'Missing values', 0),
    ],
    rows: gaps
      .slice(0, listedGaps)
      .map(({ series, from, to, missing }) => [series.station, series.quantity, dateText(from), dateText(to), missing]),
  };
}

export function tablesOf(findings: readonly Finding[]): readonly ResultTable[] {
  return [recordTable(findings), limitTable(findings), trendTable(findings), gapTable(findings)];
}

const seriesAxis = { label: { zh: '序列', en: 'Series' } };

function bars(
  id: string,
  title: ResultChart['title'],
  y: ResultChart['y'],
  findings: readonly Finding[],
  value: (finding: Finding) => number,
): ResultChart {
  const categories = findings.map(({ series }) => sameText(seriesName(series)));
  return { id, title, kind: 'bar', x: seriesAxis, y, categories, values: findings.map((each) => orNull(value(each))) };
}

export function chartsOf(findings: readonly Finding[]): readonly ResultChart[] {
  const limited = findings.filter(({ state }) => !Number.isNaN(state.ratio));
  const charts = [
    bars(
      'completeness',
      { zh: '各序列完整率', en: 'Completeness by series' },
      { label: { zh: '完整率', en: 'Completeness' }, unit: '%', decimals: 1 },
      findings,
      ({ record }) => percentOf(record),
    ),
    bars(
      'trends',
      { zh: '各序列每年变化', en: 'Change a year by series' },
      { label: { zh: '每年变化', en: 'Change a year' }, unit: '%', decimals: 1 },
      findings,
      ({ trend }) => trend.percentPerYear,
    ),
  ];
  if (limited.length === 0) return charts;
  const closest = limited.reduce((worst, each) => (each.state.ratio > worst.state.ratio ? each : worst));
  const { series, months } = closest;
  return [
    ...charts,
    bars(
      'ratios',
      { zh: '与限值之比（大于 1 为超限）', en: 'Ratio to the limit (more than 1 is beyond it)' },
      { label: { zh: '与限值之比', en: 'Ratio to the limit' }, decimals: 2 },
      limited,
      ({ state }) => state.ratio,
    ),
    {
      id: 'closest',
      title: {
        zh: `最接近或超过限值的序列，月中位数：${seriesName(series)}`,
        en: `Monthly medians of the series closest to its limit: ${seriesName(series)}`,
      },
      kind: 'line',
      x: { label: { zh: '年', en: 'Year' } },
      y: { label: sameText(series.quantity), ...(series.unit === '' ? {} : { unit: series.unit }), decimals: 1 },
      points: months.months.map((month, at) => [month / 12, months.medians[at]!, monthText(month)] as const),
    },
  ];
}

/** A point for every series whose rows have a place. */
export function stationLayer(layer: SnapshotLayer, findings: readonly Finding[]): ResultLayer {
  const packer = new GeometryPacker('point');
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = layer.geometry;
  const placed = findings.filter(({ series }) => {
    const row = series.rows.at(-1)!;
    const part = featureOffsets[row]!;
    if (layer.geometry.kind !== 'point' || part === featureOffsets[row + 1]) return false;
    const at = 2 * ringOffsets[partOffsets[part]!]!;
    packer.addFeature([[[coordinates[at]!, coordinates[at + 1]!]]]);
    return true;
  });
  const column = (value: (finding: Finding) => number) =>
    Float64Array.from(placed, (each) => (Number.isFinite(value(each)) ? value(each) : Number.NaN));
  return {
    id: 'stations',
    geometry: packer.finish(),
    columns: {
      station: placed.map(({ series }) => series.station),
      quantity: placed.map(({ series }) => series.quantity),
      latest: column(({ series }) => series.values.at(-1)!),
      mean: column(({ state }) => state.mean),
      ratio: column(({ state }) => state.ratio),
      completeness: column(({ record }) => percentOf(record)),
      slope: column(({ trend }) => valueOrNaN(trend.slope)),
    },
  };
}
