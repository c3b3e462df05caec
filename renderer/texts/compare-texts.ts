import type { TextTable } from './text-table.ts';

export const compareTexts = {
  indicators: { zh: '指标对比', en: 'Indicators' },
  indicator: { zh: '指标', en: 'Indicator' },
  unit: { zh: '单位', en: 'Unit' },
  target: { zh: '目标', en: 'Target' },
  spread: { zh: '分布', en: 'Spread' },
  best: { zh: '最好', en: 'Best' },
  xlsx: { zh: 'XLSX', en: 'XLSX' },
  saveXlsx: { zh: '另存为 XLSX 表格', en: 'Save as an XLSX workbook' },
  landChange: { zh: '用地变化', en: 'Land-use change' },
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
  use: { zh: '用地', en: 'Land use' },
  change: { zh: '增减', en: 'Change' },
} as const satisfies TextTable;
