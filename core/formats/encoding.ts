import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { oemCodePages } from './oem-code-pages.ts';
import { weighEncodings } from './weigh-encodings.ts';

/** How the encoding of a file was settled. Only what is not certain is worth a remark. */
export interface EncodingChoice {
  /** Name of the encoding as `decoderFor` takes it, such as `utf-8`, `gb18030`, `big5`. */
  readonly encoding: string;
  readonly reason: LocalText;
  readonly certainty: 'certain' | 'likely' | 'guess';
}

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

/** How far zeros in every other byte give away UTF-16 without a mark. */
function utf16Of(bytes: Uint8Array): string | undefined {
  const zeros = [0, 0];
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === 0) zeros[index & 1]!++;
  const pairs = bytes.length / 2;
  // Delimiters and line ends are enough: one character in ten.
  if (zeros[1]! > pairs / 10 && zeros[0]! < pairs / 100) return 'utf-16le';
  if (zeros[0]! > pairs / 10 && zeros[1]! < pairs / 100) return 'utf-16be';
  return undefined;
}

/** From here on bytes are taken for what the likeliest encoding makes of them. */
const likelyFrom = 0.45;

/**
 * The encoding that bytes look like when nothing states it: marks, UTF-8 by its strict form, East Asian and Cyrillic ones by
 * how much like everyday writing they read, and Windows 1252 when nothing else fits.
 */
export function guessEncoding(bytes: Uint8Array): EncodingChoice {
  const mark = byteOrderMark(bytes);
  if (mark) {
    return {
      encoding: mark.encoding,
      reason: { zh: '文件以字节顺序标记开头', en: 'it begins with a byte order mark' },
      certainty: 'certain',
    };
  }
  const utf16 = utf16Of(bytes);
  if (utf16) {
    return {
      encoding: utf16,
      reason: { zh: '每隔一个字节是零', en: 'every other byte is zero' },
      certainty: 'likely',
    };
  }
  if (isUtf8(bytes)) {
    const reason = { zh: '字节符合 UTF-8', en: 'its bytes are valid UTF-8' };
    return { encoding: 'utf-8', reason, certainty: 'certain' };
  }
  const [best] = weighEncodings(bytes);
  if (best && best.encoding !== 'windows-1252' && best.plausibility >= likelyFrom) {
    const percent = Math.round(100 * best.plausibility);
    return {
      encoding: best.encoding,
      reason: {
        zh: `这样读，像日常文字的程度为 ${percent} %`,
        en: `read so, it is ${percent} % like everyday writing`,
      },
      certainty: 'likely',
    };
  }
  return {
    encoding: 'windows-1252',
    reason: { zh: '不是 UTF-8，也不像东亚文字或西里尔字母', en: 'it is neither UTF-8 nor like East Asian or Cyrillic writing' },
    certainty: 'guess',
  };
}
