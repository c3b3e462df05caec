import { describe, expect, test } from 'vitest';
import { readCodeTable } from '#core/formats/code-table-file.ts';
import type { ImportedLayer } from '#core/formats/import-layer.ts';
import type { ImportPlan } from '#core/formats/import-plan.ts';
import { ImportSession, isFailed } from '#core/formats/import-session.ts';
import { mapLayers, withCrs } from '#core/formats/plan-changes.ts';
import { featureAreas, featureLengths } from '#core/geometry/measure.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile } from './formats-support.ts';

if (!hasSharedData) console.log(`import of real data: ${sharedDataReason}`);

const host = { clock: { now: () => 0 }, random: seededRandom(1) };

async function importFile(
  parts: readonly string[],
  change: (plan: ImportPlan) => ImportPlan | Promise<ImportPlan> = (plan) => plan,
  epsg?: number,
): Promise<{ plan: ImportPlan; layers: ImportedLayer[]; errors: WorkbenchError[] }> {
  const session = new ImportSession([diskFile(sharedData(...parts))], host);
  const plan = await change(await session.inspect());
  const layers: ImportedLayer[] = [];
  const errors: WorkbenchError[] = [];
  for await (const file of session.run(plan, epsg ?? plan.project?.epsg ?? 4547)) {
    if (file.error) errors.push(WorkbenchError.fromData(file.error));
    for (const layer of file.layers) {
      if (isFailed(layer)) errors.push(WorkbenchError.fromData(layer.error));
      else layers.push(layer);
    }
  }
  return { plan, layers, errors };
}

function totalArea({ table }: ImportedLayer): number {
  return featureAreas(table.geometry).reduce((sum, area) => sum + area, 0);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + (Number.isNaN(value) ? 0 : value), 0);
}

describe.runIf(hasSharedData)('Cambridge', () => {
  test('parcels in feet and in degrees give the same areas in metres, those of GDAL and GEOS', async () => {
    const feet = await importFile(['cambridge-ma', 'parcels_landuse_fy2014_epsg2249.gpkg']);
    expect(feet.plan.project?.epsg).toBe(26986);
    const degrees = await importFile(['cambridge-ma', 'parcels_landuse_fy2014.fgb'], undefined, 26986);
    const [a, b] = [feet, degrees].map(({ layers }) => {
      expect(featureCount(layers[0]!.table.geometry)).toBe(13_107);
      return featureAreas(layers[0]!.table.geometry).sort();
    });
    // geopandas: to_crs(26986).area; ogr: st_area(st_transform(geom, 26986)).
    for (const { layers } of [feet, degrees])
      expect(Math.abs(totalArea(layers[0]!) - 17_368_092.077)).toBeLessThan(0.05);
    const keys = feet.layers[0]!.table.columns['ML'] as readonly string[];
    expect(featureAreas(feet.layers[0]!.table.geometry)[keys.indexOf('10-16')]).toBeCloseTo(5519.1327, 2);
    for (const [place, area] of a!.entries()) expect(Math.abs(area - b![place]!)).toBeLessThan(0.01);
  });

  test('floor area in square feet, uses in words', async () => {
    const { layers, plan } = await importFile(['cambridge-ma', 'parcels_landuse_fy2014_epsg2249.gpkg']);
    expect(plan.files[0]!.layers[0]!.mapping.map(({ from, to, unit }) => [from, to, unit])).toEqual([
      ['use_code', 'land_use_code', undefined],
      ['use_desc', 'land_use', undefined],
      ['gross_sqft', 'floor_area', 'ft2'],
    ]);
    const { columns } = layers[0]!.table;
    expect(sum(columns['floor_area'] as Float64Array)).toBeCloseTo(9_279_570.73, 1);
    const uses = columns['land_use'] as readonly (string | null)[];
    const counts = new Map<string | null, number>();
    for (const use of uses) counts.set(use, (counts.get(use) ?? 0) + 1);
    expect(counts.get('residential')).toBeGreaterThan(10_000);
    // 132 lots without a tax record, and the few whose description tells nothing.
    const unmapped = layers[0]!.remarks.find(({ code }) => code === 'import/unmapped-values')!;
    expect(unmapped.count).toBeLessThan(20);
    expect(counts.get(null)).toBe(132 + unmapped.count);
  });

  test('with the state’s own codes', async () => {
    const { table, remarks } = await readCodeTable(diskFile(sharedData('cambridge-ma', 'State_Use_Codes.csv')), {
      nested: true,
    });
    expect(table.codes['101']?.landUse).toBe('residential');
    expect(Object.keys(table.codes).length).toBeGreaterThan(140);
    expect(remarks.every(({ code }) => code === 'import/codes-unclear')).toBe(true);
    const { layers } = await importFile(['cambridge-ma', 'parcels_landuse_fy2014_epsg2249.gpkg'], (plan) => ({
      ...mapLayers(plan, (layer) => ({
        ...layer,
        mapping: layer.mapping.filter(({ to }) => to !== 'land_use'),
        codeTable: table.id,
      })),
      codeTables: [table, ...plan.codeTables],
    }));
    const uses = layers[0]!.table.columns['land_use'] as readonly (string | null)[];
    const codes = layers[0]!.table.columns['land_use_code'] as readonly (string | null)[];
    expect(uses[codes.indexOf('1014')]).toBe('residential');
    const unmapped = layers[0]!.remarks.find(({ code }) => code === 'import/unmapped-codes');
    expect(String(unmapped?.parameters['codes'])).toMatch(/^\d+ \(\d+\), /);
    expect(uses.filter((use) => use === null)).toHaveLength(132 + unmapped!.count);
  });

  test('the small extract as a shapefile, roles of the other layers', async () => {
    const small = await importFile(['cambridge-ma', 'small-kendall-central', 'parcels.shp']);
    expect([small.plan.project?.epsg, featureCount(small.layers[0]!.table.geometry)]).toEqual([26986, 1719]);
    const roleOf = async (name: string) => {
      const session = new ImportSession([diskFile(sharedData('cambridge-ma', name))], host);
      return (await session.inspect()).files[0]!.layers.map(({ role, features }) => [role, features]);
    };
    expect(await roleOf('TRANS_Centerlines.geojson')).toEqual([['street', 2643]]);
    expect(await roleOf('TRANS_SubwayStations.geojson')).toEqual([['transit-stop', 10]]);
    expect(await roleOf('TRANS_SubwayLines.geojson')).toEqual([['transit-line', 3]]);
    expect(await roleOf('RECREATION_OpenSpace.geojson')).toEqual([['green-space', 276]]);
    expect(await roleOf('HYDRO_WaterBodies.geojson')).toEqual([['water', 74]]);
    expect(await roleOf('BOUNDARY_CityBoundary.geojson')).toEqual([['boundary', 1]]);
    expect(await roleOf('HEALTH_HealthClinics.geojson')).toMatchObject([['facility', expect.any(Number)]]);
  });
});

describe.runIf(hasSharedData)('Huizhou', () => {
  test('no .prj and metres: an error with candidates, and the plan once it is stated', async () => {
    const before = await importFile(['huizhou-beijing-drl', 'land.shp']);
    expect(before.errors.map(({ code }) => code)).toEqual(['crs/missing']);
    expect(before.errors[0]!.hint('zh')).toContain('EPSG:4547');
    const { layers, plan } = await importFile(['huizhou-beijing-drl', 'land.shp'], (inspected) =>
      withCrs(inspected, 'EPSG:4547'),
    );
    expect(plan.project?.epsg).toBe(4547);
    expect(plan.files[0]!.layers[0]).toMatchObject({ role: 'parcel', codeTable: 'gb50137-2011' });
    expect([layers[0]!.role, featureCount(layers[0]!.table.geometry)]).toEqual(['parcel', 79]);
    expect(totalArea(layers[0]!)).toBeCloseTo(2_888_173.582, 2);
  });

  test('names, texts and codes in GBK', async () => {
    const { layers, plan } = await importFile(['huizhou-beijing-drl', 'derived', 'huizhou_land_gbk.shp']);
    const [layer] = layers;
    expect(plan.files[0]!.layers[0]!.fields.map(({ name }) => name)).toEqual([
      '用地代码',
      '面积',
      '地块编号',
      '用地名称',
    ]);
    expect(layer!.source).toMatchObject({ crs: 'EPSG:4547', encoding: 'gb18030', format: 'shapefile' });
    expect((layer!.table.columns['用地名称'] as string[]).slice(0, 2)).toEqual(['二类居住用地', '行政办公用地']);
    const codes = layer!.table.columns['land_use_code'] as string[];
    const uses = layer!.table.columns['land_use'] as string[];
    expect(codes.filter((code) => code === 'R2')).toHaveLength(29);
    expect(uses.filter((use) => use === 'residential')).toHaveLength(29 + 6);
    expect(layer!.remarks.map(({ code }) => code)).not.toContain('import/unmapped-codes');
  });

  test('the same as GeoJSON with a crs member, and as points in GB 18030', async () => {
    const { layers } = await importFile(['huizhou-beijing-drl', 'derived', '惠州用地.geojson']);
    expect(totalArea(layers[0]!)).toBeCloseTo(2_888_173.582, 1);
    const points = await importFile(['huizhou-beijing-drl', 'derived', '地块点_gb18030.csv']);
    expect(points.plan.project?.epsg).toBe(4547);
    expect(points.layers[0]!.table.columns['地块编号']![0]).toBe('ZKB-025-05-a');
    expect(points.layers[0]!.table.geometry.coordinates[0]).toBeCloseTo(532376.48, 1);
  });

  test('plans in local metres are not taken for degrees', async () => {
    for (const name of ['hlg.geojson', 'dhm.geojson']) {
      const { errors, plan } = await importFile(['huizhou-beijing-drl', 'local-metres', name]);
      expect(plan.files[0]!.layers.map(({ geometry }) => geometry)).toEqual(['polygon', 'line', 'point']);
      expect(errors.map(({ code }) => code)).toEqual(['crs/missing', 'crs/missing', 'crs/missing']);
      expect(errors[0]!.hint('zh')).toContain('局部坐标');
    }
  });
});

describe.runIf(hasSharedData)('Taipei', () => {
  test('Big5 by the language byte, the system by its .prj', async () => {
    const routes = await importFile(['taipei-transit-tw', 'mrt_2015_big5', 'TpeMRTRoutes_TWD97.shp']);
    expect(routes.plan.project?.epsg).toBe(3826);
    expect((routes.layers[0]!.table.columns['name'] as string[]).slice(0, 3)).toEqual(['淡水線', '蘆洲線', '中和線']);
    expect(sum(featureLengths(routes.layers[0]!.table.geometry))).toBeCloseTo(136_906.938, 2);
    const stations = await importFile(['taipei-transit-tw', 'mrt_2015_big5', 'TpeMRTStations_TWD97.shp']);
    expect(featureCount(stations.layers[0]!.table.geometry)).toBe(111);
    expect(stations.layers[0]!.table.columns['name']![0]).toBe('淡水站');
    expect(stations.layers[0]!.source.encoding).toBe('big5');
  });

  test('the same stations in GBK with Chinese field names', async () => {
    const { layers } = await importFile(['taipei-transit-tw', 'derived', 'mrt_stations_gbk.shp']);
    expect(layers[0]!.table.columns['name']![0]).toBe('淡水站');
    expect(layers[0]!.table.columns['位置說明']![0]).toBe('原有台鐵淡水站附近');
  });

  test('exits: Big5, a title above the names, TWD97 in the names of the columns', async () => {
    const { layers, plan } = await importFile(['taipei-transit-tw', 'mrt_2015_big5', '大臺北地區捷運車站出入口.csv']);
    expect(plan.project?.epsg).toBe(3826);
    expect(layers[0]!.table.columns['name']![0]).toBe('七張站出口1');
    const codes = layers[0]!.remarks.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['formats/rows-before-header', 'formats/encoding-chosen', 'crs/assumed']),
    );
    // The same points in degrees lie in the same places.
    const degrees = await importFile(['taipei-transit-tw', 'mrt_2015_big5', 'exits.geojson'], undefined, 3826);
    const [a, b] = [layers[0]!, degrees.layers[0]!].map(({ table }) => table.geometry.coordinates);
    expect(a).toHaveLength(760);
    for (let place = 0; place < a!.length; place++) expect(Math.abs(a![place]! - b![place]!)).toBeLessThan(0.01);
  });

  test('degrees in Taiwan go to TWD97', async () => {
    const { plan } = await importFile(['taipei-transit-tw', 'red_line_stations.geojson']);
    expect(plan.project?.epsg).toBe(3826);
  });
});

test.runIf(hasSharedData)('Prague in Web Mercator has its true areas and lengths', async () => {
  const { plan, layers } = await importFile(['prague-bubenec', 'bubenec.gpkg']);
  expect(plan.project?.epsg).toBe(32633);
  expect(plan.project?.reason.en).toContain('1.56');
  const named = (name: string) => layers.find((layer) => layer.name === name)!;
  // geopandas: 43,151.447 m2 in EPSG:32633; 104,842.97 "m2" as the file has them.
  expect(totalArea(named('buildings'))).toBeCloseTo(43_151.447, 2);
  expect(sum(featureLengths(named('streets').table.geometry))).toBeCloseTo(3815.33, 2);
  expect([named('buildings').role, named('streets').role, named('plots').role]).toEqual([
    'building',
    'street',
    'parcel',
  ]);
});

test.runIf(hasSharedData)('São Paulo: a grid of people with coordinates in a table', async () => {
  const { plan, layers } = await importFile(['sao-paulo-r5r', 'spo_hexgrid.csv']);
  expect([plan.project?.epsg, layers[0]!.role]).toEqual([32723, 'population']);
  const { columns, geometry } = layers[0]!.table;
  expect(featureCount(geometry)).toBe(323);
  expect([sum(columns['residents'] as Float64Array), sum(columns['jobs'] as Float64Array)]).toEqual([517_570, 625_298]);
});
