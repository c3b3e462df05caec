import { numberInput, numberOrNull, numbersInput, optional, shapeInput, withDefault } from './input.ts';
import { mannKendall, seasonalMannKendall } from './mann-kendall.ts';
import { defineMethod, type Method } from './method.ts';
import { recordCompleteness } from './record-completeness.ts';

const time = numberInput('时间', 'time');
const times = numbersInput(time, '时间，任一单位', 'times in any unit', 1);

/** Measured series. */
export const monitoringMethods: readonly Method[] = [
  defineMethod({
    name: 'mann-kendall',
    title: { zh: 'Mann-Kendall 趋势检验', en: 'Mann-Kendall trend test' },
    summary: {
      zh: '按秩检验单调趋势，并给出 Sen 斜率及其区间。有季节时给出 seasons，只在同季之间比较。逐日数据彼此相关，应先取月值。z、p 与斜率区间用正态近似，至少要 10 个值（分季 24 个）。',
      en: 'Rank test for a monotone trend, with Sen slope and its interval. With seasons values are compared within their season only. Daily values depend on each other: take monthly ones first. z, p and the interval of the slope rest on the normal approximation and need 10 values (24 with seasons).',
    },
    source: 'Mann 1945; Kendall 1975; Sen 1968; Hirsch, Slack & Smith 1982; Gilbert 1987',
    input: shapeInput({
      times,
      values: numbersInput(numberOrNull('数值，可为 null', 'a value, or null'), '数值', 'values', 1),
      seasons: optional(
        numbersInput(numberInput('季节编号', 'number of the season'), '各值的季节', 'season of each value'),
      ),
      confidence: withDefault(
        numberInput('斜率区间的置信度', 'confidence of the interval', { minimum: 0.5, maximum: 0.9999 }),
        0.95,
      ),
    }),
    example: {
      times: [2012, 2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021],
      values: [62, 58, 60, 54, 51, 47, 49, 41, 38, 37],
    },
    calculate: ({ times: at, values, seasons, confidence }) =>
      seasons ? seasonalMannKendall(at, values, seasons, confidence) : mannKendall(at, values, confidence),
  }),
  defineMethod({
    name: 'record-completeness',
    title: { zh: '记录完整率', en: 'Completeness of a record' },
    summary: {
      zh: '起止之间应有值中实有的比例，以及缺测时段。间隔取中位数，可另给；超过 1.5 个间隔为缺测。',
      en: 'Share of the values there should be between start and end that are there, and the gaps. The step is the median one unless given; more than one and a half steps is a gap.',
    },
    source: 'WMO-No. 100',
    input: shapeInput({
      times,
      step: optional(numberInput('应有间隔', 'step there should be', { exclusiveMinimum: 0 })),
      start: optional(time),
      end: optional(time),
    }),
    example: { times: [1, 2, 3, 6, 7, 10], end: 12 },
    calculate: ({ times: at, ...options }) => recordCompleteness(at, options),
  }),
];
