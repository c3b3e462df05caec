import { textWidth } from '#core/model/text-width.ts';
import { escapeHtml } from '#core/report/html-escape.ts';
import { short } from './svg-paint.ts';

/** How a text is set; sizes in mm. */
export interface TextLook {
  readonly size: number;
  readonly colour?: string;
  readonly bold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
}

/** Ink of the sheet, dark and softer. */
export const ink = '#1A2129';
export const softInk = '#4A5561';

/** One line of text with its baseline at (x, y) mm. */
export function textLine(text: string, x: number, y: number, look: TextLook): string {
  const { size, colour = ink, bold = false, anchor = 'start' } = look;
  const weight = bold ? ' font-weight="600"' : '';
  const side = anchor === 'start' ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${short(x)}" y="${short(y)}" font-size="${short(size)}" fill="${colour}"${weight}${side}>${escapeHtml(text)}</text>`;
}

/** Pieces that a line may be broken between: Chinese letters one by one, words whole with their space. */
function pieces(text: string): string[] {
  return (
    text.match(/[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/gu) ?? []
  );
}

/** Signs that do not end a line. */
const opening = /[（《「『“‘([{]$/u;

/** Signs that do not begin a line. */
const closing = /^[，。、；：？！）》」』”’,.;:?!)\]}%]/u;

/** A piece that is wider than a line, letter by letter. */
function broken(piece: string, most: number): string[] {
  return textWidth(piece.trimEnd()) > most ? [...piece] : [piece];
}

/** Text in lines of at most `width` mm; its own line breaks stay. */
export function wrapText(text: string, width: number, size: number): string[] {
  const most = width / size;
  return text.split(/\r?\n/u).flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const piece of pieces(paragraph).flatMap((one) => broken(one, most))) {
      const fits = textWidth((line + piece).trimEnd()) <= most;
      if (line === '' || fits || closing.test(piece)) line += piece;
      else if (opening.test(line)) {
        lines.push(line.slice(0, -1).trimEnd());
        line = line.slice(-1) + piece;
      } else {
        lines.push(line.trimEnd());
        line = piece.trimStart();
      }
    }
    return [...lines, line.trimEnd()];
  });
}

/** The largest size up to `wanted` at which a text stays on one line of `width` mm. */
export function fittingSize(text: string, width: number, wanted: number, least: number): number {
  const units = textWidth(text);
  return units === 0 ? wanted : Math.max(least, Math.min(wanted, width / units));
}

/** Every character that the texts of an SVG document set. */
export function charactersOf(svg: string): ReadonlySet<number> {
  const characters = new Set<number>();
  const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
  for (const [, content] of svg.matchAll(/<text\b[^>]*>([^<]*)/g)) {
    const plain = content!.replace(/&(?:#39|(\w+));/g, (_, word: string | undefined) =>
      word === undefined ? "'" : (named[word] ?? ''),
    );
    for (const letter of plain) characters.add(letter.codePointAt(0)!);
  }
  return characters;
}
