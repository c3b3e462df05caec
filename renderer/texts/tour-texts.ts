import type { TextTable } from './text-table.ts';

export const tourTexts = {
  title: { zh: '十分钟导览', en: 'Ten-minute tour' },
  startNote: { zh: '在示例城市上动手走一遍', en: 'Hands on, in the sample city' },
  resume: { zh: '继续导览', en: 'Continue the tour' },
  step: { zh: '第 {number} 步，共 {count} 步', en: 'Step {number} of {count}' },
  next: { zh: '下一步', en: 'Next' },
  skip: { zh: '跳过', en: 'Skip' },
  back: { zh: '上一步', en: 'Back' },
  leave: { zh: '离开导览', en: 'Leave the tour' },
  finish: { zh: '完成', en: 'Finish' },
  done: { zh: '做到了', en: 'Done' },
  openTitle: { zh: '打开示例城市', en: 'Open the sample city' },
  openBody: {
    zh: '临江新城是一座虚构的城市，有地块、建筑、道路、地铁、绿地和三个情景。点“打开示例城市”。之后随时可以离开导览，下次从这里继续。',
    en: 'Linjiang is an invented city with parcels, buildings, streets, a metro, green areas and three scenarios. Choose Open sample city. You can leave the tour at any time and go on where you left it.',
  },
  layersTitle: { zh: '看图层', en: 'Look at the layers' },
  layersBody: {
    zh: '左边是项目的图层，数字是要素个数。点某个图层右边的眼睛，把它隐藏或显示。右键打开图层的全部操作；拖动改变上下顺序。',
    en: 'On the left are the layers of the project with their number of features. Choose the eye of a layer to hide or show it. A right click has everything a layer can do; drag to change the order.',
  },
  styleTitle: { zh: '看样式', en: 'Look at a style' },
  styleBody: {
    zh: '右下的“样式”改选中图层的颜色、分级和标注。打开这一页看看；用地默认用标准色，不必改。',
    en: 'Style, at the lower right, changes colours, classes and labels of the layer in hand. Open that page and look around; land use has its standard colours, there is nothing to change.',
  },
  parcelTitle: { zh: '查一个地块', en: 'Ask a parcel' },
  parcelBody: {
    zh: '在地图上点一个地块，再打开右下的“检查器”：面积、容积率、居住人口都在这里，上方列出此处的其他要素。滚轮缩放，拖动平移。',
    en: 'Click a parcel on the map, then open Inspector at the lower right: its area, floor-area ratio and residents are there, with everything else at that place above them. The wheel zooms, dragging pans.',
  },
  branchTitle: { zh: '分出一个情景', en: 'Branch a scenario' },
  branchBody: {
    zh: '基准是现状，受到保护；设想画在情景里。点情景栏的加号，给新情景起个名字，然后新建。',
    en: 'The baseline is what exists and is protected; ideas are drawn in scenarios. Choose the plus in the scenario bar, name the new scenario and create it.',
  },
  paintTitle: { zh: '涂一种开发类型', en: 'Paint a development type' },
  paintBody: {
    zh: '按 {mixed}（混合用地），在图上点一个地块，在左下选一种开发类型，再点面板里的“应用”。每一笔先预览，都能撤销。',
    en: 'Press {mixed} (mixed use), click a parcel, choose a development type at the lower left, then apply it in the panel. Every stroke is previewed first and can be undone.',
  },
  indicatorTitle: { zh: '问一个数字', en: 'Ask a number' },
  indicatorBody: {
    zh: '右边的实时指标刚才已经跟着变了。点某个指标旁的 ƒ×：公式、来源和用到的假设都写在那里。',
    en: 'The live indicators on the right have moved with your stroke. Choose ƒ× beside one of them: its formula, its sources and the assumptions it rests on are written there.',
  },
  todTitle: { zh: '画一个 TOD', en: 'Sketch a TOD' },
  todBody: {
    zh: '按 {tod}，在面板里选一个站点：周围按圈层指定开发类型，受保护的地块不动。看完预览，应用它。',
    en: 'Press {tod} and choose a station in the panel: the rings around it get a development type each, protected parcels stay. Look at the preview, then apply it.',
  },
  compareTitle: { zh: '对比', en: 'Compare' },
  compareBody: {
    zh: '打开“对比”（{compare}）：两幅地图同步移动，下面是指标的差别和“为什么变了”。',
    en: 'Open Compare ({compare}): two maps move together, with the differences of the indicators and why they changed below.',
  },
  evaluateTitle: { zh: '评估', en: 'Evaluate' },
  evaluateBody: {
    zh: '打开“评估”（{evaluate}），只留一两个评估器，点“运行”。评估在自己的进程里算，可以取消；缺数据时写明缺什么。',
    en: 'Open Evaluate ({evaluate}), keep one or two evaluators, and run them. They run in a process of their own and can be cancelled; where data are missing the result says which.',
  },
  reportTitle: { zh: '报告', en: 'Report' },
  reportBody: {
    zh: '打开“报告”（{report}）：地图、指标、方法、假设和数据来源合成一份文件，可以存为 HTML、XLSX，别人可以核对每个数。',
    en: 'Open Report ({report}): maps, indicators, methods, assumptions and data sources in one document, saved as HTML or XLSX, in which anybody can check every figure.',
  },
  endTitle: { zh: '就是这样', en: 'That is it' },
  endBody: {
    zh: '接下来导入自己的数据：把文件拖进窗口就行。随时按 {help} 看当前位置的帮助，按 {palette} 找任何命令，“历史”里可以回到任何一步。',
    en: 'Now bring in your own data: drop files on the window. Press {help} for help on where you are, {palette} to find any command; History takes you back to any step.',
  },
} as const satisfies TextTable;
