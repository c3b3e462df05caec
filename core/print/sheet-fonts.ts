import { fontFaces } from '#core/report/html-fonts.ts';
import type { FontFamily } from '#core/report/report-input.ts';
import { charactersOf } from './svg-text.ts';

/** The family that sheets are set in. */
const family = 'Noto Sans SC';

/** A sheet that carries the letters it needs. */
export async function embedFonts(svg: string, fonts: readonly FontFamily[]): Promise<string> {
  const faces = await fontFaces(
    fonts.filter(({ name }) => name === family),
    { sans: charactersOf(svg), serif: new Set() },
  );
  if (faces === '') return svg;
  return svg.replace('</title>', () => `</title>\n<style>${faces}</style>`);
}
