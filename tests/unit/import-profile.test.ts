import { describe, expect, test } from 'vitest';
import { readCodeTable } from '#core/formats/code-table-file.ts';
import { applyImportProfile, type ImportProfile, profileOf } from '#core/formats/import-profile.ts';
import { parseImportProfile, writeImportProfile } from '#core/formats/import-profile-text.ts';
import { ImportSession, isFailed } from '#core/formats/import-session.ts';
import { mapLayers, withCrs } from '#core/formats/plan-changes.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { failureOf, textFile } from './formats-support.ts';

const host = { clock: { now: () => 0 }, random: seededRandom(1) };

/** Parcels with codes; anything more goes behind them. */
function land(
  name: string,
  codes: readonly string[],
  field = 'use_code',
  others: readonly object[] = [],
): ReturnType<typeof textFile> {
  const parcels = codes.map((code, x) => ({
    type: 'Feature',
    properties: { [field]: code, gross_sqft: 1000 * (x + 1), extra: x },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [500000 + x, 2500000],
          [500010 + x, 2500000],
          [500010 + x, 2500010],
          [500000 + x, 2500000],
        ],
      ],
    },
  }));
  return textFile(name, JSON.stringify({ type: 'FeatureCollection', features: [...parcels, ...others] }));
}

const full: ImportProfile = {
  name: 'Parcels of the assessor',
  role: 'parcel',
  crs: 'EPSG:4547',
  encoding: 'GBK',
  coordinates: { x: 'a', y: 'b' },
  mapping: [
    { from: 'use_code', to: 'land_use_code' },
    { from: 'gross_sqft', to: 'floor_area', unit: 'ft2' },
    { from: 'desc', to: 'land_use', values: { 101: 'residential', 'x: y': 'green' } },
  ],
  constants: { constraint: 'none', far: 2 },
  codeTable: {
    id: 'assessor',
    label: { zh: '评估', en: 'Assessor' },
    source: 'codes.csv',
    nested: true,
    codes: { 101: { landUse: 'residential', label: { zh: '独栋', en: 'Single family' } } },
  },
};

test('a profile comes back from its text as it was', () => {
  expect(parseImportProfile(writeImportProfile(full), 'p.yaml')).toEqual(full);
  expect(
    parseImportProfile(JSON.stringify({ cityloom: 'import-profile/1', role: 'reference', name: 'r' }), 'p.json'),
  ).toEqual({
    name: 'r',
    role: 'reference',
    mapping: [],
    constants: {},
  });
});

test('short forms for people', () => {
  const profile = parseImportProfile(
    'cityloom: import-profile/1\nrole: parcel\nfields:\n  land_use_code: 用地代码\ncodeTable:\n  id: own\n  codes:\n    101: residential\n    102: {landUse: green, label: 公园}\n',
    '导入.yaml',
  );
  expect(profile).toMatchObject({ name: '导入.yaml', mapping: [{ from: '用地代码', to: 'land_use_code' }] });
  expect(profile.codeTable).toMatchObject({
    id: 'own',
    nested: false,
    codes: { 101: { landUse: 'residential' }, 102: { landUse: 'green', label: { zh: '公园', en: '公园' } } },
  });
});

describe('what is wrong is named with its place', () => {
  const withHead = (body: string) => `cityloom: import-profile/1\nname: test\n${body}`;
  test.each([
    ['role: [', 'import/profile-syntax', 'test.yaml'],
    ['a: 1', 'import/profile-invalid', 'role'],
    ['role: house', 'import/unknown-role', 'house'],
    ['role: parcel\nfields:\n  nope: x', 'import/profile-invalid', 'fields.nope'],
    ['role: parcel\nfields:\n  far: {unit: m2}', 'import/profile-invalid', 'fields.far.unit'],
    ['role: parcel\nfields:\n  floor_area: {from: x, unit: km}', 'import/profile-invalid', 'fields.floor_area.unit'],
    ['role: parcel\nfields:\n  far: {}', 'import/profile-invalid', 'fields.far.from'],
    [
      'role: street\nfields:\n  class: {from: x, values: {a: boulevard}}',
      'import/profile-invalid',
      'fields.class.values.a',
    ],
    [
      'role: parcel\nfields:\n  land_use: {from: x, values: {a: houses}}',
      'import/profile-invalid',
      'fields.land_use.values.a',
    ],
    ['role: parcel\nconstants: {nope: 1}', 'import/profile-invalid', 'constants.nope'],
    ['role: parcel\ncodeTable: {id: x, codes: {1: houses}}', 'import/profile-invalid', 'codeTable.codes.1'],
    ['role: parcel\ncodeTable: {codes: {}}', 'import/profile-invalid', 'codeTable.id'],
    ['role: parcel\ncrs: 4547', 'import/profile-invalid', 'crs'],
  ])('%s', async (body, code, words) => {
    const error = await failureOf(Promise.resolve().then(() => parseImportProfile(withHead(body), 'test.yaml')));
    expect(error.code).toBe(code);
    expect(error.message).toContain(words);
  });

  test('another kind of file', async () => {
    const error = await failureOf(Promise.resolve().then(() => parseImportProfile('cityloom: recipe/1\n', 'r.yaml')));
    expect(error.code).toBe('import/profile-syntax');
    expect(error.describe('zh')).toContain('recipe/1');
  });
});

test('saved from one file, used for the next', async () => {
  const first = new ImportSession([land('2014.geojson', ['101', '104'])], host);
  const plan = await withCrs(await first.inspect(), 'EPSG:4547');
  const { table } = await readCodeTable(
    textFile('codes.csv', 'Code,Definition\n101,Single Family\n104,Two Family\n942,Private College\n'),
  );
  const changed = mapLayers({ ...plan, codeTables: [table, ...plan.codeTables] }, (layer) => ({
    ...layer,
    codeTable: table.id,
  }));
  const profile = profileOf(changed.files[0]!.layers[0]!, changed, 'assessor');
  expect(profile).toMatchObject({ role: 'parcel', crs: 'EPSG:4547', codeTable: { id: 'codes' } });
  const kept = parseImportProfile(writeImportProfile(profile), 'assessor.yaml');
  expect(kept).toEqual(profile);

  const next = new ImportSession([land('2015.geojson', ['942', '101', '7'])], host);
  const applied = await applyImportProfile(await next.inspect(), kept);
  expect(applied.files[0]!.layers[0]!.crs).toMatchObject({ id: 'EPSG:4547', origin: 'stated' });
  for await (const file of next.run(applied, 4547)) {
    const layer = file.layers[0]!;
    if (isFailed(layer)) throw new Error(layer.error.code);
    expect(layer.table.columns['land_use']).toEqual(['education', 'residential', null]);
    expect((layer.table.columns['floor_area'] as Float64Array)[0]).toBeCloseTo(92.90304, 6);
    expect(layer.codeTable?.id).toBe('codes');
  }
});

test('a profile that fits nothing says why', async () => {
  const plan = await new ImportSession([land('other.geojson', ['101'], 'code')], host).inspect();
  const fields = await failureOf(
    applyImportProfile(plan, { ...full, encoding: undefined } as unknown as ImportProfile),
  );
  expect(fields.code).toBe('import/profile-no-match');
  expect(fields.describe('zh')).toContain('use_code');
  const kind = await failureOf(applyImportProfile(plan, { name: 'p', role: 'street', mapping: [], constants: {} }));
  expect(kind.describe('en')).toContain('Streets');
  const none = await failureOf(applyImportProfile(plan, full, () => false));
  expect(none.code).toBe('import/profile-no-match');
});

describe('code tables out of files', () => {
  test('columns by name, land uses by words, stated ones first', async () => {
    const text = '代码,名称,通用用地\nA1,住宅小区,\nB7,综合楼,office\nC3,某某某,\nD,停车场,交通设施\n';
    const { table, remarks } = await readCodeTable(textFile('本市用地.csv', text), { nested: true });
    expect(table).toMatchObject({ id: '本市用地', nested: true, source: '本市用地.csv' });
    expect(Object.entries(table.codes).map(([code, { landUse }]) => [code, landUse])).toEqual([
      ['A1', 'residential'],
      ['B7', 'office'],
      ['D', 'transport'],
    ]);
    expect(remarks[0]).toMatchObject({ code: 'import/codes-unclear', count: 1, parameters: { codes: 'C3 某某某' } });
  });

  test('without a column of codes', async () => {
    const error = await failureOf(readCodeTable(textFile('x.csv', 'a,b\n1,2\n')));
    expect(error.code).toBe('import/no-codes');
    expect(error.hint('en')).toContain('a, b');
    const stated = await failureOf(readCodeTable(textFile('x.csv', 'a,b\n1,2\n'), { code: 'z' }));
    expect(stated.code).toBe('import/unknown-field');
    const found = await readCodeTable(textFile('x.csv', 'a,b\n1,park\n'), { code: 'a', label: 'b' });
    expect(found.table.codes['1']?.landUse).toBe('green');
  });
});

test('the system of a profile is that of the other layers of the same file that state none', async () => {
  const geometry = { type: 'Point', coordinates: [500_005, 2_500_005] };
  const pin = { type: 'Feature', properties: { note: 'x' }, geometry };
  const mixed = (name: string) => land(name, ['101'], 'use_code', [pin]);
  const first = await withCrs(await new ImportSession([mixed('a.geojson')], host).inspect(), 'EPSG:4547');
  const parcels = first.files[0]!.layers.find((layer) => layer.geometry === 'polygon')!;
  const next = await new ImportSession([mixed('b.geojson')], host).inspect();
  const applied = await applyImportProfile(next, profileOf(parcels, first, 'plans'));
  expect(applied.files[0]!.layers.map(({ crs }) => crs.id)).toEqual(['EPSG:4547', 'EPSG:4547']);
});
