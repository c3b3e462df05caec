import type { MessageTable } from './message.ts';

export const printMessages = {
  'print/scale': {
    message: {
      zh: '图纸的比例尺应在 1:{least} 到 1:{most} 之间，读到的是 1:{scale}。',
      en: 'The scale of a sheet must lie between 1:{least} and 1:{most}, found 1:{scale}.',
    },
    hint: { zh: '改用范围内的比例尺，或选“适合图框”。', en: 'Type a scale in that range, or choose "Fit".' },
  },
  'print/logo': {
    message: {
      zh: '徽标应为 PNG、JPEG 或 WebP 图片，约 {kilobytes} kB 以内。',
      en: 'A logo must be a PNG, JPEG or WebP picture of about {kilobytes} kB at most.',
    },
    hint: { zh: '另选一张图片，或先把它缩小。', en: 'Choose another picture, or make it smaller first.' },
  },
  'print/picture-failed': {
    message: {
      zh: '无法画出 {width} × {height} 像素的图片。',
      en: 'The picture of {width} × {height} pixels could not be drawn.',
    },
    hint: {
      zh: '改用较小的纸张，或存为 PDF 或 SVG。',
      en: 'Use smaller paper, or save as PDF or SVG.',
    },
  },
  'print/no-browser': {
    message: {
      zh: '没有找到可以画出 PDF 和图片的浏览器。',
      en: 'There is no browser here that could draw PDF or pictures.',
    },
    hint: {
      zh: '安装 Chromium、Google Chrome 或 Microsoft Edge，或用 --output 写出 .svg。',
      en: 'Install Chromium, Google Chrome or Microsoft Edge, or write an .svg with --output.',
    },
  },
  'print/unknown-layout': {
    message: {
      zh: '项目里没有名为“{name}”的图纸版式。现有：{known}。',
      en: 'The project has no print layout called "{name}". There are: {known}.',
    },
    hint: { zh: '改正名称，或不用 --layout。', en: 'Correct the name, or leave --layout out.' },
  },
} as const satisfies MessageTable;
