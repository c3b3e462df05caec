import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FontFamily, FontSlice } from '#core/report/report-input.ts';

const packages = [
  { name: 'Noto Sans SC', package: '@fontsource-variable/noto-sans-sc' },
  { name: 'Noto Serif SC', package: '@fontsource-variable/noto-serif-sc' },
] as const;

/** One `@font-face` of the package's style sheet: its file and the characters it covers. */
const facePattern = /url\(\.\/(files\/[\w.-]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g;

async function slicesOf(packageName: string): Promise<FontSlice[]> {
  const sheet = createRequire(import.meta.url).resolve(`${packageName}/index.css`);
  const css = await readFile(sheet, 'utf8');
  return [...css.matchAll(facePattern)].map(([, file, unicodeRange]) => ({
    unicodeRange: unicodeRange!.trim(),
    load: () => readFile(path.join(path.dirname(sheet), file!)),
  }));
}

/**
 * The fonts a report may embed, read from the installed packages when they are needed. A family whose package is not
 * installed is left out: the report then falls back on the fonts of the machine that shows it.
 */
export async function reportFonts(): Promise<FontFamily[]> {
  const families: FontFamily[] = [];
  for (const { name, package: packageName } of packages) {
    try {
      families.push({ name, slices: await slicesOf(packageName) });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return families;
}
