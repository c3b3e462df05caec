import type { LocalText } from '#core/model/text.ts';
import { rejectInput } from './input.ts';
import { insufficient, type MethodValue, notDefined, ok } from './outcome.ts';
import {
  type PointTable,
  type TodPrinciple,
  type TodRank,
  todMetrics,
  todPrinciples,
  todRank,
  todTransitRequirement,
} from './tod-standard.ts';

/** What is known of a site. Metrics that are in neither table are not assessed; they are never taken as 0 or as full. */
export interface TodEvidence {
  /** Measured quantities by metric id, in the unit of the metric. */
  readonly measures: Readonly<Record<string, number>>;
  /** Points given by hand after a field survey, by metric id; they go before measures. */
  readonly points: Readonly<Record<string, number>>;
  /** Tables that replace the declared defaults, by metric id. */
  readonly tables: Readonly<Record<string, PointTable>>;
  /** Longest walk to rapid transit, m; null: there is none; undefined: not known. */
  readonly rapidTransitMetres?: number | null | undefined;
  /** Longest walk to a frequent direct service, m. */
  readonly frequentServiceMetres?: number | null | undefined;
  readonly rapidLimitMetres?: number | undefined;
  readonly frequentLimitMetres?: number | undefined;
}

interface TodMetricScore {
  readonly id: string;
  readonly principle: TodPrinciple;
  readonly label: LocalText;
  readonly maximum: number;
  readonly points: MethodValue;
  readonly basis: 'measured' | 'given' | 'none';
  readonly measured?: number;
  readonly verifyLocally: boolean;
}

export interface TodScore {
  readonly metrics: readonly TodMetricScore[];
  readonly principles: readonly {
    readonly principle: TodPrinciple;
    readonly maximum: number;
    readonly assessedMaximum: number;
    readonly points: MethodValue;
  }[];
  /** Points of all metrics of the standard: 100. */
  readonly maximum: number;
  /** The subtotal of what was assessed with its own maximum: never rescaled to 100. */
  readonly assessed: { readonly points: number; readonly maximum: number; readonly metrics: number };
  readonly transit: 'pass' | 'fail' | 'unknown';
  /** Fails the transit requirement: no rank whatever the points. */
  readonly disqualified: boolean;
  /** The rank; present only when every metric is assessed and the requirement is known. */
  readonly rank: { readonly status: MethodValue['status']; readonly rank?: TodRank; readonly reason?: LocalText };
  /** Rank if all that was not assessed got no points, and if it got all. */
  readonly rankRange: { readonly lowest: TodRank; readonly highest: TodRank };
}

/** Points of a measured quantity: the best step that it reaches, 0 when it reaches none. */
export function pointsOf(table: PointTable, measured: number): number {
  let best = 0;
  for (const { limit, points, exclusive } of table.steps) {
    const met =
      table.rule === 'at-least'
        ? measured > limit || (measured === limit && !exclusive)
        : measured < limit || (measured === limit && !exclusive);
    if (met) best = Math.max(best, points);
  }
  return best;
}

function transitState(evidence: TodEvidence): TodScore['transit'] {
  const rapidLimit = evidence.rapidLimitMetres ?? todTransitRequirement.rapidMetres;
  const frequentLimit = evidence.frequentLimitMetres ?? todTransitRequirement.frequentMetres;
  const { rapidTransitMetres: rapid, frequentServiceMetres: frequent } = evidence;
  if (typeof rapid === 'number' && rapid <= rapidLimit) return 'pass';
  if (typeof frequent === 'number' && frequent <= frequentLimit) return 'pass';
  return rapid === undefined && frequent === undefined ? 'unknown' : 'fail';
}

function refuseUnknown(evidence: TodEvidence): void {
  const known = new Set(todMetrics.map((metric) => metric.id));
  const list = [...known].join(', ');
  for (const part of ['measures', 'points', 'tables'] as const) {
    for (const id of Object.keys(evidence[part])) {
      if (known.has(id)) continue;
      rejectInput({ method: 'tod-standard', path: `$.${part}.${id}` }, id, {
        zh: `指标之一：${list}`,
        en: `one of the metrics ${list}`,
      });
    }
  }
}

function scoreMetric(evidence: TodEvidence, metric: (typeof todMetrics)[number]): TodMetricScore {
  const { id, principle, label, maximum } = metric;
  const common = { id, principle, label, maximum };
  const given = evidence.points[id];
  if (given !== undefined) {
    if (!(given >= 0 && given <= maximum)) {
      rejectInput({ method: 'tod-standard', path: `$.points.${id}` }, given, {
        zh: `0 至 ${maximum} 的得分`,
        en: `points from 0 to ${maximum}`,
      });
    }
    return { ...common, points: ok(given), basis: 'given', verifyLocally: false };
  }
  const table = evidence.tables[id] ?? metric.table;
  const measured = evidence.measures[id];
  if (measured === undefined || Number.isNaN(measured) || !table) {
    const points = metric.measure
      ? insufficient('没有可用的数据', 'there are no data for it')
      : insufficient('需要现场调查或文件', 'needs a field survey or documents');
    return { ...common, points, basis: 'none', verifyLocally: false };
  }
  const points = Math.min(maximum, pointsOf(table, measured));
  return { ...common, points: ok(points), basis: 'measured', measured, verifyLocally: table.verifyLocally };
}

/**
 * Scores a site against the scorecard. Only assessed metrics count, and the subtotal stands beside its own maximum. Failing
 * the transit requirement disqualifies; it does not cost points.
 * Errors: `evaluation/method-input` for unknown metrics and points beyond a metric's maximum.
 */
export function scoreTodStandard(evidence: TodEvidence): TodScore {
  refuseUnknown(evidence);
  const metrics = todMetrics.map((metric) => scoreMetric(evidence, metric));
  const sum = (rows: readonly TodMetricScore[]) =>
    rows.reduce((total, { points }) => total + (points.status === 'ok' ? points.value : 0), 0);
  const maximumOf = (rows: readonly TodMetricScore[]) => rows.reduce((total, { maximum }) => total + maximum, 0);
  const isAssessed = (row: TodMetricScore) => row.points.status === 'ok';

  const principles = todPrinciples.map((principle) => {
    const rows = metrics.filter((metric) => metric.principle === principle);
    const assessed = rows.filter(isAssessed);
    const points =
      principle === 'transit'
        ? notDefined('这是必备条件，不计分', 'this is a requirement and carries no points')
        : assessed.length === 0
          ? insufficient('没有已评的指标', 'no metric of it is assessed')
          : ok(sum(assessed));
    return { principle, maximum: maximumOf(rows), assessedMaximum: maximumOf(assessed), points };
  });

  const assessed = metrics.filter(isAssessed);
  const maximum = maximumOf(metrics);
  const points = sum(assessed);
  const missing = maximum - maximumOf(assessed);
  const transit = transitState(evidence);
  return {
    metrics,
    principles,
    maximum,
    assessed: { points, maximum: maximumOf(assessed), metrics: assessed.length },
    transit,
    disqualified: transit === 'fail',
    rank: rankOf(points, missing, transit),
    rankRange:
      transit === 'fail'
        ? { lowest: 'none', highest: 'none' }
        : { lowest: transit === 'pass' ? todRank(points) : 'none', highest: todRank(points + missing) },
  };
}

function rankOf(points: number, missing: number, transit: TodScore['transit']): TodScore['rank'] {
  if (transit === 'fail') return { status: 'ok', rank: 'none' };
  if (missing > 0) {
    return {
      status: 'insufficient-data',
      reason: {
        zh: `还有 ${missing} 分的指标未评，不能定级`,
        en: `metrics worth ${missing} points are not assessed, so there is no rank`,
      },
    };
  }
  if (transit === 'unknown') {
    return {
      status: 'insufficient-data',
      reason: { zh: '不知道是否满足公交要求', en: 'it is not known whether the transit requirement is met' },
    };
  }
  return { status: 'ok', rank: todRank(points) };
}
