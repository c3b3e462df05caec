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
} as const satisfies MessageTable;
