import type { LocalText } from '#core/model/text.ts';
import { byteOrderMark, isUtf8 } from './encoding.ts';
import { weighEncodings } from './weigh-encodings.ts';

/** How the encoding of a file was settled. Only what is not certain is worth a remark. */
export interface EncodingChoice {
  /** Name of the encoding as `decoderFor` takes it, such as `utf-8`, `gb18030`, `big5`. */
  readonly encoding: string;
  readonly reason: LocalText;
  readonly certainty: 'certain' | 'likely' | 'guess';
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
    reason: {
      zh: '不是 UTF-8，也不像东亚文字或西里尔字母',
      en: 'it is neither UTF-8 nor like East Asian or Cyrillic writing',
    },
    certainty: 'guess',
  };
}
