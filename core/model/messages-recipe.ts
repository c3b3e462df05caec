import type { MessageTable } from './message.ts';

export const recipeMessages = {
  'recipe/syntax': {
    message: { zh: '{file} 不是可读的配方：{reason}', en: '{file} is not a readable recipe: {reason}' },
    hint: {
      zh: '配方是 YAML 或 JSON，以 cityloom: recipe/1 开头。用户指南的“配方”一节有例子。',
      en: 'A recipe is YAML or JSON that starts with cityloom: recipe/1. The user guide has an example under "Recipes".',
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
  'sketch/other-project': {
    message: {
      zh: '第 {step} 步按编号（{numbers}）指明要素，而这些编号属于另一个项目。',
      en: 'Step {step} names features by their numbers ({numbers}), which are those of another project.',
    },
    hint: {
      zh: '编号只在原项目及其副本中有效。请把这一步改为条件（where）或范围（within），再重放。',
      en: 'Numbers hold in their own project and its copies. Change the step to a condition (where) or an area (within) and replay it.',
    },
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
      zh: '第 {step} 步：{count} 个受保护的地块保持原样（{reason}）。',
      en: 'Step {step}: {count|protected parcel|protected parcels} left alone ({reason}).',
    },
  },
  'sketch/no-floors': {
    message: {
      zh: '没有楼层，或首层不占地：什么也建不成。',
      en: 'There are no storeys, or they cover no ground: nothing would be built.',
    },
    hint: { zh: '给出至少一层和大于 0 的建筑密度。', en: 'Give at least one storey and a coverage above 0.' },
  },
  'sketch/too-high': {
    message: {
      zh: '{storeys} 层约 {metres} m，超过选中的全部 {count} 个地块的限高，什么也没有改。',
      en: '{storeys} storeys are about {metres} m, more than the height limit of {count|the parcel|all parcels} selected; nothing was changed.',
    },
    hint: { zh: '减少层数，或另选地块。', en: 'Use fewer storeys, or select other parcels.' },
  },
  'sketch/too-high-left': {
    message: {
      zh: '第 {step} 步：{count} 个地块的限高容不下 {storeys} 层（约 {metres} m），保持原样。',
      en: 'Step {step}: {count|parcel|parcels} with a height limit below {storeys} storeys (about {metres} m) left as they are.',
    },
  },
  'sketch/target-short-residents': {
    message: {
      zh: '第 {step} 步：居住人口目标 {target} 人，只能达到 {reached} 人：可改的 {free} 个地块中用了 {used} 个，都到了上限。',
      en: 'Step {step}: the target of {target} residents cannot be met, {reached} can: {used} of the {free} parcels free to change are used, up to their limits.',
    },
    hint: {
      zh: '提高容积率上限、放宽圈层或保护清单，或降低目标。',
      en: 'Raise the limits of density, widen the bands, protect less, or lower the target.',
    },
  },
  'sketch/target-short-jobs': {
    message: {
      zh: '第 {step} 步：就业岗位目标 {target} 个，只能达到 {reached} 个：可改的 {free} 个地块中用了 {used} 个，都到了上限。',
      en: 'Step {step}: the target of {target} jobs cannot be met, {reached} can: {used} of the {free} parcels free to change are used, up to their limits.',
    },
    hint: {
      zh: '提高容积率上限、放宽圈层或保护清单，或降低目标。',
      en: 'Raise the limits of density, widen the bands, protect less, or lower the target.',
    },
  },
  'sketch/corridor-over-street': {
    message: {
      zh: '第 {step} 步：绿廊以生态桥跨过“{street}”（{count} 处），两侧相连。',
      en: 'Step {step}: an ecoduct carries the corridor over {street} ({count|place|places}).',
    },
  },
  'sketch/corridor-gap-at-street': {
    message: {
      zh: '第 {step} 步：绿廊在“{street}”处断开（{count} 处）。',
      en: 'Step {step}: {street} parts the corridor ({count|place|places}).',
    },
    hint: { zh: '用生态桥可以连起来。', en: 'An ecoduct would join the two sides.' },
  },
  'sketch/street-too-short': {
    message: { zh: '道路要有至少两个不同的点。', en: 'A street needs at least two different points.' },
  },
  'sketch/street-apart': {
    message: {
      zh: '第 {step} 步：“{name}”的两端都不在道路上，走不通。',
      en: 'Step {step}: neither end of {name} meets a street, so it leads nowhere.',
    },
    hint: { zh: '打开贴靠，把端点放到道路上。', en: 'Turn snapping on and put its ends on streets.' },
  },
  'types/invalid': {
    message: { zh: '开发类型“{type}”的{field}不对：{reason}', en: 'Development type "{type}", {field}: {reason}' },
    hint: { zh: '改正后重试。没有改动任何数据。', en: 'Correct it and try again. No data was changed.' },
  },
  'types/unreadable': {
    message: { zh: '{file} 不是开发类型文件。', en: '{file} is no file of development types.' },
    hint: {
      zh: '这种文件由“导出类型”写成：JSON，以 "cityloom": "types/1" 开头。',
      en: 'Such a file is written by "Export types": JSON that begins with "cityloom": "types/1".',
    },
  },
  'types/in-use': {
    message: {
      zh: '开发类型“{type}”不能删除，有 {count} 个地块在用（{scenarios}）。',
      en: 'The development type "{type}" cannot be deleted: {count|parcel uses|parcels use} it ({scenarios}).',
    },
    hint: { zh: '先给这些地块涂上别的类型。', en: 'Paint those parcels with another type first.' },
  },
  'sketch/denser-left': {
    message: {
      zh: '第 {step} 步：{count} 个地块已有更高的容积率，保持原样。',
      en: 'Step {step}: {count|parcel is|parcels are} already denser and left as they are.',
    },
  },
} as const satisfies MessageTable;
