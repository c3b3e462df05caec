import type { TextTable } from './text-table.ts';

export const differenceTexts = {
  difference: { zh: '差异', en: 'Difference' },
  show: { zh: '在图上显示与另一情景的差异', en: 'Show the difference from another scenario on the map' },
  minus: { zh: '减 {name}', en: 'minus {name}' },
  against: { zh: '与哪个情景比', en: 'Compared with' },
  of: { zh: '差异的内容', en: 'What differs' },
  changes: { zh: '所有改动', en: 'All changes' },
  field: { zh: '字段：{name}', en: 'Field: {name}' },
  far: { zh: '容积率', en: 'Floor-area ratio' },
  residents: { zh: '居住人口', en: 'Residents' },
  jobs: { zh: '就业岗位', en: 'Jobs' },
  floor_area: { zh: '建筑面积', en: 'Floor area' },
  green_area: { zh: '绿化面积', en: 'Planted area' },
  added: { zh: '新增 {count}', en: '{count} added' },
  removed: { zh: '删除 {count}', en: '{count} removed' },
  changed: { zh: '改动 {count}', en: '{count} changed' },
  unchanged: { zh: '没有改动', en: 'Unchanged' },
  below: { zh: '差异小于 {threshold} 视为不变', en: 'Below {threshold} counts as no change' },
  total: { zh: '地块合计 {total}', en: 'All parcels {total}' },
  none: { zh: '两个情景的地块没有差异', en: 'The parcels of both scenarios are the same' },
  hide: { zh: '不再显示差异', en: 'Hide the difference' },
} as const satisfies TextTable;
