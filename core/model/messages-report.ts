import type { MessageTable } from './message.ts';

export const reportMessages = {
  'report/no-scenarios': {
    message: { zh: '报告里没有情景。', en: 'The report has no scenarios.' },
    hint: {
      zh: '至少选择基准；要比较，再选一个或几个情景。',
      en: 'Choose at least the baseline, and one or more scenarios to compare with it.',
    },
  },
  'report/baseline-not-first': {
    message: {
      zh: '报告的第一个情景应为基准，读到的是“{name}”。',
      en: 'The first scenario of a report must be the baseline, found "{name}".',
    },
    hint: { zh: '把基准放在最前面。', en: 'Put the baseline first.' },
  },
  'report/unknown-chapter': {
    message: { zh: '报告没有“{name}”这一章。', en: 'The report has no chapter "{name}".' },
    hint: { zh: '可选的章：{known}。', en: 'Chapters are {known}.' },
  },
  'report/no-browser': {
    message: { zh: '没有找到可以打印 PDF 的浏览器。', en: 'There is no browser here that could print the PDF.' },
    hint: {
      zh: '安装 Chromium、Google Chrome 或 Microsoft Edge，或打开 HTML 报告用浏览器打印。',
      en: 'Install Chromium, Google Chrome or Microsoft Edge, or open the HTML report and print it from there.',
    },
  },
} as const satisfies MessageTable;
