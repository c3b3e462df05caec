import { WorkbenchError } from '#core/model/workbench-error.ts';
import { oemCodePages } from './oem-code-pages.ts';

const aliases: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  '65001': 'utf-8',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  '1200': 'utf-16le',
  utf16be: 'utf-16be',
  '1201': 'utf-16be',
  gbk: 'gbk',
  gb2312: 'gbk',
  '936': 'gbk',
  '54936': 'gb18030',
  gb18030: 'gb18030',
  big5: 'big5',
  '950': 'big5',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  '932': 'shift_jis',
  eucjp: 'euc-jp',
  euckr: 'euc-kr',
  '949': 'euc-kr',
  ksc5601: 'euc-kr',
  koi8r: 'koi8-r',
  '20866': 'koi8-r',
  koi8u: 'koi8-u',
  latin1: 'windows-1252',
  latin2: 'iso-8859-2',
  ansi: 'windows-1252',
  ascii: 'utf-8',
  usascii: 'utf-8',
  '874': 'windows-874',
  '866': 'ibm866',
  ibm866: 'ibm866',
  '437': 'cp437',
  '850': 'cp850',
  '852': 'cp852',
};

/**
 * The encoding that a label means: names and code page numbers as they stand in `.cpg` files and on command lines (`GBK`,
 * `936`, `ANSI 936`, `Big-5`, `88591`, `UTF-8`). Undefined when it means none that is known.
 */
export function encodingNamed(label: string): string | undefined {
  const key = label
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replace(/^(?:cp|ansi|oem|windows|ibm|ms)(?=\d)/, '');
  const known = aliases[key];
  if (known !== undefined) return known;
  const iso = /^(?:iso)?8859(\d{1,2})$/.exec(key);
  // The web, and with it every decoder, reads Latin 1 as Windows 1252.
  if (iso) return iso[1] === '1' ? 'windows-1252' : `iso-8859-${iso[1]}`;
  return /^125[0-8]$/.test(key) ? `windows-${key}` : undefined;
}

/** Turns bytes into text; bytes that are no character become U+FFFD. */
export type Decode = (bytes: Uint8Array) => string;

/**
 * A decoder for an encoding by any of its names.
 * Errors: `formats/encoding-unknown`.
 */
export function decoderFor(label: string): Decode {
  const encoding = encodingNamed(label) ?? label;
  const upperHalf = oemCodePages[encoding];
  if (upperHalf !== undefined) {
    return (bytes) => {
      let text = '';
      for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : upperHalf[byte - 0x80]!;
      return text;
    };
  }
  const decoder = textDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}

/** A decoder of the host, for texts that arrive in pieces. Errors: `formats/encoding-unknown`. */
export function textDecoder(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(encodingNamed(label) ?? label);
  } catch (thrown) {
    throw new WorkbenchError('formats/encoding-unknown', { encoding: label }, { cause: thrown });
  }
}

/** The encoding that a byte order mark tells, and its length. */
export function byteOrderMark(bytes: Uint8Array): { readonly encoding: string; readonly length: number } | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', length: 2 };
  return undefined;
}

export function isAscii(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte >= 0x80) return false;
  return true;
}

/** Whether bytes are UTF-8; a character cut off at the end counts as one. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
