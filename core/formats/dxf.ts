import { RemarkList } from '#core/model/remark.ts';
import type { Format } from './format.ts';
import { fileExtension, readRange } from './source-reading.ts';

/** First bytes of a binary drawing. */
const binaryHead = 'AutoCAD Binary DXF';

/** DXF drawings, text or binary, of version 12 and later. */
export const dxf: Format = {
  id: 'dxf',
  label: { zh: 'DXF 图', en: 'DXF drawing' },
  extensions: ['.dxf'],
  companions: [],
  async sniff(source) {
    const head = String.fromCharCode(...(await readRange(source, 0, 1024)));
    if (head.startsWith(binaryHead)) return true;
    const isNamed = fileExtension(source.name) === '.dxf';
    // Comments (group 999) may stand before the first section.
    return (
      /^\s*(?:999\s*\r?\n[^\n]*\n\s*)*0\s*\r?\n\s*SECTION\s*\r?\n/.test(head) ||
      (isNamed && /^\s*\d+\s*\r?\n/.test(head))
    );
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    const { readDxf } = await import('./dxf-reader.ts');
    yield* await readDxf(source, options, context);
  },
  async *write(layer, context, remarks) {
    const { writeDxf } = await import('./dxf-writer.ts');
    yield await writeDxf(layer, context, remarks ?? new RemarkList());
  },
};
