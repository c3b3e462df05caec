import type { MessageTable } from './message.ts';

export const commandMessages = {
  'internal/bug': {
    message: { zh: '程序出错：{reason}', en: 'The program has a fault: {reason}' },
    hint: {
      zh: '数据没有改动。把这条信息和所做的步骤告诉开发者。',
      en: 'No data was changed. Report this message together with the steps that led to it.',
    },
  },
  'internal/worker-lost': {
    message: {
      zh: '计算进程意外停止，没有做完的操作已放弃。',
      en: 'The calculation process stopped unexpectedly; what it had not finished was given up.',
    },
    hint: {
      zh: '已提交的操作都在日志里：重新打开项目即可继续。',
      en: 'Every committed action is in the journal: open the project again to go on.',
    },
  },
  'command/cancelled': { message: { zh: '已取消。', en: 'Cancelled.' } },
  'command/unknown': {
    message: { zh: '没有“{name}”这个命令。', en: 'There is no command "{name}".' },
    hint: { zh: '运行 cityloom --help 查看全部命令。', en: 'Run cityloom --help to list all commands.' },
  },
  'command/bad-option': {
    message: { zh: '选项 {option}：{reason}', en: 'Option {option}: {reason}' },
    hint: {
      zh: '运行 cityloom {command} --help 查看用法。',
      en: 'Run cityloom {command} --help to see how it is used.',
    },
  },
  'command/missing-argument': {
    message: { zh: '缺少参数 {name}。', en: 'The argument {name} is missing.' },
    hint: {
      zh: '运行 cityloom {command} --help 查看用法。',
      en: 'Run cityloom {command} --help to see how it is used.',
    },
  },
  'command/file-not-found': {
    message: { zh: '找不到文件 {file}。', en: 'There is no file {file}.' },
    hint: { zh: '检查路径和文件名。', en: 'Check the path and the name.' },
  },
  'command/not-json': {
    message: { zh: '{file} 不是 JSON：{reason}', en: '{file} is not JSON: {reason}' },
    hint: {
      zh: '用 cityloom method show 查看输入的样子。',
      en: 'cityloom method show tells what the input looks like.',
    },
  },
  'command/unknown-scenario': {
    message: { zh: '项目里没有情景“{name}”。', en: 'The project has no scenario "{name}".' },
    hint: { zh: '有：{known}', en: 'There are: {known}' },
  },
  'command/no-project': {
    message: { zh: '还没有打开项目。', en: 'No project is open.' },
    hint: { zh: '先新建或打开一个项目，或导入图层。', en: 'Create or open a project first, or import layers.' },
  },
} as const satisfies MessageTable;
