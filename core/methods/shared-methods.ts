import { decayWeight } from './decay.ts';
import { decayInput } from './decay-input.ts';
import {
  choiceInput,
  listInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  shapeInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { goalpost, minMax, standardScores, weightedMean } from './normalise.ts';
import { linearRegression, quantile, weightedQuantile, wilsonInterval } from './statistics.ts';

const values = numbersInput(numberOrNull('数值，可为 null', 'a value, or null'), '数值', 'values', 1);
const handbook = 'OECD/JRC, Handbook on Constructing Composite Indicators, 2008';

/** Methods that the others are built from. */
export const sharedMethods: readonly Method[] = [
  defineMethod({
    name: 'normalise',
    title: { zh: '指标归一化', en: 'Normalisation' },
    summary: {
      zh: '按极差、目标线（goalpost）或标准分把一列数变为得分。跨情景比较宜用目标线：极差法的得分会因新增情景而变。数值全部相同时极差法与标准分没有结果。',
      en: 'Turns a column of numbers into scores by min-max, goalposts or standard scores. Across scenarios prefer goalposts: min-max scores change when a scenario is added. When all values are the same, min-max and standard scores have no result.',
    },
    source: handbook,
    input: shapeInput({
      values,
      kind: choiceInput('方法', 'kind', ['min-max', 'goalpost', 'standard']),
      direction: withDefault(choiceInput('方向', 'direction', ['benefit', 'cost']), 'benefit'),
      lower: optional(numberInput('极差法下界', 'lower bound of min-max')),
      upper: optional(numberInput('极差法上界', 'upper bound of min-max')),
      worst: withDefault(numberInput('最差值', 'worst'), 0),
      best: withDefault(numberInput('最好值', 'best'), 1),
      scale: withDefault(numberInput('满分', 'top of the scale', { exclusiveMinimum: 0 }), 1),
    }),
    example: { values: [120, 80, 200], kind: 'goalpost', worst: 50, best: 150 },
    calculate(input) {
      const { scale } = input;
      if (input.kind === 'goalpost') {
        if (input.best === input.worst) {
          rejectInput({ method: 'normalise', path: '$.best' }, input.best, {
            zh: '与 worst 不同的数',
            en: 'a number other than worst',
          });
        }
        return { scores: input.values.map((value) => scale * goalpost(value, input.worst, input.best)) };
      }
      const bounds =
        input.lower === undefined || input.upper === undefined ? undefined : ([input.lower, input.upper] as const);
      const result =
        input.kind === 'standard' ? standardScores(input.values) : minMax(input.values, input.direction, bounds);
      const { lower, upper, constant } = result;
      if (constant) {
        const reason = { zh: '数值全部相同', en: 'all values are the same' };
        return { status: 'undefined', reason, scores: [] };
      }
      return { status: 'ok', scores: result.scores.map((score) => scale * score), lower, upper };
    },
  }),
  defineMethod({
    name: 'quantiles',
    title: { zh: '分位数', en: 'Quantiles' },
    summary: {
      zh: '给定比例处的分位数：无权重时线性内插（第 7 型），有权重时取累计权重首次达到该比例的数值。',
      en: 'Quantiles at given shares: interpolated linearly (type 7) without weights; with weights the first value at which the cumulated weight reaches the share.',
    },
    source: 'Hyndman & Fan 1996',
    input: shapeInput({
      values,
      weights: optional(numbersInput(numberInput('权重', 'weight', { minimum: 0 }), '权重', 'weights')),
      shares: listInput(numberInput('比例', 'share', { minimum: 0, maximum: 1 }), '比例', 'shares', 1),
    }),
    example: { values: [3, 1, 4, 1, 5, 9], shares: [0.1, 0.5, 0.9] },
    calculate: ({ values: all, weights, shares }) => ({
      quantiles: shares.map((share) => (weights ? weightedQuantile(all, weights, share) : quantile(all, share))),
    }),
  }),
  defineMethod({
    name: 'wilson-interval',
    title: { zh: '威尔逊区间', en: 'Wilson interval' },
    summary: {
      zh: '比例的置信区间，样本小时也在 0 与 1 之间。',
      en: 'Confidence interval of a share; stays between 0 and 1 for small samples.',
    },
    source: 'Wilson 1927',
    input: shapeInput({
      successes: numberInput('成功次数', 'successes', { minimum: 0 }),
      trials: numberInput('总次数', 'trials', { minimum: 0 }),
      z: withDefault(numberInput('正态分位数', 'normal quantile', { exclusiveMinimum: 0 }), 1.959963984540054),
    }),
    example: { successes: 8, trials: 10 },
    calculate({ successes, trials, z }) {
      if (successes > trials) {
        rejectInput({ method: 'wilson-interval', path: '$.successes' }, successes, {
          zh: '不大于 trials 的数',
          en: 'a number of at most trials',
        });
      }
      return wilsonInterval(successes, trials, z);
    },
  }),
  defineMethod({
    name: 'linear-regression',
    title: { zh: '一元线性回归', en: 'Simple linear regression' },
    summary: {
      zh: '最小二乘直线：斜率、截距、判定系数与斜率标准误。缺值的点不参与。',
      en: 'Least-squares line: slope, intercept, coefficient of determination and standard error of the slope. Points with a missing value are left out.',
    },
    source: 'Gauss 1809',
    input: shapeInput({ x: values, y: values }),
    example: { x: [150, 400, 650], y: [1.1, 0.6, 0.2] },
    calculate: ({ x, y }) => linearRegression(x, y),
  }),
  defineMethod({
    name: 'weighted-mean',
    title: { zh: '加权平均', en: 'Weighted mean' },
    summary: { zh: '缺值的项不参与。', en: 'Items with a missing value are left out.' },
    source: 'Cityloom',
    input: shapeInput({ values, weights: values }),
    example: { values: [0.2, 0.8], weights: [300, 100] },
    calculate: (input) => weightedMean(input.values, input.weights),
  }),
  defineMethod({
    name: 'decay',
    title: { zh: '距离衰减', en: 'Distance decay' },
    summary: {
      zh: '出行成本（分钟或米）处的权重：累计、指数、幂（重力）、线性、阶梯、分区、逻辑、高斯。阶梯（stepped）的界限本身属于下一级，分区（zones）的界限属于本级。',
      en: 'Weight at a travel cost (minutes or metres): cumulative, exponential, power (gravity), linear, stepped, zones, logistic, Gaussian. A cost on a step belongs to the next step, one on the limit of a zone to that zone.',
    },
    source: 'Hansen 1959; Kwan 1998',
    input: shapeInput({
      decay: decayInput,
      costs: listInput(numberInput('成本', 'cost', { minimum: 0 }), '成本', 'costs', 1),
    }),
    example: { decay: { kind: 'logistic', cutoff: 20, deviation: 2 }, costs: [0, 20, 40] },
    calculate: ({ decay, costs }) => ({ weights: costs.map((cost) => decayWeight(decay, cost)) }),
  }),
];
