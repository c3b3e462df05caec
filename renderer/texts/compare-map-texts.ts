import type { TextTable } from './text-table.ts';

export const compareMapTexts = {
  map: { zh: '第 {place} 幅图', en: 'Map {place}' },
  pick: { zh: '第 {place} 幅图的情景', en: 'Scenario of map {place}' },
  add: { zh: '再加一幅图', en: 'Add a map' },
  remove: { zh: '去掉这幅图', en: 'Remove this map' },
  synced: { zh: '视图已同步 1:{scale}', en: 'Views synced 1:{scale}' },
  layout: { zh: '地图的排法', en: 'Layout of the maps' },
  side: { zh: '并排', en: 'Side by side' },
  swipe: { zh: '卷帘', en: 'Swipe' },
  difference: { zh: '差异', en: 'Difference' },
  handle: {
    zh: '卷帘的位置：左为{left}，右为{right}',
    en: 'Position of the swipe: {left} on the left, {right} on the right',
  },
} as const satisfies TextTable;
