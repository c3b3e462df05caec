import type { TextTable } from './text-table.ts';

export const fieldTexts = {
  add: { zh: '新增字段', en: 'Add a field' },
  rename: { zh: '字段改名', en: 'Rename a field' },
  remove: { zh: '删除字段', en: 'Remove a field' },
  addDo: { zh: '新增', en: 'Add' },
  renameDo: { zh: '改名', en: 'Rename' },
  removeDo: { zh: '删除', en: 'Remove' },
  removeWarning: {
    zh: '字段“{name}”在基准和所有情景中的值都会删除。可以撤销。',
    en: 'The values of field "{name}" go in the baseline and in all scenarios. This can be undone.',
  },
  name: { zh: '名称', en: 'Name' },
  type: { zh: '类型', en: 'Type' },
  unit: { zh: '单位（可不填）', en: 'Unit (may be empty)' },
  text: { zh: '文字', en: 'Text' },
  integer: { zh: '整数', en: 'Whole number' },
  real: { zh: '数', en: 'Number' },
  boolean: { zh: '是或否', en: 'Yes or no' },
  date: { zh: '日期', en: 'Date' },
} as const satisfies TextTable;
