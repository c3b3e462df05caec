import type { TextTable } from './text-table.ts';

export const basemapTexts = {
  title: { zh: '底图', en: 'Basemaps' },
  add: { zh: '添加底图（MBTiles、PMTiles、GeoTIFF）', en: 'Add a basemap (MBTiles, PMTiles, GeoTIFF)' },
  none: { zh: '没有底图', en: 'No basemap' },
  opening: { zh: '正在打开底图', en: 'Opening the basemap' },
  show: { zh: '显示底图“{name}”', en: 'Show basemap {name}' },
  hide: { zh: '隐藏底图“{name}”', en: 'Hide basemap {name}' },
  remove: { zh: '移除底图“{name}”', en: 'Remove basemap {name}' },
  opacity: { zh: '底图“{name}”的不透明度', en: 'Opacity of basemap {name}' },
} as const satisfies TextTable;
