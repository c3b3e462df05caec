import type { TextTable } from './text-table.ts';

export const bookmarkTexts = {
  title: { zh: '书签', en: 'Bookmarks' },
  open: { zh: '地图书签', en: 'Map bookmarks' },
  add: { zh: '把当前视图存为书签', en: 'Bookmark this view' },
  none: {
    zh: '还没有书签。存下当前视图，以后一点就回来。',
    en: 'No bookmarks yet. Keep this view to come back to it.',
  },
  name: { zh: '书签 {number}', en: 'Bookmark {number}' },
  newName: { zh: '书签名称', en: 'Bookmark name' },
  rename: { zh: '重命名“{name}”', en: 'Rename {name}' },
  remove: { zh: '删除“{name}”', en: 'Delete {name}' },
  added: { zh: '新建书签“{name}”', en: 'New bookmark "{name}"' },
  renamed: { zh: '书签“{name}”改名为“{to}”', en: 'Rename bookmark "{name}" to "{to}"' },
  removed: { zh: '删除书签“{name}”', en: 'Delete bookmark "{name}"' },
  graticule: { zh: '格网', en: 'Grid' },
  grid: { zh: '项目坐标格网', en: 'Grid of the project, metres' },
  degrees: { zh: '经纬网', en: 'Longitude and latitude' },
  turnLeft: { zh: '地图左转 15°', en: 'Turn the map left by 15°' },
  turnRight: { zh: '地图右转 15°', en: 'Turn the map right by 15°' },
} as const satisfies TextTable;
