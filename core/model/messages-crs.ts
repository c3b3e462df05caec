import type { MessageTable } from './message.ts';

/** Texts about coordinate systems. */
export const crsMessages = {
  'crs/unknown-code': {
    message: {
      zh: '没有编号为 {code} 的二维地理或投影坐标系，或它所需的格网文件不在程序中。',
      en: 'There is no two-dimensional geographic or projected coordinate system {code}, or it needs a grid file that the program does not have.',
    },
    hint: {
      zh: '检查编号，例如 EPSG:4547；也可以给出 WKT 或 proj4 定义。',
      en: 'Check the code, such as EPSG:4547, or give the definition as WKT or proj4 text.',
    },
  },
  'crs/syntax': {
    message: {
      zh: '读不懂坐标系定义“{text}”：{reason}。',
      en: 'The definition of a coordinate system "{text}" cannot be read: {reason}.',
    },
    hint: {
      zh: '用 EPSG 编号（例如 EPSG:4547）代替它，或改正 .prj 文件。',
      en: 'State an EPSG code instead, such as EPSG:4547, or correct the .prj file.',
    },
  },
  'crs/unsupported': {
    message: {
      zh: '坐标系“{name}”不能使用：{reason}。',
      en: 'The coordinate system "{name}" cannot be used: {reason}.',
    },
    hint: {
      zh: '先用其他程序把数据转换到受支持的坐标系（例如 CGCS2000 三度带）。',
      en: 'Convert the data to a supported system with another program first, such as a UTM zone.',
    },
  },
  'crs/not-for-projects': {
    message: {
      zh: '项目坐标系不能用 {crs}：{reason}。',
      en: '{crs} cannot be the coordinate system of a project: {reason}.',
    },
    hint: {
      zh: '选一个以米为单位的投影坐标系；这里合适的是 {suggestion}。',
      en: 'Choose a projected system in metres; {suggestion} suits this place.',
    },
  },
  'crs/missing': {
    message: {
      zh: '{file} 没有说明坐标系。坐标范围：{seen}。',
      en: '{file} does not state its coordinate system. Its coordinates: {seen}.',
    },
    hint: {
      zh: '{candidates}导入时指定坐标系（命令行 --crs [图层=]EPSG:编号），或在文件旁放一个 .prj。',
      en: '{candidates}State the system when importing (--crs [layer=]EPSG:code on the command line), or put a .prj file beside it.',
    },
  },
  'crs/assumed': {
    message: {
      zh: '{file} 没有说明坐标系，按 {crs} 读取：{reason}。',
      en: '{file} does not state its coordinate system and was read as {crs}: {reason}.',
    },
    hint: {
      zh: '如果位置不对，重新导入并指定坐标系。',
      en: 'If it lies in the wrong place, import it again and state the system.',
    },
  },
  'crs/coordinates-outside': {
    message: {
      zh: '{file} 的坐标（{seen}）不在 {crs} 所指的地方：{reason}。',
      en: 'The coordinates of {file} ({seen}) are not where {crs} says: {reason}.',
    },
    hint: {
      zh: '写明的坐标系多半是错的。导入时指定正确的坐标系（命令行 --crs EPSG:编号）。{candidates}',
      en: 'The stated coordinate system is probably wrong. State the right one when importing (--crs EPSG:code on the command line). {candidates}',
    },
  },
  'crs/offset-suspected': {
    message: {
      zh: '从名字看，{file} 来自带 {offset} 偏移的公开地图，而按没有偏移读取；若确有偏移，会偏几百米。',
      en: 'By its name {file} comes from a published map with the offset {offset}, and was read as if it had none; it may lie some hundred metres off.',
    },
    hint: {
      zh: '若来自高德、腾讯或百度，导入时选择去除偏移（命令行 --datum）。',
      en: 'If it comes from AMap, Tencent or Baidu, take the offset off when importing (--datum on the command line).',
    },
  },
  'crs/unit-doubtful': {
    message: {
      zh: '{file} 的坐标（{seen}）的单位可能不是 {crs} 的单位：{reason}。',
      en: 'The coordinates of {file} ({seen}) may not be in the unit of {crs}: {reason}.',
    },
    hint: {
      zh: '向提供方核实，再单独为这个图层指定坐标系（窗口里选图层，命令行 --crs 图层=EPSG:编号）。',
      en: 'Ask who gave the file, then state the system for this layer by itself (choose the layer in the window, --crs layer=EPSG:code on the command line).',
    },
  },
  'crs/place-points-few': {
    message: {
      zh: '按点定位至少需要两对点，每个坐标都要是数字；现在有 {count} 对。',
      en: 'Placing by points needs two pairs or more, each coordinate a number; there {count|is|are} {count}.',
    },
    hint: {
      zh: '给出图中两个点和它们的真实坐标（命令行 --place "x1,y1=X1,Y1 x2,y2=X2,Y2"）。',
      en: 'Give two points of the drawing and their true coordinates (--place "x1,y1=X1,Y1 x2,y2=X2,Y2" on the command line).',
    },
  },
  'crs/place-points-equal': {
    message: {
      zh: '用来定位的点重合，定不出方向和比例。',
      en: 'The points to place by fall on each other and give neither direction nor scale.',
    },
    hint: { zh: '选相距较远的两个点。', en: 'Take two points that are far apart.' },
  },
  'crs/placed': {
    message: { zh: '{file}：{how}。', en: '{file}: {how}.' },
  },
  'crs/transform-failed': {
    message: {
      zh: '{file}：{count} 个要素的坐标无法换算到项目坐标系，没有导入。',
      en: '{file}: {count|feature has|features have} coordinates without a place in the coordinate system of the project and were left out.',
    },
    hint: {
      zh: '检查这些要素的坐标，以及文件的坐标系。',
      en: 'Check the coordinates of these features and the coordinate system of the file.',
    },
  },
  'crs/datum-shift-unknown': {
    message: {
      zh: '{file}：{from} 到 {to} 的基准转换参数未知，按相同基准换算，位置可能偏差数十至两百米。',
      en: '{file}: the shift between the datums of {from} and {to} is not known; they were taken as the same, so that positions may be off by tens of metres, at most 200 m.',
    },
    hint: {
      zh: '用当地测绘部门的七参数先行转换；或者让项目与数据使用同一坐标系。',
      en: 'Convert the data beforehand with the seven parameters of the local survey office, or use the same system for project and data.',
    },
  },
} as const satisfies MessageTable;
