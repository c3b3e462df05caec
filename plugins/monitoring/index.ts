import {
  countOf,
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  type MethodValue,
  numberParameter,
  ok,
  type Snapshot,
  valueOrNaN,
} from '#sdk';
import manifest from './manifest.json' with { type: 'json' };
import { recordOf } from './record.ts';
import { chartsOf, type Finding, stationLayer, tablesOf } from './results.ts';
import { type Records, readRecords, seriesName } from './series.ts';
import { stateOf } from './state.ts';
import { limitRatio, readThresholds, type Threshold } from './thresholds.ts';
import { monthsOf, trendOf } from './trend.ts';

function readLimits(context: EvaluatorContext): readonly Threshold[] {
  const { thresholds, unread } = readThresholds(context.parameters.thresholds as string);
  if (unread.length > 0) {
    context.remark(
      'warning',
      fillText(
        '读不懂的限值：{entries}。格式：监测量[@测站] [mean|each|p95] <= 数 [单位]，以分号隔开。',
        'Limits that cannot be read: {entries}. Form: quantity[@station] [mean|each|p95] <= number [unit], set apart by semicolons.',
        { entries: unread.map((entry) => entry.replaceAll('<', '‹')).join('; ') },
      ),
    );
  }
  return thresholds;
}

function remarkOnRecords({ unusable, repeated }: Records, context: EvaluatorContext): void {
  if (unusable > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 条记录没有可读的时间、数值、测站或监测量，没有采用。',
        '{count|record has|records have} no readable time, value, station or quantity and {count|was|were} left out.',
        { count: unusable },
      ),
    );
  }
  if (repeated > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 条记录与同测站、同监测量、同一时间的另一条重复，取第一条。',
        '{count|record repeats|records repeat} the station, quantity and time of another; the first was taken.',
        { count: repeated },
      ),
    );
  }
}

function findingsOf(records: Records, thresholds: readonly Threshold[], context: EvaluatorContext): Finding[] {
  const months = numberParameter(context.parameters, 'windowMonths');
  const significance = numberParameter(context.parameters, 'significance');
  const lastDays = new Map<string, number>();
  for (const { quantity, days } of records.series) {
    lastDays.set(quantity, Math.max(lastDays.get(quantity) ?? Number.NEGATIVE_INFINITY, days.at(-1)!));
  }
  return records.series.map((series, at) => {
    context.progress(at / records.series.length);
    const last = lastDays.get(series.quantity)!;
    const record = recordOf(series, last);
    const windowDays = (months * 365.25) / 12;
    const expected = Number.isNaN(record.stepDays) ? 1 : Math.max(1, Math.floor(windowDays / record.stepDays));
    const state = stateOf(series, thresholds, { from: last - windowDays + 1, expected }, context);
    const byMonth = monthsOf(series);
    return { series, record, state, months: byMonth, trend: trendOf(byMonth, significance) };
  });
}

/** Share in percent, or `none` when there is nothing to take it of. */
function share(part: number, whole: number, none: MethodValue): MethodValue {
  return whole === 0 ? none : ok((100 * part) / whole);
}

const noSeries = insufficient('没有可用的序列', 'there is no usable series');
const noLimit = insufficient('没有可比较的限值', 'there is no limit to compare with');
const fewValues = insufficient('评估期内数据不足', 'there are too few values in the time assessed');
const fewMonths = insufficient('没有序列有足够的月份', 'no series has enough months');
const noLimitedTrend = insufficient(
  '没有既有限值又可检验趋势的序列',
  'no series has both a limit and a trend that could be tested',
);

function setStates(findings: readonly Finding[], list: IndicatorList): void {
  const limited = findings.filter(({ state }) => state.standings.length > 0);
  const judged = limited.filter(({ state }) => state.state === 'within' || state.state === 'beyond');
  const within = judged.filter(({ state }) => state.state === 'within').length;
  list.set('compared-series', share(judged.length, findings.length, noSeries));
  list.set('within-limits', share(within, judged.length, limited.length === 0 ? noLimit : fewValues));
  const single = findings.filter(({ state }) => state.single);
  const values = single.reduce((sum, { state }) => sum + state.count, 0);
  const beyond = single.reduce((sum, { state }) => sum + state.beyond, 0);
  list.set('exceedances', share(beyond, values, single.length === 0 ? noLimit : fewValues));
  const ratios = limited.map(({ state }) => state.ratio).filter((ratio) => !Number.isNaN(ratio));
  list.set('worst-ratio', ratios.length === 0 ? noLimit : ok(Math.max(...ratios)));
}

function setTrends(findings: readonly Finding[], list: IndicatorList): void {
  const tested = findings.filter(({ trend }) => !Number.isNaN(trend.direction));
  list.set('tested-trends', share(tested.length, findings.length, noSeries));
  const moving = (sign: number) => tested.filter(({ trend }) => trend.direction === sign).length;
  list.set('rising', share(moving(1), tested.length, fewMonths));
  list.set('falling', share(moving(-1), tested.length, fewMonths));
  const limited = tested.filter(({ state }) => state.standings.length > 0);
  const worse = limited.filter(({ trend, state }) => {
    const bad = state.standings[0]!.threshold.comparison === 'at-most' ? 1 : -1;
    return trend.direction === bad;
  });
  list.set('worsening', share(worse.length, limited.length, noLimitedTrend));
}

function setRecords(
  findings: readonly Finding[],
  records: Records,
  rows: number,
  list: IndicatorList,
  context: EvaluatorContext,
): void {
  const shares = findings.map(({ record }) => 100 * valueOrNaN(record.share)).filter((value) => !Number.isNaN(value));
  const short = insufficient('每个序列都少于两个时间', 'every series has fewer than two times');
  const mean = shares.reduce((sum, value) => sum + value, 0) / shares.length;
  list.set('completeness', shares.length === 0 ? short : ok(mean));
  list.set('worst-completeness', shares.length === 0 ? short : ok(Math.min(...shares)));
  list.set(
    'longest-gap',
    shares.length === 0 ? short : ok(Math.max(...findings.map(({ record }) => record.longestGapDays))),
  );
  const silent = findings.filter(
    ({ record }) => record.silentSteps > numberParameter(context.parameters, 'silentSteps'),
  );
  list.set('silent-series', ok(silent.length));
  list.set('unusable-records', ok((100 * (records.unusable + records.repeated)) / rows));
  if (silent.length > 0) {
    context.remark(
      'warning',
      fillText('已无数据的序列：{names}。', 'Series that fell silent: {names}.', {
        names: silent.map(({ series }) => seriesName(series)).join(', '),
      }),
    );
  }
}

/** By observation its ratio to the limit for single values, or to that of the mean where there is no other. */
function ratiosOf(count: number, findings: readonly Finding[]): Float64Array {
  const ratios = new Float64Array(count).fill(Number.NaN);
  for (const { series, state } of findings) {
    const limit = state.single ?? state.standings[0]?.threshold;
    if (!limit) continue;
    for (const [place, row] of series.rows.entries()) ratios[row] = limitRatio(series.values[place]!, limit);
  }
  return ratios;
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const layer = snapshot.layers.observation!;
  const list = new IndicatorList(evaluator.manifest);
  const thresholds = readLimits(context);
  const records = readRecords(layer);
  remarkOnRecords(records, context);
  list.set('series', ok(records.series.length));
  const findings = findingsOf(records, thresholds, context);
  setStates(findings, list);
  setTrends(findings, list);
  setRecords(findings, records, countOf(layer), list, context);
  const quantities = new Set(
    findings.filter(({ state }) => state.state === 'none').map(({ series }) => series.quantity),
  );
  if (quantities.size > 0) {
    context.remark(
      'info',
      fillText(
        '没有限值、只看记录与趋势的监测量：{names}。',
        'Quantities without a limit, of which only record and trend are told: {names}.',
        { names: [...quantities].join(', ') },
      ),
    );
  }
  return {
    indicators: list.finish(),
    features: [{ id: 'limit-ratio', values: ratiosOf(countOf(layer), findings) }],
    layers: [stationLayer(layer, findings)],
    tables: tablesOf(findings),
    charts: chartsOf(findings),
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
