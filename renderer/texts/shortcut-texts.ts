import type { TextTable } from './text-table.ts';

export const shortcutTexts = {
  hint: { zh: '点一个键，再按新的键。', en: 'Click a key, then press another one.' },
  press: { zh: '按下新的键；退格去掉，Esc 取消。', en: 'Press the new key. Backspace takes it away, Esc cancels.' },
  taken: { zh: '{keys} 现在是“{name}”的键。', en: '{keys} belongs to "{name}" now.' },
  take: { zh: '改用在这里', en: 'Use it here' },
  reserved: {
    zh: '{keys} 由地图、草图或输入框使用，换一个键。',
    en: '{keys} is needed by the map, sketches or fields. Choose another key.',
  },
  change: { zh: '“{name}”的快捷键：{keys}', en: 'Key of {name}: {keys}' },
  reset: { zh: '恢复“{name}”原来的键', en: 'The usual key of {name} again' },
  resetAll: { zh: '全部恢复', en: 'Reset all' },
} as const satisfies TextTable;
