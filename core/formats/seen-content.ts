import type { LocalText } from '#core/model/text.ts';

/** First bytes of files that people take for data, as Latin text. */
const beginnings: readonly (readonly [start: string, seen: LocalText])[] = [
  ['%PDF', { zh: '内容是 PDF 文档', en: 'it is a PDF document' }],
  ['\u0089PNG', { zh: '内容是 PNG 图片', en: 'it is a PNG picture' }],
  ['\u00ff\u00d8\u00ff', { zh: '内容是 JPEG 图片', en: 'it is a JPEG picture' }],
  ['Rar!', { zh: '内容是 RAR 压缩包，先解压', en: 'it is a RAR archive, which has to be unpacked first' }],
  ['7z\u00bc\u00af', { zh: '内容是 7z 压缩包，先解压', en: 'it is a 7z archive, which has to be unpacked first' }],
  ['\u001f\u008b', { zh: '内容是 gzip 压缩文件，先解压', en: 'it is packed by gzip and has to be unpacked first' }],
  [
    'SQLite format 3',
    { zh: '内容是 SQLite 数据库，但不是 GeoPackage', en: 'it is an SQLite database, but no GeoPackage' },
  ],
  [
    '\u00d0\u00cf\u0011\u00e0',
    { zh: '内容是旧版 Office 文件，但不是工作簿', en: 'it is a file of an older Office, but no workbook' },
  ],
  ['PK\u0003\u0004', { zh: '内容是压缩包', en: 'it is an archive' }],
];

const markup: readonly (readonly [pattern: RegExp, seen: LocalText])[] = [
  [
    /^\s*<(?:!doctype html|html|head|body)/i,
    {
      zh: '内容是网页（HTML），多半是下载时的出错页面',
      en: 'it is a web page (HTML), most likely what a failed download gave',
    },
  ],
  [/^\s*<(?:\?xml|[a-z])/i, { zh: '内容是 XML，但不是 KML 或 GPX', en: 'it is XML, but neither KML nor GPX' }],
  [
    /^\s*[{[]/,
    { zh: '内容像 JSON，但不是 GeoJSON 或 TopoJSON', en: 'it looks like JSON, but is neither GeoJSON nor TopoJSON' },
  ],
];

const text: LocalText = {
  zh: '内容是文字，而扩展名不是文字表格的',
  en: 'it holds text, and its extension is not that of a table of text',
};
const otherBytes: LocalText = { zh: '开头的内容认不出来', en: 'its first bytes are of no known kind' };

/** What a file that no format reads seems to be, by its first bytes. */
export function seenContent(head: Uint8Array): LocalText {
  const latin = String.fromCharCode(...head.subarray(0, 512)).replace(/^\u00ef\u00bb\u00bf/, '');
  const found =
    beginnings.find(([start]) => latin.startsWith(start)) ?? markup.find(([pattern]) => pattern.test(latin));
  if (found) return found[1];
  const hasControls = [...head].some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d);
  return hasControls ? otherBytes : text;
}
