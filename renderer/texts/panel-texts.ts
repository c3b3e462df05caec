import type { TextTable } from './text-table.ts';

export const panelTexts = {
  resizeLeft: { zh: '调整左栏宽度', en: 'Width of the left column' },
  resizeRight: { zh: '调整右栏宽度', en: 'Width of the right column' },
  resizeDrawer: { zh: '调整下方面板高度', en: 'Height of the lower panel' },
  resizePanel: { zh: '调整“{name}”高度', en: 'Height of {name}' },
  resizeComparison: { zh: '调整对比表高度', en: 'Height of the comparison' },
  panels: { zh: '面板', en: 'Panels' },
  layers: { zh: '图层', en: 'Layers' },
  types: { zh: '开发类型', en: 'Development types' },
  indicators: { zh: '实时指标', en: 'Live indicators' },
  inspector: { zh: '检查器', en: 'Inspector' },
  left: { zh: '左侧', en: 'Left' },
  right: { zh: '右侧', en: 'Right' },
  closed: { zh: '关闭', en: 'Closed' },
  up: { zh: '上移', en: 'Move up' },
  down: { zh: '下移', en: 'Move down' },
  reset: { zh: '恢复默认布局', en: 'Reset the layout' },
} as const satisfies TextTable;
