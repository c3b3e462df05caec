import { RemarkList } from '#core/model/remark.ts';
import type { LocalText } from '#core/model/text.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { keptRecords } from './dbf.ts';
import { type DbfTable, readDbf } from './dbf-reader.ts';
import { byteOrderMark, textDecoder } from './encoding.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, Format } from './format.ts';
import { guessEncoding } from './guess-encoding.ts';
import { layersOf } from './read-layer.ts';
import { ShapeReader, shapeFileCode } from './shapefile-reader.ts';
import { companion, readRange } from './source-reading.ts';

/** More than any definition of a coordinate system has. */
const longestPrj = 65_536;

async function readPrj(source: FileSource): Promise<DeclaredCrs | undefined> {
  const prj = await companion(source, '.prj');
  if (!prj) return undefined;
  const bytes = await readRange(prj, 0, longestPrj);
  const { encoding } = byteOrderMark(bytes) ?? guessEncoding(bytes);
  const text = textDecoder(encoding).decode(bytes).trim();
  return text === '' ? undefined : { text, place: { zh: '.prj 文件', en: 'its .prj file' } };
}

const noTable: DbfTable = { rows: 0, records: 0, deleted: new Set(), encoding: 'utf-8' };

/** ESRI shapefile: `.shp` with its `.shx`, `.dbf`, `.prj` and `.cpg`. */
export const shapefile: Format = {
  id: 'shapefile',
  label: { zh: 'Shapefile', en: 'Shapefile' },
  extensions: ['.shp'],
  companions: ['.shx', '.dbf', '.prj', '.cpg', '.cst', '.qpj', '.qix', '.qmd', '.sbn', '.sbx', '.fix', '.shp.xml'],
  async sniff(source) {
    const head = await readRange(source, 0, 100);
    if (head.length < 100) return false;
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    // An index has the same header; its extension tells it apart.
    return view.getInt32(0, false) === shapeFileCode && !source.name.toLowerCase().endsWith('.shx');
  },
  async layers() {
    return [{ name: '' }];
  },
  async *read(source, options, context) {
    const remarks = new RemarkList();
    // Nearly all of the file are coordinates of eight bytes.
    const builder = new FeatureBuilder(Math.floor(source.bytes / 8));
    const file = source.name;
    const table = await companion(source, '.dbf');
    let attributes = noTable;
    if (table) attributes = await readDbf(table, builder.columns, options.encoding, remarks, context);
    else {
      const consequence: LocalText = { zh: '要素没有属性', en: 'the features have no attributes' };
      remarks.add('formats/companion-missing', 'warning', { file, companion: '.dbf', consequence });
    }
    const shapes = new ShapeReader(source, builder, remarks, context);
    const kind = await shapes.read(await companion(source, '.shx'), attributes.deleted);
    if (table && shapes.records !== attributes.records) {
      remarks.add('formats/counts-differ', 'warning', { file, shapes: shapes.records, records: attributes.records });
    }
    const kept = keptRecords(shapes.records, attributes.deleted);
    yield* layersOf(builder, {
      file,
      name: '',
      kind,
      remarks,
      crs: await readPrj(source),
      encoding: table ? attributes.encoding : undefined,
      evidence: attributes.evidence,
      rowOf: (row) => kept(row) + 1,
    });
  },
  writtenExtension: '.zip',
  async *write(layer, context, remarks) {
    const { writeShapefile } = await import('./shapefile-writer.ts');
    yield writeShapefile(layer, context, remarks ?? new RemarkList());
  },
};
