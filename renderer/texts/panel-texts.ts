import type { TextTable } from './text-table.ts';

export const panelTexts = {
  resizeLeft: { zh: '调整左栏宽度', en: 'Width of the left column' },
  resizeRight: { zh: '调整右栏宽度', en: 'Width of the right column' },
  resizeDrawer: { zh: '调整下方面板高度', en: 'Height of the lower panel' },
  resizeTypes: { zh: '调整开发类型高度', en: 'Height of the development types' },
  resizeInspector: { zh: '调整检查器高度', en: 'Height of the inspector' },
  resizeComparison: { zh: '调整对比表高度', en: 'Height of the comparison' },
} as const satisfies TextTable;
