/** Encodings as people know them. */
const labels: Readonly<Record<string, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 BE',
  gbk: 'GBK',
  gb18030: 'GBK / GB18030',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-jp': 'EUC-JP',
  'euc-kr': 'EUC-KR',
};

/** The name of an encoding as people know it: GBK / GB18030, Windows-1252. */
export function encodingLabel(encoding: string): string {
  return (
    labels[encoding] ??
    encoding.replace(/^windows/, 'Windows').replace(/^(iso|koi8|cp|ibm)/, (name) => name.toUpperCase())
  );
}
