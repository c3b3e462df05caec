import { describe, expect, test } from 'vitest';
import { dxf } from '#core/formats/dxf.ts';
import { plainParagraphs, plainText } from '#core/formats/dxf-text.ts';
import { findFormat } from '#core/formats/formats.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark, RemarkList } from '#core/model/remark.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { codesOf, diskFile, failureOf, readAll, readOne, shapesOf, textFile, valuesOf } from './formats-support.ts';
import { hole, layerToWrite, parcelsToWrite, shell, written } from './formats-written.ts';

if (!hasSharedData) console.log(`DXF fixtures: ${sharedDataReason}`);

const drawing = (entities: string, before = '', header = '9|$ACADVER|1|AC1027') =>
  `0|SECTION|2|HEADER|${header}|0|ENDSEC|${before}0|SECTION|2|ENTITIES|${entities}0|ENDSEC|0|EOF|`.replaceAll(
    '|',
    '\r\n',
  );

const polyline = (points: readonly (readonly number[])[], closed: 0 | 1, more = '') =>
  `0|LWPOLYLINE|8|plots|90|${points.length}|70|${closed}|${points.map(([x, y, b]) => `10|${x}|20|${y}|${b === undefined ? '' : `42|${b}|`}`).join('')}${more}`;

const square = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
];

test('closed and nearly closed polylines are polygons, open ones lines', async () => {
  const text = drawing(
    polyline(square, 1) +
      polyline([...square, [0.2, 0.1]], 0) +
      polyline([...square, [5, 5]], 0) +
      polyline(square.slice(0, 2), 1),
  );
  const source = textFile('a.dxf', text);
  expect(await findFormat(source)).toBe(dxf);
  const [polygons, lines] = await readAll(source);
  expect(shapesOf(polygons!)).toEqual([
    [[[0, 0, 100, 0, 100, 100, 0, 100, 0, 0]]],
    [[[0, 0, 100, 0, 100, 100, 0, 100, 0, 0]]],
  ]);
  expect(polygons!.remarks.find(({ code }) => code === 'formats/open-rings')?.count).toBe(1);
  expect(featureCount(lines!.geometry)).toBe(2);
  expect([polygons!.rowOf(1), lines!.rowOf(0)]).toEqual([2, 3]);
});

test('arcs in polylines, circles and ellipses have their areas', async () => {
  const bulged = polyline(
    [
      [0, 0, 1],
      [10, 0, 1],
    ],
    1,
  );
  const ellipse = '0|ELLIPSE|8|0|10|0|20|0|11|20|21|0|40|0.5|41|0|42|6.283185307179586|';
  const layer = await readOne(textFile('a.dxf', drawing(`${bulged}0|CIRCLE|8|0|10|5|20|5|40|10|${ellipse}`)));
  const areas = featureAreas(layer.geometry);
  // 90 segments around a circle leave 0.08 % of it out.
  expect(areas[0]! / (Math.PI * 25)).toBeCloseTo(1, 2);
  expect(areas[1]! / (Math.PI * 100)).toBeCloseTo(1, 2);
  expect(areas[2]! / (Math.PI * 200)).toBeCloseTo(1, 2);
  for (const ring of shapesOf(layer).flat(2)) expect(ring.slice(0, 2)).toEqual(ring.slice(-2));
});

test('hatches: holes, islands in holes, edges that run either way', async () => {
  const ring = (size: number, at: number) =>
    `92|2|72|0|73|1|93|4|10|${at}|20|${at}|10|${at + size}|20|${at}|10|${at + size}|20|${at + size}|10|${at}|20|${at + size}|97|0|`;
  const nested = `0|HATCH|8|h|10|0|20|0|30|0|2|SOLID|70|1|71|0|91|3|${ring(100, 0)}${ring(60, 20)}${ring(20, 40)}75|1|`;
  const line = (a: number, b: number, c: number, d: number) => `72|1|10|${a}|20|${b}|11|${c}|21|${d}|`;
  const edges = `0|HATCH|8|h|91|1|92|1|93|4|${line(0, 0, 10, 0)}${line(10, 10, 10, 0)}${line(10, 10, 0, 10)}72|2|10|0|20|5|40|5|50|90|51|270|73|1|97|0|75|1|`;
  const layer = await readOne(textFile('a.dxf', drawing(nested + edges)));
  expect(shapesOf(layer)[0]!.map((rings) => rings.length)).toEqual([2, 1]);
  const areas = featureAreas(layer.geometry);
  expect(areas[0]).toBe(10_000 - 3600 + 400);
  expect(areas[1]).toBeCloseTo(100 + (Math.PI * 25) / 2, 0);
});

test('blocks unfold in place, with layer 0 on the layer of the reference, attributes and arrays', async () => {
  const block = `0|SECTION|2|BLOCKS|0|BLOCK|2|Stop|10|1|20|1|0|LINE|8|0|10|1|20|1|11|3|21|1|0|TEXT|8|label|10|1|20|1|1|甲|0|ENDBLK|0|ENDSEC|`;
  const insert =
    '0|INSERT|8|transit|66|1|2|Stop|10|100|20|200|41|2|42|2|50|90|70|2|44|10|0|ATTRIB|2|NAME|1|东门|10|0|20|0|0|ATTRIB|2|LINES|1|12|0|SEQEND|';
  const [lines, points] = await readAll(textFile('a.dxf', drawing(insert, block)));
  const rounded = shapesOf(lines!).map((parts) => parts.flat(2).map((value) => Math.round(value)));
  expect(rounded).toEqual([
    [100, 200, 100, 204],
    [100, 210, 100, 214],
  ]);
  expect(valuesOf(lines!, 'layer')).toEqual(['transit', 'transit']);
  expect(valuesOf(points!, 'layer')).toEqual(['transit', 'label', 'label']);
  expect(valuesOf(points!, 'NAME')).toEqual(['东门', null, null]);
  expect(valuesOf(points!, 'LINES')).toEqual([12, null, null]);
  expect(valuesOf(points!, 'text')).toEqual([null, '甲', '甲']);
});

test('objects drawn from below are mirrored, texts lose their formatting', async () => {
  const mirrored = await readOne(textFile('a.dxf', drawing(polyline(square, 1, '210|0|220|0|230|-1|'))));
  expect(shapesOf(mirrored)[0]![0]![0]!.map((value) => value + 0)).toEqual([0, 0, -100, 0, -100, 100, 0, 100, 0, 0]);
  expect(plainText('\\U+5C45\\U+4F4F %%c20 45%%d \\M+5BDDD\\M+2A4A4')).toBe('居住 ⌀20 45° 捷中');
  expect(plainParagraphs('{\\fSimSun|b0|i0;\\H2.5x;居住\\P\\C1;用地}\\~\\S1/2; \\\\ \\{x\\}')).toBe(
    '居住\n用地 1/2 \\ {x}',
  );
});

test('encodings: code page of the header, UTF-8 from 2007 on, and statements that cannot be right', async () => {
  const gbk = [0xd3, 0xc3, 0xb5, 0xd8];
  const file = (header: string) => {
    const [before, after] = drawing('0|POINT|8|@@|10|1|20|2|', '', header).split('@@');
    const encoder = new TextEncoder();
    return memorySource('a.dxf', Uint8Array.from([...encoder.encode(before), ...gbk, ...encoder.encode(after)]));
  };
  const stated = await readOne(file('9|$ACADVER|1|AC1015|9|$DWGCODEPAGE|3|ANSI_936'));
  expect([valuesOf(stated, 'layer'), stated.encoding]).toEqual([['用地'], 'gbk']);
  const wrong = await readOne(file('9|$ACADVER|1|AC1027|9|$DWGCODEPAGE|3|ANSI_936'));
  expect(wrong.encoding).not.toBe('utf-8');
  expect(codesOf(wrong)).toContain('formats/encoding-guessed');
  const named = await readAll(file('9|$ACADVER|1|AC1009'), { encoding: 'gbk' });
  expect(valuesOf(named[0]!, 'layer')).toEqual(['用地']);
});

test('what cannot be drawn is told: dimensions, sheets, no coordinates, units', async () => {
  const text = drawing(
    '0|DIMENSION|8|0|0|LINE|8|0|67|1|10|0|20|0|11|1|21|1|0|LINE|8|0|10|x|20|0|11|1|21|1|',
    '',
    '9|$ACADVER|1|AC1027|9|$INSUNITS|70|4',
  );
  const [layer] = await readAll(textFile('a.dxf', text));
  const said = layer!.remarks.map((remark) => describeRemark(remark, 'zh'));
  expect(said).toEqual([
    'a.dxf：1 个 DIMENSION 没有读取。',
    'a.dxf：1 个 图纸空间对象 没有读取。',
    'a.dxf：1 个要素的图形读不懂（坐标缺失或不是数字），只保留属性。',
    'a.dxf 写明图形单位是毫米，坐标仍按原值读取。',
  ]);
});

test('cut files, blocks without end and DWG are errors that say what to do', async () => {
  const whole = drawing(polyline(square, 1));
  expect((await failureOf(readAll(textFile('a.dxf', whole.slice(0, -30))))).describe('en')).toContain('cut off');
  expect((await failureOf(readAll(textFile('a.dxf', whole.replace('20\r\n', 'x\r\n'))))).describe('en')).toContain(
    'group code',
  );
  const block = (name: string, inside: string) => `0|BLOCK|2|${name}|10|0|20|0|${inside}0|ENDBLK|`;
  const ten = (name: string) => `0|INSERT|2|${name}|10|0|20|0|`.repeat(10);
  const levels = Array.from({ length: 12 }, (_, level) => block(`b${level}`, ten(`b${level + 1}`))).join('');
  const bomb = drawing(`0|INSERT|2|b0|10|0|20|0|`, `0|SECTION|2|BLOCKS|${levels}0|ENDSEC|`);
  expect((await failureOf(readAll(textFile('a.dxf', bomb)))).code).toBe('formats/blocks-too-many');
  const self = drawing(
    `0|INSERT|2|b|10|0|20|0|`,
    `0|SECTION|2|BLOCKS|${block('b', '0|INSERT|2|b|10|0|20|0|')}0|ENDSEC|`,
  );
  expect(featureCount((await readOne(textFile('a.dxf', self))).geometry)).toBe(17);
  const dwg = await failureOf(findFormat(textFile('a.dwg', `AC1032${'\0'.repeat(200)}`)));
  expect(dwg.code).toBe('formats/dwg');
  expect(dwg.hint('zh')).toContain('另存为 DXF');
});

describe.runIf(hasSharedData)('fixtures', () => {
  const fixture = (name: string) => diskFile(sharedData('format-fixtures', 'dxf', name));

  test.each([
    ['bin_dxf_r14.dxf', { line: 3 }],
    ['caret_encoding.dxf', { point: 61 }],
    ['hatches_1.dxf', { polygon: 24, line: 8 }],
    ['recover02.dxf', { polygon: 1, line: 35, point: 59 }],
    ['dimension_in_nested_blocks.dxf', { polygon: 14, point: 28 }],
  ])('%s', async (name, expected) => {
    const layers = await readAll(fixture(name));
    expect(Object.fromEntries(layers.map(({ geometry }) => [geometry.kind, featureCount(geometry)]))).toEqual(expected);
  });

  test('the Houses of Parliament stand in London', async () => {
    const layer = await readOne(fixture('houses_of_parliament_georeferenced.dxf'));
    expect(layer.crs?.text).toBe('EPSG:27700');
    const { coordinates } = layer.geometry;
    expect(Math.min(...coordinates)).toBeCloseTo(179_354.448, 2);
    expect(Math.max(...coordinates)).toBeCloseTo(530_337.072, 2);
  });

  test('Huizhou in ANSI 936: layers tell the land use, areas are those of the shapefile', async () => {
    const source = diskFile(sharedData('huizhou-beijing-drl', 'derived', 'huizhou_land_ansi936.dxf'));
    const layer = await readOne(source);
    expect(layer.encoding).toBe('gbk');
    expect(valuesOf(layer, 'layer')).toContain('R2_二类居住用地');
    expect(featureAreas(layer.geometry).reduce((sum, area) => sum + area, 0)).toBeCloseTo(2_888_173.582, 1);
    const session = new ImportSession([source], { clock: { now: () => 0 }, random: seededRandom(1) });
    const [planned] = (await session.inspect()).files[0]!.layers;
    expect(planned).toMatchObject({ role: 'parcel', codeTable: 'gb50137-2011' });
    expect(planned!.mapping).toContainEqual({ from: 'layer_code', to: 'land_use_code' });
  });
});

test('drawings come back with layers by land use; holes survive as hatches, attributes are told to be left out', async () => {
  const layer = await parcelsToWrite();
  const remarks = new RemarkList();
  const pieces: Uint8Array[] = [];
  const fields = [...layer.table.fields, { name: 'land_use', type: 'text' as const }];
  const columns = { ...layer.table.columns, land_use: ['居住/R2', null, '商业'] };
  const withUse = { ...layer, table: { ...layer.table, fields, columns } };
  for await (const piece of dxf.write!(withUse, {}, remarks)) pieces.push(piece);
  const back = await readOne(memorySource('a.dxf', pieces[0]!));
  expect(valuesOf(back, 'layer')).toEqual(['居住_R2', '商业', '商业']);
  expect(shapesOf(back).map((parts) => parts.map((rings) => rings.length))).toEqual([[2], [1], [1]]);
  expect(shapesOf(back)[0]![0]![0]).toEqual(shell);
  expect(shapesOf(back)[0]![0]![1]).toEqual(hole);
  expect(remarks.toArray().map(({ code, count }) => [code, count])).toEqual([
    ['formats/attributes-left-out', 1],
    ['formats/undrawn', 1],
  ]);
  const lines = await readOne(
    memorySource('a.dxf', await written(dxf, await layerToWrite('line', [[[shell.slice(0, 8)]]]))),
  );
  expect([lines.geometry.kind, shapesOf(lines)[0]![0]![0]]).toEqual(['line', shell.slice(0, 8)]);
  const points = await readOne(memorySource('a.dxf', await written(dxf, await layerToWrite('point', [[[[5, 6]]]]))));
  expect([valuesOf(points, 'layer'), shapesOf(points)]).toEqual([['地块'], [[[[5, 6]]]]]);
});
