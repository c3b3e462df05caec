import type { MessageTable } from './message.ts';

export const indicatorMessages = {
  'indicator/circle': {
    message: {
      zh: '指标互相引用成圈：{circle}',
      en: 'Indicators refer to each other in a circle: {circle}',
    },
    hint: {
      zh: '从圈里的一个公式中去掉对下一个的引用。',
      en: 'Take the reference to the next one out of one of the formulas.',
    },
  },
  'indicator/refers-to-faulty': {
    message: {
      zh: '引用的指标“{indicator}”没有可用的公式',
      en: 'The indicator "{indicator}" that it refers to has no working formula',
    },
    hint: { zh: '先改好那个指标。', en: 'Mend that indicator first.' },
  },
  'indicator/invalid': {
    message: { zh: '指标不完整：{reason}', en: 'The indicator is not complete: {reason}' },
    hint: { zh: '补上后再保存。', en: 'Fill it in and save again.' },
  },
  'indicator/id-taken': {
    message: { zh: '公式里的名称“{id}”已经有了', en: 'The name "{id}" in formulas is taken' },
    hint: { zh: '换一个名称。', en: 'Choose another name.' },
  },
  'indicator/in-use': {
    message: {
      zh: '指标“{indicator}”还被这些指标引用：{users}',
      en: 'The indicator "{indicator}" is still used by: {users}',
    },
    hint: { zh: '先改掉那些公式，或先删除它们。', en: 'Change those formulas first, or delete them.' },
  },
} as const satisfies MessageTable;
