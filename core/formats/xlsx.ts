import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { looksLikeZip, openArchive } from './archive.ts';
import type { Format, LayerListing } from './format.ts';
import { readRange } from './source-reading.ts';

/** First bytes of a compound file, in which workbooks were kept until 2007. */
const compoundMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
const compoundExtensions = /\.xlsx?$/i;

/** Whether an archive holds a workbook; damaged ones are told about by whoever opens them. */
async function holdsWorkbook(source: FileSource): Promise<boolean> {
  try {
    return (await openArchive(source, new RemarkList(), {})).some(({ path }) =>
      /^xl\/workbook\.(?:xml|bin)$/i.test(path),
    );
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return false;
    throw thrown;
  }
}

/** Excel workbooks of 1997 and later: every sheet a table, with places in two columns or as WKT, or without. */
export const xlsx: Format = {
  id: 'xlsx',
  label: { zh: 'Excel 工作簿', en: 'Excel workbook' },
  extensions: ['.xlsx', '.xlsm', '.xls'],
  companions: [],
  async sniff(source) {
    const head = await readRange(source, 0, compoundMagic.length);
    if (looksLikeZip(head)) return holdsWorkbook(source);
    // Other programs keep their documents in compound files as well. An encrypted .xlsx is one, too.
    return compoundMagic.every((byte, index) => head[index] === byte) && compoundExtensions.test(source.name);
  },
  async layers(source, options, context) {
    const { readXlsx } = await import('./xlsx-reader.ts');
    const listings: LayerListing[] = [];
    for await (const { name, geometry } of readXlsx(source, options, context)) {
      listings.push({ name, geometry: geometry.kind, features: geometry.featureOffsets.length - 1 });
    }
    return listings;
  },
  async *read(source, options, context) {
    const { readXlsx } = await import('./xlsx-reader.ts');
    yield* readXlsx(source, options, context);
  },
  async *write(layer, context, remarks) {
    const { writeXlsx } = await import('./xlsx-writer.ts');
    yield await writeXlsx(layer, context, remarks ?? new RemarkList());
  },
};
