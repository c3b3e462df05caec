import type { FileSource } from '#core/platform/platform.ts';
import { looksLikeText, readCsv } from './csv-reader.ts';
import { writeDelimited } from './csv-writer.ts';
import type { Format } from './format.ts';
import { fileExtension, readRange } from './source-reading.ts';

/** Whether a file has one of these extensions and can be text; empty files are told about when they are read. */
async function isNamedText(source: FileSource, extensions: readonly string[]): Promise<boolean> {
  const isNamed = extensions.includes(fileExtension(source.name));
  return isNamed && (source.bytes === 0 || looksLikeText(await readRange(source, 0, 4096)));
}

const tabExtensions = ['.tsv', '.tab'];
const otherExtensions = ['.csv', '.txt'];

/** Tables of text separated by tabs. */
export const tsv: Format = {
  id: 'tsv',
  label: { zh: 'TSV 文本表格', en: 'TSV table of text' },
  extensions: tabExtensions,
  companions: [],
  sniff: (source) => isNamedText(source, tabExtensions),
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    yield* await readCsv(source, options, context);
  },
  write: (layer, context) => writeDelimited(layer, '\t', context),
};

/** Tables of text separated by commas, tabs, semicolons or bars: with places in two columns or as WKT, or without. */
export const csv: Format = {
  id: 'csv',
  label: { zh: 'CSV 文本表格', en: 'CSV table of text' },
  extensions: otherExtensions,
  companions: [],
  sniff: (source) => isNamedText(source, otherExtensions),
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    yield* await readCsv(source, options, context);
  },
  write: (layer, context) => writeDelimited(layer, ',', context),
};
