import type { FontSlice } from './report-input.ts';

/** One `@font-face` of a style sheet: its file and the characters it covers. */
const facePattern = /url\(\.\/(files\/[\w.-]+\.woff2)\)[^}]*?unicode-range:\s*([^;}]+)/g;

/** The slices that the style sheet of a font package names; `load` gets the path of a file inside the package. */
export function fontSlices(sheet: string, load: (file: string) => Promise<Uint8Array>): FontSlice[] {
  return [...sheet.matchAll(facePattern)].map(([, file, unicodeRange]) => ({
    unicodeRange: unicodeRange!.trim(),
    load: () => load(file!),
  }));
}
