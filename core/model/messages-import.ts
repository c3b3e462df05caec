import type { MessageTable } from './message.ts';
import { basemapMessages } from './messages-basemaps.ts';
import { crsMessages } from './messages-crs.ts';
import { formatsMessages } from './messages-formats.ts';
import { rowMessages } from './messages-rows.ts';

const planMessages = {
  'import/unknown-field': {
    message: { zh: '{file} 没有字段“{field}”。', en: '{file} has no field "{field}".' },
    hint: { zh: '现有字段：{known}', en: 'It has: {known}' },
  },
  'import/unknown-canonical-field': {
    message: {
      zh: '{file}：“{role}”没有“{field}”这个规范字段。',
      en: '{file}: the role "{role}" has no field "{field}".',
    },
    hint: { zh: '可用：{known}', en: 'It has: {known}' },
  },
  'import/unknown-code-table': {
    message: { zh: '{file}：没有代码表“{table}”。', en: '{file}: there is no code table "{table}".' },
    hint: { zh: '现有：{known}', en: 'There are: {known}' },
  },
  'import/no-land-use': {
    message: {
      zh: '{file}：{count} 个地块没有用地性质，各处按未开发用地计。',
      en: '{file}: {count|parcel has|parcels have} no land use; that counts as undeveloped land everywhere.',
    },
    hint: {
      zh: '在属性表里补上用地性质，或改好数据再导入。',
      en: 'Fill in the land use, or correct the data and import it again.',
    },
  },
  'import/no-files': {
    message: { zh: '{place} 里没有可以导入的文件。', en: 'There is nothing to import in {place}.' },
    hint: { zh: '指出一个文件，或一个有图层文件的文件夹。', en: 'Name a file, or a folder that holds layers.' },
  },
  'import/no-layer-called': {
    message: { zh: '没有图层“{name}”。', en: 'There is no layer "{name}".' },
    hint: { zh: '有：{known}', en: 'There are: {known}' },
  },
  'import/unknown-role': {
    message: { zh: '没有“{role}”这个图层角色。', en: 'There is no layer role "{role}".' },
    hint: { zh: '可用：{known}', en: 'There are: {known}' },
  },
  'import/no-codes': {
    message: { zh: '{file} 里找不到代码列。', en: 'There is no column of codes in {file}.' },
    hint: { zh: '指明哪一列是代码。现有列：{known}', en: 'State which column holds the codes. It has: {known}' },
  },
  'import/codes-unclear': {
    message: {
      zh: '{file}：{count} 个代码从说明中看不出是什么用地，没有收入代码表：{codes}',
      en: '{file}: the descriptions of {count|code do|codes do} not tell a land use; they were left out of the table: {codes}',
    },
    hint: { zh: '在代码表中补上这些代码。', en: 'Add these codes to the table.' },
  },
  'import/axes-not-exchanged': {
    message: {
      zh: '{file}：x 与 y 对调后仍不像任何坐标系。',
      en: '{file}: its coordinates fit no system with x and y exchanged either.',
    },
    hint: {
      zh: '同时用 --crs 指出坐标系，或用 --place 按两点定位。',
      en: 'State the system by --crs as well, or place the file by two points with --place.',
    },
  },
  'import/layer-not-found': {
    message: { zh: '{file} 里没有图层“{layer}”。', en: 'There is no layer "{layer}" in {file}.' },
  },
  'import/empty-layer': {
    message: {
      zh: '{file}：图层“{layer}”没有要素，或要素都没有图形。',
      en: '{file}: the layer "{layer}" has no features, or none with geometry.',
    },
    hint: {
      zh: '检查是否选对了文件，导出时是否只导出了选中的要素。',
      en: 'Check that it is the right file, and that the export was not limited to an empty selection.',
    },
  },
  'import/no-layers': {
    message: { zh: '{file} 里没有可以导入的图层。', en: '{file} holds no layer that could be imported.' },
    hint: {
      zh: '在原程序中打开，看里面有没有要素，再导出一次。',
      en: 'Open it in the program that made it, see whether it has features, and export it again.',
    },
  },
  'import/no-usable-coordinates': {
    message: { zh: '{file} 的坐标都不是可用的数值。', en: 'None of the coordinates of {file} can be used.' },
    hint: {
      zh: '在原程序中打开检查，再导出一次。',
      en: 'Look at it in the program that made it, and export it again.',
    },
  },
  'import/role-geometry': {
    message: {
      zh: '{file} 是{found}，“{role}”需要{expected}。',
      en: '{file} holds {found}; the role "{role}" takes {expected}.',
    },
    hint: { zh: '选择别的角色，或作为参考图层导入。', en: 'Choose another role, or import it as a reference layer.' },
  },
  'import/field-needed': {
    message: {
      zh: '{file}：作为“{role}”缺少{field}，有的评价会因此无法计算。',
      en: '{file}: as "{role}" it lacks {field}; some evaluations will not be possible.',
    },
    hint: {
      zh: '在字段对应中指定它，或之后用字段计算补上。',
      en: 'Map a field to it, or fill it in later with the field calculator.',
    },
  },
  'import/digits-lost': {
    message: {
      zh: '{file}：字段“{field}”有 {count} 个整数超过 15 位，末几位已不准确。',
      en: '{file}: the field "{field}" has {count|whole number|whole numbers} of more than 15 digits, whose last digits are no longer exact.',
    },
    hint: {
      zh: '这多半是编号：在来源里改成文字字段，重新导出再导入。',
      en: 'These are likely identifiers: make the field one of text at its source, export it again and import that.',
    },
  },
  'import/values-unreadable': {
    message: {
      zh: '{file}：字段“{from}”有 {count} 个值不能读作{to}，留空。',
      en: '{file}: {count|value|values} of the field "{from}" cannot be read as {to} and were left empty.',
    },
  },
  'import/values-out-of-range': {
    message: {
      zh: '{file}：字段“{from}”有 {count} 个值超出{to}的范围 {range}，按原值保留。',
      en: '{file}: {count|value|values} of the field "{from}" lie outside the range {range} of {to} and were kept as they are.',
    },
    hint: { zh: '检查单位是否选对，例如百分比。', en: 'Check the unit, such as percent.' },
  },
  'import/unmapped-values': {
    message: {
      zh: '{file}：字段“{from}”有 {count} 个值没有对应的{to}：{values}。',
      en: '{file}: {count|value|values} of the field "{from}" have no counterpart in {to}: {values}.',
    },
    hint: { zh: '在取值对应中补上这些值。', en: 'Add these values to the value map.' },
  },
  'import/unmapped-codes': {
    message: {
      zh: '{file}：{count} 个要素的用地代码不在“{table}”中：{codes}。',
      en: '{file}: the land-use codes of {count|feature are|features are} not in "{table}": {codes}.',
    },
    hint: {
      zh: '选择别的代码表，或把这些代码补进自己的代码表。',
      en: 'Choose another code table, or add these codes to one of your own.',
    },
  },
  'import/invalid-polygons': {
    message: {
      zh: '{file}：{count} 个多边形自相交或有别的几何错误，按原样保留，叠加前会自动修复。',
      en: '{file}: {count|polygon crosses itself or is|polygons cross themselves or are} otherwise invalid: kept as drawn, and repaired before any overlay.',
    },
  },
  'import/far-away': {
    message: {
      zh: '{file} 在 {place} 附近，远离项目坐标系 {crs} 的适用范围。',
      en: '{file} lies near {place}, far from where the coordinate system of the project, {crs}, is meant for.',
    },
    hint: {
      zh: '检查文件的坐标系，经度和纬度是否写反，或是否导入到了别的城市的项目。',
      en: 'Check its coordinate system, whether longitude and latitude are exchanged, and whether it belongs to this city.',
    },
  },
  'import/profile-syntax': {
    message: { zh: '{file} 不是可读的导入方案：{reason}。', en: '{file} is not a readable import profile: {reason}.' },
    hint: {
      zh: '导入方案是 YAML 或 JSON，以 cityloom: import-profile/1 开头。',
      en: 'A profile is YAML or JSON that starts with cityloom: import-profile/1.',
    },
  },
  'import/profile-invalid': {
    message: { zh: '导入方案“{name}”的 {path}：{reason}。', en: 'Import profile "{name}", {path}: {reason}.' },
    hint: { zh: '改正后再试。', en: 'Correct it and try again.' },
  },
  'import/not-inspected': {
    message: { zh: '还没有选择要导入的文件。', en: 'No files were chosen for import.' },
    hint: { zh: '先选择文件，再导入。', en: 'Choose files first, then import.' },
  },
  'import/profile-no-match': {
    message: {
      zh: '导入方案“{name}”与这些文件都不符：{reason}。',
      en: 'The import profile "{name}" fits none of these files: {reason}.',
    },
    hint: {
      zh: '检查字段名是否与保存方案时相同。',
      en: 'Check whether the fields have the same names as when the profile was saved.',
    },
  },
} as const satisfies MessageTable;

/** Texts about bringing data in: coordinate systems, formats, and what becomes of layers and fields. */
export const importMessages = {
  ...crsMessages,
  ...formatsMessages,
  ...rowMessages,
  ...basemapMessages,
  ...planMessages,
} as const satisfies MessageTable;
