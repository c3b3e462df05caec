import {
  anonymity,
  type EvaluatorContext,
  fillText,
  IndicatorList,
  type LocalText,
  numberParameter,
  ok,
  type ResultChart,
  type ResultTable,
  valueOrNaN,
} from '#sdk';
import { type Period, type PersonRecords, type Release, releaseKeys } from './people.ts';

const whole = Number.POSITIVE_INFINITY;

/** From what is stored to nothing but counts: the ladder on which to look for a release that is safe. */
const ladder: readonly Release[] = [
  { cellMetres: 0, period: 'day', keepGroup: true },
  { cellMetres: 250, period: 'month', keepGroup: true },
  { cellMetres: 1000, period: 'quarter', keepGroup: true },
  { cellMetres: 2000, period: 'year', keepGroup: true },
  { cellMetres: whole, period: 'year', keepGroup: true },
  { cellMetres: 1000, period: 'year', keepGroup: false },
  { cellMetres: 2000, period: 'year', keepGroup: false },
  { cellMetres: whole, period: 'month', keepGroup: false },
  { cellMetres: whole, period: 'year', keepGroup: false },
];

const periodTexts: Readonly<Record<Period, LocalText>> = {
  day: { zh: '日', en: 'day' },
  month: { zh: '月', en: 'month' },
  quarter: { zh: '季', en: 'quarter' },
  year: { zh: '年', en: 'year' },
  none: { zh: '无时间', en: 'no time' },
};

function describe({ cellMetres, period, keepGroup }: Release): LocalText {
  const time = periodTexts[period];
  const placeZh = cellMetres === 0 ? '原位置' : cellMetres === whole ? '无位置' : `${cellMetres} m 格`;
  const placeEn = cellMetres === 0 ? 'exact place' : cellMetres === whole ? 'no place' : `cells of ${cellMetres} m`;
  return {
    zh: `${keepGroup ? '人群' : '无人群'}，${time.zh}，${placeZh}`,
    en: `${keepGroup ? 'group' : 'no group'}, ${time.en}, ${placeEn}`,
  };
}

export interface Anonymised {
  /** By record 1 where its class is as large as wanted, 0 where not. */
  readonly mayLeave: Float64Array;
  readonly classSizes: Float64Array;
  readonly table: ResultTable;
  readonly chart: ResultChart;
}

/** Measures the records as stored, as the parameters would release them, and along the ladder. */
export function measureAnonymity(
  records: PersonRecords,
  k: number,
  list: IndicatorList,
  context: EvaluatorContext,
): Anonymised {
  const { parameters } = context;
  const sensitive = parameters.sensitive === 'topic' ? records.topics : records.stances;
  const secrets = sensitive.some((value) => value !== null) ? sensitive : undefined;
  const measure = (release: Release) => anonymity(releaseKeys(records, release), secrets);
  const belowOf = (sizes: Float64Array) => (100 * sizes.filter((size) => size < k).length) / records.count;
  const cell = numberParameter(parameters, 'releaseCell');
  const release: Release = {
    cellMetres: cell === 0 ? whole : cell,
    period: parameters.releasePeriod as Period,
    keepGroup: parameters.releaseGroup as boolean,
  };
  const own = measure(release);
  list.set('k-stored', measure(ladder[0]!).k);
  list.set('k', own.k);
  list.set('records-below-k', ok(belowOf(own.classSizes)));
  list.set('distinct-l', own.distinctL);
  list.set('entropy-l', own.entropyL);
  list.set('highest-risk', ok(100 * valueOrNaN(own.highestRisk)));
  list.set('mean-risk', ok(100 * valueOrNaN(own.meanRisk)));

  const steps = [release, ...ladder].map((step) => ({ step, found: measure(step) }));
  const safe = steps.slice(1).find(({ found }) => valueOrNaN(found.k) >= k);
  if (valueOrNaN(own.k) < k) {
    context.remark(
      'warning',
      fillText(
        '按参数发布时 k 为 {k}，低于 {wanted}：{safe}。',
        'Released as the parameters say k is {k}, below {wanted}: {safe}.',
        {
          k: valueOrNaN(own.k),
          wanted: k,
          safe: safe
            ? {
                zh: `首个达标的做法是“${describe(safe.step).zh}”`,
                en: `the first way that reaches it is "${describe(safe.step).en}"`,
              }
            : { zh: '表中没有达标的做法，只可发布汇总', en: 'no way in the table reaches it, release totals only' },
        },
      ),
    );
  }
  const orNull = (value: number) => (Number.isFinite(value) ? value : null);
  const column = (id: string, zh: string, en: string, decimals: number, unit?: string) => ({
    id,
    label: { zh, en },
    decimals,
    ...(unit === undefined ? {} : { unit }),
  });
  return {
    mayLeave: own.classSizes.map((size) => (size >= k ? 1 : 0)),
    classSizes: own.classSizes,
    table: {
      id: 'generalisation',
      title: {
        zh: '逐级概化后的 k-匿名与 l-多样性（首行为参数所定）',
        en: 'k-anonymity and l-diversity as records are coarsened (first row: as the parameters say)',
      },
      columns: [
        { id: 'release', label: { zh: '发布内容', en: 'What leaves' } },
        column('k', 'k', 'k', 0),
        column('classes', '类数', 'Classes', 0),
        column('below', `小于 ${k} 的记录`, `Records below ${k}`, 1, '%'),
        column('distinct', 'distinct-l', 'distinct l', 0),
        column('entropy', 'entropy-l', 'entropy l', 2),
        column('risk', '平均重识别风险', 'Mean risk', 1, '%'),
      ],
      rows: steps.map(({ step, found }) => [
        describe(step),
        orNull(valueOrNaN(found.k)),
        found.classes,
        belowOf(found.classSizes),
        orNull(valueOrNaN(found.distinctL)),
        orNull(valueOrNaN(found.entropyL)),
        100 * valueOrNaN(found.meanRisk),
      ]),
    },
    chart: {
      id: 'generalisation',
      title: { zh: '达不到 k 的记录', en: 'Records that do not reach k' },
      kind: 'bar',
      x: { label: { zh: '发布内容', en: 'What leaves' } },
      y: { label: { zh: '记录', en: 'Records' }, unit: '%', decimals: 1 },
      categories: steps.slice(1).map(({ step }) => describe(step)),
      values: steps.slice(1).map(({ found }) => belowOf(found.classSizes)),
    },
  };
}
