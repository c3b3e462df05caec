import type { TextTable } from './text-table.ts';

export const whyTexts = {
  why: { zh: '为什么变了', en: 'Why did it change' },
  land: { zh: '用地变化', en: 'Land-use change' },
  side: { zh: '变化', en: 'Change' },
  indicator: { zh: '指标', en: 'Indicator' },
  by: { zh: '按什么分', en: 'Split by' },
  'land-use': { zh: '用地变化', en: 'Land use' },
  'development-type': { zh: '开发类型', en: 'Type' },
  step: { zh: '草绘步骤', en: 'Step' },
  assumptions: { zh: '{name}的假设', en: 'Assumptions of {name}' },
  low: { zh: '低值', en: 'low' },
  base: { zh: '基值', en: 'base' },
  high: { zh: '高值', en: 'high' },
  pick: {
    zh: '{cause}：{amount}，{count} 个地块；在图上选中',
    en: '{cause}: {amount}, {count|parcel|parcels}; select on the map',
  },
  plain: { zh: '{cause}：{amount}', en: '{cause}: {amount}' },
  same: { zh: '这个指标在两个情景里相同。', en: 'This indicator is the same in both scenarios.' },
  noValue: { zh: '至少一个情景没有数值：', en: 'One scenario has no value at least: ' },
  sum: {
    zh: '各条相加正好等于差。比率按 Aumann–Shapley 分摊：每组改动取它在同步增长途中的平均作用。',
    en: 'The bars add up to the difference exactly. Ratios are split by Aumann–Shapley: each change counts by its mean effect while all grow together.',
  },
  share: { zh: '{count} 个地块占变动的 {share} %', en: '{count|parcel makes|parcels make} {share} % of the movement' },
  table: { zh: '在属性表里看', en: 'See in the table' },
  asking: { zh: '正在分解', en: 'Splitting' },
} as const satisfies TextTable;
