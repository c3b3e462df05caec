import { acceptedRatio, ahp } from './ahp.ts';
import { attainment, entropyWeights, topsis, weightedSum } from './composite.ts';
import {
  choiceInput,
  listInput,
  matrixInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  requireSameLength,
  shapeInput,
  withDefault,
} from './input.ts';
import { landConsumption } from './land-consumption.ts';
import { defineMethod, type Method } from './method.ts';
import type { Direction } from './normalise.ts';
import { rankRobustness } from './rank-robustness.ts';

const handbook = 'OECD/JRC, Handbook on Constructing Composite Indicators, 2008';
const weights = numbersInput(numberInput('权重', 'a weight', { minimum: 0 }), '权重', 'weights', 1);
const directions = listInput(
  choiceInput('越大越好或越小越好', 'more is better or worse', ['benefit', 'cost']),
  '各指标方向',
  'direction of each criterion',
);
const alternatives = matrixInput(numberInput('数值', 'a value'), '方案（行）× 指标（列）', 'alternatives by criteria');

/** Exactly one item for every column. */
function requireColumns(method: string, name: string, count: number, columns: number): void {
  if (count === columns) return;
  rejectInput({ method, path: `$.${name}` }, count, {
    zh: `与列数一样长（${columns} 个）的列表`,
    en: `a list as long as there are columns (${columns})`,
  });
}

/** Composite indices: weights, aggregation, ranking and what they rest on. */
export const compositeMethods: readonly Method[] = [
  defineMethod({
    name: 'weighted-sum',
    title: { zh: '加权求和', en: 'Weighted sum' },
    summary: {
      zh: '得分 0–1 与权重之积的和。缺的指标不补、不重新分配权重：另给可评份额与可评部分的得分。',
      en: 'Sum of weights times scores from 0 to 1. What is missing is neither made up nor shared out again: the assessable share and the score of the assessable part stand beside it.',
    },
    source: handbook,
    input: shapeInput({
      scores: numbersInput(numberOrNull('得分，可为 null', 'a score, or null'), '得分', 'scores', 1),
      weights,
    }),
    example: { scores: [0.8, null, 0.4], weights: [2, 1, 1] },
    calculate: (input) => weightedSum(input.scores, input.weights),
  }),
  defineMethod({
    name: 'attainment',
    title: { zh: '达标', en: 'Attainment of targets' },
    summary: {
      zh: '是否达到目标（含等于），以及达标程度 0–1。达标率的分母只含可评的指标。',
      en: 'Whether a target is met (inclusive), and how far, 0 to 1. The share met is of the indicators that can be assessed.',
    },
    source: 'Cityloom',
    input: shapeInput({
      indicators: listInput(
        shapeInput({
          value: numberOrNull('数值，可为 null', 'a value, or null'),
          target: numberInput('目标', 'target'),
          comparison: choiceInput('至少或至多', 'at least or at most', ['at-least', 'at-most']),
        }),
        '指标',
        'indicators',
        1,
      ),
    }),
    example: {
      indicators: [
        { value: 72, target: 80, comparison: 'at-least' },
        { value: 4, target: 5, comparison: 'at-most' },
        { value: null, target: 1, comparison: 'at-least' },
      ],
    },
    calculate({ indicators }) {
      const known = indicators.filter(({ value }) => !Number.isNaN(value));
      const each = indicators.map(({ value, target, comparison }) =>
        Number.isNaN(value) ? null : attainment(value, { value: target, comparison }),
      );
      const met = each.filter((entry) => entry?.isMet).length;
      return { each, met, assessed: known.length, shareMet: known.length === 0 ? null : met / known.length };
    },
  }),
  defineMethod({
    name: 'ahp',
    title: { zh: '层次分析法', en: 'Analytic hierarchy process' },
    summary: {
      zh: `由两两判断矩阵求权重：主特征向量（默认）或几何平均，两者第三位小数不同。一致性比率大于 ${acceptedRatio} 时判断不一致，应修改判断。`,
      en: `Weights from pairwise judgements: principal eigenvector, or geometric means, which differ in the third digit. A consistency ratio above ${acceptedRatio} calls for other judgements.`,
    },
    source: 'Saaty 1980; Crawford & Williams 1985',
    input: shapeInput({
      matrix: matrixInput(
        numberInput('判断', 'a judgement', { exclusiveMinimum: 0, maximum: 1e6 }),
        '判断矩阵：行比列重要多少倍',
        'judgements: how many times the row outweighs the column',
      ),
      method: withDefault(choiceInput('方法', 'method', ['eigenvector', 'geometric-mean']), 'eigenvector'),
    }),
    example: {
      matrix: [
        [1, 3, 5],
        [0.3333333333, 1, 2],
        [0.2, 0.5, 1],
      ],
    },
    calculate: ({ matrix, method }) => ahp(matrix, method),
  }),
  defineMethod({
    name: 'entropy-weights',
    title: { zh: '熵权法', en: 'Entropy weights' },
    summary: {
      zh: '指标在各方案间差异越大权重越大；它反映样本的离散程度，不是重要性。负值须声明平移规则（min-max），平移会改变权重。无差异的列权重为 0。',
      en: 'The more a criterion differs between the alternatives, the more it weighs: dispersion in the sample, not importance. Negative values need a declared shift (min-max), which changes the weights. A constant column weighs nothing.',
    },
    source: 'Shannon 1948; Zeleny 1982',
    input: shapeInput({
      alternatives,
      shift: withDefault(choiceInput('平移规则', 'shift', ['none', 'min-max']), 'none'),
      directions: optional(directions),
    }),
    example: {
      alternatives: [
        [3, 100, 10],
        [2.5, 80, 8],
        [1.8, 50, 20],
      ],
    },
    calculate(input) {
      const columns = input.alternatives[0]!.length;
      if (input.directions) requireColumns('entropy-weights', 'directions', input.directions.length, columns);
      return entropyWeights(input.alternatives, input.shift, input.directions);
    },
  }),
  defineMethod({
    name: 'topsis',
    title: { zh: 'TOPSIS 排序', en: 'TOPSIS' },
    summary: {
      zh: '与最好、最差的距离之比，0–1。归一化方式（向量或 min-max）可能改变名次，增减方案也可能使其余方案名次互换：必须写明。',
      en: 'Distance to the worst over the distances to best and worst, 0 to 1. The norm (vector or min-max) can change the ranking, and so can a further alternative: say which was used.',
    },
    source: 'Hwang & Yoon 1981; Opricovic & Tzeng 2004',
    input: shapeInput({
      alternatives,
      weights,
      directions,
      norm: withDefault(choiceInput('归一化', 'norm', ['vector', 'min-max']), 'vector'),
    }),
    example: {
      alternatives: [
        [1, 3000],
        [2, 3750],
        [5, 4500],
      ],
      weights: [0.5, 0.5],
      directions: ['cost', 'benefit'],
    },
    calculate(input) {
      const columns = input.alternatives[0]!.length;
      requireColumns('topsis', 'weights', input.weights.length, columns);
      requireColumns('topsis', 'directions', input.directions.length, columns);
      if (!input.weights.some((weight) => weight > 0)) {
        rejectInput({ method: 'topsis', path: '$.weights' }, Array.from(input.weights), {
          zh: '至少一个大于 0 的权重',
          en: 'at least one weight above 0',
        });
      }
      return topsis(input.alternatives, input.weights, input.directions as readonly Direction[], input.norm);
    },
  }),
  defineMethod({
    name: 'rank-robustness',
    title: { zh: '排序对权重的稳健性', en: 'Robustness of a ranking over weights' },
    summary: {
      zh: '在全部可能的权重（非负、和为 1、等可能）中，甲优于乙的份额（精确），以及每个方案得各名次的份额（抽样）。得分须越大越好且无缺值。',
      en: 'Over all possible weights (not negative, adding up to 1, equally likely): the share in which one alternative beats another (exact) and in which each takes each place (sampled). Scores: more is better, none missing.',
    },
    source: 'Lahdelma, Hokkanen & Salminen 1998; Varsi 1973',
    input: shapeInput({
      scores: matrixInput(
        numberInput('得分', 'a score', { minimum: -1e6, maximum: 1e6 }),
        '方案（行）× 指标（列）',
        'alternatives by criteria',
      ),
      samples: withDefault(numberInput('样本数', 'samples', { integer: true, minimum: 16, maximum: 65_536 }), 4096),
      seed: withDefault(numberInput('种子', 'seed', { integer: true }), 1),
    }),
    example: {
      scores: [
        [0.9, 0.2],
        [0.4, 0.6],
      ],
      samples: 1024,
    },
    calculate({ scores, samples, seed }) {
      if (scores[0]!.length > 100 || scores.length > 100) {
        rejectInput({ method: 'rank-robustness', path: '$.scores' }, scores[0]!.length, {
          zh: '至多 100 个方案与 100 个指标',
          en: 'at most 100 alternatives and 100 criteria',
        });
      }
      return rankRobustness(scores, samples, seed | 0);
    },
  }),
  defineMethod({
    name: 'land-consumption-rate',
    title: { zh: '土地消耗率与人口增长率之比（SDG 11.3.1）', en: 'Land consumption to population growth (SDG 11.3.1)' },
    summary: {
      zh: '土地消耗率除以人口增长率。人口不变时无定义；人口减少时须同时看两个率与人均建成区。2021 年前用对数形式，另行给出。',
      en: 'Land consumption rate over population growth rate. Undefined while the population stays the same; where it falls, read the two rates and the built-up land per person. The logarithmic form of before 2021 is given beside it.',
    },
    source: 'UN-Habitat, metadata of indicator 11.3.1 (2021)',
    input: shapeInput({
      builtSquareMetres: numbersInput(
        numberInput('建成区', 'built-up land', { minimum: 0, unit: 'm2' }),
        '期初与期末',
        'beginning and end',
        2,
      ),
      population: numbersInput(numberInput('人口', 'people', { minimum: 0 }), '期初与期末', 'beginning and end', 2),
      years: numberInput('年数', 'years', { exclusiveMinimum: 0 }),
    }),
    example: { builtSquareMetres: [100e6, 130e6], population: [500_000, 620_000], years: 10 },
    calculate({ builtSquareMetres: built, population, years }) {
      requireSameLength('land-consumption-rate', { builtSquareMetres: built, population });
      requireColumns('land-consumption-rate', 'population', population.length, 2);
      return landConsumption([built[0]!, built[1]!], [population[0]!, population[1]!], years);
    },
  }),
];
