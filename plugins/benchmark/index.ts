import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  insufficient,
  type LocalText,
  ok,
  type ResultChart,
  type ResultTable,
  type Snapshot,
  sortedQuantile,
  unitCell,
} from '#sdk';
import { type Comparison, compareAll, matches, reportedCases, reportedSource } from './comparisons.ts';
import manifest from './manifest.json' with { type: 'json' };

const column = (id: string, zh: string, en: string, decimals?: number) =>
  decimals === undefined ? { id, label: { zh, en } } : { id, label: { zh, en }, decimals };

const relations: Readonly<Record<string, LocalText>> = {
  same: { zh: '同一量', en: 'Same measure' },
  related: { zh: '口径相近', en: 'Related' },
};

const kinds: Readonly<Record<string, LocalText>> = {
  level: { zh: '状态', en: 'Level' },
  change: { zh: '相对基准的变化', en: 'Change against the baseline' },
};

const changeUnit = '%';

/** What has to be kept in mind with a comparison: every figure is as reported, and some are more doubtful still. */
function reservationOf({ match, found }: Comparison): LocalText {
  const parts = [match.difference, found.reservation].flatMap((part) => part ?? []);
  return {
    zh: [`按报告第 ${found.section} 节所述`, ...parts.map(({ zh }) => zh)].join('；'),
    en: [`as reported in section ${found.section}`, ...parts.map(({ en }) => en)].join('; '),
  };
}

function nameOf({ definition, match }: Comparison): LocalText | string {
  return definition?.label ?? `${match.evaluator}/${match.indicator}`;
}

function comparisonTable(comparisons: readonly Comparison[]): ResultTable {
  return {
    id: 'beside',
    title: { zh: '指标与已报道案例', en: 'Indicators beside reported cases' },
    columns: [
      column('indicator', '指标', 'Indicator'),
      column('value', '数值', 'Value', 2),
      column('reported', '案例', 'Case', 2),
      column('unit', '单位', 'Unit'),
      column('kind', '类型', 'Kind'),
      column('place', '地点', 'Place'),
      column('measure', '案例的量', 'Measure of the case'),
      column('relation', '关系', 'Relation'),
      column('good', '不差于案例', 'At least as good'),
      column('reservation', '保留意见', 'Reservation'),
    ],
    rows: comparisons.flatMap((comparison) => {
      const { match, found, value, isAtLeastAsGood } = comparison;
      if (value.status !== 'ok') return [];
      return [
        [
          nameOf(comparison),
          value.value,
          match.expected,
          unitCell(found.kind === 'change' ? changeUnit : match.unit),
          kinds[found.kind]!,
          found.place,
          found.measure,
          relations[match.relation]!,
          isAtLeastAsGood === undefined ? null : isAtLeastAsGood ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' },
          reservationOf(comparison),
        ],
      ];
    }),
  };
}

/** Matches that wait: what their indicator lacks. */
function waitingTable(comparisons: readonly Comparison[]): ResultTable {
  return {
    id: 'waiting',
    title: { zh: '尚不能比较的对照', en: 'Comparisons that wait for data' },
    columns: [
      column('indicator', '指标', 'Indicator'),
      column('place', '地点', 'Place'),
      column('measure', '案例的量', 'Measure of the case'),
      column('reported', '案例', 'Case', 2),
      column('unit', '单位', 'Unit'),
      column('reason', '缺什么', 'What is missing'),
    ],
    rows: comparisons.flatMap((comparison) => {
      const { match, found, value } = comparison;
      if (value.status === 'ok') return [];
      const unit = unitCell(found.kind === 'change' ? changeUnit : match.unit);
      return [[nameOf(comparison), found.place, found.measure, match.expected, unit, value.reason]];
    }),
  };
}

/** Cases that no indicator measures: for reading. */
function otherCasesTable(): ResultTable {
  const matched = new Set(matches.map((match) => match.case));
  return {
    id: 'other-cases',
    title: { zh: '没有对应指标的案例', en: 'Cases that no indicator measures' },
    columns: [
      column('place', '地点', 'Place'),
      column('measure', '量', 'Measure'),
      column('value', '数值', 'Value', 3),
      column('unit', '单位', 'Unit'),
      column('kind', '类型', 'Kind'),
      column('section', '章节', 'Section'),
      column('reservation', '保留意见', 'Reservation'),
    ],
    rows: reportedCases
      .filter(({ id }) => !matched.has(id))
      .map(({ place, measure, value, unit, kind, section, reservation }) => [
        place,
        measure,
        value,
        unitCell(unit),
        kind === 'change' ? { zh: '变化', en: 'Change' } : kinds.level!,
        section,
        reservation ?? null,
      ]),
  };
}

/** Value as a percentage of the case, for levels above 0; one bar per match. */
function ratioChart(ratios: readonly { readonly comparison: Comparison; readonly ratio: number }[]): ResultChart {
  return {
    id: 'ratios',
    title: { zh: '指标占案例数字的百分比', en: 'Indicators in percent of the case' },
    kind: 'bar',
    x: { label: { zh: '指标与案例', en: 'Indicator and case' } },
    y: { label: { zh: '占案例', en: 'Of the case' }, unit: '%', decimals: 0 },
    categories: ratios.map(({ comparison }) =>
      fillText('{indicator}（{place}）', '{indicator} ({place})', {
        indicator: nameOf(comparison),
        place: comparison.found.place,
      }),
    ),
    values: ratios.map(({ ratio }) => ratio),
  };
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const comparisons = compareAll(snapshot.others!, context.parameters.relations === 'same');
  const list = new IndicatorList(evaluator.manifest);
  const known = comparisons.filter(({ value }) => value.status === 'ok');
  const same = known.filter(({ match }) => match.relation === 'same');
  const nothing = insufficient('没有可比的指标', 'there is no indicator to compare');
  const goodShare = (of: readonly Comparison[]) => {
    const judged = of.filter(({ isAtLeastAsGood }) => isAtLeastAsGood !== undefined);
    const good = judged.filter(({ isAtLeastAsGood }) => isAtLeastAsGood).length;
    return judged.length === 0 ? nothing : ok((100 * good) / judged.length);
  };
  const ratios = known.flatMap((comparison) => {
    const { value, match, found } = comparison;
    if (value.status !== 'ok' || found.kind !== 'level' || !(match.expected > 0)) return [];
    return [{ comparison, ratio: (100 * value.value) / match.expected }];
  });
  const sorted = ratios.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const reservation: LocalText = {
    zh: '案例数字按报告所述，未核实',
    en: 'figures of the cases as reported, not verified',
  };
  list.set('comparisons', ok(known.length));
  list.set('comparisons-same', ok(same.length));
  list.set('at-least-as-good', goodShare(known), reservation);
  list.set('at-least-as-good-same', goodShare(same), reservation);
  list.set('median-ratio', sorted.length === 0 ? nothing : ok(sortedQuantile(sorted, 0.5)), reservation);
  list.set('waiting', ok(comparisons.length - known.length));
  context.remark(
    'warning',
    fillText(
      '案例数字取自{source}，按其所述，未独立核实；规模与口径不同，只供参照。',
      'The figures of the cases are as reported ({source}), not verified independently; size and definitions differ, and they are there for orientation.',
      { source: reportedSource },
    ),
  );
  return {
    indicators: list.finish(),
    tables: [
      ...(known.length > 0 ? [comparisonTable(comparisons)] : []),
      ...(known.length < comparisons.length ? [waitingTable(comparisons)] : []),
      otherCasesTable(),
    ],
    charts: ratios.length > 0 ? [ratioChart(ratios)] : [],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
