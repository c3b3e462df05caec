import type { TextTable } from './text-table.ts';

export const historyTexts = {
  title: { zh: '历史', en: 'History' },
  show: { zh: '操作历史', en: 'History of actions' },
  hint: {
    zh: '选一步就回到它之后的样子；后面的步骤留着，做新的改动之前都能再做。',
    en: 'Choose a step to be back where it left the project. The steps behind it stay until something else is changed.',
  },
  none: {
    zh: '还没有可撤销的操作。改动图层、样式、类型、假设或情景后，这里列出每一步。',
    en: 'Nothing to take back yet. Every change of layers, styles, types, assumptions and scenarios is listed here.',
  },
  start: { zh: '这些操作之前', en: 'Before these actions' },
  current: { zh: '现在', en: 'Now' },
  undone: { zh: '已撤销', en: 'Taken back' },
  fixed: { zh: '不能再撤销', en: 'Can no longer be taken back' },
  going: { zh: '回到所选的一步', en: 'Going to the chosen step' },
} as const satisfies TextTable;
