import type { MessageTable } from './message.ts';

export const geometryMessages = {
  'geometry/degrees-refused': {
    message: {
      zh: '{place}：坐标是经纬度，不能用来计算长度和面积。',
      en: '{place}: the coordinates are degrees, and lengths and areas cannot be computed of degrees.',
    },
    hint: {
      zh: '重新导入，并选择数据实际使用的坐标系；导入时会换算成项目的米制坐标系。',
      en: 'Import it again and choose the coordinate system it is really in: the import converts it to the metres of the project.',
    },
  },
  'geometry/wkb-unreadable': {
    message: {
      zh: '几何数据（WKB）在第 {offset} 字节处无法读取：{reason}。',
      en: 'The geometry (WKB) cannot be read at byte {offset}: {reason}.',
    },
    hint: {
      zh: '文件可能已损坏，或含有不支持的几何类型（例如圆弧）。用生成它的软件重新导出。',
      en: 'The file may be damaged or hold geometry that is not supported, such as arcs. Export it again from the program that made it.',
    },
  },
  'geometry/wkt-unreadable': {
    message: {
      zh: '几何文本（WKT）在第 {position} 个字符处无法读取：应为{expected}，实际为{found}。',
      en: 'The geometry text (WKT) cannot be read at character {position}: expected {expected}, found {found}.',
    },
    hint: {
      zh: '例如：POINT (500000 3400000)，POLYGON ((0 0, 10 0, 10 10, 0 0))。',
      en: 'Examples: POINT (500000 3400000), POLYGON ((0 0, 10 0, 10 10, 0 0)).',
    },
  },
  'geometry/wrong-kind': {
    message: {
      zh: '{operation}需要{expected}图形，实际为{found}。',
      en: '{operation} takes {expected}, not {found}.',
    },
    hint: { zh: '换用合适类型的图层。', en: 'Choose a layer of the right kind.' },
  },
  'geometry/operation-failed': {
    message: {
      zh: '图形运算“{operation}”失败：{reason}',
      en: 'The geometric operation "{operation}" failed: {reason}',
    },
    hint: {
      zh: '检查这些要素的形状，修复后再试；如果它们看上去正常，请报告这一问题。',
      en: 'Check the shapes of these features, repair them and try again. If they look right, report the case.',
    },
  },
  'geometry/engine-unavailable': {
    message: {
      zh: '无法启动图形运算引擎 {engine}：{reason}',
      en: 'The geometry engine {engine} cannot be started: {reason}',
    },
    hint: {
      zh: '重新启动程序；仍然失败时重新安装。',
      en: 'Start the program again; if that does not help, install it again.',
    },
  },
} as const satisfies MessageTable;
