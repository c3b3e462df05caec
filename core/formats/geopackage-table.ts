import type { FieldType } from '#core/model/feature-table.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import type { TaskContext } from '#core/platform/platform.ts';
import type { SqlDatabase, SqlValue } from '#core/platform/sqlite.ts';
import type { RecordReader } from '#core/sqlite/record-reader.ts';
import { scanTable } from '#core/sqlite/table-scan.ts';
import { decodeUtf8, TextMemory } from '#core/sqlite/text-memory.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, ReadLayer } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { BlobIntake } from './geopackage-blob.ts';
import { type OpenGeoPackage, query, quoted } from './geopackage-file.ts';
import type { PagedGeoPackage, PagedTable } from './geopackage-pages.ts';
import { layersOf } from './read-layer.ts';
import { checkCancelled } from './source-reading.ts';

/** Kinds of geometry by the name of their type in the register. */
export const geometryKinds: Readonly<Record<string, GeometryKind>> = {
  POINT: 'point',
  MULTIPOINT: 'point',
  LINESTRING: 'line',
  MULTILINESTRING: 'line',
  POLYGON: 'polygon',
  MULTIPOLYGON: 'polygon',
  CIRCULARSTRING: 'line',
  COMPOUNDCURVE: 'line',
  MULTICURVE: 'line',
  CURVE: 'line',
  CURVEPOLYGON: 'polygon',
  MULTISURFACE: 'polygon',
  SURFACE: 'polygon',
};

/** Rows read between two looks at whether to go on. */
const batchSize = 1000;

/** A table of a GeoPackage as its registers have it. */
export interface Contents {
  readonly table: string;
  readonly isSpatial: boolean;
  readonly column: string;
  readonly typeName: string;
  readonly srs: number;
}

/** The type of values that a declared SQL type holds; undefined for bytes. */
function fieldType(declared: string): FieldType | undefined {
  const type = declared.toUpperCase();
  if (type.startsWith('BOOL')) return 'boolean';
  if (type.includes('INT')) return 'integer';
  if (/^(?:REAL|DOUBLE|FLOAT|NUMERIC|DECIMAL)/.test(type)) return 'real';
  if (type.startsWith('DATE')) return 'date';
  return type.startsWith('BLOB') ? undefined : 'text';
}

function setValue(column: ColumnBuilder, type: FieldType, row: number, value: SqlValue): void {
  if (value === null || value instanceof Uint8Array) return;
  if (typeof value === 'string') column.setText(row, value);
  else if (type === 'boolean') column.setBoolean(row, value !== 0);
  else column.setNumber(row, value);
}

/** What of a table goes where in the rows that are being built. */
interface TableIntake {
  readonly builder: FeatureBuilder;
  readonly sink: GeometrySink;
  readonly blobs: BlobIntake;
  readonly columns: readonly IntakeColumn[];
  /** Column with the number of a row that is no attribute; empty without one. */
  readonly key: string;
  readonly keys: number[];
  readonly remarks: RemarkList;
}

interface IntakeColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly builder: ColumnBuilder;
  readonly memory: TextMemory;
}

function intakeOf(
  database: SqlDatabase,
  contents: Contents,
  file: string,
  told: RemarkList,
  fractionRead: () => number,
): TableIntake {
  const remarks = new RemarkList();
  remarks.addAll(told.toArray());
  const builder = new FeatureBuilder(0, fractionRead);
  const sink = new GeometrySink(builder);
  const columns: IntakeColumn[] = [];
  let key = '';
  for (const [, name, declared, , , isKey] of query(database, `pragma table_info(${quoted(contents.table)})`)) {
    const field = String(name);
    if (field.toLowerCase() === contents.column.toLowerCase()) continue;
    const type = fieldType(String(declared));
    // The row number under its usual names is no attribute; any other key is.
    if (isKey === 1 && type === 'integer' && /^(?:fid|ogc_fid)$/i.test(field)) key = field;
    else if (type !== undefined)
      columns.push({ name: field, type, builder: builder.columns.add(field, type), memory: new TextMemory() });
    else remarks.add('formats/field-left-out', 'warning', { file, field, type: String(declared) });
  }
  return { builder, sink, blobs: new BlobIntake(sink, file, remarks), columns, key, keys: [], remarks };
}

/** Takes in the rows as SQLite gives them. */
async function takeRows(database: SqlDatabase, contents: Contents, intake: TableIntake, context: TaskContext) {
  const { builder, blobs, columns, key, keys } = intake;
  const selected = [
    key === '' ? 'null' : quoted(key),
    contents.isSpatial ? quoted(contents.column) : 'null',
    ...columns.map(({ name }) => quoted(name)),
  ];
  const total = Number(query(database, `select count(*) from ${quoted(contents.table)}`)[0]?.[0] ?? 0);
  const statement = database.prepare(`select ${selected.join(', ')} from ${quoted(contents.table)}`);
  try {
    while (statement.step()) {
      const { row } = builder;
      const values = statement.get();
      if (key !== '') keys.push(Number(values[0]));
      const blob = values[1];
      if (blob instanceof Uint8Array) blobs.add(blob, 0, blob.length, row + 1);
      for (let index = 0; index < columns.length; index++) {
        setValue(columns[index]!.builder, columns[index]!.type, row, values[index + 2]!);
      }
      builder.endRow();
      if (row % batchSize === 0) {
        checkCancelled(context);
        context.progress?.({ done: row, total, label: contents.table });
        await context.pause?.();
      }
    }
  } finally {
    statement.free();
  }
}

/** Takes in the rows from the pages they stand on. Throws a `RangeError` where only SQLite can. */
async function takePages(
  { pages }: PagedGeoPackage,
  table: PagedTable,
  contents: Contents,
  intake: TableIntake,
  seen: (page: number) => void,
  context: TaskContext,
) {
  const { builder, blobs, columns, key, keys } = intake;
  const placeOf = (name: string) => table.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  const geometryAt = contents.isSpatial ? placeOf(contents.column) : -1;
  const keyAt = key === '' ? -1 : placeOf(key);
  const places = columns.map(({ name }) => placeOf(name));
  const receive = (record: RecordReader) => {
    const { row } = builder;
    const { bytes, count } = record;
    if (table.hasDefaults && count < table.columns.length) throw new RangeError('values that only SQLite knows');
    if (keyAt >= 0) keys.push(keyAt === table.key ? record.key : record.number(keyAt));
    if (geometryAt >= 0 && geometryAt < count && record.isBlob(geometryAt))
      blobs.add(bytes, record.startOf(geometryAt), record.endOf(geometryAt), row + 1);
    for (let index = 0; index < columns.length; index++) {
      const at = places[index]!;
      const { builder: column, type, memory } = columns[index]!;
      if (at === table.key) column.setNumber(row, record.key);
      else if (at >= count) continue;
      else if (record.isText(at))
        column.setText(row, memory.text(bytes, record.startOf(at), record.endOf(at), decodeUtf8));
      else if (record.isNumber(at)) setValue(column, type, row, record.number(at));
    }
    builder.endRow();
  };
  const { header } = pages;
  await scanTable(pages, table.root, receive, async (page) => {
    seen(page);
    checkCancelled(context);
    context.progress?.({ done: page, total: header.pages, label: contents.table });
    await context.pause?.();
  });
}

/** The layers that a table makes, one for each kind of geometry; `told` is what is to be said with them. */
export async function readTable(
  file: OpenGeoPackage,
  contents: Contents,
  { name, crs }: { readonly name: string; readonly crs: DeclaredCrs | undefined },
  told: RemarkList,
  context: TaskContext,
): Promise<ReadLayer[]> {
  const intake = await takeTable(file, contents, name, told, context);
  const { builder, sink, blobs, key, keys, remarks } = intake;
  blobs.report();
  sink.report(remarks, name);
  return layersOf(builder, {
    file: name,
    name: contents.table,
    remarks,
    crs,
    kind: contents.isSpatial ? (geometryKinds[contents.typeName] ?? 'none') : 'none',
    rowOf: (row) => (key === '' ? row + 1 : keys[row]!),
  });
}

async function takeTable(
  file: OpenGeoPackage,
  contents: Contents,
  name: string,
  told: RemarkList,
  context: TaskContext,
): Promise<TableIntake> {
  const { paged } = file;
  const table = paged?.table(contents.table);
  if (paged && table) {
    let fraction = 0;
    const intake = intakeOf(paged.schema, contents, name, told, () => fraction);
    const seen = (page: number) => {
      fraction = page / paged.pages.header.pages;
    };
    try {
      await takePages(paged, table, contents, intake, seen, context);
      return intake;
    } catch (thrown) {
      if (!(thrown instanceof RangeError)) throw thrown;
    }
  }
  const database = await file.whole();
  const intake = intakeOf(database, contents, name, told, () => 0);
  await takeRows(database, contents, intake, context);
  return intake;
}
