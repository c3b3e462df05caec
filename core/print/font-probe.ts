import { charactersOf } from './svg-text.ts';

/** A letter of each font of a sheet, in a strip below it: where they can be seen, all fonts are there. */
export interface ProbedSheet {
  readonly svg: string;
  /** Letters in the strip, each in the middle of a cell. */
  readonly cells: number;
  /** Width of a cell, as a share of that of the sheet. */
  readonly cellShare: number;
}

/** Height of the strip, mm. */
export const probeHeight = 3;

/** Characters that leave no ink. */
const blank = /[\s\u2000-\u200f\u2028-\u202f\u205f\u3000\ufeff]/u;

/** A letter with ink that each font face of the document is used for. */
function lettersOf(svg: string): readonly string[] {
  const used = [...charactersOf(svg)].map((character) => String.fromCodePoint(character));
  const inked = new Set(used.filter((letter) => !blank.test(letter)));
  return [...svg.matchAll(/unicode-range:([^}]+)\}/g)].flatMap(([, range]) => {
    for (const part of range!.split(',')) {
      const [first, last] = part.replace('U+', '').split('-');
      const end = Number.parseInt(last ?? first!, 16);
      for (let character = Number.parseInt(first!, 16); character <= end; character++) {
        const letter = String.fromCodePoint(character);
        if (inked.has(letter)) return [letter];
      }
    }
    return [];
  });
}

/**
 * A sheet of `width` × `height` mm, with its fonts, that is `pixels` wide and high and has the probes below it. Browsers draw
 * pictures before the fonts inside them are read, without saying when they are.
 */
export function withProbes(
  svg: string,
  [width, height]: readonly [number, number],
  pixels: readonly [number, number],
): ProbedSheet {
  const letters = lettersOf(svg);
  const cell = Math.min(probeHeight, width / Math.max(1, letters.length));
  const size = Math.min(2.2, 0.9 * cell);
  const probes = letters.map(
    (letter, place) =>
      `<text x="${(place + 0.5) * cell}" y="${height + 2.4}" font-size="${size}" text-anchor="middle" fill="#000000">${letter === '<' ? '&lt;' : letter === '&' ? '&amp;' : letter}</text>`,
  );
  const whole = height + probeHeight;
  return {
    cells: letters.length,
    cellShare: cell / width,
    svg: svg
      .replace(
        / width="[^"]+" height="[^"]+" viewBox="[^"]+"/,
        ` width="${pixels[0]}" height="${(pixels[1] * whole) / height}" viewBox="0 0 ${width} ${whole}"`,
      )
      .replace(
        /<\/svg>\s*$/,
        `<rect y="${height}" width="${width}" height="${probeHeight}" fill="#FFFFFF"/>${probes.join('')}</svg>`,
      ),
  };
}
