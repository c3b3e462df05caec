import {
  attainment,
  dimensionLabels,
  dimensions,
  type LocalText,
  type Others,
  type ResultChart,
  type ResultTable,
  unitCell,
  valueOrNaN,
  weightedSum,
} from '#sdk';
import { coreIndicators, frameworks } from './catalogue.ts';
import type { Ranking } from './ranking.ts';
import type { Assessment } from './scores.ts';
import type { Weights } from './weights.ts';

const column = (id: string, zh: string, en: string, decimals?: number, unit?: string) => ({
  id,
  label: { zh, en },
  ...(decimals === undefined ? {} : { decimals }),
  ...(unit === undefined ? {} : { unit }),
});

const sources: Readonly<Record<Weights['source'], LocalText>> = {
  given: { zh: '给定', en: 'given' },
  ahp: { zh: 'AHP', en: 'AHP' },
  entropy: { zh: '熵', en: 'entropy' },
};

const yes: LocalText = { zh: '是', en: 'Yes' };
const no: LocalText = { zh: '否', en: 'No' };

function numberOrNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The 28 with value, score, weight, points and target, or why there is none. */
export function indicatorTable({ assessed }: Assessment, weights: Float64Array): ResultTable {
  return {
    id: 'core-indicators',
    title: { zh: '28 项核心指标', en: 'The 28 core indicators' },
    columns: [
      column('indicator', '指标', 'Indicator'),
      column('dimension', '维度', 'Dimension'),
      column('value', '数值', 'Value', 2),
      column('unit', '单位', 'Unit'),
      column('score', '得分', 'Score', 3),
      column('weight', '权重', 'Weight', 2, '%'),
      column('points', '计分', 'Points', 2),
      column('met', '达标', 'Target met'),
      column('feed', '来源', 'Fed by'),
      column('note', '说明', 'Note'),
    ],
    rows: coreIndicators.map((indicator, at) => {
      const { value, note, score } = assessed[at]!;
      const known = value.status === 'ok';
      return [
        indicator.name,
        dimensionLabels[indicator.dimension],
        known ? value.value : null,
        unitCell(indicator.unit),
        numberOrNull(score),
        100 * weights[at]!,
        numberOrNull(100 * weights[at]! * score),
        known ? (attainment(value.value, indicator.target).isMet ? yes : no) : null,
        `${indicator.feed.evaluator}/${indicator.feed.indicator}`,
        known ? (note ?? null) : value.reason,
      ];
    }),
  };
}

/** Score of the assessable part of each dimension, with what share of its weight that is. */
export interface DimensionScore {
  readonly score: ReturnType<typeof weightedSum>;
  readonly weight: number;
}

export function dimensionScores({ assessed }: Assessment, weights: Float64Array): readonly DimensionScore[] {
  return dimensions.map((dimension) => {
    const rows = coreIndicators.flatMap((indicator, at) => (indicator.dimension === dimension ? [at] : []));
    return {
      score: weightedSum(
        rows.map((at) => assessed[at]!.score),
        rows.map((at) => weights[at]!),
      ),
      weight: rows.reduce((sum, at) => sum + weights[at]!, 0),
    };
  });
}

/** The dimensions with their weights, as agreed and as used (entropy moves weight between them). */
export function dimensionTable(scores: readonly DimensionScore[], { byDimension, source }: Weights): ResultTable {
  const { zh, en } = sources[source];
  return {
    id: 'dimensions',
    title: { zh: `六个维度（权重：${zh}）`, en: `The six dimensions (weights: ${en})` },
    columns: [
      column('dimension', '维度', 'Dimension'),
      column('agreed', '约定权重', 'Weight agreed', 1, '%'),
      column('weight', '采用权重', 'Weight used', 1, '%'),
      column('assessable', '可评份额', 'Assessable share', 1, '%'),
      column('score', '可评部分得分', 'Score of the assessable part', 1),
      column('points', '计分', 'Points', 2),
    ],
    rows: scores.map(({ score, weight }, at) => [
      dimensionLabels[dimensions[at]!],
      100 * byDimension[at]!,
      100 * weight,
      numberOrNull(100 * valueOrNaN(score.assessable)),
      numberOrNull(100 * valueOrNaN(score.scoreOfAssessable)),
      numberOrNull(100 * weight * valueOrNaN(score.points)),
    ]),
  };
}

export function dimensionChart(scores: readonly DimensionScore[]): ResultChart {
  return {
    id: 'dimensions',
    title: { zh: '各维度可评部分得分', en: 'Score of the assessable part by dimension' },
    kind: 'bar',
    x: { label: { zh: '维度', en: 'Dimension' } },
    y: { label: { zh: '得分', en: 'Score' }, unit: 'point', decimals: 0 },
    categories: dimensions.map((dimension) => dimensionLabels[dimension]),
    values: scores.map(({ score }) => numberOrNull(100 * valueOrNaN(score.scoreOfAssessable))),
  };
}

/** The scenarios beside each other; the same in the results of all of them. */
export function rankingTables(assessments: readonly Assessment[], ranking: Ranking): readonly ResultTable[] {
  return [
    {
      id: 'ranking',
      title: {
        zh: '情景排序（所有情景都可评的指标）',
        en: 'Ranking of the scenarios, over the indicators all of them have',
      },
      columns: [
        column('scenario', '情景', 'Scenario'),
        column('points', '计分', 'Points', 2),
        column('place', '名次', 'Place', 0),
        column('closeness', 'TOPSIS 贴近度', 'TOPSIS closeness', 3),
        column('topsis-place', 'TOPSIS 名次', 'TOPSIS place', 0),
        column('first', '居首的权重份额', 'First in the weight space', 1, '%'),
      ],
      rows: assessments.map(({ name }, at) => [
        name,
        numberOrNull(valueOrNaN(ranking.points[at]!)),
        ranking.places[at]!,
        numberOrNull(valueOrNaN(ranking.closeness[at]!)),
        ranking.topsisPlaces[at]!,
        100 * ranking.first[at]!,
      ]),
    },
    {
      id: 'pairs',
      title: {
        zh: '两两比较：行优于列的维度权重空间份额',
        en: 'In pairs: share of the weight space of the dimensions in which the row beats the column',
      },
      columns: [
        column('scenario', '情景', 'Scenario'),
        ...assessments.map(({ id, name }) => ({ id, label: name, unit: '%', decimals: 1 })),
      ],
      rows: assessments.map(({ name }, row) => [
        name,
        ...assessments.map((_, at) => (at === row ? null : 100 * ranking.beats[row]![at]!)),
      ]),
    },
  ];
}

export function rankingChart(assessments: readonly Assessment[], { closeness }: Ranking): ResultChart {
  return {
    id: 'closeness',
    title: { zh: '各情景 TOPSIS 贴近度', en: 'TOPSIS closeness of the scenarios' },
    kind: 'bar',
    x: { label: { zh: '情景', en: 'Scenario' } },
    y: { label: { zh: '贴近度', en: 'Closeness' }, decimals: 3 },
    categories: assessments.map(({ name }) => name),
    values: closeness.map((value) => numberOrNull(valueOrNaN(value))),
  };
}

/** What the result was made with: the seal, and every evaluator with its version and hashes. */
export function sealTable(others: Others, seal: string, isThirdParty: boolean): ResultTable {
  const mode = isThirdParty ? { zh: '第三方', en: 'Third party' } : { zh: '开放', en: 'Open' };
  return {
    id: 'seal',
    title: { zh: '封印与所用结果', en: 'Seal and results used' },
    columns: [
      column('what', '内容', 'What'),
      column('version', '版本', 'Version'),
      column('inputs', '输入哈希', 'Hash of inputs'),
      column('result', '结果哈希', 'Hash of result'),
    ],
    rows: [
      [{ zh: '权重、指标表与评估器版本的封印', en: 'Seal of weights, indicators and versions' }, mode, null, seal],
      ...others.results
        .filter(({ scenario }) => scenario === others.own)
        .map(({ evaluator, inputsHash, resultHash }) => {
          const known = others.evaluators.find(({ id }) => id === evaluator);
          return [known?.name ?? evaluator, known?.version ?? null, inputsHash, resultHash];
        }),
    ],
  };
}

/** The themes of each framework with how many of their indicators can be assessed and reach their target. */
export function frameworkTable({ assessed }: Assessment): ResultTable {
  return {
    id: 'frameworks',
    title: { zh: '与评价框架的对应（须对照原文核实）', en: 'Frameworks, by theme (verify against the documents)' },
    columns: [
      column('framework', '框架', 'Framework'),
      column('code', '编号', 'Code'),
      column('theme', '主题', 'Theme'),
      column('indicators', '指标数', 'Indicators', 0),
      column('assessed', '可评', 'Assessed', 0),
      column('met', '达标', 'Targets met', 0),
      column('score', '平均得分', 'Mean score', 1),
    ],
    rows: frameworks.flatMap(({ title, themes }) =>
      themes.map(({ code, title: theme, indicators }) => {
        const rows = indicators.map((id) => coreIndicators.findIndex((each) => each.id === id));
        const known = rows.filter((at) => assessed[at]!.value.status === 'ok');
        const met = known.filter((at) => attainment(valueOrNaN(assessed[at]!.value), coreIndicators[at]!.target).isMet);
        const scores = rows.map((at) => assessed[at]!.score).filter((score) => !Number.isNaN(score));
        const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
        return [
          title,
          code === '' ? null : code,
          theme,
          rows.length,
          known.length,
          met.length,
          numberOrNull(100 * mean),
        ];
      }),
    ),
  };
}
