import type { TextTable } from './text-table.ts';

export const helpTexts = {
  title: { zh: '帮助', en: 'Help' },
  here: { zh: '这里的帮助', en: 'Help on this place' },
  search: { zh: '在帮助里查找', en: 'Search the help' },
  none: { zh: '没有提到它的主题。', en: 'No topic mentions it.' },
  all: { zh: '全部主题', en: 'All topics' },
  commands: { zh: '命令和快捷键', en: 'Commands and keys' },
  close: { zh: '关闭帮助', en: 'Close the help' },
  tour: { zh: '十分钟导览', en: 'Ten-minute tour' },
} as const satisfies TextTable;
