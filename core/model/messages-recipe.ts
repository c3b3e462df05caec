import type { MessageTable } from './message.ts';

export const recipeMessages = {
  'recipe/syntax': {
    message: { zh: '{file} 不是可读的配方：{reason}', en: '{file} is not a readable recipe: {reason}' },
    hint: {
      zh: '配方是 YAML 或 JSON，以 cityloom: recipe/1 开头。docs/recipes.md 有完整说明。',
      en: 'A recipe is YAML or JSON that starts with cityloom: recipe/1. docs/recipes.md describes it in full.',
    },
  },
  'recipe/invalid': {
    message: { zh: '配方“{name}”的 {path}：{reason}', en: 'Recipe "{name}", {path}: {reason}' },
    hint: { zh: '改正后重新运行。没有改动任何数据。', en: 'Correct it and run again. No data was changed.' },
  },
  'recipe/unknown-parent': {
    message: {
      zh: '配方“{name}”以“{parent}”为上级，项目中没有这个情景。',
      en: 'Recipe "{name}" builds on "{parent}", and the project has no such scenario.',
    },
    hint: { zh: '现有情景：{known}。', en: 'There are: {known}.' },
  },
  'recipe/missing-role': {
    message: {
      zh: '第 {step} 步（{sketch}）需要“{role}”图层，项目中没有。',
      en: 'Step {step} ({sketch}) needs a layer with the role "{role}", and the project has none.',
    },
    hint: { zh: '先导入这样的图层，或删去这一步。', en: 'Import such a layer first, or remove the step.' },
  },
  'recipe/expression': {
    message: {
      zh: '表达式“{expression}”第 {position} 个字符处：{reason}',
      en: 'Expression "{expression}", character {position}: {reason}',
    },
    hint: {
      zh: "例如：land_use = 'residential' and far < 1.5",
      en: "For example: land_use = 'residential' and far < 1.5",
    },
  },
  'sketch/no-station': {
    message: { zh: '没有站点符合条件（{choice}）。', en: 'No station meets the condition ({choice}).' },
    hint: { zh: '现有站点：{known}。', en: 'There are: {known}.' },
  },
  'sketch/station-off-network': {
    message: {
      zh: '站点“{name}”离最近的可步行道路 {distance} m，超过 {limit} m，走不到。',
      en: 'Station "{name}" is {distance} m from the nearest walkable street, more than the {limit} m that count as reachable.',
    },
    hint: {
      zh: '补画连接道路，或改用直线距离圈层。',
      en: 'Draw a connecting street, or use straight-line rings.',
    },
  },
  'sketch/no-street-network': {
    message: {
      zh: '没有道路图层，无法按步行时间划分。',
      en: 'There is no street layer, so walking time cannot be measured.',
    },
    hint: { zh: '导入道路中心线，或改用直线距离圈层。', en: 'Import street centre lines, or use straight-line rings.' },
  },
  'sketch/nothing-selected': {
    message: { zh: '没有要素符合条件，什么也没有改。', en: 'No feature meets the condition; nothing was changed.' },
    hint: { zh: '条件：{condition}', en: 'Condition: {condition}' },
  },
  'sketch/unknown-type': {
    message: { zh: '没有名为“{type}”的开发类型。', en: 'There is no development type "{type}".' },
    hint: { zh: '现有：{known}。', en: 'There are: {known}.' },
  },
  'sketch/unknown-green-space': {
    message: { zh: '没有名为“{name}”的绿地。', en: 'There is no green space called "{name}".' },
    hint: { zh: '按名称或编号写出已有绿地。', en: 'Use the name or the id of an existing green space.' },
  },
  'sketch/corridor-outside': {
    message: {
      zh: '绿廊有 {share} % 落在地块数据之外。',
      en: '{share} % of the corridor lies outside the parcel data.',
    },
    hint: { zh: '把中心线移到数据范围以内。', en: 'Move the centre line inside the data.' },
  },
  'sketch/corridor-too-short': {
    message: { zh: '绿廊中心线要有至少两个不同的点。', en: 'A corridor needs at least two different points.' },
  },
  'sketch/corridor-width': {
    message: {
      zh: '绿廊宽度 {width} m 不可用，应在 {minimum}–{maximum} m 之间。',
      en: 'A corridor width of {width} m cannot be used; it must be between {minimum} and {maximum} m.',
    },
  },
  'sketch/no-path': {
    message: {
      zh: '“{from}”与“{to}”之间没有可走的路径，全被不可穿越的用地隔开。',
      en: 'There is no way from "{from}" to "{to}": land that cannot be crossed lies between them everywhere.',
    },
    hint: {
      zh: '降低某种用地的阻力，或手绘中心线。',
      en: 'Lower the resistance of a land use, or draw the line by hand.',
    },
  },
  'sketch/buildings-removed': {
    message: {
      zh: '第 {step} 步：绿廊下的 {count} 栋建筑在此情景中拆除。',
      en: 'Step {step}: {count|building|buildings} under the corridor removed in this scenario.',
    },
  },
  'sketch/mix-not-one': {
    message: {
      zh: '各用途占比之和为 {sum}，应为 1。',
      en: 'The shares of the mix add up to {sum}; they must add up to 1.',
    },
  },
  'sketch/all-protected': {
    message: {
      zh: '选中的 {count} 个地块都受保护，什么也没有改。',
      en: 'All {count|selected parcel is|selected parcels are} protected; nothing was changed.',
    },
    hint: { zh: '调整 protect 列表后重试。', en: 'Change the protect list and try again.' },
  },
  'sketch/done': {
    message: {
      zh: '第 {step} 步：改动 {count} 个要素，面积 {hectares} 公顷。',
      en: 'Step {step}: {count|feature|features} changed, {hectares} ha.',
    },
  },
  'sketch/protected-left': {
    message: {
      zh: '第 {step} 步：{count} 个受保护的地块保持原样。',
      en: 'Step {step}: {count|protected parcel|protected parcels} left as they are.',
    },
  },
  'sketch/denser-left': {
    message: {
      zh: '第 {step} 步：{count} 个地块已有更高的容积率，保持原样。',
      en: 'Step {step}: {count|parcel is|parcels are} already denser and left as they are.',
    },
  },
} as const satisfies MessageTable;
