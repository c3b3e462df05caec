import { describe, expect, test } from 'vitest';
import { readLayerName } from '#core/formats/drawing-layer-name.ts';
import { applyImportProfile, profileOf } from '#core/formats/import-profile.ts';
import { parseImportProfile, writeImportProfile } from '#core/formats/import-profile-text.ts';
import { ImportSession, isFailed } from '#core/formats/import-session.ts';
import { readParcelText } from '#core/formats/parcel-text.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { codesOf, readAll, textFile, valuesOf } from './formats-support.ts';

describe('the words inside a parcel', () => {
  test.each([
    ['R2', { codes: ['R2'] }],
    ['0701', { codes: ['0701'] }],
    ['070102', { codes: ['070102'] }],
    ['A33 小学', { codes: ['A33'] }],
    ['A33小学', { codes: ['A33'] }],
    ['公园绿地G1', { codes: ['G1'] }],
    ['A1地块', { codes: [] }],
    ['地块B2，3号楼', { codes: [] }],
    ['第0701号', { codes: [] }],
    ['FAR=2.5', { codes: [], far: 2.5 }],
    ['容积率2.5', { codes: [], far: 2.5 }],
    ['容积率：≤ 3.0', { codes: [], far: 3 }],
    ['H≤60', { codes: [], heightMetres: 60 }],
    ['限高60米', { codes: [], heightMetres: 60 }],
    ['60m', { codes: [], heightMetres: 60 }],
    ['200 ft', { codes: [], heightMetres: 60.96 }],
    ['R2\nFAR 1.8\nH=54', { codes: ['R2'], far: 1.8, heightMetres: 54 }],
    ['R2/B1', { codes: ['R2', 'B1'] }],
    ['Ｒ２', { codes: ['R2'] }],
    ['A-01-03', { codes: [] }],
    ['2024', { codes: [] }],
    ['滨江路', { codes: [] }],
    ['12.5', { codes: [] }],
  ])('%s', (text, expected) => {
    const read = readParcelText([text]);
    expect({ ...read, ...(read.heightMetres ? { heightMetres: Number(read.heightMetres.toFixed(2)) } : {}) }).toEqual(
      expected,
    );
  });
});

const tags = (text: string) => text.replaceAll('|', '\n');

/** A square of 100 with texts from its middle on; `gap` keeps the outline from closing. */
function parcel(index: number, layer: string, texts: readonly string[], gap?: number): string {
  const x = 200 * index;
  const corners = [[x, 0], [x + 100, 0], [x + 100, 100], [x, 100], ...(gap === undefined ? [] : [[x, gap]])];
  const vertices = corners.map(([east, north]) => `10|${east}|20|${north}|`).join('');
  const words = texts.map((text, row) => `0|TEXT|8|TXT|10|${x + 10}|20|${80 - 20 * row}|40|8|1|${text}|`).join('');
  return `0|LWPOLYLINE|8|${layer}|90|${corners.length}|70|${gap === undefined ? 1 : 0}|${vertices}${words}`;
}

function hatch(index: number, layer: string): string {
  const x = 200 * index;
  return `0|HATCH|8|${layer}|91|1|92|2|72|0|73|1|93|4|10|${x}|20|0|10|${x + 100}|20|0|10|${x + 100}|20|100|10|${x}|20|100|97|0|75|1|`;
}

const drawing = tags(
  `0|SECTION|2|ENTITIES|${parcel(0, 'YD', ['R2', 'FAR=2.5', 'H≤60'])}${hatch(0, 'HATCH')}${parcel(1, 'YD', ['B1', '容积率 3.0'])}` +
    `${parcel(2, 'G1_公园绿地', ['公园'])}${parcel(3, 'YD', ['R2 B1'])}${parcel(4, '水面', [])}${parcel(5, 'YD', ['A33'], 2)}0|ENDSEC|0|EOF|`,
);

test('texts belong to the polygon around them; hatches of outlines count once; parcels without and with two codes are told', async () => {
  const layers = await readAll(textFile('a.dxf', drawing));
  const parcels = layers.find(({ geometry }) => geometry.kind === 'polygon')!;
  // The last outline has a gap of 2 in 398, more than a thousandth.
  expect(featureCount(parcels.geometry)).toBe(5);
  expect(valuesOf(parcels, 'land_use_code')).toEqual(['R2', 'B1', 'G1', 'R2', null]);
  expect(valuesOf(parcels, 'far')).toEqual([2.5, 3, null, null, null]);
  expect(valuesOf(parcels, 'height_limit')).toEqual([60, null, null, null, null]);
  expect(parcels.drawing).toEqual({
    parcels: 5,
    withText: 3,
    withCode: 4,
    withUse: 1,
    twoCodes: [{ row: 11, codes: ['R2', 'B1'] }],
    layers: [
      { name: 'YD', polygons: 3, withCode: 3, isTaken: true },
      { name: 'HATCH', polygons: 1, withCode: 0, isTaken: true },
      { name: 'G1_公园绿地', polygons: 1, withCode: 1, isTaken: true },
      { name: '水面', polygons: 1, withCode: 0, landUse: 'water', isTaken: true },
    ],
  });
  expect(codesOf(parcels)).toEqual(expect.arrayContaining(['formats/parcel-two-codes', 'formats/hatch-doubles']));
});

test('only the layers of a drawing that were chosen are parcels; names it does not have mean all', async () => {
  const readWith = async (layers: readonly string[]) =>
    (await readAll(textFile('a.dxf', drawing), { drawing: { layers } })).find(
      ({ geometry }) => geometry.kind === 'polygon',
    )!;
  const chosen = await readWith(['YD', '水面']);
  expect(valuesOf(chosen, 'land_use_code')).toEqual(['R2', 'B1', 'R2', null]);
  expect(chosen.drawing!.layers.filter(({ isTaken }) => !isTaken).map(({ name }) => name)).toEqual([
    'HATCH',
    'G1_公园绿地',
  ]);
  expect(chosen.remarks.find(({ code }) => code === 'formats/parcel-other-layers')?.count).toBe(2);
  expect(chosen.rowOf(3)).toBeGreaterThan(chosen.rowOf(2));
  expect(featureCount((await readWith(['不存在'])).geometry)).toBe(5);
});

test('the gap that is closed, and whether there are parcels at all, may be said', async () => {
  const closed = await readAll(textFile('a.dxf', drawing), { drawing: { closeGap: 2.5 } });
  expect(valuesOf(closed.find(({ drawing: facts }) => facts)!, 'land_use_code')).toContain('A33');
  const plain = await readAll(textFile('a.dxf', drawing), { drawing: { parcels: false } });
  expect(plain.some(({ drawing: facts }) => facts)).toBe(false);
  const polygons = plain.find(({ geometry }) => geometry.kind === 'polygon')!;
  expect(featureCount(polygons.geometry)).toBe(6);
});

test('a drawing becomes parcels; layer names to land uses are kept in a profile and used again', async () => {
  const host = { clock: { now: () => 0 }, random: seededRandom(3) };
  const open = async () => {
    const session = new ImportSession([textFile('规划.dxf', drawing)], host);
    return { session, plan: await session.inspect() };
  };
  const { plan } = await open();
  const planned = plan.files[0]!.layers.find(({ geometry }) => geometry === 'polygon')!;
  expect(planned.role).toBe('parcel');
  expect(planned.mapping.map(({ from, to }) => `${from}→${to}`)).toEqual(
    expect.arrayContaining(['land_use_code→land_use_code', 'far→far', 'height_limit→height_limit']),
  );
  expect(planned.fields.find(({ name }) => name === 'layer')!.counts).toEqual(
    expect.arrayContaining([{ text: 'YD', count: 3 }]),
  );
  const byLayer = { from: 'layer', to: 'land_use', values: { 水面: 'water' } };
  const points = [
    [0, 0, 532_000, 2_546_000],
    [1100, 0, 533_100, 2_546_000],
  ] as const;
  const changed = {
    ...planned,
    mapping: [...planned.mapping, byLayer],
    read: { drawing: { closeGap: 2.5, parcels: true } },
    crs: { ...planned.crs, id: 'EPSG:4547', origin: 'stated' as const },
    place: { points },
  };
  const text = writeImportProfile(profileOf(changed, plan, '市院'));
  expect(text).toContain('closeGap: 2.5');
  const profile = parseImportProfile(text, 'a.yaml');
  const again = await open();
  const applied = await applyImportProfile(again.plan, profile);
  for await (const file of again.session.run(applied, 4547)) {
    const layer = file.layers.find((one) => !isFailed(one) && one.role === 'parcel')!;
    if (isFailed(layer)) throw new Error(layer.error.code);
    expect(layer.table.columns['land_use']).toEqual(
      expect.arrayContaining(['residential', 'commercial', 'green', 'water', 'education']),
    );
    expect(layer.table.geometry.coordinates[0]).toBeCloseTo(532_000, 6);
    expect(layer.remarks.map(({ code }) => code)).toContain('crs/placed');
  }
});

describe('the name of a layer in a drawing', () => {
  test.each([
    ['R2', { code: 'R2' }],
    ['R2_二类居住用地', { code: 'R2' }],
    ['R居住用地', { code: 'R' }],
    ['G绿地与广场用地', { code: 'G' }],
    ['0701城镇住宅用地', { code: '0701' }],
    ['YD-R2', { code: 'R2' }],
    ['现状-二类居住用地R2', { code: 'R2' }],
    ['LU_0901', { code: '0901' }],
    ['规划_A33', { code: 'A33' }],
    ['Z12-自定', { code: 'Z12' }],
    ['RD-居住用地-现状', { landUse: 'residential' }],
    ['A-RESIDENTIAL-2', { landUse: 'residential' }],
    ['LU_COM', { landUse: 'commercial' }],
    ['OPEN-SPACE', { landUse: 'green' }],
    ['水面', { landUse: 'water' }],
    ['规划小学', { landUse: 'education' }],
    ['A-WALL', {}],
    ['S-COLS-B1', {}],
    ['建筑轮廓', {}],
    ['地下室B1层', {}],
    ['L-PLANTING', {}],
    ['2024', { code: '2024' }],
    ['0', {}],
    ['A3图框', { isSheet: true }],
    ['TITLE_BLOCK', { isSheet: true }],
    ['图例-R2', { isSheet: true }],
    ['timeframes', {}],
  ])('%s', (name, expected) => {
    expect(readLayerName(name)).toEqual({ isSheet: false, ...expected });
  });
});

test('layers whose names only contain a use give it to parcels without a code; codes inside count more; frames are left out', async () => {
  const text = tags(
    `0|SECTION|2|ENTITIES|${parcel(0, 'RD-居住用地-现状', [])}${parcel(1, 'A-RESIDENTIAL-2', ['B1'])}` +
      `${parcel(2, 'LU_COM', ['FAR 3'])}${parcel(3, 'A-WALL', [])}${parcel(4, 'A3图框', ['R2'])}0|ENDSEC|0|EOF|`,
  );
  const session = new ImportSession([textFile('a.dxf', text)], { clock: { now: () => 0 }, random: seededRandom(3) });
  const plan = await session.inspect();
  const planned = plan.files[0]!.layers.find(({ geometry }) => geometry === 'polygon')!;
  expect(planned).toMatchObject({ role: 'parcel', drawing: { parcels: 4, withText: 1, withCode: 1, withUse: 2 } });
  expect(planned.drawing!.layers.find(({ name }) => name === 'A3图框')).toMatchObject({ isTaken: false });
  expect(planned.remarks.find(({ code }) => code === 'formats/parcel-no-code')?.count).toBe(1);
  expect(planned.mapping).toContainEqual({
    from: 'layer_use',
    to: 'land_use',
    values: { 'RD-居住用地-现状': 'residential', LU_COM: 'commercial' },
  });
  const placed = { ...planned, crs: { ...planned.crs, id: 'EPSG:4547', origin: 'stated' as const } };
  const files = plan.files.map((file) => ({ ...file, layers: [placed] }));
  for await (const file of session.run({ ...plan, files }, 4547)) {
    const layer = file.layers[0]!;
    if (isFailed(layer)) throw new Error(layer.error.code);
    expect(layer.table.columns['land_use']).toEqual(['residential', 'commercial', 'commercial', null]);
    expect(layer.remarks.map(({ code }) => code)).toContain('import/unmapped-values');
  }
});
