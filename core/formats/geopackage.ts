import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { noCounts, readWkb } from '#core/geometry/wkb.ts';
import type { FieldType } from '#core/model/feature-table.ts';
import type { GeometryKind } from '#core/model/packed-geometry.ts';
import { RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource, TaskContext } from '#core/platform/platform.ts';
import { loadSqlite, type SqlDatabase, type SqlValue } from '#core/platform/sqlite.ts';
import type { ColumnBuilder } from './column-builder.ts';
import { FeatureBuilder } from './feature-builder.ts';
import type { DeclaredCrs, Format, LayerListing, ReadLayer } from './format.ts';
import { GeometrySink } from './geometry-sink.ts';
import { layersOf } from './read-layer.ts';
import { checkCancelled, fileExtension, readRange, readWhole } from './source-reading.ts';

// Layout: OGC GeoPackage Encoding Standard 1.4, 12-128r19; GeoPackageBinary is clause 2.1.3.
const sqliteHeader = 'SQLite format 3\0';
const applicationIds = new Set(['GPKG', 'GP10', 'GP11']);
/** Bytes of the envelope by its code in the flags of a geometry. */
const envelopeLengths: readonly (number | undefined)[] = [0, 32, 48, 48, 64];

const curveNames: Readonly<Record<number, string>> = {
  8: 'CircularString',
  9: 'CompoundCurve',
  10: 'CurvePolygon',
  11: 'MultiCurve',
  12: 'MultiSurface',
  13: 'Curve',
  14: 'Surface',
  15: 'PolyhedralSurface',
  16: 'TIN',
  17: 'Triangle',
};

const kinds: Readonly<Record<string, GeometryKind>> = {
  POINT: 'point',
  MULTIPOINT: 'point',
  LINESTRING: 'line',
  MULTILINESTRING: 'line',
  POLYGON: 'polygon',
  MULTIPOLYGON: 'polygon',
  // What their features would be; curves themselves are left out.
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

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function damaged(file: string, thrown: unknown): WorkbenchError {
  if (thrown instanceof WorkbenchError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = { zh: `SQLite 报告“${message}”`, en: `SQLite says "${message}"` };
  return new WorkbenchError('formats/damaged', { file, reason }, { cause: thrown });
}

/** Opens the file in memory. It is never written. */
async function open(source: FileSource, remarks: RemarkList, context: TaskContext): Promise<SqlDatabase> {
  let bytes = await readWhole(source, context);
  if (bytes[18] === 2 || bytes[19] === 2) {
    // A database with a write-ahead log beside it cannot be opened from memory; without the log it is as last checked in.
    bytes = bytes.slice();
    bytes[18] = 1;
    bytes[19] = 1;
    const log = await source.sibling(`${source.name}-wal`);
    if (log && log.bytes > 0) remarks.add('formats/write-ahead', 'warning', { file: source.name, log: log.name });
  }
  const { Database } = await loadSqlite();
  return new Database(bytes);
}

interface Contents {
  readonly table: string;
  readonly isSpatial: boolean;
  readonly column: string;
  readonly typeName: string;
  readonly srs: number;
}

function query(database: SqlDatabase, sql: string): SqlValue[][] {
  return database.exec(sql)[0]?.values ?? [];
}

function hasTable(database: SqlDatabase, name: string): boolean {
  return query(database, `select 1 from sqlite_master where lower(name) = '${name}'`).length > 0;
}

function listContents(database: SqlDatabase, file: string, remarks: RemarkList): Contents[] {
  if (!hasTable(database, 'gpkg_contents')) throw new WorkbenchError('formats/not-geopackage', { file });
  const geometries = new Map<string, { column: string; typeName: string; srs: number }>();
  if (hasTable(database, 'gpkg_geometry_columns')) {
    const sql = 'select table_name, column_name, geometry_type_name, srs_id from gpkg_geometry_columns';
    for (const [table, column, typeName, srs] of query(database, sql)) {
      geometries.set(String(table).toLowerCase(), {
        column: String(column),
        typeName: String(typeName).toUpperCase(),
        srs: Number(srs),
      });
    }
  }
  const contents: Contents[] = [];
  for (const [table, dataType] of query(database, 'select table_name, data_type from gpkg_contents')) {
    const name = String(table);
    const type = String(dataType).toLowerCase();
    const geometry = geometries.get(name.toLowerCase());
    if (type === 'features' && geometry) contents.push({ table: name, isSpatial: true, ...geometry });
    else if (type === 'attributes' || type === 'aspatial' || type === 'features') {
      contents.push({ table: name, isSpatial: false, column: '', typeName: '', srs: 0 });
    } else remarks.add('formats/layer-left-out', 'info', { file, layer: name, type });
  }
  return contents;
}

async function crsOf(database: SqlDatabase, srs: number): Promise<DeclaredCrs | undefined> {
  // -1 and 0 stand for undefined Cartesian and geographic systems.
  if (srs === -1 || srs === 0) return undefined;
  const place = { zh: 'gpkg_spatial_ref_sys 表', en: 'its table gpkg_spatial_ref_sys' };
  const sql = `select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = ${srs}`;
  const [row] = query(database, sql);
  if (!row) return undefined;
  const [organisation, code, definition] = row;
  const wkt = typeof definition === 'string' ? definition.trim() : '';
  if (/^undefined|^unknown/i.test(wkt) || /Undefined (?:SRS|Cartesian|geographic)/i.test(wkt.slice(0, 40)))
    return undefined;
  if (String(organisation).toUpperCase() === 'EPSG' && Number(code) > 0) {
    const isKnown = await coordinateSystem(Number(code)).then(
      () => true,
      () => false,
    );
    if (isKnown || wkt === '') return { text: `EPSG:${code}`, place };
  }
  return wkt === '' ? undefined : { text: wkt, place };
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

/** Adds the geometry in a GeoPackage blob to the present row. */
function addBlob(
  blob: Uint8Array,
  builder: FeatureBuilder,
  sink: GeometrySink,
  file: string,
  remarks: RemarkList,
): void {
  const place = { file, row: builder.row + 1 };
  const envelope = envelopeLengths[((blob[3] ?? 0) >> 1) & 7];
  if (blob[0] !== 0x47 || blob[1] !== 0x50 || envelope === undefined) {
    const reason = { zh: '几何没有 GeoPackage 标记', en: 'its geometry lacks the mark of a GeoPackage' };
    remarks.add('formats/record-damaged', 'warning', { file, reason }, place);
    return;
  }
  const wkb = blob.subarray(8 + envelope);
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  const code = wkb.length < 5 ? 0 : (view.getUint32(1, wkb[0] === 1) & 0x0fff_ffff) % 1000;
  const curve = curveNames[code];
  if (curve !== undefined) {
    remarks.add('formats/geometry-left-out', 'warning', { file, type: curve }, place);
    return;
  }
  const counts = noCounts();
  try {
    sink.addGeometry(readWkb(wkb, counts));
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    const reason = { zh: thrown.describe('zh'), en: thrown.describe('en') };
    remarks.add('formats/record-damaged', 'warning', { file, reason }, place);
    return;
  }
  sink.faults.extraOrdinates += counts.droppedOrdinates;
  sink.faults.openRings += counts.closedRings;
}

async function readTable(
  database: SqlDatabase,
  contents: Contents,
  source: FileSource,
  remarks: RemarkList,
  context: TaskContext,
): Promise<ReadLayer[]> {
  const file = source.name;
  const builder = new FeatureBuilder();
  const sink = new GeometrySink(builder);
  const names: string[] = [];
  const columns: { readonly builder: ColumnBuilder; readonly type: FieldType }[] = [];
  let key = '';
  for (const [, name, declared, , , isKey] of query(database, `pragma table_info(${quoted(contents.table)})`)) {
    const field = String(name);
    if (field.toLowerCase() === contents.column.toLowerCase()) continue;
    const type = fieldType(String(declared));
    // The row number under its usual names is no attribute; any other key is.
    if (isKey === 1 && type === 'integer' && /^(?:fid|ogc_fid)$/i.test(field)) {
      key = field;
      continue;
    }
    if (type === undefined) {
      remarks.add('formats/field-left-out', 'warning', { file, field, type: String(declared) });
      continue;
    }
    names.push(field);
    columns.push({ builder: builder.columns.add(field, type), type });
  }
  const selected = [
    key === '' ? 'null' : quoted(key),
    contents.isSpatial ? quoted(contents.column) : 'null',
    ...names.map(quoted),
  ];
  const total = Number(query(database, `select count(*) from ${quoted(contents.table)}`)[0]?.[0] ?? 0);
  const keys = new Float64Array(key === '' ? 0 : total);
  const statement = database.prepare(`select ${selected.join(', ')} from ${quoted(contents.table)}`);
  try {
    while (statement.step()) {
      const { row } = builder;
      const values = statement.get();
      if (key !== '') keys[row] = Number(values[0]);
      const blob = values[1];
      if (blob instanceof Uint8Array) addBlob(blob, builder, sink, file, remarks);
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
  sink.report(remarks, file);
  return layersOf(builder, {
    file,
    name: contents.table,
    remarks,
    crs: contents.isSpatial ? await crsOf(database, contents.srs) : undefined,
    kind: contents.isSpatial ? (kinds[contents.typeName] ?? 'none') : 'none',
    rowOf: (row) => (key === '' ? row + 1 : keys[row]!),
  });
}

/** GeoPackage: its feature and attribute tables. Read as a copy in memory, never written in place. */
export const geopackage: Format = {
  id: 'geopackage',
  label: { zh: 'GeoPackage', en: 'GeoPackage' },
  extensions: ['.gpkg'],
  companions: ['.gpkg-wal', '.gpkg-shm'],
  async sniff(source) {
    const head = await readRange(source, 0, 72);
    const text = String.fromCharCode(...head);
    if (!text.startsWith(sqliteHeader)) return false;
    return applicationIds.has(text.slice(68, 72)) || fileExtension(source.name) === '.gpkg';
  },
  async layers(source, _options, context) {
    const remarks = new RemarkList();
    const database = await open(source, remarks, context);
    try {
      return listContents(database, source.name, remarks).map(({ table, isSpatial, typeName }): LayerListing => {
        const features = Number(query(database, `select count(*) from ${quoted(table)}`)[0]?.[0] ?? 0);
        const geometry = isSpatial ? kinds[typeName] : 'none';
        return { name: table, features, ...(geometry ? { geometry } : {}) };
      });
    } catch (thrown) {
      throw damaged(source.name, thrown);
    } finally {
      database.close();
    }
  },
  async *read(source, options, context) {
    const remarks = new RemarkList();
    const database = await open(source, remarks, context);
    try {
      let shared: RemarkList | undefined = remarks;
      for (const contents of listContents(database, source.name, remarks)) {
        if (options.layers && !options.layers.includes(contents.table)) continue;
        // What concerns the whole file is told with its first layer.
        const own: RemarkList = shared ?? new RemarkList();
        shared = undefined;
        yield* await readTable(database, contents, source, own, context);
      }
    } catch (thrown) {
      throw damaged(source.name, thrown);
    } finally {
      database.close();
    }
  },
  async *write(layer, context) {
    const { writeGeoPackage } = await import('./geopackage-writer.ts');
    yield await writeGeoPackage([layer], context);
  },
};
