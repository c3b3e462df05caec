import type { MessageTable } from './message.ts';

export const evaluationMessages = {
  'evaluation/method-input': {
    message: {
      zh: '方法“{method}”的输入 {path}：应为{expected}，读到的是 {seen}。',
      en: 'Input {path} of the method "{method}": expected {expected}, found {seen}.',
    },
    hint: {
      zh: '运行 cityloom method show {method} 查看输入格式和例子。',
      en: 'Run cityloom method show {method} to see the form of the input and an example.',
    },
  },
  'evaluation/unknown-method': {
    message: { zh: '没有名为“{name}”的方法。', en: 'There is no method "{name}".' },
    hint: { zh: '现有：{known}。', en: 'There are: {known}.' },
  },
  'evaluation/solver-unavailable': {
    message: {
      zh: '无法启动整数规划求解器：{reason}',
      en: 'The solver for integer programs cannot be started: {reason}',
    },
    hint: {
      zh: '重新启动程序；仍然失败时重新安装。',
      en: 'Start the program again; if that does not help, install it again.',
    },
  },
  'evaluation/bad-parameter': {
    message: {
      zh: '评估器“{evaluator}”的参数 {name}：{reason}',
      en: 'Parameter {name} of the evaluator "{evaluator}": {reason}',
    },
    hint: {
      zh: '改正后重新运行；不填则用默认值。',
      en: 'Correct it and run again; leave it out to use the default.',
    },
  },
  'evaluation/timed-out': {
    message: {
      zh: '评估器“{evaluator}”运行超过 {seconds} 秒，已中止。',
      en: 'The evaluator "{evaluator}" ran for more than {seconds|second|seconds} and was stopped.',
    },
    hint: {
      zh: '缩小范围或放宽参数（如较大的格网）再试；仍然如此，请告知评估器作者。',
      en: 'Try a smaller area or coarser parameters, such as a larger cell; if it stays so, tell the author of the evaluator.',
    },
  },
  'plugin/bad-call': {
    message: {
      zh: '插件调用 {call} 的第 {place} 个参数不对，应为{expected}。',
      en: 'Argument {place} of the call {call} of a plugin is wrong: expected {expected}.',
    },
    hint: { zh: '请告知插件作者。', en: 'Tell the author of the plugin.' },
  },
  'plugin/bad-manifest': {
    message: {
      zh: '评估器“{id}”的 manifest.json 有 {count} 处错误：{faults}',
      en: 'The manifest.json of the evaluator "{id}" has {count|fault|faults}: {faults}',
    },
    hint: { zh: '逐条改正后重新加载。', en: 'Correct them one by one and load it again.' },
  },
  'plugin/bad-output': {
    message: {
      zh: '评估器“{evaluator}”的结果与它的声明不符，有 {count} 处：{faults}',
      en: 'The result of the evaluator "{evaluator}" does not keep to its manifest in {count|place|places}: {faults}',
    },
    hint: {
      zh: '结果没有采用。请告知评估器作者。',
      en: 'The result was not used. Tell the author of the evaluator.',
    },
  },
  'plugin/failed': {
    message: {
      zh: '评估器“{evaluator}”运行失败：{reason}',
      en: 'The evaluator "{evaluator}" failed: {reason}',
    },
    hint: {
      zh: '其他评估器不受影响。请把这条信息告知评估器作者。',
      en: 'Other evaluators are not affected. Tell the author of the evaluator this message.',
    },
  },
  'plugin/forbidden-import': {
    message: {
      zh: '插件“{evaluator}”要引用模块“{name}”。插件只能引用 cityloom。',
      en: 'The plugin "{evaluator}" asks for the module "{name}". A plugin imports nothing but cityloom.',
    },
    hint: {
      zh: '插件没有运行。作者可把用到的代码打包进同一个文件。',
      en: 'The plugin was not run. Its author can bundle what it uses into the one file.',
    },
  },
  'plugin/out-of-memory': {
    message: {
      zh: '插件“{evaluator}”用完了它声明的 {megabytes} MB 内存，已中止。',
      en: 'The plugin "{evaluator}" used up the {megabytes} MB of memory that it declares and was stopped.',
    },
    hint: {
      zh: '缩小范围或放宽参数再试；仍然如此，请告知插件作者。',
      en: 'Try a smaller area or coarser parameters; if it stays so, tell the author of the plugin.',
    },
  },
  'plugin/unknown': {
    message: { zh: '没有名为“{id}”的评估器。', en: 'There is no evaluator "{id}".' },
    hint: { zh: '现有：{known}。', en: 'There are: {known}.' },
  },
  'plugin/worker-lost': {
    message: {
      zh: '运行评估器“{evaluator}”的进程意外结束，多半是内存不足。',
      en: 'The process that ran the evaluator "{evaluator}" ended unexpectedly, most likely for lack of memory.',
    },
    hint: {
      zh: '缩小范围或放宽参数再试。',
      en: 'Try a smaller area or coarser parameters.',
    },
  },
  'evaluation/unknown-run': {
    message: {
      zh: '没有编号为“{id}”的评估结果，或不止一个。',
      en: 'There is no stored result "{id}", or more than one.',
    },
    hint: { zh: '用 cityloom results list 查看编号。', en: 'List the ids with cityloom results list.' },
  },
  'evaluation/unlike-runs': {
    message: {
      zh: '两个结果来自不同的评估器：“{one}”和“{other}”。',
      en: 'The two results are of different evaluators: "{one}" and "{other}".',
    },
    hint: { zh: '选同一评估器的两次运行。', en: 'Choose two runs of one evaluator.' },
  },
  'evaluation/unknown-quantity': {
    message: { zh: '地块没有名为“{quantity}”的数量。', en: 'Parcels have no quantity called "{quantity}".' },
  },
} as const satisfies MessageTable;
