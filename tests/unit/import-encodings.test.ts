import { describe, expect, test } from 'vitest';
import type { PlannedLayer } from '#core/formats/import-plan.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { encodedText } from '../fixtures/encoded-text.ts';
import { writeDbf, writeShapes } from './formats-shapefile-writer.ts';
import { filesTogether } from './formats-support.ts';

const host = { clock: { now: () => 0 }, random: seededRandom(7) };

const texts: Readonly<Record<string, readonly (readonly string[])[]>> = {
  gb18030: [
    ['R2', '二类居住用地', '临江街道'],
    ['B1', '商业用地', '北山街道'],
    ['G1', '公园绿地', '城关镇'],
  ],
  big5: [
    ['R2', '第二種住宅區', '松山區'],
    ['C1', '商業區', '信義區'],
    ['P', '公園用地', '中正區'],
  ],
  shift_jis: [
    ['R2', '第二種住居地域', '横浜市神奈川区'],
    ['C1', '近隣商業地域', 'さいたま市'],
    ['P', '公園', 'みなとみらい'],
  ],
  'euc-kr': [
    ['R2', '제2종일반주거지역', '서울특별시 강남구'],
    ['C1', '일반상업지역', '종로구'],
    ['P', '자연녹지지역', '서초구'],
  ],
  'windows-1251': [
    ['R2', 'Жилая застройка', 'Москва'],
    ['C1', 'Торговая зона', 'Санкт-Петербург'],
    ['P', 'Городской парк', 'Казань'],
  ],
  'windows-1252': [
    ['R2', 'Zone résidentielle', 'Orléans'],
    ['C1', 'Straßenfläche', 'München'],
    ['P', 'Área verde', 'São Paulo'],
  ],
  'utf-8': [
    ['R2', '二类居住用地', '临江街道'],
    ['C1', '第二種住宅區', 'Orléans'],
    ['P', '公園', 'Москва'],
  ],
};

function shapefile(encoding: string, cpg?: string, language = 0): FileSource[] {
  const rows = texts[encoding]!.map((cells) => cells.map((cell) => Buffer.from(encodedText(encoding, cell))));
  const fields = ['CODE', 'USE', 'PLACE'].map((name) => ({ name, type: 'C', length: 40 }));
  const points = rows.map((_, row) => ({ type: 1, parts: [[114 + row / 100, 22]] }));
  const { shp, shx } = writeShapes(1, points);
  const dbf = writeDbf(fields, rows, { language });
  return filesTogether({ 'a.shp': shp, 'a.shx': shx, 'a.dbf': dbf, ...(cpg === undefined ? {} : { 'a.cpg': cpg }) });
}

function csv(encoding: string): FileSource[] {
  const lines = ['code,use,place', ...texts[encoding]!.map((cells) => cells.join(','))];
  return [memorySource('a.csv', encodedText(encoding, `${lines.join('\r\n')}\r\n`))];
}

async function inspected(files: readonly FileSource[]): Promise<{ session: ImportSession; layer: PlannedLayer }> {
  const session = new ImportSession(files, host);
  const plan = await session.inspect();
  expect(plan.files[0]!.error).toBeUndefined();
  return { session, layer: plan.files[0]!.layers[0]! };
}

const encodings = Object.keys(texts);

describe('the encoding is found from the bytes alone', () => {
  test.each(encodings)('shapefile without .cpg: %s', async (encoding) => {
    const { layer } = await inspected(shapefile(encoding));
    expect(layer.encoding).toBe(encoding);
    const best = layer.encodings![0]!;
    expect([best.encoding, best.invalid]).toEqual([encoding, 0]);
    expect(best.lines).toEqual(texts[encoding]!.map((cells) => cells.join(' · ')));
  });

  test.each(encodings)('CSV: %s', async (encoding) => {
    const { layer } = await inspected(csv(encoding));
    expect(layer.encoding).toBe(encoding);
    expect(layer.encodings![0]!.lines[0]).toBe(texts[encoding]![0]!.join(','));
  });
});

describe('a statement that is false', () => {
  test.each([
    ['gb18030', 'BIG5'],
    ['gb18030', 'ISO-8859-1'],
    ['gb18030', 'UTF-8'],
    ['big5', 'GBK'],
    ['big5', 'CP1252'],
    ['shift_jis', '936'],
    ['euc-kr', 'Big-5'],
    ['windows-1251', 'GBK'],
    ['utf-8', 'GBK'],
  ])('%s in the table, %s in the .cpg', async (encoding, label) => {
    const { layer } = await inspected(shapefile(encoding, label));
    expect(layer.encoding).toBe(encoding);
    expect(layer.remarks.map(({ code }) => code)).toContain('formats/encoding-statement');
    expect(layer.encodingStatements!.map(({ en }) => en).join(' ')).toContain(label);
  });

  test.each(encodings.filter((encoding) => encoding !== 'utf-8'))('a true one is kept: %s', async (encoding) => {
    const { layer } = await inspected(shapefile(encoding, encoding === 'gb18030' ? '936' : encoding));
    expect(layer.encoding).toBe(encoding === 'gb18030' ? 'gbk' : encoding);
    expect(layer.remarks.map(({ code }) => code)).not.toContain('formats/encoding-statement');
  });

  test('the language byte of a table in GBK says Windows 1252, as ArcGIS writes it', async () => {
    const { layer } = await inspected(shapefile('gb18030', undefined, 0x57));
    expect(layer.encoding).toBe('gb18030');
  });

  function drawing(page: string, version: string, name: Uint8Array): FileSource {
    const head = `0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\n${version}\n9\n$DWGCODEPAGE\n3\n${page}\n0\nENDSEC\n0\nSECTION\n2\nENTITIES\n0\nPOINT\n8\n`;
    const tail = '\n10\n1\n20\n2\n0\nENDSEC\n0\nEOF\n';
    const encoder = new TextEncoder();
    return memorySource('a.dxf', Uint8Array.from([...encoder.encode(head), ...name, ...encoder.encode(tail)]));
  }

  test.each([
    ['ANSI_936', 'AC1015', 'gbk', 'gbk'],
    ['ANSI_950', 'AC1015', 'gbk', 'gb18030'],
    ['ANSI_1252', 'AC1015', 'gbk', 'gb18030'],
    ['ANSI_936', 'AC1027', 'gbk', 'gb18030'],
    ['ANSI_936', 'AC1015', 'utf-8', 'utf-8'],
  ])('a drawing that says %s and %s with texts in %s', async (page, version, encoding, expected) => {
    const { layer } = await inspected([drawing(page, version, encodedText(encoding, '二类居住用地'))]);
    expect(layer.encoding).toBe(expected);
    expect(layer.encodings![0]!.lines).toEqual(['二类居住用地']);
    expect(layer.encodingStatements!).toHaveLength(1);
  });
});

test('readings are offered side by side; choosing one reads the file anew', async () => {
  const files = shapefile('gb18030');
  const session = new ImportSession(files, host);
  const plan = await session.inspect();
  const offered = plan.files[0]!.layers[0]!.encodings!;
  expect(offered.map(({ encoding }) => encoding).sort()).toEqual(
    ['big5', 'euc-kr', 'gb18030', 'shift_jis', 'utf-8', 'windows-1251', 'windows-1252'].sort(),
  );
  expect(offered.find(({ encoding }) => encoding === 'utf-8')!.invalid).toBeGreaterThan(10);
  const changed = await session.withReadOptions(plan.files[0]!, '', { encoding: 'big5' });
  const [layer] = changed.layers;
  expect(layer!.encoding).toBe('big5');
  expect(layer!.fields.find(({ name }) => name === 'USE')!.samples[0]).not.toBe('二类居住用地');
  expect(layer!.encodings![0]!.encoding).toBe('big5');
  expect(layer!.encodings![1]!.encoding).toBe('gb18030');
});
