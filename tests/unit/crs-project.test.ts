import { expect, test } from 'vitest';
import { coordinateSystem, parseCoordinateSystem } from '#core/crs/coordinate-system.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { assumeCrs } from '#core/crs/missing-crs.ts';
import { checkPlausible } from '#core/crs/plausibility.ts';
import { checkProjectCrs, scaleAt, suggestProjectCrs } from '#core/crs/suggest-project-crs.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

async function failure(work: Promise<unknown>): Promise<WorkbenchError> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(WorkbenchError);
  return error as WorkbenchError;
}

/** A small square around a place. */
function around(x: number, y: number, half = 0.01): Extent {
  return [x - half, y - half, x + half, y + half];
}

test.each([
  ['Cambridge in feet has a sibling in metres', 2249, around(760000, 2960000, 1000), 26986],
  ['Oregon in feet has one too', 2269, around(7640000, 680000, 1000), 32126],
  ['a metric system stays', 26986, around(232946, 902243, 1000), 26986],
  ['CGCS2000 with zone prefix stays', 4526, around(38532802, 2546788, 100), 4526],
  ['TWD97 stays', 3826, around(300458, 2769193, 100), 3826],
  ['Huizhou in degrees', 4326, around(114.32, 23.02), 4547],
  ['Beijing in degrees of CGCS2000', 4490, around(116.4, 39.9), 4548],
  ['the western edge', 4490, around(75.9, 39.4), 4534],
  ['the eastern edge', 4490, around(134.2, 48), 4554],
  ['between two zones', 4326, around(115.51, 30), 4548],
  ['Taipei', 4326, around(121.51, 25.1), 3826],
  ['Fuzhou, across the strait', 4326, around(119.3, 26.07), 4549],
  ['Hong Kong', 4326, around(114.17, 22.3), 4547],
  ['Hanoi is not in China', 4326, around(105.85, 21.03), 32648],
  ['Seoul is not in China', 4326, around(127, 37.55), 32652],
  ['Ulaanbaatar is not in China', 4326, around(106.9, 47.9), 32648],
  ['Sao Paulo', 4326, around(-46.6, -23.55), 32723],
  ['Prague in Web Mercator', 3857, around(1603000, 6464000, 300), 32633],
  ['Prague in World Mercator, stretched as well', 3395, around(1603000, 6430000, 300), 32633],
  ['Cape Town in westings and southings', 2048, around(46246, 3752681, 100), 32734],
  ['China in Web Mercator', 3857, around(12726000, 2634000, 300), 4547],
])('%s', async (_, source, extent, code) => {
  const { crs, reason } = await suggestProjectCrs(await coordinateSystem(source), extent);
  expect(crs.epsg).toBe(code);
  expect(crs.unitMetres).toBe(1);
  expect(reason.zh.length).toBeGreaterThan(5);
  expect(reason.en.length).toBeGreaterThan(10);
});

test('the metres of Web Mercator are stretched 1.56 times in Prague', async () => {
  const scale = scaleAt(await coordinateSystem(3857), await coordinateSystem(4326), 14.4, 50.1);
  // 1 / cos(50.1°) on the sphere; the ellipsoid differs by less than half a percent.
  expect(scale.east).toBeCloseTo(1.56, 2);
  expect(scale.north).toBeCloseTo(1.56, 2);
  const { reason } = await suggestProjectCrs(await coordinateSystem(3857), around(1603000, 6464000, 300));
  expect(reason.en).toContain('1.56');
  const utm = scaleAt(await coordinateSystem(32633), await coordinateSystem(4326), 15, 50.1);
  expect(utm.east).toBeCloseTo(0.9996, 6);
  expect(utm.north).toBeCloseTo(0.9996, 6);
});

test('a system without a code gives way to the zone of the place', async () => {
  const own = await parseCoordinateSystem('+proj=tmerc +lon_0=114.3 +k=1 +x_0=500000 +ellps=GRS80 +units=m');
  const { crs } = await suggestProjectCrs(own, around(500000, 2546000, 100));
  expect(crs.epsg).toBe(4547);
});

test('Web Mercator, feet and degrees are refused as the system of a project', async () => {
  await checkProjectCrs(await coordinateSystem(4547), 114.3, 23);
  for (const code of [3857, 4326]) {
    const error = await failure(checkProjectCrs(await coordinateSystem(code), 114.3, 23));
    expect(error.code).toBe('crs/not-for-projects');
    expect(error.hint('zh')).toContain('EPSG:4547');
  }
  const feet = await failure(checkProjectCrs(await coordinateSystem(2249), -71.1, 42.37));
  expect(feet.code).toBe('crs/not-for-projects');
});

test('degrees without a statement are WGS 84', async () => {
  const { crs, reason } = await assumeCrs('stops.shp', around(121.5, 25));
  expect(crs.epsg).toBe(4326);
  expect(reason.zh).toContain('经纬度');
});

test.each([
  [38, 4526],
  [45, 4533],
  [25, 4513],
  [20, 4498],
  [16, 4494],
])('eastings with the zone prefix %i name their CGCS2000 zone', async (prefix, code) => {
  const { crs } = await assumeCrs('land.shp', around(prefix * 1e6 + 532802, 2546788, 500));
  expect(crs.epsg).toBe(code);
});

test('metres without a statement are an error that tells what they may be', async () => {
  const huizhou = await failure(assumeCrs('land.shp', [532000, 2544000, 534000, 2546000]));
  expect(huizhou.code).toBe('crs/missing');
  expect(huizhou.describe('zh')).toContain('land.shp');
  expect(huizhou.describe('zh')).toContain('2544000');
  expect(huizhou.hint('zh')).toContain('EPSG:4547');
  expect(huizhou.hint('en')).toContain('--crs');
  const taipei = await failure(assumeCrs('stops.csv', [295000, 2765000, 310000, 2790000]));
  expect(taipei.hint('en')).toContain('EPSG:3826');
  const drawing = await failure(assumeCrs('plan.geojson', [0, 0, 2000, 1500]));
  expect(drawing.hint('zh')).toContain('局部坐标');
  const inProject = await failure(
    assumeCrs('land.shp', [532000, 2544000, 534000, 2546000], await coordinateSystem(4547)),
  );
  expect(inProject.hint('en')).toContain("the project's own system EPSG:4547");
});

test('coordinates that are not where their system says', async () => {
  const wgs84 = await coordinateSystem(4326);
  const gauss = await coordinateSystem(4547);
  expect(await checkPlausible('a.shp', around(532802, 2546788, 500), gauss)).toBeUndefined();
  expect(await checkPlausible('a.shp', around(114.3, 23), wgs84)).toBeUndefined();

  const metres = await failure(checkPlausible('wrong.shp', [532000, 2544000, 534000, 2546000], wgs84));
  expect(metres.code).toBe('crs/coordinates-outside');
  expect(metres.describe('zh')).toContain('wrong.shp');
  expect(metres.hint('zh')).toContain('EPSG:4534');

  const degrees = await failure(checkPlausible('wrong.shp', around(114.3, 23), gauss));
  expect(degrees.code).toBe('crs/coordinates-outside');
  expect(degrees.hint('en')).toContain('EPSG:4326');

  const remark = await checkPlausible('wrong.shp', around(532802, 5546788, 500), gauss);
  expect(remark?.reason.en).toContain('meant for');
});
