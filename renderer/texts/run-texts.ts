import type { TextTable } from './text-table.ts';

export const runTexts = {
  history: { zh: '运行记录', en: 'Runs' },
  count: { zh: '{count} 次', en: '{count} kept' },
  compare: { zh: '比较', en: 'Compare' },
  chooseTwo: { zh: '选两次运行来比较', en: 'Choose two runs to compare' },
  choose: { zh: '选择 {time} 的运行', en: 'Choose the run of {time}' },
  latest: { zh: '最近', en: 'latest' },
  remove: { zh: '删除 {time} 的结果', en: 'Delete the result of {time}' },
  removing: { zh: '删除结果', en: 'Delete a result' },
  compareTitle: { zh: '{name}：比较两次运行', en: '{name}: two runs compared' },
  change: { zh: '变化', en: 'Change' },
  sameResult: { zh: '两次的结果完全相同。', en: 'The two results are the same.' },
  sameInputs: { zh: '输入相同，结果不同。', en: 'The inputs are the same, the results differ.' },
  differ: { zh: '输入与结果都不同。', en: 'Inputs and results differ.' },
  parameters: { zh: '不同的参数', en: 'Parameters that differ' },
  assumptions: { zh: '不同的假设', en: 'Assumptions that differ' },
  inputs: { zh: '不同的输入', en: 'Inputs that differ' },
} as const satisfies TextTable;
