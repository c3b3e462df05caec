import { type Column, type FeatureTable, isNumberColumn, isNumberType } from '#core/model/feature-table.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { AppendedPages, FilledTree } from '#core/sqlite/appended-pages.ts';
import { IndexTree } from '#core/sqlite/index-tree.ts';
import { RecordWriter } from '#core/sqlite/record-writer.ts';
import { TableTree } from '#core/sqlite/table-tree.ts';
import { storable } from './feature-rows.ts';
import { BlobWriter } from './geopackage-binary.ts';
import type { LayerColumn, LayerTable } from './layer-table.ts';

/** Ids that sort by their characters as by their bytes, and are short enough for one entry of an index. */
const plainId = /^[\x20-\x7e]{1,100}$/;

/** Whether the rows of a layer can be laid into the file as pages; what cannot goes in row by row. */
export function canBeLaid({ ids, fields, columns }: FeatureTable): boolean {
  const fits = ({ name, type }: FeatureTable['fields'][number]) => {
    const column = columns[name];
    return !column || isNumberColumn(column) === isNumberType(type);
  };
  return fields.every(fits) && ids.every((id) => plainId.test(id));
}

/** Writes the values of one field into records. */
function valueWriter(
  record: RecordWriter,
  { columnType }: LayerColumn,
  column: Column | undefined,
): (row: number) => void {
  if (!column) return () => record.addNull();
  if (!isNumberColumn(column)) {
    return (row) => {
      const text = storable(column[row]!);
      if (text === null) record.addNull();
      else record.addText(text);
    };
  }
  return (row) => {
    const value = column[row]!;
    if (Number.isNaN(value)) record.addNull();
    // SQLite keeps whole numbers in few bytes in columns of reals as well.
    else if (columnType !== 'REAL' || Number.isInteger(value)) record.addInteger(value);
    else record.addReal(value);
  };
}

/** Rows written between two stops. */
const rowsPerStretch = 4000;

/**
 * The rows of a layer in their order, numbered from 1, as the tree of its empty table. It stops after each stretch of rows, and
 * tells how many are done.
 */
export function* rowTree(
  pages: AppendedPages,
  root: number,
  { columns, geometryType }: LayerTable,
  features: FeatureTable,
  srs: number,
): Generator<number, FilledTree> {
  const { ids } = features;
  const record = new RecordWriter(columns.length + 3);
  const shapes = geometryType && new BlobWriter(features.geometry, geometryType, srs);
  const writers = columns.map((column) => valueWriter(record, column, features.columns[column.field]));
  const tree = new TableTree(pages);
  for (let row = 0; row < ids.length; row++) {
    if (row % rowsPerStretch === 0) yield row;
    record.begin();
    // The number of a row stands beside its record.
    record.addNull();
    if (shapes) {
      const blob = shapes.write(row);
      if (blob) record.addBlob(blob);
      else record.addNull();
    }
    for (const write of writers) write(row);
    record.addText(ids[row]!);
    record.finish();
    tree.add(row + 1, record.bytes, record.start, record.end);
  }
  return { root, content: tree.finish() };
}

/** Characters of an id that are sorted as one number. */
const sortedAsNumber = 4;
const rowBits = 2 ** 24;
/** So few are sorted one by one faster than by a call. */
const fewToSort = 16;

/** Sorts the rows of `rows` from `first` to `end` by their ids. */
function sortById(rows: Uint32Array, first: number, end: number, ids: readonly string[]): void {
  if (end - first > fewToSort) {
    rows.subarray(first, end).sort((a, b) => (ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : 0));
    return;
  }
  for (let next = first + 1; next < end; next++) {
    const row = rows[next]!;
    const id = ids[row]!;
    let place = next;
    for (; place > first && ids[rows[place - 1]!]! > id; place--) rows[place] = rows[place - 1]!;
    rows[place] = row;
  }
}

/** The rows in the order of their ids. */
function rowsById(ids: readonly string[]): Uint32Array {
  const keys = new Float64Array(ids.length);
  for (let row = 0; row < ids.length; row++) {
    let key = 0;
    for (let place = 0; place < sortedAsNumber; place++) key = key * 128 + (ids[row]!.charCodeAt(place) || 0);
    keys[row] = key * rowBits + row;
  }
  keys.sort();
  const rows = new Uint32Array(keys.length);
  for (let place = 0; place < rows.length; place++) rows[place] = keys[place]! % rowBits;
  // Those that begin alike are sorted among themselves.
  for (let first = 0; first < rows.length; ) {
    const next = (Math.floor(keys[first]! / rowBits) + 1) * rowBits;
    let end = first + 1;
    while (end < rows.length && keys[end]! < next) end++;
    sortById(rows, first, end, ids);
    first = end;
  }
  return rows;
}

/** The index of ids, for the rows of `rowTree`; it stops as that does. Fails with `store/feature-repeated`. */
export function* idTree(
  pages: AppendedPages,
  root: number,
  layer: string,
  { ids }: FeatureTable,
): Generator<number, FilledTree> {
  const record = new RecordWriter(2);
  const tree = new IndexTree(pages);
  let before = '';
  const rows = rowsById(ids);
  for (let place = 0; place < rows.length; place++) {
    if (place % rowsPerStretch === 0) yield ids.length;
    const row = rows[place]!;
    const id = ids[row]!;
    if (id === before) throw new WorkbenchError('store/feature-repeated', { layer, feature: id });
    before = id;
    record.begin();
    record.addText(id);
    record.addInteger(row + 1);
    record.finish();
    tree.add(record.bytes, record.start, record.end);
  }
  return { root, content: tree.finish() };
}
