import type { MessageTable } from './message.ts';

export const compareMessages = {
  'compare/unknown-quantity': {
    message: {
      zh: '没有名为“{quantity}”的可比较数量；有：{known}。',
      en: 'There is no quantity "{quantity}" to compare; there are: {known}.',
    },
    hint: { zh: '改用其中之一。', en: 'Use one of these.' },
  },
  'compare/same-scenario': {
    message: {
      zh: '两边都是“{scenario}”，没有可比较的。',
      en: 'Both sides are "{scenario}": there is nothing to compare.',
    },
    hint: { zh: '选择两个不同的情景。', en: 'Choose two different scenarios.' },
  },
  'compare/unknown-indicator': {
    message: {
      zh: '没有名为“{indicator}”的实时指标；有：{known}。',
      en: 'There is no live indicator "{indicator}"; there are: {known}.',
    },
    hint: { zh: '改用其中之一。', en: 'Use one of these.' },
  },
  'compare/not-by-parcel': {
    message: {
      zh: '“{indicator}”不能按地块分解：它取决于地块怎样相邻，而不只是地块的总和。',
      en: '"{indicator}" cannot be split by parcels: it depends on how they lie beside each other, not on their sums alone.',
    },
    hint: { zh: '改问别的指标。', en: 'Ask about another indicator.' },
  },
  'compare/no-value-between': {
    message: {
      zh: '“{indicator}”从一个情景到另一个的途中没有数值，无法分解。',
      en: '"{indicator}" has no value somewhere between the two scenarios, so that its change cannot be split.',
    },
    hint: {
      zh: '改比两个都有居民、建筑和用地的情景。',
      en: 'Compare scenarios that both have people, floor area and land.',
    },
  },
  'compare/no-steps-between': {
    message: {
      zh: '“{to}”不是从“{from}”分出来的，没有从一个到另一个的步骤。',
      en: '"{to}" does not build on "{from}": there are no steps from one to the other.',
    },
    hint: {
      zh: '按用地或开发类型分解，或与它的上级比。',
      en: 'Split by land use or type, or compare it with its parent.',
    },
  },
} as const satisfies MessageTable;
