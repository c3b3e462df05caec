import type { TextTable } from './text-table.ts';

export const basemapTexts = {
  title: { zh: '底图', en: 'Basemaps' },
  add: { zh: '添加底图（MBTiles、PMTiles、GeoTIFF、图片）', en: 'Add a basemap (MBTiles, PMTiles, GeoTIFF, picture)' },
  none: { zh: '没有底图', en: 'No basemap' },
  opening: { zh: '正在打开底图', en: 'Opening the basemap' },
  show: { zh: '显示底图“{name}”', en: 'Show basemap {name}' },
  hide: { zh: '隐藏底图“{name}”', en: 'Hide basemap {name}' },
  remove: { zh: '移除底图“{name}”', en: 'Remove basemap {name}' },
  opacity: { zh: '底图“{name}”的不透明度', en: 'Opacity of basemap {name}' },
  placeTitle: { zh: '放置图片“{name}”', en: 'Place {name}' },
  placeAgain: { zh: '重新放置底图“{name}”', en: 'Place basemap {name} again' },
  placeHint: {
    zh: '在左边的图片上点选一点，再在右边点选同一处，或填写它的坐标（项目坐标系 EPSG:{epsg}，m）。两对以上。滚轮缩放，拖动平移。',
    en: 'Click a point of the picture, then the same place on the right, or type its coordinates (EPSG:{epsg} of the project, m). Two pairs or more. The wheel zooms, dragging moves.',
  },
  pickInPicture: { zh: '在图片上点选第 {number} 点', en: 'Pick point {number} in the picture' },
  pictureX: { zh: '图片 x', en: 'Picture x' },
  pictureY: { zh: '图片 y', en: 'Picture y' },
  place: { zh: '放置', en: 'Place' },
  fit: { zh: '一个像素 {scale} m，旋转 {turn}°。', en: 'A pixel is {scale} m, turned {turn}°.' },
  fitWithResidual: {
    zh: '一个像素 {scale} m，旋转 {turn}°，平均残差 {residual} m。',
    en: 'A pixel is {scale} m, turned {turn}°, mean residual {residual} m.',
  },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
} as const satisfies TextTable;
