import type { MessageTable } from './message.ts';

export const pluginMessages = {
  'plugin/faulty': {
    message: {
      zh: '插件“{name}”有 {count} 处错误：{faults}',
      en: 'The plugin "{name}" has {count|fault|faults}: {faults}',
    },
    hint: { zh: '请插件作者逐条改正。', en: 'Its author has to correct them one by one.' },
  },
  'plugin/not-installed': {
    message: { zh: '项目里没有插件“{id}”。', en: 'The project has no plugin "{id}".' },
    hint: { zh: '有：{known}', en: 'There are: {known}' },
  },
  'plugin/not-allowed': {
    message: {
      zh: '插件“{id}”是项目带来的，这台机器还没有同意它运行。',
      en: 'The plugin "{id}" came with the project, and nobody on this machine has agreed to run it.',
    },
    hint: {
      zh: '在“评估”的“插件”里看它要什么、是谁做的，再启用；命令行用 cityloom plugin enable。',
      en: 'See under Plugins in Evaluate what it wants and who made it, then enable it; on the command line, cityloom plugin enable.',
    },
  },
  'plugin/brought': {
    message: {
      zh: '项目带有插件“{name}”（{id} {version}，{author}）。它还不会运行。',
      en: 'The project brings the plugin "{name}" ({id} {version}, {author}). It does not run yet.',
    },
    hint: {
      zh: '在“评估”的“插件”里看它要什么、是谁做的，再启用；命令行用 cityloom plugin enable。',
      en: 'See under Plugins in Evaluate what it wants and who made it, then enable it; on the command line, cityloom plugin enable.',
    },
  },
  'plugin/key-changed': {
    message: {
      zh: '插件“{id}”装着的版本由 {before} 签名，新的是 {now}。',
      en: 'The installed version of the plugin "{id}" was signed by {before}; the new one by {now}.',
    },
    hint: {
      zh: '向作者核实密钥确实换过，再选择接受新密钥（命令行用 --accept-key）。',
      en: 'Ask its author whether the key has really changed, then accept the new key (--accept-key on the command line).',
    },
  },
  'plugin/consent-unreadable': {
    message: {
      zh: '这台机器上同意过哪些插件的记录 {file} 读不出来：{reason}',
      en: 'The list of plugins that this machine agreed to, {file}, cannot be read: {reason}',
    },
    hint: {
      zh: '删去这个文件，再启用要用的插件。',
      en: 'Delete this file and enable the plugins in use again.',
    },
  },
} as const satisfies MessageTable;
