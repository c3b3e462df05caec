import type { LocalText } from './text.ts';

/** The chapters of a report with their titles, in their order; `place` holds the readiness of the data, the last five are the appendices. */
export const chapterTitles = {
  summary: { zh: '摘要', en: 'Summary' },
  place: { zh: '地区与数据', en: 'The place and its data' },
  scenarios: { zh: '情景', en: 'Scenarios' },
  results: { zh: '分项结果', en: 'Results' },
  dimensions: { zh: '分维度结果', en: 'Results by dimension' },
  comparison: { zh: '比较与取舍', en: 'Comparison and trade-offs' },
  methods: { zh: '方法与公式', en: 'Methods and formulas' },
  assumptions: { zh: '假设', en: 'Assumptions' },
  sources: { zh: '数据来源', en: 'Data sources' },
  limits: { zh: '局限与未评估项', en: 'Limits and what could not be assessed' },
  verification: { zh: '验证', en: 'Verification' },
} as const satisfies Readonly<Record<string, LocalText>>;

export type ReportChapter = keyof typeof chapterTitles;

export const reportChapters = Object.keys(chapterTitles) as readonly ReportChapter[];

/** What those read who decide: without the results one by one, the formulas and the sources. */
export const shortChapters: readonly ReportChapter[] = [
  'summary',
  'scenarios',
  'dimensions',
  'comparison',
  'limits',
  'verification',
];
