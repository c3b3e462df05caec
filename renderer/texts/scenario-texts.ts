import type { TextTable } from './text-table.ts';

/** Texts about scenarios: their menu, their conflicts with their parents, their recipes. */
export const scenarioTexts = {
  archive: { zh: '归档', en: 'Archive' },
  archived: { zh: '已归档', en: 'Archived' },
  bringBack: { zh: '取回“{name}”', en: 'Bring back "{name}"' },
  archivedCount: { zh: '已归档的情景（{count}）', en: '{count|archived scenario|archived scenarios}' },
  colour: { zh: '颜色', en: 'Colour' },
  ownColour: { zh: '字母的颜色', en: 'Colour of its letter' },
  deleteTitle: { zh: '删除情景“{name}”', en: 'Delete scenario "{name}"' },
  deleteWhy: {
    zh: '有情景以它为上级：{children}。它们怎么办？',
    en: 'Others build on it: {children}. What becomes of them?',
  },
  keepChildren: { zh: '接管它的改动，改以“{parent}”为上级', en: 'Take over its changes and build on "{parent}"' },
  deleteChildren: { zh: '一并删除', en: 'Delete them with it' },
  remove: { zh: '删除', en: 'Delete' },
  conflicts: { zh: '与上级的冲突', en: 'Conflicts with the parent' },
  conflictCount: { zh: '{count} 处冲突', en: '{count|conflict|conflicts}' },
  conflictHint: {
    zh: '这些地方，情景和上级在分出之后都改过。情景目前保留自己的；逐项选择，或一次全部选定。',
    en: 'The scenario and its parent both changed these since it was branched. The scenario keeps its own until you choose.',
  },
  noConflicts: { zh: '没有冲突了。', en: 'No conflicts are left.' },
  what: { zh: '内容', en: 'What' },
  feature: { zh: '要素', en: 'Feature' },
  mine: { zh: '本情景', en: 'This scenario' },
  parents: { zh: '上级', en: 'Parent' },
  takeMine: { zh: '保留本情景的', en: 'Keep this one' },
  takeParents: { zh: '取上级的', en: 'Take that of the parent' },
  allMine: { zh: '全部保留本情景的', en: 'Keep all of this scenario' },
  allParents: { zh: '全部取上级的', en: 'Take all of the parent' },
  geometry: { zh: '形状', en: 'Shape' },
  wholeFeature: { zh: '整个要素', en: 'The whole feature' },
  deleted: { zh: '已删除', en: 'deleted' },
  changed: { zh: '已修改', en: 'changed' },
  noValue: { zh: '无', en: 'none' },
  more: { zh: '还有 {count} 处', en: '{count} more' },
  recipeViews: { zh: '配方的显示方式', en: 'Views of the recipe' },
  stepsView: { zh: '步骤', en: 'Steps' },
  yamlView: { zh: 'YAML', en: 'YAML' },
  noSteps: { zh: '还没有画下任何一步。', en: 'Nothing has been sketched yet.' },
  replayAs: { zh: '作为新情景重放', en: 'Replay as a new scenario' },
  replayName: { zh: '新情景的名称', en: 'Name of the new scenario' },
  replayHint: {
    zh: '改动数字后，整份配方从上级重新运行，成为一个新情景；原情景不变。',
    en: 'With other numbers, the whole recipe runs anew from the parent and becomes a new scenario; this one stays.',
  },
  variant: { zh: '{name} 2', en: '{name} 2' },
  dropStep: { zh: '去掉第 {place} 步', en: 'Leave out step {place}' },
  step: { zh: '第 {place} 步', en: 'Step {place}' },
} as const satisfies TextTable;

/** What the steps of a recipe are called. */
export const stepTexts = {
  tod: { zh: 'TOD', en: 'TOD' },
  corridor: { zh: '绿廊', en: 'Green corridor' },
  'mixed-use': { zh: '混合用地', en: 'Mixed use' },
  network: { zh: '路网', en: 'Streets' },
  attributes: { zh: '属性', en: 'Attributes' },
  revert: { zh: '恢复', en: 'Revert' },
} as const satisfies TextTable;
