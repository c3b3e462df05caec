import type { MessageTable } from './message.ts';

export const editMessages = {
  'edit/unknown-layer': {
    message: { zh: '项目中没有图层 {layer}。', en: 'The project has no layer {layer}.' },
    hint: { zh: '它可能已被移除。撤销移除后重试。', en: 'It may have been removed. Undo the removal and try again.' },
  },
  'edit/unknown-scenario': {
    message: { zh: '项目中没有情景 {scenario}。', en: 'The project has no scenario {scenario}.' },
    hint: { zh: '它可能已被删除。', en: 'It may have been deleted.' },
  },
  'edit/scenario-locked': {
    message: { zh: '情景“{scenario}”已锁定，没有改动。', en: 'Scenario "{scenario}" is locked; nothing was changed.' },
    hint: { zh: '先解锁，或从它新建一个情景。', en: 'Unlock it, or branch a new scenario from it.' },
  },
  'edit/baseline-protected': {
    message: { zh: '基准受保护，不能在上面画方案。', en: 'The baseline is protected and cannot be sketched on.' },
    hint: {
      zh: '新建情景后再画；原始数据有误时，用“更正数据”。',
      en: 'Branch a scenario and sketch there. Where the source data are wrong, use Correct data.',
    },
  },
  'edit/stale': {
    message: {
      zh: '图层“{layer}”的要素 {feature} 已被别的改动修改过，这次改动没有进行。',
      en: 'Feature {feature} of layer "{layer}" has changed in the meantime; this change was not made.',
    },
    hint: { zh: '重新读取后再试。', en: 'Read it again and repeat the change.' },
  },
  'edit/stale-record': {
    message: {
      zh: '“{record}”记录 {id} 已被别的改动修改过，这次改动没有进行。',
      en: 'The {record} record {id} has changed in the meantime; this change was not made.',
    },
    hint: { zh: '重新读取后再试。', en: 'Read it again and repeat the change.' },
  },
  'edit/unknown-step': {
    message: {
      zh: '历史中没有第 {step} 步，或它已被后来的操作取代。',
      en: 'The history has no step {step}, or other work took its place.',
    },
    hint: { zh: '重新打开历史再选。', en: 'Look at the history again and choose another step.' },
  },
  'edit/step-fixed': {
    message: {
      zh: '历史已满，最早的 {count} 步不能再撤销。',
      en: 'The history was full: the first {count|step|steps} can no longer be taken back.',
    },
    hint: { zh: '选择它们之后的一步。', en: 'Choose a step behind them.' },
  },
  'edit/join-repeated': {
    message: {
      zh: '“{table}”里键“{key}”有 {rows} 行，不知取哪一行。',
      en: 'In "{table}" the key "{key}" has {rows} rows, and it is not known which one to take.',
    },
    hint: {
      zh: '选择合并方式（第一行、求和、平均、计数），或先整理表格。',
      en: 'Choose how they are put together (first, sum, mean, count), or tidy the table first.',
    },
  },
  'edit/join-type': {
    message: {
      zh: '“{from}”是 {type} 类型，不能写入图层“{layer}”的字段“{to}”（{wanted}）。',
      en: '"{from}" is of type {type} and cannot go into the field "{to}" of "{layer}", which is {wanted}.',
    },
    hint: { zh: '换一个新的字段名。', en: 'Give it the name of a new field.' },
  },
  'edit/join-nothing': {
    message: {
      zh: '“{layer}”没有一个要素按“{key}”在“{table}”里找到对应的行。',
      en: 'By "{key}" no feature of "{layer}" finds a row in "{table}".',
    },
    hint: {
      zh: '换一个键，或试试去空格、全角转半角、去前导零、不分大小写。',
      en: 'Choose another key, or compare without spaces, width, leading zeros or case.',
    },
  },
  'edit/unknown-field': {
    message: { zh: '图层“{layer}”没有字段“{field}”。', en: 'Layer "{layer}" has no field "{field}".' },
    hint: { zh: '现有字段：{known}。', en: 'There are: {known}.' },
  },
  'edit/value-type': {
    message: {
      zh: '图层“{layer}”要素 {feature} 的字段“{field}”应为{expected}，得到 {value}。',
      en: 'Layer "{layer}", feature {feature}: the field "{field}" takes {expected}, not {value}.',
    },
    hint: { zh: '改正这个值后重试。没有改动任何数据。', en: 'Correct the value and try again. No data was changed.' },
  },
  'edit/value-range': {
    message: {
      zh: '图层“{layer}”要素 {feature} 的字段“{field}”应为 {range}，得到 {value}。',
      en: 'Layer "{layer}", feature {feature}: the field "{field}" takes {range}, not {value}.',
    },
    hint: { zh: '改正这个值后重试。没有改动任何数据。', en: 'Correct the value and try again. No data was changed.' },
  },
  'edit/value-not-listed': {
    message: {
      zh: '图层“{layer}”要素 {feature} 的字段“{field}”没有“{value}”这个选项。',
      en: 'Layer "{layer}", feature {feature}: the field "{field}" does not know "{value}".',
    },
    hint: { zh: '可用：{known}。没有改动任何数据。', en: 'Possible are: {known}. No data was changed.' },
  },
  'edit/geometry-empty': {
    message: {
      zh: '图层“{layer}”要素 {feature} 没有几何。',
      en: 'Layer "{layer}", feature {feature} has no geometry.',
    },
    hint: { zh: '补上几何，或删除这个要素。', en: 'Give it one, or delete the feature.' },
  },
  'edit/geometry-invalid': {
    message: {
      zh: '图层“{layer}”要素 {feature} 的几何在 {x}, {y} 处无效：{reason}',
      en: 'Layer "{layer}", feature {feature}: the geometry is not valid at {x}, {y}: {reason}',
    },
    hint: { zh: '改正后重试。没有改动任何数据。', en: 'Correct it and try again. No data was changed.' },
  },
  'edit/nothing-split': {
    message: {
      zh: '这条线没有把图层“{layer}”的任何要素切开。',
      en: 'The line cuts no feature of layer "{layer}" in two.',
    },
    hint: {
      zh: '画一条完全穿过要素的线：起点和终点都在要素之外。',
      en: 'Draw the line right through the feature, from outside to outside.',
    },
  },
  'edit/nothing-reshaped': {
    message: {
      zh: '所画的线没有给图层“{layer}”的要素 {feature} 画出新的边，没有改动。',
      en: 'The line gives feature {feature} of layer "{layer}" no new edge; nothing was changed.',
    },
    hint: {
      zh: '线要在两处穿过该要素的边：从外面画进去再画出来，或反过来。',
      en: 'Let the line cross the edge of the feature twice: in and out again, or out and in again.',
    },
  },
  'edit/hole-outside': {
    message: {
      zh: '图层“{layer}”中没有一个要素完整包住 {x}, {y} 处画的洞。',
      en: 'No feature of layer "{layer}" holds the whole of the hole drawn at {x}, {y}.',
    },
    hint: {
      zh: '把洞画在一个要素里面，不碰它的边，也不自相交。',
      en: 'Draw the hole inside one feature, off its edge and without crossing itself.',
    },
  },
  'edit/hole-occupied': {
    message: {
      zh: '图层“{layer}”在 {x}, {y} 处的洞里还有要素 {feature}，没有填。',
      en: 'The hole of layer "{layer}" at {x}, {y} holds feature {feature}; it was not filled.',
    },
    hint: { zh: '先把它合并进来，或删除它。', en: 'Merge that feature into the one around it, or delete it first.' },
  },
  'edit/no-hole': {
    message: {
      zh: '图层“{layer}”在 {x}, {y} 处没有洞。',
      en: 'Layer "{layer}" has no hole at {x}, {y}.',
    },
    hint: { zh: '点在洞的里面。', en: 'Click inside the hole.' },
  },
  'edit/offset-nothing': {
    message: {
      zh: '按这个距离，图层“{layer}”没有可平移的边。',
      en: 'At this distance there is nothing to offset in layer "{layer}".',
    },
    hint: {
      zh: '选中要素，输入不为 0 的米数；负数向内或向右。',
      en: 'Select features and give a distance other than 0; below 0 is inwards or to the right.',
    },
  },
  'edit/nothing-overlaps': {
    message: {
      zh: '选中的要素与图层“{layer}”的其他要素没有重叠。',
      en: 'The selected features overlap no others of layer "{layer}".',
    },
    hint: { zh: '重叠的地方可在就绪检查里找到。', en: 'The readiness check lists where features overlap.' },
  },
  'edit/feature-vanishes': {
    message: {
      zh: '图层“{layer}”的要素 {feature}（{x}, {y}）将什么也不剩，它的属性会丢失，没有改动。',
      en: 'Nothing of feature {feature} of layer "{layer}" at {x}, {y} would be left, and its values would be lost; nothing was changed.',
    },
    hint: {
      zh: '换一个较小的距离或另一条线；确要去掉它时，用删除。',
      en: 'Choose a smaller distance or another line. To take the feature away, delete it.',
    },
  },
  'edit/outline-kind': {
    message: {
      zh: '图层“{layer}”的要素没有可这样改的边。',
      en: 'The features of layer "{layer}" have no edges that can be changed in this way.',
    },
    hint: { zh: '选择一个面图层；偏移也可用于线。', en: 'Choose a layer of areas; an offset also goes for lines.' },
  },
  'edit/merge-too-few': {
    message: {
      zh: '合并需要图层“{layer}”中至少两个面或线要素。',
      en: 'Merging takes two or more areas or lines of layer "{layer}".',
    },
    hint: { zh: '按住 Shift 再选一个要素。', en: 'Select another feature with Shift held.' },
  },
  'edit/no-vertex': {
    message: { zh: '图层“{layer}”在这里没有顶点或边。', en: 'Layer "{layer}" has no vertex or edge here.' },
    hint: { zh: '打开捕捉，再从顶点或边上拖动。', en: 'Turn snapping on and drag from a vertex or an edge.' },
  },
  'edit/field-name': {
    message: {
      zh: '图层“{layer}”的字段名“{field}”不能用：{reason}。',
      en: 'A field of layer "{layer}" cannot be called "{field}": {reason}.',
    },
    hint: { zh: '换一个名称。', en: 'Choose another name.' },
  },
  'edit/field-type': {
    message: {
      zh: '字段“{field}”在图层“{layer}”的角色里有固定的意义：类型 {type}，单位 {unit}。',
      en: 'In the role of layer "{layer}" the field "{field}" has a fixed meaning: type {type}, unit {unit}.',
    },
    hint: { zh: '按这个类型和单位新增，或换一个名称。', en: 'Add it with that type and unit, or under another name.' },
  },
  'edit/field-protected': {
    message: {
      zh: '图层“{layer}”的字段“{field}”是指标和评估器要读的，不能删除或改名。',
      en: 'Indicators and evaluators read the field "{field}" of layer "{layer}": it can neither be removed nor renamed.',
    },
    hint: { zh: '不想看到它时，隐藏这一列。', en: 'Hide the column where it is in the way.' },
  },
  'edit/field-in-use': {
    message: {
      zh: '字段“{field}”还有值，不能删除，也不能换类型。',
      en: 'The field "{field}" still holds values: it can neither be removed nor change its type.',
    },
    hint: { zh: '先清空它的值，或另建字段。', en: 'Clear its values first, or add another field.' },
  },
  'edit/layer-fixed': {
    message: {
      zh: '图层“{layer}”的几何类型和表名不能更改。',
      en: 'The geometry and the table of layer "{layer}" cannot be changed.',
    },
    hint: { zh: '导入为新图层。', en: 'Import the data as a new layer.' },
  },
  'edit/geometry-kind': {
    message: { zh: '几何不是{expected}。', en: 'The geometry does not consist of {expected}.' },
    hint: { zh: '这个图层只收{expected}。', en: 'This layer takes {expected} only.' },
  },
  'edit/geometry-several-points': {
    message: {
      zh: '这个图层每个要素一个点，得到 {count} 个点。',
      en: 'Features of this layer are single points; this one has {count}.',
    },
    hint: { zh: '把它们分成几个要素。', en: 'Split it into several features.' },
  },
  'edit/geometry-not-finite': {
    message: { zh: '几何中有不是数的坐标。', en: 'The geometry has a coordinate that is not a number.' },
  },
  'edit/deleted-in-baseline': {
    message: {
      zh: '基准中的要素要么存在要么不存在，不能标为“已删除”。',
      en: 'A feature of the baseline is there or not; it cannot be marked as deleted.',
    },
  },
  'edit/no-body': {
    message: { zh: '“{record}”记录 {id} 的内容无效：{reason}', en: 'The {record} record {id} is not valid: {reason}' },
  },
  'scenario/too-many': {
    message: { zh: '最多同时有 {limit} 个情景。', en: 'A project holds {limit} scenarios at most.' },
    hint: { zh: '先删除一个，或另存项目。', en: 'Delete one first, or save the project under another name.' },
  },
  'scenario/no-name': {
    message: { zh: '情景要有名称。', en: 'A scenario needs a name.' },
  },
  'scenario/colour': {
    message: { zh: '“{colour}”不是颜色。', en: '"{colour}" is not a colour.' },
    hint: { zh: '写成 #RRGGBB，如 #0072B2。', en: 'Write it as #RRGGBB, such as #0072B2.' },
  },
  'scenario/has-children': {
    message: {
      zh: '情景“{scenario}”不能删除，有情景以它为上级：{children}',
      en: 'Scenario "{scenario}" cannot be deleted, others build on it: {children}',
    },
    hint: {
      zh: '可以让它们接管这个情景的改动，或连同它们一起删除。',
      en: 'Let them take over its changes, or delete them together with it.',
    },
  },
  'scenario/not-empty': {
    message: {
      zh: '情景“{scenario}”还有改动，记录不能单独删除。',
      en: 'Scenario "{scenario}" still holds changes; its record cannot be deleted alone.',
    },
  },
  'scenario/baseline-fixed': {
    message: { zh: '基准不能删除，也不能有上级。', en: 'The baseline cannot be deleted and builds on nothing.' },
  },
  'scenario/circular': {
    message: {
      zh: '情景“{scenario}”不能以自己为上级，也不能绕一圈回到自己。',
      en: 'Scenario "{scenario}" cannot build on itself, nor on one that builds on it.',
    },
  },
  'scenario/letter-taken': {
    message: { zh: '字母 {letter} 已用于另一个情景。', en: 'The letter {letter} belongs to another scenario.' },
  },
  'edit/missing-feature': {
    message: {
      zh: '图层“{layer}”在此情景中没有要素 {feature}。',
      en: 'The layer "{layer}" has no feature {feature} in this scenario.',
    },
    hint: { zh: '它可能已被删除；刷新后重试。', en: 'It may have been deleted; look at the layer again.' },
  },
} as const satisfies MessageTable;
