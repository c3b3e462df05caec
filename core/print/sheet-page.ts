import type { Sheet } from './sheet-svg.ts';

/** What the page may do: show itself. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** The rule that makes printed pages as large as the sheet. */
export function pageRule({ widthMillimetres, heightMillimetres }: Sheet): string {
  return `@page{size:${widthMillimetres}mm ${heightMillimetres}mm;margin:0}`;
}

/**
 * A page that holds a sheet and nothing else, to be printed at its size or, with `pixels`, to be shown that large. The sheet
 * should carry its fonts.
 */
export function sheetPage(sheet: Sheet, pixels?: { readonly width: number; readonly height: number }): string {
  const { widthMillimetres, heightMillimetres, svg } = sheet;
  const size = pixels
    ? `width:${pixels.width}px;height:${pixels.height}px`
    : `width:${widthMillimetres}mm;height:${heightMillimetres}mm`;
  const title = /<title>([^<]*)/.exec(svg)?.[1] ?? '';
  return [
    '<!doctype html>',
    '<html>',
    '<head>',
    '<meta charset="utf-8"/>',
    `<meta http-equiv="Content-Security-Policy" content="${policy}"/>`,
    `<title>${title}</title>`,
    `<style>${pageRule(sheet)}html,body{margin:0;overflow:hidden}svg{display:block;${size};-webkit-print-color-adjust:exact;print-color-adjust:exact}</style>`,
    '</head>',
    `<body>${svg}</body>`,
    '</html>',
    '',
  ].join('\n');
}
