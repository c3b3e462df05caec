import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as library from 'xlsx';
import { csv, tsv } from '#core/formats/csv.ts';
import { findFormat } from '#core/formats/formats.ts';
import { itemsOf } from '#core/formats/import-items.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { xlsx } from '#core/formats/xlsx.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark, RemarkList } from '#core/model/remark.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { codesOf, diskFile, failureOf, readAll, readOne, shapesOf, valuesOf } from './formats-support.ts';
import { hole, layerToWrite, parcelsToWrite, shell, written } from './formats-written.ts';

if (!hasSharedData) console.log(`a workbook of real stations: ${sharedDataReason}`);

type Rows = readonly (readonly unknown[])[];

function workbook(sheets: Readonly<Record<string, Rows>>, bookType: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array {
  const book = library.utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) {
    library.utils.book_append_sheet(book, library.utils.aoa_to_sheet(rows as unknown[][]), name);
  }
  return new Uint8Array(library.write(book, { type: 'array', bookType }) as ArrayBuffer);
}

test.each([
  ['a.xlsx', 'xlsx'],
  ['a.xls', 'biff8'],
] as const)('%s: sheets are layers, with places in two columns, as text, or none', async (name, bookType) => {
  const bytes = workbook(
    {
      站点: [
        ['站点名单'],
        ['名称', '经度', '纬度', '代码', '开放'],
        ['甲', 114.1, 22.5, '0701', true],
        [],
        ['乙', 114.2, 22.6, '0702', false],
      ],
      plots: [
        ['id', 'wkt'],
        [1, 'POLYGON ((0 0, 1 0, 1 1, 0 0))'],
      ],
      budget: [
        ['zone', 'sum'],
        ['R2', 12.5],
      ],
      empty: [],
    },
    bookType,
  );
  const source = memorySource(name, bytes);
  expect(await findFormat(source)).toBe(xlsx);
  expect(await itemsOf(source, [source], new RemarkList(), {})).toHaveLength(1);
  const layers = await readAll(source);
  expect(layers.map((layer) => [layer.name, layer.geometry.kind])).toEqual([
    ['站点', 'point'],
    ['plots', 'polygon'],
    ['budget', 'none'],
  ]);
  const [stops] = layers;
  expect(shapesOf(stops!)).toEqual([[[[114.1, 22.5]]], [[[114.2, 22.6]]]]);
  expect(stops!.crs?.text).toBe('EPSG:4326');
  expect(valuesOf(stops!, '代码')).toEqual(['0701', '0702']);
  expect(valuesOf(stops!, '开放')).toEqual([1, 0]);
  expect([stops!.rowOf(0), stops!.rowOf(1)]).toEqual([3, 5]);
  expect(codesOf(stops!)).toContain('formats/rows-before-header');
  expect(await readAll(source, { layers: ['budget'] })).toHaveLength(1);
  const stated = await readAll(source, { layers: ['站点'], coordinates: null });
  expect(stated[0]!.geometry.kind).toBe('none');
});

test('dates, errors, and hidden sheets', async () => {
  const book = library.utils.book_new();
  const sheet = library.utils.aoa_to_sheet([['day', 'at', 'n']]);
  sheet['A2'] = { t: 'n', v: 45_000, z: 'yyyy/m/d' };
  sheet['B2'] = { t: 'n', v: 45_000.25, z: 'yyyy-mm-dd hh:mm' };
  sheet['C2'] = { t: 'e', v: 42 };
  sheet['A3'] = { t: 'n', v: 45_001, z: 'yyyy/m/d' };
  sheet['!ref'] = 'A1:C3';
  library.utils.book_append_sheet(book, sheet, 'days');
  library.utils.book_append_sheet(book, library.utils.aoa_to_sheet([['a'], ['b']]), 'secret');
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  const bytes = new Uint8Array(library.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  const layers = await readAll(memorySource('a.xlsx', bytes));
  expect(layers).toHaveLength(1);
  expect(valuesOf(layers[0]!, 'day')).toEqual(['2023-03-15', '2023-03-16']);
  expect(valuesOf(layers[0]!, 'at')).toEqual(['2023-03-15T06:00:00', null]);
  expect(valuesOf(layers[0]!, 'n')).toEqual([null, null]);
});

describe.runIf(hasSharedData)('Taipei', () => {
  test('exits with TWD97 in texts of two columns', async () => {
    const layer = await readOne(diskFile(sharedData('taipei-transit-tw', 'derived', 'mrt_exits_twd97.xlsx')));
    expect([layer.geometry.kind, featureCount(layer.geometry), layer.crs?.text]).toEqual(['point', 380, 'EPSG:3826']);
  });
});

const formulas = ['=1+1', '@SUM(A1)', "+cmd|' /C calc'!A0", '-x', '\tx', "'=1", '-5', '+86 10', '正常'];

async function layerOfTexts() {
  const layer = await layerToWrite(
    'point',
    formulas.map((_, row) => [[[500000 + row, 2500000]]]),
  );
  return { ...layer, table: { ...layer.table, columns: { ...layer.table.columns, 名称: formulas } } };
}

test.each([csv, tsv])('texts like formulas are marked in $id and come back', async (format) => {
  const layer = await layerOfTexts();
  const bytes = await written(format, layer);
  const cells = new TextDecoder().decode(bytes);
  expect(cells).toContain("'=1+1");
  expect(cells).toContain("'@SUM(A1)");
  expect(cells).toContain("'+cmd");
  const back = await readOne(memorySource(`a${format.extensions[0]}`, bytes));
  expect(valuesOf(back, '名称')).toEqual(formulas.map((text) => text.trim()));
});

test('a workbook comes back as it was written, the same bytes each time', async () => {
  const texts = await layerOfTexts();
  const bytes = await written(xlsx, texts);
  expect(await written(xlsx, texts)).toEqual(bytes);
  const sheet = library.read(bytes, { type: 'array' }).Sheets['地块']!;
  expect(sheet['B2']).toMatchObject({ t: 's', v: "'=1+1" });
  for (const cell of Object.values(sheet)) expect((cell as { f?: string }).f).toBeUndefined();
  const back = await readOne(memorySource('a.xlsx', bytes));
  expect(valuesOf(back, '名称')).toEqual(formulas.map((text) => text.trim()));
  expect(valuesOf(back, 'surveyed')[0]).toBe('2026-01-02');
  expect(back.fields.find(({ name }) => name === 'surveyed')?.type).toBe('date');
  expect(valuesOf(back, 'open').slice(0, 3)).toEqual([1, null, 0]);
  expect(shapesOf(back)[0]![0]![0]![0]).toBeCloseTo(114, 8);
  const polygons = await readOne(memorySource('a.xlsx', await written(xlsx, await parcelsToWrite())));
  expect(shapesOf(polygons).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [], [1, 1]]);
});

test('shapes too large for a cell are told', async () => {
  const ring = Array.from({ length: 4000 }, (_, place) => shell[place % 8]! + place / 7);
  const layer = await layerToWrite('polygon', [[[[...ring, ring[0]!, ring[1]!], hole]]]);
  const remarks = new RemarkList();
  for await (const piece of xlsx.write!(layer, {}, remarks)) expect(piece.length).toBeGreaterThan(0);
  const [remark] = remarks.toArray();
  expect(describeRemark(remark!, 'en')).toContain('1 value of the field "wkt" are longer than 32,767');
});

test('bombs, claims and passwords are errors that say so', async () => {
  const files = unzipSync(workbook({ a: [['x'], [1]] }));
  const bomb = memorySource('a.xlsx', zipSync({ ...files, 'xl/media.xml': new Uint8Array(64 * 1024 ** 2) }));
  expect((await failureOf(itemsOf(bomb, [bomb], new RemarkList(), {}))).code).toBe('formats/archive-too-large');
  const sheet = 'xl/worksheets/sheet1.xml';
  const claim = new TextDecoder()
    .decode(files[sheet]!)
    .replaceAll('A1:A2', 'A1:XFD1048576')
    .replace('r="2"', 'r="1048576"')
    .replace('"A2"', '"XFD1048576"');
  const claimed = zipSync({ ...files, [sheet]: new TextEncoder().encode(claim) });
  expect((await failureOf(readAll(memorySource('a.xlsx', claimed)))).describe('en')).toContain('16384 columns');
  const container = library.CFB.utils.cfb_new();
  library.CFB.utils.cfb_add(
    container,
    '/EncryptionInfo',
    new Uint8Array([4, 0, 4, 0, 0x40, 0, 0, 0, ...new TextEncoder().encode('<encryption/>')]),
  );
  library.CFB.utils.cfb_add(container, '/EncryptedPackage', new Uint8Array(64));
  const locked = new Uint8Array(library.CFB.write(container, { type: 'array' }) as ArrayLike<number>);
  expect((await failureOf(readAll(memorySource('a.xlsx', locked)))).code).toBe('formats/encrypted');
  const notBook = memorySource(
    'a.xls',
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(2000)]),
  );
  expect((await failureOf(readAll(notBook))).code).toBe('formats/damaged');
  expect((await failureOf(readAll(memorySource('a.xlsx', workbook({ a: [] }))))).code).toBe('formats/empty-file');
});
