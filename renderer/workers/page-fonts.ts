import sansSheet from '@fontsource-variable/noto-sans-sc/index.css?raw';
import serifSheet from '@fontsource-variable/noto-serif-sc/index.css?raw';
import { fontSlices } from '#core/report/font-sheet.ts';
import type { FontFamily } from '#core/report/report-input.ts';

/** Addresses of the font files in this build, by their path in the package. */
const addresses = {
  ...import.meta.glob<string>('/../node_modules/@fontsource-variable/noto-{sans,serif}-sc/files/*-wght-normal.woff2', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
};

const byName = new Map(
  Object.entries(addresses).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
);

async function load(file: string): Promise<Uint8Array> {
  const address = byName.get(file.slice(file.lastIndexOf('/') + 1));
  if (address === undefined) throw new Error(`the build has no font file ${file}`);
  const response = await fetch(new URL(address, import.meta.url));
  return new Uint8Array(await response.arrayBuffer());
}

/** The fonts a report may embed, from the files that the page itself is set in. */
export async function pageFonts(): Promise<readonly FontFamily[]> {
  return [
    { name: 'Noto Sans SC', slices: fontSlices(sansSheet, load) },
    { name: 'Noto Serif SC', slices: fontSlices(serifSheet, load) },
  ];
}
