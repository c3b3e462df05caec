import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import type { ImportedLayer } from '#core/formats/import-layer.ts';
import type { ImportPlan, PlannedLayer } from '#core/formats/import-plan.ts';
import { reportFile } from '#core/formats/import-report.ts';
import {
  type FailedLayer,
  type ImportedFile,
  type ImportHost,
  ImportSession,
  isFailed,
} from '#core/formats/import-session.ts';
import { mapLayers, withCrs } from '#core/formats/plan-changes.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import type { GeometryEngine } from '#core/geometry/engine.ts';
import { builtInCodeTables } from '#core/model/code-table.ts';
import type { LayerId } from '#core/model/ids.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { writeDbf, writeShapes } from './formats-shapefile-writer.ts';
import { failureOf, filesTogether, textFile } from './formats-support.ts';

const host: ImportHost = { clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) }, random: seededRandom(7) };

function collection(features: readonly { geometry: object | null; properties: object }[], extra: object = {}): string {
  const all = features.map((feature) => ({ type: 'Feature', ...feature }));
  return JSON.stringify({ type: 'FeatureCollection', ...extra, features: all });
}

function square(x: number, y: number, size = 0.001): object {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + size, y],
        [x + size, y + size],
        [x, y + size],
        [x, y],
      ],
    ],
  };
}

async function runAll(session: ImportSession, plan: ImportPlan, epsg = plan.project!.epsg): Promise<ImportedFile[]> {
  const files: ImportedFile[] = [];
  for await (const file of session.run(plan, epsg)) files.push(file);
  return files;
}

function good(layer: ImportedLayer | FailedLayer | undefined): ImportedLayer {
  if (!layer || isFailed(layer)) throw new Error(`failed: ${layer?.error.code}`);
  return layer;
}

function bad(layer: ImportedLayer | FailedLayer | undefined): WorkbenchError {
  if (!layer || !isFailed(layer)) throw new Error('did not fail');
  return WorkbenchError.fromData(layer.error);
}

/** Inspects and runs one file as it is suggested, or after a change of its layers. */
async function importOne(
  source: FileSource,
  change: (layer: PlannedLayer) => Partial<PlannedLayer> = () => ({}),
  epsg?: number,
): Promise<{ plan: ImportPlan; layers: readonly (ImportedLayer | FailedLayer)[] }> {
  const session = new ImportSession([source], host);
  const plan = await session.inspect();
  const changed = mapLayers(plan, (layer) => ({ ...layer, ...change(layer) }));
  const files = await runAll(session, changed, epsg ?? plan.project?.epsg ?? 4547);
  return { plan, layers: files[0]?.layers ?? [] };
}

test('parcels from degrees to the project, with fields, codes, units and source', async () => {
  const text = collection([
    { geometry: square(114.32, 23.02), properties: { 用地代码: 'R21', '绿地率(%)': 35, 建筑面积_亩: 3, 备注: '甲' } },
    {
      geometry: square(114.33, 23.02),
      properties: { 用地代码: 'g1', '绿地率(%)': '75%', 建筑面积_亩: null, 备注: '乙' },
    },
    { geometry: square(114.34, 23.02), properties: { 用地代码: 'Z9', '绿地率(%)': 20, 建筑面积_亩: 6, 备注: null } },
    { geometry: square(114.35, 23.02), properties: { 用地代码: 'B1', '绿地率(%)': 20, 建筑面积_亩: 6, 备注: null } },
  ]);
  const source = textFile('地块.geojson', text);
  const { plan, layers } = await importOne(source);
  expect(plan.project).toMatchObject({ epsg: 4547 });
  expect(plan.files[0]!.layers[0]).toMatchObject({
    role: 'parcel',
    name: '地块',
    features: 4,
    codeTable: 'gb50137-2011',
    crs: { id: 'EPSG:4326', origin: 'declared' },
  });
  const layer = good(layers[0]);
  expect(layer.table.fields).toEqual([
    { name: 'land_use', type: 'text' },
    { name: 'land_use_code', type: 'text' },
    { name: 'green_ratio', type: 'real', unit: '1' },
    { name: 'floor_area', type: 'real', unit: 'm2' },
    { name: '备注', type: 'text' },
  ]);
  expect(layer.table.columns['land_use']).toEqual(['residential', 'green', null, 'commercial']);
  expect(layer.table.columns['land_use_code']).toEqual(['R21', 'G1', 'Z9', 'B1']);
  const ratios = layer.table.columns['green_ratio'] as Float64Array;
  expect([...ratios].map((ratio) => Number(ratio.toFixed(6)))).toEqual([0.35, 0.75, 0.2, 0.2]);
  const areas = layer.table.columns['floor_area'] as Float64Array;
  expect(areas[0]).toBeCloseTo(2000, 6);
  expect(areas[1]).toBeNaN();
  expect(layer.table.columns['备注']).toEqual(['甲', '乙', null, null]);
  expect(layer.table.geometry.coordinates[0]).toBeCloseTo(532802.5, 0);
  expect(layer.table.ids).toHaveLength(4);
  expect(new Set(layer.table.ids).size).toBe(4);
  expect(layer.table.ids[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(layer.codeTable?.id).toBe('gb50137-2011');
  expect(layer.source).toEqual({
    file: '地块.geojson',
    format: 'geojson',
    sha256: expect.stringMatching(/^[\da-f]{64}$/),
    bytes: source.bytes,
    crs: 'EPSG:4326',
    imported: '2026-01-02T03:04:05.000Z',
  });
  const unmapped = layer.remarks.find(({ code }) => code === 'import/unmapped-codes');
  expect([unmapped?.count, unmapped?.parameters['codes']]).toEqual([1, 'Z9 (1)']);
});

test('the same seed gives the same ids, another one others', async () => {
  const source = textFile(
    'p.geojson',
    collection([{ geometry: { type: 'Point', coordinates: [114, 23] }, properties: {} }]),
  );
  const idsWith = async (seed: number) => {
    const session = new ImportSession([source], { ...host, random: seededRandom(seed) });
    const files = await runAll(session, await session.inspect());
    return good(files[0]!.layers[0]).table.ids;
  };
  expect(await idsWith(1)).toEqual(await idsWith(1));
  expect(await idsWith(1)).not.toEqual(await idsWith(2));
});

test('a bad file does not stop the rest, and a bad layer not the others of its file', async () => {
  const session = new ImportSession(
    [
      textFile('broken.geojson', '{"type":"FeatureCollection","features":[{'),
      textFile('good.geojson', collection([{ geometry: square(114.3, 23), properties: {} }])),
      memorySource('picture.jpg', new Uint8Array([0xff, 0xd8, 0xff])),
      textFile('empty.geojson', collection([])),
      textFile(
        'mixed.geojson',
        collection([
          { geometry: square(114.3, 23), properties: {} },
          { geometry: { type: 'Point', coordinates: [Number.MAX_VALUE, 1] }, properties: {} },
        ]),
      ),
    ],
    host,
  );
  const plan = await session.inspect();
  expect(plan.files.map(({ error }) => error?.code)).toEqual([
    'formats/json-truncated',
    undefined,
    'formats/unknown',
    undefined,
    undefined,
  ]);
  const files = await runAll(session, plan);
  expect(files.map(({ file, error }) => [file, error?.code])).toEqual([
    ['broken.geojson', 'formats/json-truncated'],
    ['good.geojson', undefined],
    ['picture.jpg', 'formats/unknown'],
    ['empty.geojson', undefined],
    ['mixed.geojson', undefined],
  ]);
  good(files[1]!.layers[0]);
  expect(bad(files[3]!.layers[0]).code).toBe('import/empty-layer');
  good(files[4]!.layers[0]);
  expect(bad(files[4]!.layers[1]).code).toBe('import/no-usable-coordinates');
});

test('features that have no place are left out and named by row, never in silence', async () => {
  const text = collection([
    { geometry: { type: 'Point', coordinates: [114.3, 23] }, properties: { n: 1 } },
    { geometry: { type: 'Point', coordinates: [114.3, 99] }, properties: { n: 2 } },
    { geometry: null, properties: { n: 3 } },
    { geometry: { type: 'Point', coordinates: [114.4, 23] }, properties: { n: 4 } },
    { geometry: { type: 'Point', coordinates: [null, 23] }, properties: { n: 5 } },
  ]);
  const many = Array.from({ length: 60 }, () => ({
    geometry: { type: 'Point', coordinates: [114.3, 23] },
    properties: { n: 0 },
  }));
  const all = JSON.parse(text) as { features: unknown[] };
  all.features.push(...many.map((feature) => ({ type: 'Feature', ...feature })));
  const { layers } = await importOne(textFile('p.geojson', JSON.stringify(all)));
  const layer = good(layers[0]);
  expect([...(layer.table.columns['n'] as Float64Array)].slice(0, 4)).toEqual([1, 3, 4, 0]);
  expect(featureCount(layer.table.geometry)).toBe(63);
  expect(layer.table.geometry.featureOffsets.slice(0, 4)).toEqual(new Uint32Array([0, 1, 1, 2]));
  const lost = layer.remarks.find(({ code }) => code === 'crs/transform-failed');
  expect(lost?.places.map(({ row }) => row)).toEqual([2, 5]);
  expect(describeRemark(lost!, 'zh')).toContain('2 个要素');
});

describe('coordinate systems', () => {
  const metres = {
    type: 'Polygon',
    coordinates: [
      [
        [532000, 2546000],
        [532100, 2546000],
        [532100, 2546100],
        [532000, 2546000],
      ],
    ],
  };
  const inMetres = (extra: object = {}) =>
    textFile('land.geojson', collection([{ geometry: metres, properties: { Layer: 'R2' } }], extra));

  test('metres without a statement are not imported until it is stated', async () => {
    const session = new ImportSession([inMetres()], host);
    const plan = await session.inspect();
    expect(plan.project).toBeUndefined();
    expect(plan.files[0]!.layers[0]!.crs).toMatchObject({ origin: 'missing', problem: { code: 'crs/missing' } });
    const failed = bad((await runAll(session, plan, 4547))[0]!.layers[0]);
    expect(failed.code).toBe('crs/missing');
    expect(failed.hint('zh')).toContain('EPSG:4547');
    const stated = await withCrs(plan, 'EPSG:4547');
    expect(stated.project?.epsg).toBe(4547);
    const layer = good((await runAll(session, stated))[0]!.layers[0]);
    expect(layer.table.geometry.coordinates.slice(0, 2)).toEqual(new Float64Array([532000, 2546000]));
    expect(layer.source.crs).toBe('EPSG:4547');
  });

  test('a system stated against all evidence is refused at once', async () => {
    const plan = await new ImportSession([inMetres()], host).inspect();
    expect((await failureOf(withCrs(plan, 'EPSG:4326'))).code).toBe('crs/coordinates-outside');
    expect((await failureOf(withCrs(plan, 'EPSG:1'))).code).toBe('crs/unknown-code');
  });

  test('the open project is a candidate, and its system that of the plan', async () => {
    const projectCrs = await coordinateSystem(4547);
    const plan = await new ImportSession([inMetres()], { ...host, projectCrs }).inspect();
    expect(plan.project?.epsg).toBe(4547);
    const problem = WorkbenchError.fromData(plan.files[0]!.layers[0]!.crs.problem!);
    expect(problem.hint('zh')).toContain('项目自己的坐标系 EPSG:4547');
  });

  test('a .prj that cannot be right', async () => {
    const { shp } = writeShapes(1, [{ type: 1, parts: [[532000, 2546000]] }]);
    const wgs84 =
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]';
    const { layers } = await importOne(filesTogether({ 'a.shp': shp, 'a.prj': wgs84 })[0]!);
    const error = bad(layers[0]);
    expect(error.code).toBe('crs/coordinates-outside');
    expect(error.describe('zh')).toContain('a.shp');
  });

  test('layers far from the project are told about', async () => {
    const text = collection([{ geometry: { type: 'Point', coordinates: [42.36, -71.1] }, properties: {} }]);
    const { layers } = await importOne(textFile('swapped.geojson', text), undefined, 32619);
    expect(good(layers[0]).remarks.map(({ code }) => code)).toContain('import/far-away');
  });

  test('datums whose shift nobody knows are told about', async () => {
    const source = inMetres({ crs: { type: 'name', properties: { name: 'EPSG:2383' } } });
    const { plan, layers } = await importOne(source, undefined, 4547);
    expect(plan.project?.epsg).toBe(2383);
    expect(good(layers[0]).remarks.map(({ code }) => code)).toContain('crs/datum-shift-unknown');
    const same = await importOne(source, undefined, 2383);
    expect(good(same.layers[0]).remarks.map(({ code }) => code)).not.toContain('crs/datum-shift-unknown');
  });
});

describe('what a person changes in the plan', () => {
  const text = collection([
    { geometry: square(114.3, 23), properties: { name: 'a', height: 12, kind: 'x', Height: 3 } },
    { geometry: square(114.31, 23), properties: { name: 'b', height: 15, kind: 'y', Height: 4 } },
  ]);

  test('leaving out, renaming, another role, constants, value maps', async () => {
    const { layers } = await importOne(textFile('things.geojson', text), () => ({
      name: '绿地',
      role: 'green-space',
      mapping: [
        { from: 'name', to: 'name' },
        { from: 'kind', to: 'kind', values: { x: 'park' } },
      ],
      constants: { public: true },
    }));
    const layer = good(layers[0]);
    expect([layer.name, layer.role]).toEqual(['绿地', 'green-space']);
    expect(layer.table.columns['kind']).toEqual(['park', null]);
    expect([...(layer.table.columns['public'] as Float64Array)]).toEqual([1, 1]);
    const unmapped = layer.remarks.find(({ code }) => code === 'import/unmapped-values');
    expect(unmapped?.parameters['values']).toBe('y (1)');
    expect((await importOne(textFile('things.geojson', text), () => ({ include: false }))).layers).toEqual([]);
  });

  test('a field that is not mapped does not pass for a canonical one', async () => {
    const { layers } = await importOne(textFile('things.geojson', text), () => ({
      role: 'building',
      mapping: [],
      constants: {},
    }));
    const { fields, columns } = good(layers[0]).table;
    expect(fields.map(({ name }) => name)).toEqual(['name', 'height_source', 'kind', 'Height_2']);
    expect([...(columns['height_source'] as Float64Array)]).toEqual([12, 15]);
    expect(good(layers[0]).remarks.map(({ code }) => code)).toContain('import/field-needed');
  });

  test('what does not fit is refused with what there is', async () => {
    const failWith = async (change: Partial<PlannedLayer>) =>
      bad((await importOne(textFile('t.geojson', text), () => change)).layers[0]);
    const role = await failWith({ role: 'street', mapping: [] });
    expect([role.code, role.message]).toEqual(['import/role-geometry', expect.stringContaining('polygons')]);
    const field = await failWith({ role: 'building', mapping: [{ from: 'nope', to: 'height' }] });
    expect([field.code, field.hint('en')]).toEqual(['import/unknown-field', expect.stringContaining('height')]);
    const canonical = await failWith({ role: 'building', mapping: [{ from: 'height', to: 'nope' }] });
    expect(canonical.code).toBe('import/unknown-canonical-field');
    expect((await failWith({ role: 'parcel', mapping: [], codeTable: 'nope' })).code).toBe('import/unknown-code-table');
    expect((await failWith({ sourceLayer: 'nope' })).code).toBe('import/layer-not-found');
  });

  test('another role is suggested anew from the values', async () => {
    const session = new ImportSession([textFile('things.geojson', text)], host);
    const plan = await session.inspect();
    const file = plan.files[0]!;
    const changed = await session.withRole(file, file.layers[0]!, 'building');
    expect(changed).toMatchObject({ role: 'building', mapping: [{ from: 'height', to: 'height' }] });
    const files = await runAll(session, { ...plan, files: [{ ...file, layers: [changed] }] });
    expect([...(good(files[0]!.layers[0]).table.columns['height'] as Float64Array)]).toEqual([12, 15]);
  });

  test('another encoding and other columns for coordinates are read anew', async () => {
    const gbk = Buffer.concat([
      Buffer.from('c3fbb3c6', 'hex'),
      Buffer.from(',a,b,lon,lat\n'),
      Buffer.from('bed3d7a1', 'hex'),
      Buffer.from(',114.5,23.5,114.3,23.1\n'),
    ]);
    const source = memorySource('p.csv', new Uint8Array(gbk));
    const { layers } = await importOne(
      source,
      () => ({ read: { encoding: 'GB18030', coordinates: { x: 'a', y: 'b' } } }),
      4490 + 57,
    );
    const layer = good(layers[0]);
    expect(layer.table.columns['名称']).toEqual(['居住']);
    expect(layer.table.geometry.coordinates[1]).toBeGreaterThan(2_590_000);
    expect(layer.source.encoding).toBe('gb18030');
  });

  test('the same file read in another way is planned anew', async () => {
    const session = new ImportSession([textFile('p.csv', 'a,b,lon,lat\n114.5,23.5,114.3,23.1\n')], host);
    const plan = await session.inspect();
    const file = plan.files[0]!;
    expect(file.layers.map(({ geometry }) => geometry)).toEqual(['point']);
    const table = await session.withReadOptions(file, '', { coordinates: null });
    expect(table.layers.map(({ geometry, crs, read }) => [geometry, crs.origin, read])).toEqual([
      ['none', 'none', { coordinates: null }],
    ]);
    const files = await runAll(session, { ...plan, files: [table] });
    expect(good(files[0]!.layers[0]).table.geometry.kind).toBe('none');
    expect((await failureOf(session.withReadOptions(file, 'nope', {}))).code).toBe('import/layer-not-found');
  });

  test('values that cannot be read, or lie outside their range, are told by row', async () => {
    const values = collection([
      { geometry: square(114.3, 23), properties: { use: 'R2', far: '2.5', cover: 0.3 } },
      { geometry: square(114.31, 23), properties: { use: 'R2', far: 'high', cover: 1.4 } },
      { geometry: square(114.32, 23), properties: { use: 'R2', far: 'NA', cover: 0.2 } },
    ]);
    const { layers } = await importOne(textFile('p.geojson', values), () => ({
      role: 'parcel',
      mapping: [
        { from: 'use', to: 'land_use_code' },
        { from: 'far', to: 'far' },
        { from: 'cover', to: 'building_coverage' },
      ],
      codeTable: 'gb50137-2011',
    }));
    const layer = good(layers[0]);
    expect([...(layer.table.columns['far'] as Float64Array)]).toEqual([2.5, Number.NaN, Number.NaN]);
    expect([...(layer.table.columns['building_coverage'] as Float64Array)]).toEqual([0.3, 1.4, 0.2]);
    const rows = (code: string) => layer.remarks.find((remark) => remark.code === code)?.places.map(({ row }) => row);
    expect(rows('import/values-unreadable')).toEqual([2]);
    expect(rows('import/values-out-of-range')).toEqual([2]);
  });
});

test('shapefiles given as single files, and inside an archive', async () => {
  const { shp, shx } = writeShapes(1, [{ type: 1, parts: [[114.3, 23]] }]);
  const dbf = writeDbf([{ name: 'NAME', type: 'C', length: 10 }], [['甲']]);
  const loose = new ImportSession(
    [memorySource('a.dbf', dbf), memorySource('a.shp', shp), memorySource('a.shx', shx)],
    host,
  );
  const plan = await loose.inspect();
  expect(plan.files.map(({ file }) => file)).toEqual(['a.shp']);
  expect(good((await runAll(loose, plan))[0]!.layers[0]).table.columns['NAME']).toEqual(['甲']);
  const bytes = zipSync({
    'x/a.shp': shp,
    'x/a.shx': shx,
    'x/a.dbf': dbf,
    'y.csv': new TextEncoder().encode('a,b\n1,2\n'),
  });
  const zipped = new ImportSession([memorySource('all.zip', bytes)], host);
  const files = await runAll(zipped, await zipped.inspect());
  expect(files[0]!.layers.map((layer) => good(layer).source)).toMatchObject([
    { file: 'all.zip', format: 'shapefile', sourceLayer: 'x/a.shp', bytes: bytes.length },
    { file: 'all.zip', format: 'csv', sourceLayer: 'y.csv', crs: '' },
  ]);
});

test('a broken file in an archive does not stop the others', async () => {
  const bytes = zipSync({
    'good.csv': new TextEncoder().encode('a,b\n1,2\n'),
    'broken.geojson': new TextEncoder().encode('{"type":"FeatureCollection","features":[{'),
  });
  const plan = await new ImportSession([memorySource('all.zip', bytes)], host).inspect();
  expect(plan.files[0]!.layers.map(({ entry }) => entry)).toEqual(['good.csv']);
  const [remark] = plan.files[0]!.remarks;
  expect([remark!.code, remark!.parameters['entry']]).toEqual(['formats/archive-entry-left-out', 'broken.geojson']);
  expect(describeRemark(remark!, 'zh')).toContain('不完整');
});

test('invalid polygons are counted by the engine when there is one', async () => {
  const text = collection([
    { geometry: square(114.3, 23), properties: {} },
    { geometry: square(114.31, 23), properties: {} },
  ]);
  const engine = { validAll: () => new Uint8Array([1, 0]) } as unknown as GeometryEngine;
  const session = new ImportSession([textFile('p.geojson', text)], { ...host, engine });
  const files = await runAll(session, await session.inspect());
  const remark = good(files[0]!.layers[0]).remarks.find(({ code }) => code === 'import/invalid-polygons');
  expect([remark?.count, remark?.places]).toEqual([1, [{ file: 'p.geojson', row: 2 }]]);
});

test('what became of files, without their features', async () => {
  const text = collection([{ geometry: square(114.3, 23), properties: { Layer: 'R2' } }]);
  const session = new ImportSession(
    [textFile('p.geojson', text), textFile('e.geojson', collection([])), textFile('x.bin', 'x')],
    host,
  );
  const files = await runAll(session, await session.inspect());
  const reports = files.map((file) => reportFile(file, ({ name }) => `id-of-${name}` as LayerId));
  expect(reports).toMatchObject([
    { file: 'p.geojson', layers: [{ id: 'id-of-p', name: 'p', role: 'parcel', geometry: 'polygon', features: 1 }] },
    { file: 'e.geojson', layers: [{ name: 'e', features: 0, error: { code: 'import/empty-layer' } }] },
    { file: 'x.bin', layers: [], error: { code: 'formats/unknown' } },
  ]);
  expect(structuredClone(reports)).toEqual(reports);
});

test('plans are plain data', async () => {
  const session = new ImportSession(
    [textFile('p.geojson', collection([{ geometry: square(114.3, 23), properties: { Layer: 'R2' } }]))],
    host,
  );
  const plan = await session.inspect();
  expect(structuredClone(plan)).toEqual(plan);
  const files = await runAll(session, JSON.parse(JSON.stringify(plan)) as ImportPlan);
  good(files[0]!.layers[0]);
});

test('work that is given up stops', async () => {
  const controller = new AbortController();
  controller.abort();
  const session = new ImportSession([textFile('p.geojson', '{}')], host);
  expect((await failureOf(session.inspect({ signal: controller.signal }))).code).toBe('command/cancelled');
});

test('code tables that a project keeps itself come once', async () => {
  const [first] = builtInCodeTables;
  const own = { ...first!, label: { zh: '改过的', en: 'Changed' } };
  const session = new ImportSession([], { clock: { now: () => 0 }, random: seededRandom(1), codeTables: [own] });
  const { codeTables } = await session.inspect();
  expect(codeTables.filter(({ id }) => id === own.id)).toEqual([own]);
  expect(codeTables).toHaveLength(builtInCodeTables.length);
});
