import type { TextTable } from './text-table.ts';

export const mapTexts = {
  map: { zh: '地图', en: 'Map' },
  mapKeys: {
    zh: '地图：方向键平移，加减键缩放，0 看全图，Shift+N 转正',
    en: 'Map: arrow keys pan, plus and minus zoom, 0 shows all, Shift+N turns north up',
  },
  zoomIn: { zh: '放大', en: 'Zoom in' },
  zoomOut: { zh: '缩小', en: 'Zoom out' },
  fitAll: { zh: '看全图', en: 'Show all' },
  north: { zh: '转正北', en: 'North up' },
  section: { zh: '本段', en: 'Section' },
  length: { zh: '长度', en: 'Length' },
  area: { zh: '面积', en: 'Area' },
  parcels: { zh: '压占地块', en: 'Parcels' },
  segment: { zh: '本段', en: 'Segment' },
  snapVertex: { zh: '贴靠：{name} 角点', en: 'Snap: corner of {name}' },
  snapMidpoint: { zh: '贴靠：{name} 边的中点', en: 'Snap: mid-edge of {name}' },
  snapEdge: { zh: '贴靠：{name} 边界', en: 'Snap: edge of {name}' },
  parcel: { zh: '地块 {id}', en: 'Parcel {id}' },
  far: { zh: '容积率 {value}', en: 'FAR {value}' },
  floors: { zh: '{count} 层', en: '{count|floor|floors}' },
  features: { zh: '{count} 个要素', en: '{count|feature|features}' },
  empty: {
    zh: '项目里还没有图层。导入文件，地图就出现在这里。',
    en: 'The project has no layers yet. Import files and the map appears here.',
  },
  importFiles: { zh: '导入文件…', en: 'Import files…' },
  loading: { zh: '正在读取图层', en: 'Reading layers' },
  legend: { zh: '图例', en: 'Legend' },
  noValue: { zh: '无数值', en: 'No value' },
  hideResult: { zh: '不再显示', en: 'Hide' },
} as const satisfies TextTable;
