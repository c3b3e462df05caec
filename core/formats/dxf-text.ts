import { type DxfEntity, numberOf } from './dxf-entities.ts';
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

/** Width of a character by the height of its text: Chinese ones are square, others about 0.6. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character > '\u2E80' ? 1 : 0.6;
  return width;
}

/**
 * About where the middle of a text lies, x and y: texts are written from their left end, and the left end of one that fills
 * a parcel may lie outside it. MTEXT has an attachment point of nine (group 71), TEXT an alignment (groups 72 and 73).
 */
export function textMiddle(entity: DxfEntity, text: string): number[] {
  const height = numberOf(entity, 40, 0);
  const lines = text.split('\n');
  const width = Math.max(...lines.map(widthOf)) * height * numberOf(entity, entity.type === 'MTEXT' ? -1 : 41, 1);
  let [x, y] = [numberOf(entity, 10), numberOf(entity, 20)];
  let [right, up] = [width / 2, height / 2];
  if (entity.type === 'MTEXT') {
    const attachment = Math.max(1, numberOf(entity, 71, 1)) - 1;
    const tall = lines.length * height * 1.6;
    right = (width / 2) * (1 - (attachment % 3));
    up = (tall / 2) * (Math.floor(attachment / 3) - 1);
  } else if (numberOf(entity, 72) !== 0 || numberOf(entity, 73) !== 0) {
    const across = numberOf(entity, 72);
    [x, y] = [numberOf(entity, 11, x), numberOf(entity, 21, y)];
    right = across === 2 ? -width / 2 : across === 0 ? width / 2 : 0;
    up = ([1, 1, 0, -1][numberOf(entity, 73)] ?? 0) * (height / 2);
    if (across === 4) up = 0;
  }
  const angle = (numberOf(entity, 50) * Math.PI) / 180;
  return [x + right * Math.cos(angle) - up * Math.sin(angle), y + right * Math.sin(angle) + up * Math.cos(angle)];
}
