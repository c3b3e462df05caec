import { type Zippable, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { openArchive } from '#core/formats/archive.ts';
import { itemsOf, mainFiles } from '#core/formats/import-items.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { RemarkList } from '#core/model/remark.ts';
import { writeDbf, writeShapes } from './formats-shapefile-writer.ts';
import { failureOf, filesTogether } from './formats-support.ts';

const { shp, shx } = writeShapes(1, [{ type: 1, parts: [[1, 2]] }]);
const dbf = writeDbf([{ name: 'N', type: 'N', length: 4 }], [['1']]);
const text = (content: string) => new TextEncoder().encode(content);

function archive(files: Zippable, name = 'a.zip') {
  return memorySource(name, zipSync(files));
}

async function open(source: ReturnType<typeof archive>) {
  const remarks = new RemarkList();
  const entries = await openArchive(source, remarks, {});
  return { paths: entries.map(({ path }) => path), entries, remarks: remarks.toArray() };
}

test('shapefiles in folders with their companions, and other data, without clutter', async () => {
  const source = archive({
    'data/land.shp': shp,
    'data/land.SHX': shx,
    'data/LAND.dbf': dbf,
    'data/land.prj': text('EPSG:4547'),
    'points.geojson': text('{"type":"Point","coordinates":[1,2]}'),
    'table.csv': text('a,b\n1,2\n'),
    'readme.txt': text('hello'),
    'map.pdf': text('%PDF'),
    '__MACOSX/._land.shp': text('x'),
    '.DS_Store': text('x'),
  });
  const remarks = new RemarkList();
  const items = await itemsOf(source, [], remarks, {});
  expect(items.map(({ entry, format }) => [entry, format.id])).toEqual([
    ['data/land.shp', 'shapefile'],
    ['points.geojson', 'geojson'],
    ['table.csv', 'csv'],
  ]);
  expect(remarks.toArray().map(({ code, count }) => [code, count])).toEqual([['formats/archive-others', 2]]);
  const layers = [];
  for await (const layer of items[0]!.format.read(items[0]!.source, {}, {})) layers.push(layer);
  expect(layers[0]!.crs?.text).toBe('EPSG:4547');
  expect([...(layers[0]!.columns['N'] as Float64Array)]).toEqual([1]);
});

test('stored and packed entries, names in UTF-8 and in GBK', async () => {
  const long = text('地块,用地\n'.repeat(5000));
  const bytes = zipSync({ '用地.csv': [long, { level: 9 }], 'b.csv': [long, { level: 0 }] });
  const { paths, entries } = await open(memorySource('a.zip', bytes));
  expect(paths).toEqual(['用地.csv', 'b.csv']);
  for (const { source } of entries) expect(await source.read(0, long.length)).toEqual(long);
  // A name in GBK without the mark for UTF-8: 用地.csv, ten bytes either way with two more for padding.
  const plain = zipSync({ 'YYYY.csv': text('a\n1\n') });
  const gbk = Buffer.from(plain);
  for (let at = gbk.indexOf('YYYY'); at >= 0; at = gbk.indexOf('YYYY')) Buffer.from('d3c3b5d8', 'hex').copy(gbk, at);
  expect((await open(memorySource('a.zip', new Uint8Array(gbk)))).paths).toEqual(['用地.csv']);
});

describe('what is refused', () => {
  test.each(['../up.csv', 'a/../../up.csv', '/etc/up.csv', 'C:/up.csv', '..\\up.csv'])('the path %s', async (path) => {
    const { paths, remarks } = await open(archive({ [path]: text('a\n1\n'), 'good.csv': text('a\n1\n') }));
    expect(paths).toEqual(['good.csv']);
    expect(remarks.map(({ code }) => code)).toEqual(['formats/archive-entry-left-out']);
  });

  test('encrypted entries and unusual packing', async () => {
    const bytes = zipSync({ 'a.csv': text('a\n1\n') });
    const two = zipSync({ 'a.csv': text('a\n1\n'), 'b.csv': text('a\n1\n') });
    const central = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    const encrypted = bytes.slice();
    encrypted[central + 8]! |= 1;
    const error = await failureOf(open(memorySource('a.zip', encrypted)));
    expect(error.code).toBe('formats/archive-encrypted');
    two[Buffer.from(two).indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 8]! |= 1;
    expect((await open(memorySource('a.zip', two))).remarks[0]?.parameters['reason']).toMatchObject({
      en: 'it is encrypted',
    });
    const odd = bytes.slice();
    odd[central + 10] = 14;
    expect((await open(memorySource('a.zip', odd))).paths).toEqual([]);
  });

  test('bombs', async () => {
    const bytes = zipSync({ 'a.csv': [new Uint8Array(64 * 1024 * 1024), { level: 9 }] });
    const error = await failureOf(open(memorySource('bomb.zip', bytes)));
    expect(error.code).toBe('formats/archive-too-large');
    expect(error.message).toContain('bomb.zip');
  });

  test('entries that are larger than the directory says', async () => {
    const bytes = zipSync({ 'a.csv': [text('a,b\n'.repeat(10_000)), { level: 9 }] });
    const central = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    new DataView(bytes.buffer).setUint32(central + 24, 100, true);
    const { entries } = await open(memorySource('a.zip', bytes));
    expect((await failureOf(entries[0]!.source.read(0, 10))).code).toBe('formats/damaged');
  });

  test('archives that are cut off or hold nothing of use', async () => {
    const bytes = zipSync({ 'a.csv': text('a\n1\n') });
    expect((await failureOf(open(memorySource('a.zip', bytes.slice(0, -10))))).code).toBe('formats/damaged');
    const nothing = await failureOf(itemsOf(archive({ 'a.pdf': text('%PDF') }), [], new RemarkList(), {}));
    expect(nothing.code).toBe('formats/archive-nothing-inside');
    expect(nothing.message).toContain('a.pdf');
    expect(nothing.hint('en')).toContain('.shp');
  });
});

test('files that only are parts of others are not read on their own', () => {
  const names = [
    'land.shp',
    'LAND.DBF',
    'land.shx',
    'land.prj',
    'land.cpg',
    'land.shp.xml',
    'alone.dbf',
    'p.geojson',
    'a.gpkg',
    'a.gpkg-wal',
  ];
  const sources = filesTogether(Object.fromEntries(names.map((name) => [name, text('x')])));
  expect(mainFiles(sources).map((place) => names[place])).toEqual(['land.shp', 'alone.dbf', 'p.geojson', 'a.gpkg']);
});
