import type { MessageTable } from './message.ts';

/** Remarks on rows, lines and columns of files. */
export const rowMessages = {
  'formats/nested-values': {
    message: {
      zh: '{file}：{count} 个嵌套的值按 JSON 文字保留。',
      en: '{file}: {count|nested value|nested values} kept as JSON text.',
    },
  },
  'formats/rows-before-header': {
    message: {
      zh: '{file}：表头之前有 {count} 行没有读取。',
      en: '{file}: {count|row|rows} above the column names left out.',
    },
  },
  'formats/row-too-long': {
    message: {
      zh: '{file}：{count} 行的单元格多于 {columns} 列，多出的没有读取。',
      en: '{file}: {count|row has|rows have} more cells than the {columns} columns; the rest was left out.',
    },
    hint: {
      zh: '检查这些行里是否有没加引号的分隔符。',
      en: 'Check these rows for delimiters outside quotation marks.',
    },
  },
  'formats/row-without-place': {
    message: { zh: '{file}：{count} 行没有坐标。', en: '{file}: {count|row has|rows have} no coordinates.' },
  },
  'formats/axes-exchanged': {
    message: {
      zh: '{file}：按数值范围判断，“{x}”为东西向坐标，“{y}”为南北向坐标。',
      en: '{file}: by their values, "{x}" was taken as the easting or longitude and "{y}" as the northing or latitude.',
    },
  },
  'formats/lines-left-out': {
    message: {
      zh: '{file}：有 {count} 行读不出，没有导入：第 {lines} 行。第 {first} 行：{reason}。',
      en: '{file}: {count|line that cannot be read was|lines that cannot be read were} left out: {lines}. On line {first}, {reason}.',
    },
    hint: {
      zh: '其余各行已读取。在文件里改正这些行，再导入一次。',
      en: 'The other lines were read. Correct these in the file and import it again.',
    },
  },
} as const satisfies MessageTable;
