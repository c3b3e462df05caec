import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupRings } from '#core/formats/polygon-rings.ts';
import { type TestShape, writeDbf, writeShapes } from './formats-shapefile-writer.ts';
import { codesOf, failureOf, filesTogether, readAll, readOne, shapesOf, valuesOf } from './formats-support.ts';

/** Clockwise, as shells are in shapefiles. */
const shell = [0, 0, 0, 10, 10, 10, 10, 0, 0, 0];
const hole = [2, 2, 4, 2, 4, 4, 2, 4, 2, 2];
const island = [2.5, 2.5, 2.5, 3, 3, 3, 3, 2.5, 2.5, 2.5];
const apart = [20, 0, 20, 10, 30, 10, 30, 0, 20, 0];
const holeApart = [22, 2, 24, 2, 24, 4, 22, 4, 22, 2];

function polygon(...parts: (readonly number[])[]): TestShape {
  return { type: 5, parts };
}

function reversed(ring: readonly number[]): number[] {
  const turned: number[] = [];
  for (let place = ring.length - 2; place >= 0; place -= 2) turned.push(ring[place]!, ring[place + 1]!);
  return turned;
}

test('points, multipoints, lines and polygons, flat and with heights and measures', async () => {
  const cases: readonly (readonly [number, TestShape, number[][][]])[] = [
    [1, { type: 1, parts: [[1, 2]] }, [[[1, 2]]]],
    [11, { type: 11, parts: [[1, 2]], extra: 16 }, [[[1, 2]]]],
    [21, { type: 21, parts: [[1, 2]], extra: 8 }, [[[1, 2]]]],
    [8, { type: 8, parts: [[1, 2, 3, 4]] }, [[[1, 2]], [[3, 4]]]],
    [18, { type: 18, parts: [[1, 2, 3, 4]], extra: 64 }, [[[1, 2]], [[3, 4]]]],
    [
      3,
      {
        type: 3,
        parts: [
          [1, 2, 3, 4],
          [5, 6, 7, 8],
        ],
      },
      [[[1, 2, 3, 4]], [[5, 6, 7, 8]]],
    ],
    [13, { type: 13, parts: [[1, 2, 3, 4]], extra: 64 }, [[[1, 2, 3, 4]]]],
    [23, { type: 23, parts: [[1, 2, 3, 4]], extra: 32 }, [[[1, 2, 3, 4]]]],
    [5, polygon(shell, hole), [[shell, hole]]],
    [15, { ...polygon(shell), type: 15, extra: 96 }, [[shell]]],
    [25, { ...polygon(shell), type: 25, extra: 48 }, [[shell]]],
  ];
  for (const [type, shape, expected] of cases) {
    const { shp, shx } = writeShapes(type, [shape, { type: 0, parts: [] }]);
    const layer = await readOne(filesTogether({ 'a.shp': shp, 'a.shx': shx })[0]!);
    expect([type, shapesOf(layer)]).toEqual([type, [expected, []]]);
    expect(codesOf(layer).includes('formats/z-dropped')).toBe(type > 10);
    expect(codesOf(layer)).toContain('formats/no-geometry');
  }
});

test('shells and holes of several polygons find each other, in any order', async () => {
  const { shp } = writeShapes(5, [polygon(holeApart, shell, hole, apart, island)]);
  const layer = await readOne(filesTogether({ 'a.shp': shp })[0]!);
  expect(shapesOf(layer)).toEqual([[[shell, hole], [apart, holeApart], [island]]]);
});

test('rings that run the wrong way are told apart by which lies in which', async () => {
  const { shp } = writeShapes(5, [polygon(reversed(shell), reversed(hole), reversed(apart))]);
  const layer = await readOne(filesTogether({ 'a.shp': shp })[0]!);
  // The hole runs like a shell and stays one; the others have no shell around them.
  expect(shapesOf(layer)).toEqual([[[reversed(shell)], [reversed(hole)], [reversed(apart)]]]);
  expect(codesOf(layer)).toContain('formats/rings-turned');
  const { shp: all } = writeShapes(5, [polygon(reversed(shell), hole, reversed(apart))]);
  const turned = await readOne(filesTogether({ 'a.shp': all })[0]!);
  expect(shapesOf(turned)).toEqual([[[reversed(shell), hole], [reversed(apart)]]]);
});

test('a thousand islands with lakes are sorted in a moment', () => {
  const coordinates: number[] = [];
  const starts = [0];
  const add = (ring: readonly number[], dx: number, dy: number) => {
    for (let place = 0; place < ring.length; place += 2) coordinates.push(ring[place]! + dx, ring[place + 1]! + dy);
    starts.push(coordinates.length / 2);
  };
  const side = 70;
  for (let x = 0; x < side; x++) for (let y = 0; y < side; y++) add(hole, 20 * x, 20 * y);
  for (let x = 0; x < side; x++) for (let y = 0; y < side; y++) add(shell, 20 * x, 20 * y);
  const { groups, turned } = groupRings(new Float64Array(coordinates), starts);
  expect(turned).toBe(0);
  expect(groups).toHaveLength(side * side);
  for (const { shell: index, holes } of groups) expect(holes).toEqual([index - side * side]);
});

test('whatever rings come, every one is in exactly one polygon', () => {
  const ring = fc
    .tuple(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
    )
    .map(([x, y, size, isTurned]) => {
      const square = [x, y, x, y + size, x + size, y + size, x + size, y, x, y];
      return isTurned ? reversed(square) : square;
    });
  fc.assert(
    fc.property(fc.array(ring, { minLength: 1, maxLength: 12 }), (rings) => {
      const starts = rings.map((_, index) => 5 * index);
      const { groups } = groupRings(new Float64Array(rings.flat()), [...starts, 5 * rings.length]);
      const seen = groups.flatMap(({ shell: index, holes }) => [index, ...holes]).sort((a, b) => a - b);
      expect(seen).toEqual(rings.map((_, index) => index));
    }),
  );
});

describe('the table', () => {
  const point = { type: 1, parts: [[1, 2]] };
  const gbk = (hex: string) => Buffer.from(hex, 'hex');
  // 用地代码, 面积, 名称; 二类居住用地, 公园绿地.
  const names = { code: gbk('d3c3b5d8b4fac2eb'), area: gbk('c3e6bbfd'), name: gbk('c3fbb3c6') };
  const residential = gbk('b6feC0e0bed3d7a1d3c3b5d8');
  const park = gbk('b9abd4b0c2ccb5d8');

  test('names and texts in GBK without any statement', async () => {
    const { shp, shx } = writeShapes(1, [point, point]);
    const dbf = writeDbf(
      [
        { name: names.code, type: 'C', length: 4 },
        { name: names.area, type: 'N', length: 12, decimals: 2 },
        { name: names.name, type: 'C', length: 20 },
      ],
      [
        ['R2', '  1234.50', residential],
        ['G1', '', park],
      ],
    );
    const layer = await readOne(filesTogether({ 'land.shp': shp, 'land.shx': shx, 'land.dbf': dbf })[0]!);
    expect(layer.fields).toEqual([
      { name: '用地代码', type: 'text' },
      { name: '面积', type: 'real' },
      { name: '名称', type: 'text' },
    ]);
    expect(valuesOf(layer, '名称')).toEqual(['二类居住用地', '公园绿地']);
    expect(valuesOf(layer, '面积')).toEqual([1234.5, null]);
    expect(layer.encoding).toBe('gb18030');
    const remark = layer.remarks.find(({ code }) => code === 'formats/encoding-chosen');
    expect(remark?.parameters['encoding']).toBe('gb18030');
  });

  test('the encoding: stated, by .cpg, by language byte, by the bytes; contradictions are passed over', async () => {
    const { shp } = writeShapes(1, [point]);
    const big5 = gbk('b7fba7e0'); // 新抄 reads as something else in GBK
    const dbf = (language: number, cell: Buffer | string = big5) =>
      writeDbf([{ name: 'NAME', type: 'C', length: 20 }], [[cell]], { language });
    const read = async (files: Record<string, Uint8Array | string>, encoding?: string) =>
      readOne(filesTogether({ 'a.shp': shp, ...files })[0]!, encoding === undefined ? {} : { encoding });
    expect((await read({ 'a.dbf': dbf(0) }, 'Big5')).encoding).toBe('big5');
    expect((await read({ 'a.dbf': dbf(0), 'a.cpg': 'Big-5' })).encoding).toBe('big5');
    expect((await read({ 'a.dbf': dbf(0x4f) })).encoding).toBe('big5');
    expect((await read({ 'a.dbf': dbf(0x4d) })).encoding).toBe('gbk');
    const utf8 = await read({ 'a.dbf': dbf(0x57, '居住') });
    expect([utf8.encoding, valuesOf(utf8, 'NAME')]).toEqual(['utf-8', ['居住']]);
    const wrong = await read({ 'a.dbf': dbf(0, residential), 'a.cpg': 'UTF-8' });
    expect(wrong.encoding).toBe('gb18030');
    expect(codesOf(wrong)).toContain('formats/encoding-statement');
    const odd = await read({ 'a.dbf': dbf(0, residential), 'a.cpg': 'whatever' });
    expect(odd.encoding).toBe('gb18030');
    const latin = await read({ 'a.dbf': dbf(0x03, gbk('4de97869636f')) });
    expect([latin.encoding, valuesOf(latin, 'NAME')]).toEqual(['windows-1252', ['México']]);
    const dos = await read({ 'a.dbf': dbf(0x02, gbk('4d8278')) });
    expect([dos.encoding, valuesOf(dos, 'NAME')]).toEqual(['cp850', ['Méx']]);
    const plain = await read({ 'a.dbf': dbf(0, 'plain') });
    expect([plain.encoding, codesOf(plain).filter((code) => code.includes('encoding'))]).toEqual(['utf-8', []]);
  });

  test('a text cut in the middle of a character at the end of its field', async () => {
    const { shp } = writeShapes(1, [point]);
    const dbf = writeDbf([{ name: 'NAME', type: 'C', length: 11 }], [[residential]]);
    const layer = await readOne(filesTogether({ 'a.shp': shp, 'a.dbf': dbf })[0]!);
    expect(valuesOf(layer, 'NAME')).toEqual(['二类居住用']);
    const utf8 = writeDbf([{ name: 'NAME', type: 'C', length: 11 }], [['居住用地']]);
    const cut = await readOne(filesTogether({ 'a.shp': shp, 'a.dbf': utf8 })[0]!);
    expect([cut.encoding, valuesOf(cut, 'NAME')]).toEqual(['utf-8', ['居住用']]);
  });

  test('every type of field', async () => {
    const binary = Buffer.alloc(8);
    binary.writeDoubleLE(1.25);
    const whole = Buffer.alloc(4);
    whole.writeInt32LE(-7);
    const instant = Buffer.alloc(8);
    instant.writeUInt32LE(2_460_375);
    instant.writeUInt32LE(3_600_000, 4);
    const fields = [
      { name: 'C', type: 'C', length: 5 },
      { name: 'N', type: 'N', length: 6 },
      { name: 'REAL', type: 'N', length: 8, decimals: 2 },
      { name: 'F', type: 'F', length: 10 },
      { name: 'L', type: 'L', length: 1 },
      { name: 'D', type: 'D', length: 8 },
      { name: 'I', type: 'I', length: 4 },
      { name: 'O', type: 'O', length: 8 },
      { name: 'T', type: 'T', length: 8 },
      { name: 'M', type: 'M', length: 10 },
    ];
    const rows = [
      ['abc', '12', '3.5', '1e3', 'T', '20240305', whole, binary, instant, ''],
      ['', '', '********', 'abc', '?', '00000000', whole, binary, Buffer.alloc(8), ''],
      // The last instant is one that no calendar has.
      ['  x ', '-', '', '', 'n', '20241399', whole, binary, Buffer.alloc(8, 0x7f), ''],
    ];
    const { shp } = writeShapes(1, [point, point, point]);
    const layer = await readOne(filesTogether({ 'a.shp': shp, 'a.dbf': writeDbf(fields, rows) })[0]!);
    expect(Object.fromEntries(layer.fields.map(({ name, type }) => [name, type]))).toEqual({
      C: 'text',
      N: 'integer',
      REAL: 'real',
      F: 'real',
      L: 'boolean',
      D: 'date',
      I: 'integer',
      O: 'real',
      T: 'date',
    });
    expect(layer.fields.map(({ name }) => valuesOf(layer, name))).toEqual([
      ['abc', null, '  x'],
      [12, null, null],
      [3.5, null, null],
      [1000, null, null],
      [1, null, 0],
      ['2024-03-05', null, null],
      [-7, -7, -7],
      [1.25, 1.25, 1.25],
      ['2024-03-05T01:00:00.000Z', null, null],
    ]);
    const unreadable = layer.remarks.filter(({ code }) => code === 'formats/values-unreadable');
    expect(unreadable.map(({ parameters, places }) => [parameters['field'], places[0]!.row])).toEqual([
      ['F', 2],
      ['N', 3],
      ['D', 3],
      ['T', 3],
    ]);
    expect(codesOf(layer)).toContain('formats/field-left-out');
  });

  test('deleted records take their shapes with them', async () => {
    const shapes = [1, 2, 3, 4].map((x) => ({ type: 1, parts: [[x, x]] }));
    const { shp, shx } = writeShapes(1, shapes);
    const dbf = writeDbf([{ name: 'N', type: 'N', length: 4 }], [['1'], ['2'], ['3'], ['4']], { deleted: [1] });
    const layer = await readOne(filesTogether({ 'a.shp': shp, 'a.shx': shx, 'a.dbf': dbf })[0]!);
    expect(valuesOf(layer, 'N')).toEqual([1, 3, 4]);
    expect(shapesOf(layer).map((parts) => parts[0]![0]![0])).toEqual([1, 3, 4]);
    expect([0, 1, 2].map((feature) => layer.rowOf(feature))).toEqual([1, 3, 4]);
    expect(codesOf(layer)).toContain('formats/deleted-records');
  });

  test('a table that is shorter or longer than the shapes', async () => {
    const { shp } = writeShapes(1, [point, point]);
    for (const rows of [[['1']], [['1'], ['2'], ['3']]]) {
      const dbf = writeDbf([{ name: 'N', type: 'N', length: 4 }], rows);
      const layer = await readOne(filesTogether({ 'a.shp': shp, 'a.dbf': dbf })[0]!);
      expect(valuesOf(layer, 'N')).toEqual(rows.length === 1 ? [1, null] : [1, 2]);
      expect(codesOf(layer)).toContain('formats/counts-differ');
    }
  });

  test('a table on its own', async () => {
    const dbf = writeDbf([{ name: 'N', type: 'N', length: 4 }], [['1'], ['2']]);
    const layer = await readOne(filesTogether({ 'a.dbf': dbf })[0]!);
    expect([layer.geometry.kind, valuesOf(layer, 'N')]).toEqual(['none', [1, 2]]);
  });
});

test('companions that are missing or do not fit are told', async () => {
  const { shp } = writeShapes(1, [{ type: 1, parts: [[1, 2]] }]);
  const bare = await readOne(filesTogether({ 'a.shp': shp })[0]!);
  const missing = bare.remarks.filter(({ code }) => code === 'formats/companion-missing');
  expect(missing.map(({ parameters }) => parameters['companion']).sort()).toEqual(['.dbf', '.shx']);
  const odd = await readOne(filesTogether({ 'a.shp': shp, 'a.shx': new Uint8Array(50) })[0]!);
  expect(shapesOf(odd)).toEqual([[[[1, 2]]]]);
  expect(codesOf(odd)).toContain('formats/index-unusable');
});

test('the .prj is read, with a mark or in UTF-16 as well', async () => {
  const { shp } = writeShapes(1, [{ type: 1, parts: [[1, 2]] }]);
  const read = async (prj: Uint8Array | string) =>
    (await readOne(filesTogether({ 'a.shp': shp, 'a.prj': prj })[0]!)).crs?.text;
  expect(await read('EPSG:4547\n')).toBe('EPSG:4547');
  expect(await read('\uFEFFEPSG:4547')).toBe('EPSG:4547');
  expect(await read(new Uint8Array(Buffer.from('\uFEFFEPSG:4547', 'utf16le')))).toBe('EPSG:4547');
  expect(await read('')).toBeUndefined();
});

describe('what is broken', () => {
  const { shp, shx } = writeShapes(5, [polygon(shell), polygon(apart), polygon(shell, hole)]);

  test('cut off anywhere, it says how long it should be', async () => {
    for (const length of [10, 99, 120, 300, shp.length - 1]) {
      for (const files of [{ 'a.shp': shp.slice(0, length) }, { 'a.shp': shp.slice(0, length), 'a.shx': shx }]) {
        const source = filesTogether(files)[0]!;
        if (length < 100) continue;
        const error = await failureOf(readAll(source));
        expect(error.code).toBe('formats/truncated');
        expect(error.parameters['found']).toBe(length);
        expect(error.parameters['expected']).toBe(shp.length);
      }
    }
  });

  test('a damaged record costs only its own geometry', async () => {
    const bad = shp.slice();
    // The number of points of the second record.
    const second = 100 + 8 + 44 + 4 + 80;
    new DataView(bad.buffer).setInt32(second + 8 + 40, 1_000_000, true);
    const layer = await readOne(filesTogether({ 'a.shp': bad, 'a.shx': shx })[0]!);
    expect(shapesOf(layer).map((parts) => parts.length)).toEqual([1, 0, 1]);
    const remark = layer.remarks.find(({ code }) => code === 'formats/record-damaged');
    expect(remark?.places).toEqual([{ file: 'a.shp', row: 2 }]);
  });

  test('a type of shape that there is none of', async () => {
    const { shp: odd } = writeShapes(5, [
      { type: 31, parts: [shell] },
      { type: 5, parts: [shell] },
      { type: 77, parts: [shell] },
    ]);
    const layer = await readOne(filesTogether({ 'a.shp': odd })[0]!);
    expect(shapesOf(layer).map((parts) => parts.length)).toEqual([0, 1, 0]);
    expect(layer.remarks.filter(({ code }) => code === 'formats/record-damaged')).toHaveLength(2);
  });

  test('a table cut off', async () => {
    const dbf = writeDbf([{ name: 'N', type: 'N', length: 4 }], [['1'], ['2'], ['3']]);
    const error = await failureOf(readAll(filesTogether({ 'a.shp': shp, 'a.dbf': dbf.slice(0, -8) })[0]!));
    expect(error.code).toBe('formats/truncated');
    expect(error.message).toContain('a.dbf');
  });
});
