import { BrotliFault } from './brotli-codes.ts';
import { subsetFont } from './font-subset.ts';
import { FontFault } from './font-tables.ts';
import { base64 } from './html-escape.ts';
import type { FontFamily, FontSlice } from './report-input.ts';

/** The characters a page sets in each of its two families. */
export interface FontUse {
  readonly sans: ReadonlySet<number>;
  readonly serif: ReadonlySet<number>;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Reads from the page itself which characters stand in which family: text within an element of class `prose` is set in the
 * serif, but for badges, footnote signs and code within it; everything else in the sans.
 */
export function fontUse(html: string): FontUse {
  const sans = new Set<number>();
  const serif = new Set<number>();
  const stack: boolean[] = [];
  const tokens = /<(\/?)([a-z][\w-]*)((?:[^>"]|"[^"]*")*?)(\/?)>|([^<]+)/gi;
  const hidden = new Set(['style', 'defs']);
  let hiddenDepth = 0;
  for (const [, closing, name, attributes, empty, text] of html.matchAll(tokens)) {
    if (text !== undefined) {
      if (hiddenDepth > 0) continue;
      const plain = text.replace(/&(?:#39|(\w+));/g, (_, word: string | undefined) =>
        word ? (named[word] ?? '') : "'",
      );
      const used = stack.at(-1) ? serif : sans;
      for (const letter of plain) used.add(letter.codePointAt(0)!);
      continue;
    }
    if (closing) {
      stack.pop();
      if (hidden.has(name!)) hiddenDepth--;
    } else if (!empty && name !== 'meta') {
      const inherited = stack.at(-1) ?? false;
      const isOwn = name === 'code' || name === 'sup' || /class="sc"/.test(attributes!);
      stack.push(isOwn ? false : /class="prose\b/.test(attributes!) || inherited);
      if (hidden.has(name!)) hiddenDepth++;
    }
  }
  // Counters of lists and pages are drawn by the browser.
  for (const digit of '0123456789.·•–—') {
    sans.add(digit.codePointAt(0)!);
    serif.add(digit.codePointAt(0)!);
  }
  return { sans, serif };
}

/** First and last character of each part of a CSS unicode-range. */
function rangeParts(range: string): [number, number][] {
  return range.split(',').flatMap((part): [number, number][] => {
    const match = /^\s*U\+([0-9a-f?]+)(?:-([0-9a-f]+))?\s*$/i.exec(part);
    if (!match) return [];
    const first = Number.parseInt(match[1]!.replaceAll('?', '0'), 16);
    const last = Number.parseInt(match[2] ?? match[1]!.replaceAll('?', 'f'), 16);
    return [[first, last]];
  });
}

/** Characters as a CSS unicode-range. */
export function rangeOf(characters: readonly number[]): string {
  const sorted = [...characters].sort((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; ) {
    let end = at;
    while (sorted[end + 1] === sorted[end]! + 1) end++;
    const hex = (character: number) => character.toString(16).toUpperCase();
    parts.push(end === at ? `U+${hex(sorted[at]!)}` : `U+${hex(sorted[at]!)}-${hex(sorted[end]!)}`);
    at = end + 1;
  }
  return parts.join(',');
}

/** Which characters come from which slice. Of slices that overlap the last one counts, as in a style sheet. */
export function charactersBySlice(
  slices: readonly FontSlice[],
  characters: ReadonlySet<number>,
): ReadonlyMap<FontSlice, readonly number[]> {
  const left = new Set(characters);
  const found = new Map<FontSlice, readonly number[]>();
  for (const slice of [...slices].reverse()) {
    const parts = rangeParts(slice.unicodeRange);
    const own = [...left].filter((character) => parts.some(([first, last]) => character >= first && character <= last));
    for (const character of own) left.delete(character);
    if (own.length > 0) found.set(slice, own);
  }
  return found;
}

/** Slices used mostly for Latin letters are small and keep their kerning and figures: they are embedded whole. */
function isLatin(characters: readonly number[]): boolean {
  return characters.filter((character) => character < 0x250).length > characters.length / 2;
}

/** The smaller of the slice cut down to what is used and the slice as it is. */
async function faceCss(family: FontFamily, slice: FontSlice, characters: readonly number[]): Promise<string> {
  const whole = await slice.load();
  let bytes = whole;
  if (!isLatin(characters)) {
    try {
      const subset = subsetFont(whole, characters);
      if (subset.length < whole.length) bytes = subset;
    } catch (error) {
      // A font that cannot be taken apart is embedded whole: larger, and as good.
      if (!(error instanceof FontFault || error instanceof BrotliFault)) throw error;
    }
  }
  const kind = bytes === whole ? 'woff2' : 'woff';
  return (
    `@font-face{font-family:"${family.name}";font-style:normal;font-weight:200 900;font-display:block;` +
    `src:url(data:font/${kind};base64,${base64(bytes)}) format("${kind}");unicode-range:${rangeOf(characters)}}`
  );
}

/** Font faces with the characters the page uses, and no others. */
export async function fontFaces(families: readonly FontFamily[], use: FontUse): Promise<string> {
  const faces: string[] = [];
  for (const family of families) {
    const characters = family.name === 'Noto Serif SC' ? use.serif : use.sans;
    for (const [slice, own] of charactersBySlice(family.slices, characters))
      faces.push(await faceCss(family, slice, own));
  }
  return faces.join('\n');
}
