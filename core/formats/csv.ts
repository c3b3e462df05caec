import { looksLikeText, readCsv } from './csv-reader.ts';
import { writeCsv } from './csv-writer.ts';
import type { Format } from './format.ts';
import { fileExtension, readRange } from './source-reading.ts';

const extensions = ['.csv', '.tsv', '.tab', '.txt'];

/** Tables of text, separated by commas, tabs, semicolons or bars: with places in two columns or as WKT, or without. */
export const csv: Format = {
  id: 'csv',
  label: { zh: 'CSV 文本表格', en: 'CSV table of text' },
  extensions,
  companions: [],
  async sniff(source) {
    const isNamed = extensions.includes(fileExtension(source.name));
    return isNamed && (source.bytes === 0 || looksLikeText(await readRange(source, 0, 4096)));
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    yield* await readCsv(source, options, context);
  },
  write: writeCsv,
};
