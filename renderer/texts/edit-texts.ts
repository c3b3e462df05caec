import type { TextTable } from './text-table.ts';

export const editTexts = {
  tools: { zh: '编辑', en: 'Edit' },
  draw: { zh: '绘制要素', en: 'Draw a feature' },
  split: { zh: '分割要素', en: 'Split features' },
  vertex: { zh: '移动顶点和共享边界', en: 'Move vertices and shared borders' },
  merge: { zh: '合并要素', en: 'Merge features' },
  remove: { zh: '删除要素', en: 'Delete features' },
  moveVertex: { zh: '移动顶点', en: 'Move a vertex' },
  removeVertex: { zh: '删除顶点', en: 'Remove a vertex' },
  mergeTitle: { zh: '合并 {count} 个要素', en: 'Merge {count} features' },
  mergeKept: {
    zh: '面积最大的要素保留，数量相加，比率按面积平均。其他要素的下列值会丢失：',
    en: 'The largest stays, amounts are added up and ratios averaged by area. These values of the others are lost:',
  },
  mergeNothingLost: {
    zh: '面积最大的要素保留，数量相加，比率按面积平均，没有值会丢失。',
    en: 'The largest stays, amounts are added up and ratios averaged by area. No value is lost.',
  },
  reshape: { zh: '重画边', en: 'Reshape an edge' },
  hole: { zh: '挖洞', en: 'Cut a hole' },
  fillHole: { zh: '填洞', en: 'Fill a hole' },
  offset: { zh: '偏移边线', en: 'Offset outlines' },
  offsetDo: { zh: '偏移', en: 'Offset' },
  offsetMetres: { zh: '距离（m）', en: 'Distance (m)' },
  offsetAreas: { zh: '大于 0 向外，小于 0 向内；属性不变。', en: 'Above 0 outwards, below 0 inwards; values stay.' },
  offsetLines: {
    zh: '在旁边新增一条平行线：大于 0 在左，小于 0 在右。属性照抄，人数、面积等数量留空。',
    en: 'Adds a parallel line: above 0 to the left, below 0 to the right. Values are copied, amounts such as people or areas are left empty.',
  },
  trim: { zh: '裁去重叠', en: 'Trim overlaps' },
  trimDo: { zh: '裁去', en: 'Trim' },
  trimWinner: { zh: '重叠的地归谁', en: 'Who keeps the land' },
  trimSelected: { zh: '选中的要素', en: 'The selected' },
  trimOthers: { zh: '相邻的要素', en: 'Their neighbours' },
  trimHint: {
    zh: '属性不变。若有要素会整个消失，则不作任何改动并说明是哪一个。',
    en: 'Values stay. Where a whole feature would vanish nothing is changed, and it is named.',
  },
  neighboursFollow: { zh: '相邻要素跟着变', en: 'Neighbours follow' },
  drawHint: {
    zh: '逐点单击，Enter 结束。可输入：12.5（长度）、<30（方向）、12.5<30、x,y（坐标）。Shift 正交，P 平行于指针下的边。',
    en: 'Click corner by corner, Enter ends. Type 12.5 (length), <30 (direction), 12.5<30 or x,y (a place). Shift holds right angles, P follows the edge under the pointer.',
  },
  splitHint: { zh: '画一条穿过要素的线，Enter 分割。', en: 'Draw a line right across, Enter splits.' },
  vertexHint: {
    zh: '拖动角点，或拖动边加点；共享处一起移动。Delete 删除角点，输入 x,y 后 Enter 移到坐标。',
    en: 'Drag a corner, or an edge to add one; what shares it moves along. Delete removes a corner, x,y and Enter moves it there.',
  },
  reshapeHint: {
    zh: '选中一个要素，画一条两次穿过它的边的线，Enter 完成。',
    en: 'Select one feature and draw a line that crosses its edge twice; Enter ends.',
  },
  reshapeNone: { zh: '先选中一个要重画边的要素。', en: 'Select the one feature to reshape first.' },
  inHandHidden: {
    zh: '要编辑的图层“{name}”没有显示。显示它，或在图层列表里选另一个图层。',
    en: 'The layer to edit, {name}, is hidden. Show it, or choose another one in the list of layers.',
  },
  inHandShow: { zh: '显示图层', en: 'Show the layer' },
  inHandNone: {
    zh: '这个图层不能在图上编辑。在图层列表里选一个画在图上的图层。',
    en: 'This layer cannot be edited on the map. Choose one that is drawn in the list of layers.',
  },
  holeHint: {
    zh: '在要素里画洞的轮廓，Enter 完成；Ctrl 单击洞把它填上。',
    en: 'Draw the outline inside a feature, Enter ends; Ctrl and a click fill a hole.',
  },
  removeDo: { zh: '删除', en: 'Delete' },
  mergeDo: { zh: '合并', en: 'Merge' },
} as const satisfies TextTable;
