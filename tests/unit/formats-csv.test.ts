import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvParser } from '#core/formats/csv-parser.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { codesOf, failureOf, readAll, readOne, shapesOf, textFile, valuesOf } from './formats-support.ts';

function recordsOf(pieces: readonly string[], delimiter = ','): string[][] {
  const records: string[][] = [];
  const parser = new CsvParser(delimiter, (cells) => records.push(cells));
  for (const piece of pieces) parser.push(piece);
  expect(parser.end()).toBe(true);
  return records;
}

describe('the parser', () => {
  test('quotes, doubled quotes, delimiters and line ends in cells', () => {
    expect(recordsOf(['a,"b,1","c ""x"""\r\nd,"e\nf",\n'])).toEqual([
      ['a', 'b,1', 'c "x"'],
      ['d', 'e\nf', ''],
    ]);
    expect(recordsOf(['a;5" pipe;b'], ';')).toEqual([['a', '5" pipe', 'b']]);
    expect(recordsOf(['a\r\rb'])).toEqual([['a'], [''], ['b']]);
    expect(recordsOf(['a,'])).toEqual([['a', '']]);
    expect(recordsOf([''])).toEqual([]);
  });

  test('what was written comes back, however it is cut into pieces', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '中', ' ', '') });
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 7 }), (written, size) => {
        const text = written
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const pieces = text.match(new RegExp(`[\\s\\S]{1,${size}}`, 'g')) ?? [];
        expect(recordsOf(pieces)).toEqual(written);
      }),
    );
  });
});

test.each([
  ['commas', 'a,b\n1,2\n'],
  ['semicolons', 'a;b\n1;2\n'],
  ['tabs', 'a\tb\n1\t2\n'],
  ['bars', 'a|b\r\n1|2\r\n'],
])('separated by %s', async (_, text) => {
  const layer = await readOne(textFile('t.csv', text));
  expect([valuesOf(layer, 'a'), valuesOf(layer, 'b')]).toEqual([[1], [2]]);
});

test('types of columns', async () => {
  const layer = await readOne(
    textFile(
      't.csv',
      'whole,real,code,long,flag,day,date2,mixed,gaps,text\n' +
        '1,1.5,0701,123456789012345678,true,2024-3-5,2024年3月5日,1,NA, x \n' +
        '-2,1e3,1401,223456789012345678,FALSE,2024/12/31,2024年12月31日,x,3,"a, b"\n',
    ),
  );
  expect(layer.fields.map(({ type }) => type)).toEqual([
    'integer',
    'real',
    'text',
    'text',
    'boolean',
    'date',
    'date',
    'text',
    'integer',
    'text',
  ]);
  expect(valuesOf(layer, 'code')).toEqual(['0701', '1401']);
  expect(valuesOf(layer, 'day')).toEqual(['2024-03-05', '2024-12-31']);
  expect(valuesOf(layer, 'date2')).toEqual(['2024-03-05', '2024-12-31']);
  expect(valuesOf(layer, 'gaps')).toEqual([null, 3]);
  expect(valuesOf(layer, 'text')).toEqual(['x', 'a, b']);
});

test('decimal commas where cells are not separated by commas', async () => {
  const layer = await readOne(textFile('t.csv', 'a;b\n1,5;x\n2;y\n'));
  expect(valuesOf(layer, 'a')).toEqual([1.5, 2]);
});

describe('where the names are', () => {
  test('below titles and empty lines', async () => {
    const layer = await readOne(textFile('t.csv', '\n某市用地一览表,,\n,,\n编号,面积,名称\n1,2.5,甲\n2,3.5,乙\n'));
    expect(layer.fields.map(({ name }) => name)).toEqual(['编号', '面积', '名称']);
    expect(valuesOf(layer, '名称')).toEqual(['甲', '乙']);
    expect(layer.rowOf(0)).toBe(5);
    expect(codesOf(layer)).toContain('formats/rows-before-header');
  });

  test('nowhere, when the first record is numbers', async () => {
    const layer = await readOne(textFile('t.csv', '1,2\n3,4\n'));
    expect(layer.fields.map(({ name }) => name)).toEqual(['field_1', 'field_2']);
    expect(valuesOf(layer, 'field_1')).toEqual([1, 3]);
  });

  test('twice the same, or empty', async () => {
    const layer = await readOne(textFile('t.csv', 'a,A,,b,\n1,2,3,4,\n'));
    expect(layer.fields.map(({ name }) => name)).toEqual(['a', 'A_2', 'field_3', 'b']);
  });
});

test('rows of other lengths, and empty ones', async () => {
  const layer = await readOne(textFile('t.csv', 'a,b\n1\n\n2,3,4\n5,6\n7,8\n'));
  expect([valuesOf(layer, 'a'), valuesOf(layer, 'b')]).toEqual([
    [1, 2, 5, 7],
    [null, 3, 6, 8],
  ]);
  const remark = layer.remarks.find(({ code }) => code === 'formats/row-too-long');
  expect(remark?.places).toEqual([{ file: 't.csv', row: 4 }]);
});

describe('coordinates', () => {
  test.each([
    ['lon,lat\n114.3,23.1\n', 'lon', 'lat', 'EPSG:4326'],
    ['Latitude,Longitude\n23.1,114.3\n', 'Longitude', 'Latitude', 'EPSG:4326'],
    ['id,lng,lat\n1,114.3,23.1\n', 'lng', 'lat', 'EPSG:4326'],
    ['经度,纬度\n114.3,23.1\n', '经度', '纬度', 'EPSG:4326'],
    ['經度,緯度\n114.3,23.1\n', '經度', '緯度', 'EPSG:4326'],
    ['home_lon,work_lat,home_lat\n114.3,99,23.1\n', 'home_lon', 'home_lat', 'EPSG:4326'],
    ['x,y\n532000,2546000\n', 'x', 'y', undefined],
    ['X坐标,Y坐标\n532000,2546000\n', 'X坐标', 'Y坐标', undefined],
    ['坐標X(TWD97),坐標Y(TWD97)\n304822,2763116\n', '坐標X(TWD97)', '坐標Y(TWD97)', 'EPSG:3826'],
    ['easting,northing\n532000,2546000\n', 'easting', 'northing', undefined],
    ['POINT_X,POINT_Y\n532000,2546000\n', 'POINT_X', 'POINT_Y', undefined],
    ['x,y\n114.3,23.1\n', 'x', 'y', undefined],
  ])('%s', async (text, x, y, crs) => {
    const layer = await readOne(textFile('p.csv', text));
    expect(layer.geometry.kind).toBe('point');
    expect(layer.coordinates).toEqual({ x, y });
    expect(shapesOf(layer)).toEqual([[[[layer.columns[x]![0], layer.columns[y]![0]]]]]);
    expect(layer.crs?.text).toBe(crs);
  });

  test('X to the north, as surveyors in China write it, is turned', async () => {
    const layer = await readOne(textFile('p.csv', 'x,y\n2546000,38532000\n2546100,38532100\n'));
    expect(shapesOf(layer)[0]).toEqual([[[38532000, 2546000]]]);
    expect(codesOf(layer)).toContain('formats/axes-exchanged');
    const turned = await readOne(textFile('p.csv', '经度,纬度\n23.1,114.3\n'));
    expect(shapesOf(turned)[0]).toEqual([[[114.3, 23.1]]]);
  });

  test('well-known text, with an SRID', async () => {
    const text = 'id;geom\n1;SRID=4547;POINT(1 2)\n'.replace('SRID=4547;', '"SRID=4547;').replace('2)\n', '2)"\n');
    const layer = await readOne(textFile('w.csv', text));
    expect(shapesOf(layer)).toEqual([[[[1, 2]]]]);
    expect(layer.crs?.text).toBe('EPSG:4547');
    const mixed = await readAll(
      textFile(
        'w.csv',
        'wkt\n"POLYGON((0 0,1 0,1 1,0 0))"\n"LINESTRING Z (0 0 1,1 1 1)"\nPOINT EMPTY\n"POLYGON((0 0"\n',
      ),
    );
    expect(mixed.map(({ geometry }) => geometry.kind)).toEqual(['polygon', 'line']);
    expect(codesOf(mixed[0]!)).toContain('formats/record-damaged');
    expect(mixed[0]!.remarks.find(({ code }) => code === 'formats/record-damaged')?.places[0]!.row).toBe(5);
  });

  test('rows without a place are told by row', async () => {
    const layer = await readOne(textFile('p.csv', 'lon,lat,n\n114.3,23.1,1\n,,2\n114.4,23.2,3\n'));
    expect(shapesOf(layer).map((parts) => parts.length)).toEqual([1, 0, 1]);
    expect(layer.remarks.find(({ code }) => code === 'formats/row-without-place')?.places).toEqual([
      { file: 'p.csv', row: 3 },
    ]);
  });

  test('neither, or as a person says', async () => {
    const text = 'a,b,x,y\n"1,000",2,3,4\n';
    expect((await readOne(textFile('t.csv', 'a,b\n1,2\n'))).geometry.kind).toBe('none');
    expect((await readOne(textFile('t.csv', text), { coordinates: null })).geometry.kind).toBe('none');
    const stated = await readOne(textFile('t.csv', text), { coordinates: { x: 'a', y: 'b' } });
    expect(shapesOf(stated)).toEqual([[[[1000, 2]]]]);
    const error = await failureOf(readAll(textFile('t.csv', text), { coordinates: { x: 'a', y: 'z' } }));
    expect(error.code).toBe('import/unknown-field');
    expect(error.hint('en')).toContain('a, b, x, y');
  });
});

test('encodings', async () => {
  const text = '名称,值\n居住用地,1\n';
  const utf16 = new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
  expect(valuesOf(await readOne(memorySource('a.csv', utf16)), '名称')).toEqual(['居住用地']);
  expect(valuesOf(await readOne(textFile('b.csv', `\uFEFF${text}`)), '名称')).toEqual(['居住用地']);
  const gbk = Buffer.concat([
    Buffer.from('c3fbb3c6', 'hex'),
    Buffer.from(',v\n'),
    Buffer.from('bed3d7a1d3c3b5d8', 'hex'),
    Buffer.from(',1\n'),
  ]);
  const layer = await readOne(memorySource('c.csv', new Uint8Array(gbk)));
  expect([layer.encoding, valuesOf(layer, '名称')]).toEqual(['gb18030', ['居住用地']]);
  const stated = await readOne(memorySource('c.csv', new Uint8Array(gbk)), { encoding: 'GBK' });
  expect([stated.encoding, codesOf(stated)]).toEqual(['gbk', []]);
});

test('what cannot be read', async () => {
  expect((await failureOf(readAll(textFile('e.csv', '')))).code).toBe('formats/empty-file');
  expect((await failureOf(readAll(textFile('e.csv', '\n\n\n')))).code).toBe('formats/empty-file');
  const open = await failureOf(readAll(textFile('q.csv', 'a,b\n1,"two\n3,4\n')));
  expect(open.code).toBe('formats/quote-open');
  expect((await failureOf(readAll(memorySource('b.csv', new Uint8Array([1, 2, 0, 0, 0, 5]))))).code).toBe(
    'formats/unknown',
  );
});

test('semicolons between cells whose data hold more commas than there are columns', async () => {
  const rows = [0, 1, 2, 3, 4].map((at) => `lot ${at};POLYGON((0 ${at},1 ${at},1 9,0 9,0 ${at}));1,8`);
  const layer = await readOne(textFile('lots.csv', ['name;wkt;面积(亩)', ...rows].join('\n')));
  expect(valuesOf(layer, 'name')).toEqual(['lot 0', 'lot 1', 'lot 2', 'lot 3', 'lot 4']);
  expect(valuesOf(layer, '面积(亩)')).toEqual([1.8, 1.8, 1.8, 1.8, 1.8]);
  expect(layer.geometry.kind).toBe('polygon');
});
