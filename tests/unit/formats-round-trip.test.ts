import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import { shortNames } from '#core/formats/dbf-writer.ts';
import { dxf } from '#core/formats/dxf.ts';
import { esriWkt } from '#core/formats/esri-wkt.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format, ReadLayer, WritableLayer } from '#core/formats/format.ts';
import { formats } from '#core/formats/formats.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { itemsOf } from '#core/formats/import-items.ts';
import { shapefile } from '#core/formats/shapefile.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { describeRemark, RemarkList } from '#core/model/remark.ts';
import { hasOgr, ogrReason, viewOfOgr } from '#tests/fixtures/ogr.ts';
import { readAll, shapesOf, valuesOf } from './formats-support.ts';
import { layerToWrite, parcelsToWrite, shell, written } from './formats-written.ts';

if (!hasOgr) console.log(`written files as OGR reads them: ${ogrReason}`);

const writers = formats.filter(({ write }) => write !== undefined);
const nativeSystem = new Set<Format>([geopackage, shapefile, flatgeobuf, dxf]);

async function readBack(format: Format, layer: WritableLayer): Promise<ReadLayer> {
  const name = `land${format.writtenExtension ?? format.extensions[0]}`;
  const source = memorySource(name, await written(format, layer));
  const items = await itemsOf(source, [source], new RemarkList(), {});
  expect(items.map((item) => item.format)).toEqual([format]);
  const layers = await readAll(items[0]!.source, {}, format);
  return layers[0]!;
}

/** The name of a field in a format that shortens names. */
function nameIn(layer: ReadLayer, name: string): string {
  const names = layer.fields.map((field) => field.name);
  return names.includes(name)
    ? name
    : shortNames(['id', '名称', 'far', 'open', 'floors_above_ground', 'floors_above_roof'])[4]!;
}

test('every format but GPX, TopoJSON and DBF can be written', () => {
  expect(writers.map(({ id }) => id).sort()).toEqual(
    [
      'csv',
      'dxf',
      'flatgeobuf',
      'geojson',
      'geojson-lines',
      'geopackage',
      'kml',
      'kmz',
      'shapefile',
      'tsv',
      'xlsx',
    ].sort(),
  );
});

describe.each(writers.filter((format) => format !== dxf))('$id', (format) => {
  test('polygons with holes, several parts, no geometry, and all types of values come back', async () => {
    const layer = await parcelsToWrite();
    const before = [...layer.table.geometry.coordinates];
    const back = await readBack(format, layer);
    expect([...layer.table.geometry.coordinates]).toEqual(before);
    expect(shapesOf(back).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [], [1, 1]]);
    expect(valuesOf(back, '名称')).toEqual(['甲, "一" <&>', null, null]);
    expect(valuesOf(back, 'far')).toEqual([2.5, null, null]);
    expect(valuesOf(back, 'open')).toEqual([1, null, 0]);
    expect(valuesOf(back, 'surveyed')).toEqual(['2026-01-02', null, null]);
    expect(valuesOf(back, nameIn(back, 'floors_above_ground'))).toEqual([1, 2, 3]);
    const type = (name: string) => back.fields.find((field) => field.name === name)?.type;
    expect([type('far'), type('open'), type('surveyed')]).toEqual(['real', 'boolean', 'date']);
    const ids = back.fields.some(({ name }) => name === 'id') ? 'id' : 'feature_id';
    expect(valuesOf(back, ids)).toEqual(['id-0', 'id-1', 'id-2']);
    // Columns of well-known text do not say their system.
    const crs = await parseCoordinateSystem(back.crs?.text ?? 'EPSG:4326');
    expect(crs.epsg ?? 4326).toBe(nativeSystem.has(format) ? 4547 : 4326);
    const [x, y] = shapesOf(back)[0]![0]![0]!;
    if (nativeSystem.has(format)) expect([x, y]).toEqual(shell.slice(0, 2));
    else expect(x).toBeCloseTo(114, 8);
  });

  test('lines, points, sets of points, plain tables and empty layers come back', async () => {
    const line = await readBack(format, await layerToWrite('line', [[[shell], [shell.slice(0, 4)]]]));
    expect([line.geometry.kind, shapesOf(line)[0]!.length]).toEqual(['line', 2]);
    const single = await readBack(format, await layerToWrite('point', [[[[500000, 2500000]]], [[[500001, 2500000]]]]));
    expect([single.geometry.kind, shapesOf(single).length]).toEqual(['point', 2]);
    const several = await readBack(format, await layerToWrite('point', [[[[500000, 2500000]], [[500001, 2500000]]]]));
    expect(shapesOf(several)[0]).toHaveLength(2);
    const table = await layerToWrite('none', [[], []]);
    // A plain table in a zipped shapefile is a .dbf.
    if (format !== shapefile) expect(valuesOf(await readBack(format, table), 'far')).toEqual([2.5, null]);
  });

  test('the same layer gives the same bytes', async () => {
    expect(await written(format, await parcelsToWrite())).toEqual(await written(format, await parcelsToWrite()));
  });
});

test('names of ten bytes, cut texts and the number of fields are told', async () => {
  expect(shortNames(['floors_above_ground', 'floors_above_roof', 'FLOORS_ABO', '建筑面积合计', 'a'])).toEqual([
    'floors_abo',
    'floors_a_1',
    'FLOORS_A_2',
    '建筑面',
    'a',
  ]);
  const layer = await layerToWrite('point', [[[[1, 2]]]]);
  const texts = { ...layer.table.columns, 名称: ['长'.repeat(100)] };
  const remarks = new RemarkList();
  const pieces: Uint8Array[] = [];
  const long = { ...layer, table: { ...layer.table, columns: texts } };
  for await (const piece of shapefile.write!(long, {}, remarks)) pieces.push(piece);
  expect(remarks.toArray().map((remark) => describeRemark(remark, 'zh'))).toEqual([
    '地块：Shapefile 的字段名最多 10 个字节，2 个已缩短：floors_above_ground → floors_abo, floors_above_roof → floors_a_1',
    '地块：字段“名称”有 1 个值超过 254 个字节，已截断。',
  ]);
  const files = unzipSync(pieces[0]!);
  expect(Object.keys(files).sort()).toEqual(['地块.cpg', '地块.dbf', '地块.prj', '地块.shp', '地块.shx'].sort());
  const source = memorySource('a.dbf', files['地块.dbf']!);
  expect(valuesOf((await readAll(source, { encoding: 'utf-8' }))[0]!, '名称')).toEqual(['长'.repeat(84)]);
  const plain = unzipSync(await written(shapefile, await layerToWrite('none', [[]])));
  expect(Object.keys(plain).sort()).toEqual(['地块.cpg', '地块.dbf']);
});

test('numbers keep their digits in a shapefile', async () => {
  const values = [1 / 3, 123456789.123, -0.5, 1e20, 12345.6789, 1e-7];
  const layer = await layerToWrite(
    'point',
    values.map((_, row) => [[[row, 2]]]),
  );
  const columns = { ...layer.table.columns, far: Float64Array.from(values) };
  const back = await readBack(shapefile, { ...layer, table: { ...layer.table, columns } });
  for (const [row, value] of valuesOf(back, 'far').entries()) {
    expect(Math.abs(Number(value) / values[row]! - 1)).toBeLessThan(1e-12);
  }
});

test('systems keep their number in a .prj', async () => {
  for (const code of [4547, 4326, 3857, 32650, 4490, 3826, 26986, 2326]) {
    const crs = await parseCoordinateSystem(`EPSG:${code}`);
    const prj = esriWkt(crs);
    expect(prj).not.toMatch(/AUTHORITY|AXIS|metre/);
    expect((await parseCoordinateSystem(prj)).name).not.toBe('');
  }
});

describe.skipIf(!hasOgr)(`as OGR reads them (${hasOgr ? 'ran' : ogrReason})`, () => {
  test.each(writers)('$id', async (format) => {
    const layer = await parcelsToWrite();
    const extension = format.writtenExtension ?? format.extensions[0]!;
    const { features, summary, said } = viewOfOgr(`land${extension}`, await written(format, layer));
    expect(said).toBe('');
    if (format === dxf) {
      expect(features.map(({ properties }) => properties['Layer'])).toEqual(['地块', '地块', '地块']);
      expect(features.map(({ geometry }) => geometry!.type)).toEqual(['Polygon', 'LineString', 'LineString']);
      expect(features[0]!.geometry!.coordinates).toHaveLength(2);
      return;
    }
    expect(features).toHaveLength(3);
    const [first, second, third] = features;
    expect(first!.properties['名称']).toBe('甲, "一" <&>');
    expect(Number(first!.properties['far'])).toBe(2.5);
    // A plain text format, and one whose types OGR leaves aside, tell truth in words or numbers.
    expect(['1', 'true', 'T']).toContain(String(first!.properties['open']));
    expect(String(first!.properties['surveyed'])).toMatch(/^2026.01.02/);
    expect(second!.properties['far'] ?? null).toBeNull();
    expect([second!.geometry, third!.geometry?.type]).toEqual(
      format.id === 'xlsx' ? [null, undefined] : [null, 'MultiPolygon'],
    );
    if (format.id !== 'xlsx')
      expect(first!.geometry!.coordinates.flat(first!.geometry!.type === 'MultiPolygon' ? 1 : 0)).toHaveLength(2);
    if (nativeSystem.has(format)) expect(summary).toContain('CGCS2000');
  });
});
