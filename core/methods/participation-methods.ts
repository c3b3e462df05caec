import { numberInput, numbersInput, optional, rejectInput, shapeInput, withDefault } from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { weightedMean } from './normalise.ts';
import { postStratify, representativeness } from './representativeness.ts';

const count = numberInput('人数', 'people', { minimum: 0 });
const participants = numbersInput(count, '各群体参与人数', 'participants of each group', 1);
const population = numbersInput(count, '各群体总体人数或占比', 'people of each group, or their shares', 1);

/** Public participation. */
export const participationMethods: readonly Method[] = [
  defineMethod({
    name: 'representativeness',
    title: { zh: '参与代表性', en: 'Representativeness' },
    summary: {
      zh: '1 − ½ Σ |s − p|：参与者构成与总体构成的接近程度，1 为相同，0 为没有共同的群体。',
      en: '1 − ½ Σ |s − p|: how far the make-up of those who took part is that of the population; 1 when equal, 0 with no group in common.',
    },
    source: 'Duncan & Duncan 1955 (1 − dissimilarity)',
    input: shapeInput({ participants, population }),
    example: { participants: [168, 64, 52, 40], population: [120, 90, 60, 70] },
    calculate: (input) => ({ representativeness: representativeness(input.participants, input.population) }),
  }),
  defineMethod({
    name: 'post-stratification',
    title: { zh: '事后分层加权', en: 'Post-stratification' },
    summary: {
      zh: '各群体权重 p / s（默认上限 5）、加权均值与有效样本量。没有人参与的群体无法补救，其人口占比另列。',
      en: 'Weight p / s of each group (at most 5), weighted mean and effective sample size. Nothing makes up for groups of which nobody took part; their share of the population is given.',
    },
    source: 'Holt & Smith 1979; Kish 1965',
    input: shapeInput({
      participants,
      population,
      values: optional(
        numbersInput(numberInput('群体均值', 'mean of the group'), '各群体的均值', 'mean of each group', 1),
      ),
      cap: withDefault(numberInput('权重上限', 'largest weight', { exclusiveMinimum: 0 }), 5),
    }),
    example: { participants: [80, 20], population: [50, 50], values: [4, 2] },
    calculate({ participants: sample, population: whole, values, cap }) {
      const result = postStratify(sample, whole, cap);
      if (!values) return result;
      if (values.length !== sample.length) {
        rejectInput({ method: 'post-stratification', path: '$.values' }, values.length, {
          zh: `与 participants 一样长（${sample.length} 个）的列表`,
          en: `a list as long as participants (${sample.length})`,
        });
      }
      const sizes = result.weights.map((weight, group) => weight * sample[group]!);
      return { ...result, mean: weightedMean(values, sample), weightedMean: weightedMean(values, sizes) };
    },
  }),
];
