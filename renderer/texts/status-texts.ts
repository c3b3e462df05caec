import type { TextTable } from './text-table.ts';

export const statusTexts = {
  status: { zh: '状态', en: 'Status' },
  scale: { zh: '比例尺', en: 'Scale' },
  coordinates: { zh: '坐标', en: 'Coordinates' },
  goTo: { zh: '转到坐标', en: 'Go to coordinate' },
  goToLabel: { zh: '东坐标，北坐标（m）', en: 'Easting, northing (m)' },
  goToDegrees: { zh: '经度，纬度（°）', en: 'Longitude, latitude (°)' },
  goToWrong: { zh: '应为两个数，用逗号分开', en: 'Two numbers with a comma between them' },
  goToNowhere: { zh: '这个坐标在项目坐标系里没有位置', en: 'This coordinate has no place in the project system' },
  shownIn: { zh: '坐标显示为', en: 'Coordinates shown in' },
  projectStays: {
    zh: '只改变读坐标和转到坐标的方式。项目仍在 {name}；要换项目坐标系，新建项目并导入这个文件。',
    en: 'This changes how coordinates are read and gone to. The project stays in {name}; to move it, create a project in the other system and import this file.',
  },
  ready: { zh: '就绪', en: 'Ready' },
  cancel: { zh: '取消', en: 'Cancel' },
  more: { zh: '另有 {count} 项', en: '{count} more' },
  journalDone: { zh: '日志已写入磁盘', en: 'Journal on disk' },
  journalWaiting: { zh: '正在写日志', en: 'Writing the journal' },
  journalFailed: { zh: '日志没有写成', en: 'Journal not written' },
  snapping: { zh: '贴靠 {pixels} px', en: 'Snap {pixels} px' },
  notSnapping: { zh: '不贴靠', en: 'No snapping' },
} as const satisfies TextTable;
