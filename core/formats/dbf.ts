import { RemarkList } from '#core/model/remark.ts';
import { looksLikeDbf } from './dbf-header.ts';
import { readDbf } from './dbf-reader.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { Format } from './format.ts';
import { layersOf } from './read-layer.ts';
import { readRange } from './source-reading.ts';

/** A dBASE table on its own, without the shapes it may have belonged to. */
export const dbf: Format = {
  id: 'dbf',
  label: { zh: 'dBASE 表', en: 'dBASE table' },
  extensions: ['.dbf'],
  companions: ['.cpg', '.cst'],
  async sniff(source) {
    return looksLikeDbf(await readRange(source, 0, 32), source.bytes);
  },
  async layers() {
    return [{ name: '', geometry: 'none' }];
  },
  async *read(source, options, context) {
    const remarks = new RemarkList();
    const builder = new FeatureBuilder();
    const { rows, records, deleted, encoding, evidence } = await readDbf(
      source,
      builder.columns,
      options.encoding,
      remarks,
      context,
    );
    for (let row = 0; row < rows; row++) builder.endRow();
    const kept = keptRecords(records, deleted);
    const facts = { file: source.name, name: '', remarks, encoding, evidence };
    yield* layersOf(builder, { ...facts, rowOf: (row) => kept(row) + 1 });
  },
};

/** From a row, counted without deleted records, back to its record; both from 0. */
export function keptRecords(records: number, deleted: ReadonlySet<number>): (row: number) => number {
  if (deleted.size === 0) return (row) => row;
  const kept: number[] = [];
  for (let record = 0; record < records; record++) if (!deleted.has(record)) kept.push(record);
  return (row) => kept[row] ?? row;
}
