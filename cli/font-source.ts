import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fontSlices } from '#core/report/font-sheet.ts';
import type { FontFamily } from '#core/report/report-input.ts';

const packages = [
  { name: 'Noto Sans SC', package: '@fontsource-variable/noto-sans-sc' },
  { name: 'Noto Serif SC', package: '@fontsource-variable/noto-serif-sc' },
] as const;

/**
 * The fonts a report may embed, read from the installed packages when they are needed. A family whose package is not
 * installed is left out: the report then falls back on the fonts of the machine that shows it.
 */
export async function reportFonts(): Promise<FontFamily[]> {
  const families: FontFamily[] = [];
  for (const { name, package: packageName } of packages) {
    try {
      const sheet = createRequire(import.meta.url).resolve(`${packageName}/index.css`);
      const load = (file: string) => readFile(path.join(path.dirname(sheet), file));
      families.push({ name, slices: fontSlices(await readFile(sheet, 'utf8'), load) });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }
  return families;
}
