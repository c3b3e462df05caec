import { decoderFor } from './encoding.ts';

/** Code pages of the escape `\M+nXXXX` by its digit n. */
const escapePages: Readonly<Record<string, string>> = {
  '1': 'shift_jis',
  '2': 'big5',
  '3': 'euc-kr',
  '5': 'gbk',
};

/**
 * A text of a drawing as people see it: characters written as `\U+XXXX` and `\M+nXXXX`, signs written as `%%d`, `%%c` and
 * `%%p`, control characters written with a caret.
 */
export function plainText(text: string): string {
  return text
    .replaceAll(/\\U\+([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/\\M\+([1-5])([0-9a-f]{2})([0-9a-f]{2})/gi, (whole, page: string, lead: string, trail: string) => {
      const encoding = escapePages[page];
      if (encoding === undefined) return whole;
      return decoderFor(encoding)(Uint8Array.of(Number.parseInt(lead, 16), Number.parseInt(trail, 16)));
    })
    .replaceAll(/%%([dcp%uok])/gi, (_, sign: string) => signs[sign.toLowerCase()] ?? '')
    .replaceAll(/\^([ @-_])/g, (_, sign: string) => (sign === ' ' ? '^' : control(sign)));
}

const signs: Readonly<Record<string, string>> = { d: '°', c: '⌀', p: '±', '%': '%' };

/** The control character behind a caret: those that stand in texts, and nothing for all others. */
function control(sign: string): string {
  const character = String.fromCharCode(sign.charCodeAt(0) - 64);
  return '\t\n\r'.includes(character) ? character : '';
}

/** A text of several lines without what only tells fonts, sizes, colours and stacking. */
export function plainParagraphs(text: string): string {
  const characters = text
    // Hidden first, so that a backslash that is meant as one is not read as an escape.
    .replaceAll('\\\\', '\u0001')
    .replaceAll(/\\[{}]/g, (brace) => (brace === '\\{' ? '\u0002' : '\u0003'));
  const plain = plainText(characters)
    .replaceAll(/\\S([^;^#/]*)[\^#/]?\s?([^;]*);/g, (_, above: string, below: string) =>
      below === '' ? above : `${above}/${below}`,
    )
    .replaceAll(/\\[ACFHQTWpcf][^;\\]*;/gi, '')
    .replaceAll(/\\P/g, '\n')
    .replaceAll('\\~', ' ')
    .replaceAll(/\\[LlOoKkNX]/g, '')
    .replaceAll(/[{}]/g, '');
  return plain.replaceAll('\u0001', '\\').replaceAll('\u0002', '{').replaceAll('\u0003', '}').trim();
}
