import { describe, expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { writeWkb } from '#core/geometry/wkb.ts';
import { readWkt } from '#core/geometry/wkt.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId } from '#core/model/ids.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { loadSqlite, type SqlDatabase } from '#core/platform/sqlite.ts';
import { codesOf, failureOf, filesTogether, readAll, shapesOf, valuesOf } from './formats-support.ts';
import { written } from './formats-written.ts';

function blob(wkb: Uint8Array | string, envelope = 0, empty = false): Uint8Array {
  const body = typeof wkb === 'string' ? writeWkb(readWkt(wkb)) : wkb;
  const lengths = [0, 32, 48, 48, 64];
  const head = new Uint8Array(8 + lengths[envelope]!);
  head.set([0x47, 0x50, 0, 1 | (envelope << 1) | (empty ? 16 : 0)]);
  return new Uint8Array([...head, ...body]);
}

/** A GeoPackage as other programs write it, down to what `fill` adds. */
async function packageWith(fill: (database: SqlDatabase) => void): Promise<Uint8Array> {
  const { Database } = await loadSqlite();
  const database = new Database();
  database.run(`
    create table gpkg_spatial_ref_sys (srs_name text, srs_id integer primary key, organization text, organization_coordsys_id integer, definition text);
    create table gpkg_contents (table_name text primary key, data_type text, srs_id integer);
    create table gpkg_geometry_columns (table_name text, column_name text, geometry_type_name text, srs_id integer, z integer, m integer);
    insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]'), ('Undefined', -1, 'NONE', -1, 'undefined');
  `);
  fill(database);
  const bytes = database.export();
  database.close();
  // The application id that says what the database is.
  bytes.set([0x47, 0x50, 0x4b, 0x47], 68);
  return bytes;
}

function addLayer(
  database: SqlDatabase,
  name: string,
  type: string,
  srs: number,
  columns: string,
  rows: readonly unknown[][],
): void {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  database.run(`create table ${quoted} (${columns})`);
  database.run('insert into gpkg_contents values (?, ?, ?)', [name, 'features', srs]);
  database.run('insert into gpkg_geometry_columns values (?, ?, ?, ?, 0, 0)', [name, 'geom', type, srs]);
  for (const row of rows) {
    const values = row as (string | number | Uint8Array | null)[];
    database.run(`insert into ${quoted} values (${values.map(() => '?').join(',')})`, values);
  }
}

test('layers with their types, values and systems', async () => {
  const bytes = await packageWith((database) => {
    addLayer(
      database,
      '地块 "一"',
      'POLYGON',
      4326,
      'fid integer primary key, geom blob, code text(20), area real, floors mediumint, open boolean, built date, seen datetime, photo blob',
      [
        [
          7,
          blob('POLYGON((0 0,1 0,1 1,0 0))', 1),
          'R2',
          1.5,
          3,
          1,
          '2024-03-05',
          '2024-03-05T10:00:00Z',
          new Uint8Array([1]),
        ],
        [9, null, null, null, null, null, null, null, null],
      ],
    );
    database.run('create table "notes" (id integer primary key, note text)');
    database.run("insert into gpkg_contents values ('notes', 'attributes', null), ('map', 'tiles', 4326)");
    database.run("insert into notes values (3, '备注')");
  });
  const source = memorySource('a.gpkg', bytes);
  expect(await geopackage.layers(source, {}, {})).toEqual([
    { name: '地块 "一"', features: 2, geometry: 'polygon' },
    { name: 'notes', features: 1, geometry: 'none' },
  ]);
  const [land, notes] = await readAll(source);
  expect(land!.fields).toEqual([
    { name: 'code', type: 'text' },
    { name: 'area', type: 'real' },
    { name: 'floors', type: 'integer' },
    { name: 'open', type: 'boolean' },
    { name: 'built', type: 'date' },
    { name: 'seen', type: 'date' },
  ]);
  expect(land!.fields.map(({ name }) => valuesOf(land!, name))).toEqual([
    ['R2', null],
    [1.5, null],
    [3, null],
    [1, null],
    ['2024-03-05', null],
    ['2024-03-05T10:00:00Z', null],
  ]);
  expect(shapesOf(land!)).toEqual([[[[0, 0, 1, 0, 1, 1, 0, 0]]], []]);
  expect([land!.rowOf(0), land!.rowOf(1)]).toEqual([7, 9]);
  expect(land!.crs?.text).toBe('EPSG:4326');
  expect(codesOf(land!).sort()).toEqual(['formats/field-left-out', 'formats/layer-left-out', 'formats/no-geometry']);
  expect([notes!.geometry.kind, valuesOf(notes!, 'id'), valuesOf(notes!, 'note')]).toEqual(['none', [3], ['备注']]);
  const only = await readAll(source, { layers: ['notes'] });
  expect(only.map(({ name }) => name)).toEqual(['notes']);
});

test('envelopes of every kind, other byte orders, heights, mixed kinds, empty ones', async () => {
  const big = new Uint8Array([0, 0, 0, 0, 1, 0x3f, 0xf0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0]);
  const withHeight = new Uint8Array(5 + 24);
  new DataView(withHeight.buffer).setUint8(0, 1);
  new DataView(withHeight.buffer).setUint32(1, 1001, true);
  new DataView(withHeight.buffer).setFloat64(5, 3, true);
  const bytes = await packageWith((database) => {
    addLayer(database, 'a', 'GEOMETRY', 4326, 'fid integer primary key, geom blob', [
      [1, blob(big, 0)],
      [2, blob(withHeight, 2)],
      [3, blob('POINT(5 6)', 4)],
      [4, blob('LINESTRING(0 0,1 1)', 1)],
      [5, blob('POINT EMPTY', 0, true)],
    ]);
  });
  const [lines, points] = await readAll(memorySource('a.gpkg', bytes));
  expect(shapesOf(points!)).toEqual([[[[1, 2]]], [[[3, 0]]], [[[5, 6]]], []]);
  expect(shapesOf(lines!)).toEqual([[[[0, 0, 1, 1]]]]);
  expect(codesOf(lines!)).toContain('formats/z-dropped');
});

test('surfaces of other kinds are left out and named, curves and blobs that are damaged too', async () => {
  const curve = new Uint8Array(9);
  new DataView(curve.buffer).setUint8(0, 1);
  new DataView(curve.buffer).setUint32(1, 15, true);
  const cutOff = new Uint8Array([1, 10, 0, 0, 0, 1, 0, 0, 0, 1, 8]);
  const bytes = await packageWith((database) => {
    addLayer(database, 'a', 'CURVEPOLYGON', 4326, 'fid integer primary key, geom blob, n integer', [
      [1, blob(curve), 1],
      [2, new Uint8Array([1, 2, 3]), 2],
      [3, blob(new Uint8Array([1, 3, 0, 0, 0, 9, 9])), 3],
      [4, blob('POLYGON((0 0,1 0,1 1,0 0))'), 4],
      [5, blob(cutOff), 5],
    ]);
  });
  const [layer] = await readAll(memorySource('a.gpkg', bytes));
  expect(valuesOf(layer!, 'n')).toEqual([1, 2, 3, 4, 5]);
  expect(shapesOf(layer!).map((parts) => parts.length)).toEqual([0, 0, 0, 1, 0]);
  const left = layer!.remarks.find(({ code }) => code === 'formats/geometry-left-out');
  expect([left?.parameters['type'], left?.places[0]?.row]).toEqual(['PolyhedralSurface', 1]);
  expect(layer!.remarks.filter(({ code }) => code === 'formats/record-damaged')).toHaveLength(3);
});

describe('coordinate systems', () => {
  const wkt =
    'PROJCS["Own",GEOGCS["x",DATUM["y",SPHEROID["z",6378137,298.25]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",114],UNIT["metre",1]]';
  const crsOf = async (insert: string, srs: number) => {
    const bytes = await packageWith((database) => {
      if (insert !== '') database.run(`insert into gpkg_spatial_ref_sys values ${insert}`);
      addLayer(database, 'a', 'POINT', srs, 'fid integer primary key, geom blob', [[1, blob('POINT(1 2)')]]);
    });
    return (await readAll(memorySource('a.gpkg', bytes)))[0]!.crs?.text;
  };

  test('of the register, of one’s own, undefined, missing', async () => {
    expect(await crsOf("('C', 4547, 'EPSG', 4547, 'PROJCS[]')", 4547)).toBe('EPSG:4547');
    expect(await crsOf(`('C', 100001, 'NONE', 100001, '${wkt}')`, 100001)).toBe(wkt);
    expect(await crsOf(`('C', 99999, 'EPSG', 99999, '${wkt}')`, 99999)).toBe(wkt);
    expect(await crsOf('', -1)).toBeUndefined();
    expect(await crsOf('', 0)).toBeUndefined();
    expect(await crsOf('', 12345)).toBeUndefined();
  });
});

test('a database with a write-ahead log is read without it, with a remark', async () => {
  const bytes = await packageWith((database) => {
    addLayer(database, 'a', 'POINT', 4326, 'fid integer primary key, geom blob', [[1, blob('POINT(1 2)')]]);
  });
  bytes[18] = 2;
  bytes[19] = 2;
  const [source] = filesTogether({ 'a.gpkg': bytes, 'a.gpkg-wal': new Uint8Array(10) });
  const [layer] = await readAll(source!);
  expect(shapesOf(layer!)).toEqual([[[[1, 2]]]]);
  expect(codesOf(layer!)).toContain('formats/write-ahead');
  expect(bytes[18]).toBe(2);
});

test('what is no GeoPackage', async () => {
  const { Database } = await loadSqlite();
  const database = new Database();
  database.run('create table t (a)');
  const plain = database.export();
  expect((await failureOf(readAll(memorySource('a.gpkg', plain)))).code).toBe('formats/not-geopackage');
  expect((await failureOf(readAll(memorySource('a.db', plain)))).code).toBe('formats/unknown');
  const good = await packageWith((each) => {
    addLayer(each, 'a', 'POINT', 4326, 'fid integer primary key, geom blob', [[1, blob('POINT(1 2)')]]);
  });
  const cut = await failureOf(readAll(memorySource('a.gpkg', good.slice(0, 5000))));
  expect(cut.code).toBe('formats/damaged');
  expect(cut.message).toContain('a.gpkg');
});

test('times of day are kept in a column of instants, days in one of days', async () => {
  const packer = new GeometryPacker('none');
  for (let row = 0; row < 4; row++) packer.endFeature();
  const time = ['2026-05-01 08:00', '2026-05-02', null, '2026-05-01T08:00:05.25+08:00'];
  const columns = { time, day: ['2026-05-01', null, null, '2026-05-02'] };
  const fields = ['time', 'day'].map((name) => ({ name, type: 'date' as const }));
  const ids = columns.day.map((_, row) => `id-${row}` as FeatureId);
  const table: FeatureTable = { ids, geometry: packer.finish(), fields, columns };
  const bytes = await written(geopackage, { name: 'a', table, crs: await coordinateSystem(4326) });
  const { Database } = await loadSqlite();
  const database = new Database(bytes);
  const types = database.exec("select name, type from pragma_table_info('a')")[0]!.values;
  expect(types.slice(2)).toEqual([
    ['time', 'DATETIME'],
    ['day', 'DATE'],
  ]);
  // A clock without a zone stays one: a Z would move it by hours.
  const instants = ['2026-05-01T08:00:00.000', '2026-05-02T00:00:00.000', null, '2026-05-01T00:00:05.250Z'];
  expect(database.exec('select time from a')[0]!.values.flat()).toEqual(instants);
  database.close();
  const [again] = await readAll(memorySource('a.gpkg', bytes));
  expect(valuesOf(again!, 'time')).toEqual(instants);
  expect(again!.fields.find(({ name }) => name === 'time')?.type).toBe('date');
});
