import type { TextTable } from './text-table.ts';

export const statusTexts = {
  status: { zh: '状态', en: 'Status' },
  scale: { zh: '比例尺', en: 'Scale' },
  coordinates: { zh: '坐标', en: 'Coordinates' },
  goTo: { zh: '转到坐标', en: 'Go to coordinate' },
  goToLabel: { zh: '东坐标，北坐标（m）', en: 'Easting, northing (m)' },
  goToWrong: { zh: '应为两个数，用逗号分开', en: 'Two numbers with a comma between them' },
  ready: { zh: '就绪', en: 'Ready' },
  cancel: { zh: '取消', en: 'Cancel' },
  more: { zh: '另有 {count} 项', en: '{count} more' },
  journalDone: { zh: '日志已写入磁盘', en: 'Journal on disk' },
  journalWaiting: { zh: '正在写日志', en: 'Writing the journal' },
  journalFailed: { zh: '日志没有写成', en: 'Journal not written' },
  snapping: { zh: '贴靠 {pixels} px', en: 'Snap {pixels} px' },
  notSnapping: { zh: '不贴靠', en: 'No snapping' },
} as const satisfies TextTable;
