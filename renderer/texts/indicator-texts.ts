import type { TextTable } from './text-table.ts';

export const indicatorTexts = {
  live: { zh: '实时指标', en: 'Live indicators' },
  against: { zh: '较{name}', en: 'vs {name}' },
  baseline: { zh: '基准', en: 'Baseline' },
  target: { zh: '目标', en: 'Target' },
  range: { zh: '低–高假设', en: 'Low–high range' },
  more: { zh: '还有 {count} 项', en: '{count} more' },
  counting: { zh: '正在计算', en: 'Calculating' },
  explain: { zh: '{name}：这个数怎么来的', en: '{name}: where this number comes from' },
  formula: { zh: '公式', en: 'Formula' },
  source: { zh: '出处', en: 'Source' },
  value: { zh: '现值', en: 'Value' },
  band: { zh: '低–高假设', en: 'Low–high range' },
  targetFrom: { zh: '目标出处', en: 'Source of the target' },
  dimension: { zh: '维度', en: 'Dimension' },
  reason: { zh: '说明', en: 'Note' },
  atLeast: { zh: '≥ {value}', en: '≥ {value}' },
  atMost: { zh: '≤ {value}', en: '≤ {value}' },
  assumptions: { zh: '取值假设', en: 'Assumptions' },
  largest: { zh: '占比最大的地块', en: 'Parcels that weigh most' },
  onMap: { zh: '按地块上色', en: 'Colour parcels by it' },
  offMap: { zh: '不再上色', en: 'Take the colours off' },
  none: {
    zh: '导入地块后，这里显示人口、用地混合、绿地和站点指标，随每一笔草图更新。',
    en: 'Once parcels are imported, residents, mix, green space and station indicators stand here and follow every stroke.',
  },
} as const satisfies TextTable;
