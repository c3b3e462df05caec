import { seededRandom } from '#core/platform/seeded-random.ts';
import {
  choiceInput,
  type Input,
  listInput,
  matrixInput,
  numberChoiceInput,
  numberInput,
  numberOrNull,
  numbersInput,
  rejectInput,
  requireSameLength,
  shapeInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { morrisDesign, morrisEffects } from './morris.ts';
import { changedWeights, tornado } from './one-at-a-time.ts';
import { mostSobolInputs, sobolDesign, sobolIndices } from './sobol-indices.ts';
import { inputsOf, type TestFunction, testFunctionAt } from './test-functions.ts';

const inputs = numberInput('输入个数', 'number of inputs', { integer: true, minimum: 1, maximum: mostSobolInputs });
const seed = withDefault(numberInput('种子', 'seed', { integer: true }), 1);
const samples = numberInput('基样本数，最好为 2 的幂', 'base samples, best a power of two', {
  integer: true,
  minimum: 2,
  maximum: 16_384,
});
const outputs = numbersInput(numberOrNull('结果，可为 null', 'an output, or null'), '结果', 'outputs', 1);

const shapes: Readonly<Record<TestFunction['kind'], Input<unknown>>> = {
  ishigami: shapeInput({
    kind: choiceInput('形式', 'form', ['ishigami']),
    a: withDefault(numberInput('a', 'a'), 7),
    b: withDefault(numberInput('b', 'b'), 0.1),
  }),
  'g-function': shapeInput({
    kind: choiceInput('形式', 'form', ['g-function']),
    a: listInput(numberInput('a', 'a', { minimum: 0 }), '各输入的 a', 'a of each input', 1),
  }),
  linear: shapeInput({
    kind: choiceInput('形式', 'form', ['linear']),
    coefficients: listInput(numberInput('系数', 'coefficient'), '系数', 'coefficients', 1),
  }),
};
const kinds = Object.keys(shapes) as TestFunction['kind'][];

const functionInput: Input<TestFunction> = {
  schema: {
    type: 'object',
    description: { zh: '已知答案的函数', en: 'a function whose answer is known' },
    properties: { kind: { type: 'string', enum: kinds } },
    required: ['kind'],
  },
  read(value, place) {
    const kind = kinds.find((known) => known === (value as { kind?: unknown } | null)?.kind);
    if (kind === undefined) {
      rejectInput(place, value, {
        zh: `含 kind 的对象，kind 为 ${kinds.join(', ')} 之一`,
        en: `an object with kind, one of ${kinds.join(', ')}`,
      });
    }
    const model = shapes[kind].read(value, place) as TestFunction;
    if (inputsOf(model) > mostSobolInputs) {
      rejectInput(place, inputsOf(model), {
        zh: `至多 ${mostSobolInputs} 个输入`,
        en: `at most ${mostSobolInputs} inputs`,
      });
    }
    return model;
  },
};

/** Sensitivity: what drives a result. Points are in the unit cube; 0 and 1 stand for the low and high of an input. */
export const sensitivityMethods: readonly Method[] = [
  defineMethod({
    name: 'one-at-a-time',
    title: { zh: '单因素分析', en: 'One at a time' },
    summary: {
      zh: '每次只改变一个输入到低值与高值，按变幅排序（龙卷风图）。看不到输入之间的共同作用。',
      en: 'Each input alone at its low and its high value, largest swing first (a tornado). Does not see inputs acting together.',
    },
    source: 'Saltelli et al., Global Sensitivity Analysis, 2008',
    input: shapeInput({ base: numberInput('基准结果', 'output at the base'), lows: outputs, highs: outputs }),
    example: { base: 10, lows: [8, 9.5, null], highs: [13, 10.5, 10] },
    calculate({ base, lows, highs }) {
      requireSameLength('one-at-a-time', { lows, highs });
      return { swings: tornado(base, lows, highs) };
    },
  }),
  defineMethod({
    name: 'weights-one-at-a-time',
    title: { zh: '权重单因素分析', en: 'Weights one at a time' },
    summary: {
      zh: '一个权重增减若干，其余按比例归一；给出改变后的权重与各方案得分。',
      en: 'One weight changed by a share, the others scaled to add up to 1 again; the changed weights and the scores they give.',
    },
    source: 'OECD/JRC, Handbook on Constructing Composite Indicators, 2008',
    input: shapeInput({
      scores: matrixInput(numberInput('得分', 'a score'), '方案（行）× 指标（列）', 'alternatives by criteria'),
      weights: numbersInput(numberInput('权重', 'a weight', { exclusiveMinimum: 0 }), '权重', 'weights', 1),
      changes: withDefault(
        listInput(numberInput('变化份额', 'share of change', { minimum: -1, maximum: 10 }), '变化', 'changes', 1),
        [-0.2, -0.1, 0.1, 0.2],
      ),
    }),
    example: {
      scores: [
        [0.9, 0.2],
        [0.4, 0.6],
      ],
      weights: [0.5, 0.5],
    },
    calculate({ scores, weights, changes }) {
      requireSameLength('weights-one-at-a-time', { weights, scores: scores[0]! });
      return {
        cases: Array.from(weights, (_, weight) =>
          changes.map((share) => {
            const changed = changedWeights(weights, weight, share);
            const sums = scores.map((row) => row.reduce((sum, score, at) => sum + score * changed[at]!, 0));
            return { weight, share, weights: changed, scores: sums };
          }),
        ).flat(),
      };
    },
  }),
  defineMethod({
    name: 'morris-design',
    title: { zh: 'Morris 抽样', en: 'Morris trajectories' },
    summary: {
      zh: '单位立方体网格上的轨迹，相邻两行只差一个输入。运行次数为 轨迹数 ×（输入数 + 1）。',
      en: 'Trajectories on a grid in the unit cube; neighbouring rows differ in one input. Runs: trajectories × (inputs + 1).',
    },
    source: 'Morris 1991',
    input: shapeInput({
      inputs,
      trajectories: numberInput('轨迹数', 'trajectories', { integer: true, minimum: 1, maximum: 1000 }),
      levels: withDefault(numberChoiceInput('网格级数', 'levels of the grid', [4, 6, 8, 10]), 4),
      seed,
    }),
    example: { inputs: 3, trajectories: 4 },
    calculate: ({ inputs: count, trajectories, levels, seed: start }) => ({
      points: morrisDesign(count, trajectories, levels, seededRandom(start).next),
    }),
  }),
  defineMethod({
    name: 'morris-effects',
    title: { zh: 'Morris 基本效应', en: 'Morris elementary effects' },
    summary: {
      zh: '每个输入的 μ（方向）、μ*（大小）与 σ（n − 1；曲线或共同作用）。用来筛选，不是方差份额。',
      en: 'μ (direction), μ* (size) and σ (n − 1; curves or inputs acting together) of each input. For screening; not shares of variance.',
    },
    source: 'Morris 1991; Campolongo, Cariboni & Saltelli 2007',
    input: shapeInput({
      points: matrixInput(numberInput('坐标', 'a coordinate', { minimum: 0, maximum: 1 }), '轨迹点', 'points'),
      outputs,
    }),
    example: {
      points: [
        [0, 0],
        [0.6666666667, 0],
        [0.6666666667, 0.6666666667],
      ],
      outputs: [1, 2, 1.5],
    },
    calculate({ points, outputs: results }) {
      requireSameLength('morris-effects', { points, outputs: results });
      return { effects: morrisEffects(points, results) };
    },
  }),
  defineMethod({
    name: 'sobol-design',
    title: { zh: 'Sobol 抽样', en: 'Sobol design' },
    summary: {
      zh: '加扰 Sobol 序列的 A、B 与 AB 矩阵，每个基样本依次 A、B、AB₁…。运行次数为 基样本数 ×（输入数 + 2）。',
      en: 'Matrices A, B and AB from a scrambled Sobol sequence; for each base sample A, B, AB₁ and so on. Runs: base samples × (inputs + 2).',
    },
    source: 'Saltelli et al. 2010; Joe & Kuo 2008; Owen 1995',
    input: shapeInput({ inputs, samples, seed }),
    example: { inputs: 2, samples: 4 },
    calculate: ({ inputs: count, samples: base, seed: start }) => ({ points: sobolDesign(count, base, start | 0) }),
  }),
  defineMethod({
    name: 'sobol-indices',
    title: { zh: 'Sobol 指数', en: 'Sobol indices' },
    summary: {
      zh: '由 sobol-design 各行的结果求一阶指数 S1（Saltelli）与总指数 ST（Jansen），附 95 % 置信半宽。缺结果的基样本整组剔除。',
      en: 'First-order S1 (Saltelli) and total ST (Jansen) from the outputs of a sobol-design, with the half-width of the 95 % interval. Base samples with a missing output are left out whole.',
    },
    source: 'Saltelli et al. 2010; Jansen 1999',
    input: shapeInput({ inputs, outputs, seed }),
    example: { inputs: 2, outputs: [1.2, 2.1, 1.9, 1.4, 2.6, 0.4, 1.1, 1.9, 0.3, 1.6, 0.9, 1.0, 1.8, 2.4, 2.3, 1.9] },
    calculate({ inputs: count, outputs: results, seed: start }) {
      if (results.length % (count + 2) !== 0) {
        rejectInput({ method: 'sobol-indices', path: '$.outputs' }, results.length, {
          zh: `${count + 2} 的整数倍个结果`,
          en: `a multiple of ${count + 2} outputs`,
        });
      }
      return sobolIndices(results, count, seededRandom(start).next);
    },
  }),
  defineMethod({
    name: 'sobol-of-function',
    title: { zh: '已知函数的 Sobol 指数', en: 'Sobol indices of a known function' },
    summary: {
      zh: '对答案已知的函数做一遍抽样与估计，检验估计的误差。',
      en: 'Design and estimate on a function whose indices are known, to see how far the estimates are off.',
    },
    source: 'Ishigami & Homma 1990; Sobol 1993',
    input: shapeInput({ function: functionInput, samples: withDefault(samples, 1024), seed }),
    example: { function: { kind: 'ishigami', a: 7, b: 0.1 }, samples: 256 },
    calculate({ function: model, samples: base, seed: start }) {
      const count = inputsOf(model);
      const results = sobolDesign(count, base, start | 0).map((point) => testFunctionAt(model, point));
      return sobolIndices(results, count, seededRandom(start).next);
    },
  }),
];
