import type { MessageTable } from './message.ts';

/** Texts about files that are drawn under everything. */
export const basemapMessages = {
  'basemap/unknown': {
    message: { zh: '{file} 不能作底图。', en: '{file} cannot be drawn as a basemap.' },
    hint: {
      zh: '可用 MBTiles、PMTiles（图片瓦片）、带坐标系的 GeoTIFF，或 PNG、JPEG、WebP 图片。',
      en: 'MBTiles and PMTiles of pictures can be used, GeoTIFF with a coordinate system, and PNG, JPEG and WebP.',
    },
  },
  'basemap/vector-tiles': {
    message: {
      zh: '{file} 是矢量瓦片，不能直接作底图。',
      en: '{file} holds vector tiles and cannot be drawn as it stands.',
    },
    hint: {
      zh: '用 QGIS 的“生成 XYZ 瓦片（MBTiles）”转成图片瓦片。',
      en: 'Make pictures of them in QGIS with "Generate XYZ tiles (MBTiles)".',
    },
  },
  'basemap/no-tiles': {
    message: { zh: '{file} 里没有瓦片。', en: '{file} holds no tiles.' },
    hint: { zh: '检查文件是否完整，或重新导出。', en: 'Check that the file is complete, or export it again.' },
  },
  'basemap/no-system': {
    message: { zh: '{file} 没有写明坐标系。', en: '{file} does not state its coordinate system.' },
    hint: {
      zh: '在 QGIS 中为它指定坐标系并导出为 GeoTIFF。',
      en: 'Give it a coordinate system in QGIS and export it as GeoTIFF.',
    },
  },
  'basemap/too-large': {
    message: { zh: '{file} 有 {bytes} 字节，超过 {limit}。', en: '{file} has {bytes} bytes, more than {limit}.' },
    hint: {
      zh: '转成 PMTiles（逐块读取，不限大小），或裁小范围。',
      en: 'Convert it to PMTiles, which is read piece by piece, or cut it to a smaller area.',
    },
  },
  'basemap/picture-too-large': {
    message: {
      zh: '{file} 有 {width} × {height} 像素、{bytes} 字节；最多 {mostPixels} 像素、每边 {longestSide}、{mostBytes} 字节。',
      en: '{file} has {width} × {height} pixels and {bytes} bytes; at most {mostPixels} pixels, {longestSide} a side and {mostBytes} bytes can be drawn.',
    },
    hint: {
      zh: '缩小或裁剪图片，或在 QGIS 中配准后转成 PMTiles。',
      en: 'Make the picture smaller or cut it, or place it in QGIS and convert it to PMTiles.',
    },
  },
  'basemap/picture-damaged': {
    message: { zh: '{file} 不是完整的图片。', en: '{file} is not a whole picture.' },
    hint: {
      zh: '用看图程序打开检查，另存为 PNG 或 JPEG。',
      en: 'Look at it in another program and save it as PNG or JPEG again.',
    },
  },
  'basemap/world-file': {
    message: {
      zh: '{file} 应有六行数字（像素大小与左上角），写的却是“{found}”。',
      en: '{file} should have six lines of numbers (sides of a pixel and the upper left one) but has "{found}".',
    },
    hint: {
      zh: '重新导出这个文件；或把它移开，按点定位图片。',
      en: 'Export the file again, or take it away and place the picture by points.',
    },
  },
  'basemap/picture-scale': {
    message: {
      zh: '{file}：一个像素有 {metres} m，应在 {least} 与 {most} m 之间。',
      en: '{file}: a pixel would measure {metres} m, not between {least} and {most} m.',
    },
    hint: {
      zh: '坐标要用项目坐标系的米，不是度；检查每对点是否同一处。',
      en: 'Give coordinates in metres of the system of the project, not degrees, and check that each pair is the same place.',
    },
  },
  'basemap/closed': {
    message: { zh: '底图已经移除。', en: 'The basemap was removed.' },
    hint: { zh: '重新添加这个文件。', en: 'Add the file again.' },
  },
} as const satisfies MessageTable;
