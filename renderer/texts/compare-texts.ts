import type { TextTable } from './text-table.ts';

export const compareTexts = {
  indicators: { zh: '指标对比', en: 'Indicators' },
  indicator: { zh: '指标', en: 'Indicator' },
  unit: { zh: '单位', en: 'Unit' },
  target: { zh: '目标', en: 'Target' },
  spread: { zh: '分布', en: 'Spread' },
  table: { zh: '指标表', en: 'Table' },
  bars: { zh: '条形', en: 'Bars' },
  radar: { zh: '雷达', en: 'Radar' },
  'trade-offs': { zh: '权衡', en: 'Trade-offs' },
  live: { zh: '实时指标', en: 'Live indicators' },
  better: { zh: '更好', en: 'better' },
  worse: { zh: '更差', en: 'worse' },
  unchanged: { zh: '不变', en: 'no change' },
  notComparable: { zh: '不可比', en: 'not comparable' },
  changeFrom: { zh: '从{from}到{to}的变化', en: 'Change from {from} to {to}' },
  askWhy: { zh: '看它为什么变了', en: 'See why it changed' },
  chosen: { zh: '指标 {shown} / {all}', en: 'Indicators {shown} / {all}' },
  noneChosen: {
    zh: '没有选中能画的指标。在右上角选几个。',
    en: 'No indicator is chosen that can be drawn. Choose some at the top right.',
  },
  radarNeeds: {
    zh: '雷达图要三个以上有好坏之分、且每个情景都有数值的指标。',
    en: 'A radar needs three indicators that have a better and a worse and a number in every scenario.',
  },
  radarNote: {
    zh: '向外更好。每条轴从中心到边缘的范围如下，取各情景数值和目标的整数界；轴之间不可相加。',
    en: 'Outward is better. Each axis runs from its centre to its edge as listed, between round numbers around the values and the target; axes do not add up.',
  },
  across: { zh: '横轴', en: 'Across' },
  up: { zh: '纵轴', en: 'Up' },
  tradeOffNeeds: {
    zh: '权衡图要两个在多个情景里都有数值的指标。',
    en: 'A trade-off needs two indicators with numbers in several scenarios.',
  },
  frontNote: {
    zh: '连线的情景不被任何别的情景同时在两个指标上超过。点一个情景，与之对比。',
    en: 'No other scenario is better in both than those that are joined. Click a scenario to compare with it.',
  },
  neutralNote: {
    zh: '没有好坏之分的指标按越多越好判断。',
    en: 'An indicator without a better and a worse is judged as if more were better.',
  },
  onFront: {
    zh: '{scenario}：横 {across}，纵 {up}，未被超过',
    en: '{scenario}: across {across}, up {up}, not beaten in both',
  },
  offFront: {
    zh: '{scenario}：横 {across}，纵 {up}，被别的情景超过',
    en: '{scenario}: across {across}, up {up}, beaten in both by another one',
  },
  reached: { zh: '达到目标', en: 'Target reached' },
  xlsx: { zh: 'XLSX', en: 'XLSX' },
  saveXlsx: { zh: '另存为 XLSX 表格', en: 'Save as an XLSX workbook' },
  noChange: {
    zh: '两个情景的用地相同。换一个情景，或先画草图。',
    en: 'Both scenarios use land the same way. Choose another one, or sketch first.',
  },
  noParcels: {
    zh: '导入地块后，这里列出两个情景的用地差别。',
    en: 'Once parcels are imported, the difference in land use stands here.',
  },
  onlyOne: {
    zh: '还没有可以对比的情景。从基准新建一个。',
    en: 'There is no scenario to compare yet. Create one from the baseline.',
  },
  newScenario: { zh: '新建情景', en: 'New scenario' },
} as const satisfies TextTable;
