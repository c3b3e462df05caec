import type { TextTable } from './text-table.ts';

export const editTexts = {
  tools: { zh: '编辑', en: 'Edit' },
  draw: { zh: '绘制要素', en: 'Draw a feature' },
  split: { zh: '分割要素', en: 'Split features' },
  vertex: { zh: '移动顶点和共享边界', en: 'Move vertices and shared borders' },
  merge: { zh: '合并要素', en: 'Merge features' },
  remove: { zh: '删除要素', en: 'Delete features' },
  moveVertex: { zh: '移动顶点', en: 'Move a vertex' },
  removeVertex: { zh: '删除顶点', en: 'Remove a vertex' },
  mergeTitle: { zh: '合并 {count} 个要素', en: 'Merge {count} features' },
  mergeKept: {
    zh: '面积最大的要素保留，数量相加，比率按面积平均。其他要素的下列值会丢失：',
    en: 'The largest stays, amounts are added up and ratios averaged by area. These values of the others are lost:',
  },
  mergeNothingLost: {
    zh: '面积最大的要素保留，数量相加，比率按面积平均，没有值会丢失。',
    en: 'The largest stays, amounts are added up and ratios averaged by area. No value is lost.',
  },
  removeDo: { zh: '删除', en: 'Delete' },
  mergeDo: { zh: '合并', en: 'Merge' },
} as const satisfies TextTable;
