import type { MessageTable } from './message.ts';

export const suggestMessages = {
  'suggest/no-parcels': {
    message: { zh: '项目里没有地块，无从建议。', en: 'The project has no parcels, so that nothing can be suggested.' },
    hint: { zh: '先导入地块图层。', en: 'Import a layer of parcels first.' },
  },
  'suggest/nothing-to-change': {
    message: {
      zh: '范围里的 {selected} 个地块都不能改：{protected} 个受保护，其余没有可用的开发类型。',
      en: 'None of the {selected} parcels in the area can change: {protected} are protected, and no type can be used on the others.',
    },
    hint: {
      zh: '扩大范围，少保护一些用地，放宽容积率上限，或多允许几种类型。',
      en: 'Widen the area, protect fewer land uses, raise the highest floor-area ratio, or allow more types.',
    },
  },
  'suggest/no-types': {
    message: {
      zh: '没有开发类型的容积率不超过 {maxFar}。',
      en: 'No development type has a floor-area ratio of at most {maxFar}.',
    },
    hint: { zh: '放宽容积率上限，或多允许几种类型。', en: 'Raise the highest floor-area ratio, or allow more types.' },
  },
  'suggest/unknown-indicator': {
    message: {
      zh: '“{indicator}”不能作目标或限制；可用：{known}。',
      en: '"{indicator}" can be neither objective nor limit; possible are: {known}.',
    },
    hint: { zh: '改用其中之一。', en: 'Use one of these.' },
  },
  'suggest/objectives': {
    message: {
      zh: '有 {count} 个不同的目标，应为 2 至 6 个。',
      en: 'There are {count} different objectives; there must be 2 to 6.',
    },
    hint: { zh: '增减目标。', en: 'Add or remove objectives.' },
  },
  'suggest/no-direction': {
    message: {
      zh: '目标“{indicator}”没有好坏之分，也没有说要多还是要少。',
      en: 'The objective "{indicator}" has no better and no worse, and it is not said whether more or less is wanted.',
    },
    hint: { zh: '写上 wish: more 或 wish: less。', en: 'State wish: more or wish: less.' },
  },
  'suggest/limits-conflict': {
    message: {
      zh: '对“{indicator}”的限制互相矛盾：至少 {least}，又至多 {most}。',
      en: 'The limits on "{indicator}" contradict each other: at least {least} and at most {most}.',
    },
    hint: { zh: '改其中一个。', en: 'Change one of the two.' },
  },
  'suggest/out-of-reach': {
    message: {
      zh: '没有找到满足全部限制的方案。最接近的一个还差：{missing}。',
      en: 'No plan was found that meets all limits. The nearest one still lacks: {missing}.',
    },
    hint: {
      zh: '放宽这些限制，扩大范围，多允许几种类型，或多搜索几轮。',
      en: 'Relax these limits, widen the area, allow more types, or search for more rounds.',
    },
  },
} as const satisfies MessageTable;
