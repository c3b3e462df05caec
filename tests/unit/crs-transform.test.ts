import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { createTransform, transformExtent, transformGeometry, transformPoint } from '#core/crs/transform.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';

/**
 * Longitude, latitude, and x and y that PROJ 9.1.1 gives (`cs2cs EPSG:4326 EPSG:<code>`, and pyproj with `always_xy` where
 * axes are turned); metres, feet for 2249.
 */
const expected: readonly (readonly [code: number, longitude: number, latitude: number, x: number, y: number])[] = [
  [4547, 114.32, 23.02, 532802.49524, 2546788.28291],
  [4547, 113.1, 30.5, 413599.22972, 3375886.16113],
  [4527, 117.25, 36.6, 39522368.9609, 4052150.51188],
  [4508, 118.9, 31.9, 1248356.3786, 3558134.07317],
  [4551, 125.3, 43.9, 443761.39537, 4862949.4618],
  [32650, 118.2, 39.9, 602582.2484, 4417347.41823],
  [32723, -46.6, -23.55, 336686.86364, 7394682.02362],
  [2249, -71.1, 42.37, 764258.59155, 2960110.86257],
  [26986, -71.1, 42.37, 232946.4845, 902243.5954],
  [3826, 121.5, 25.03, 300458.14997, 2769193.5765],
  [3857, 14.4, 50.1, 1603000.66742, 6463612.12426],
  [2154, 2.35, 48.85, 652301.56483, 6861302.7259],
  [3006, 15.5, 59.3, 528475.70686, 6573564.80233],
  // Westing and southing.
  [2048, 18.5, -33.9, 46246.675, 3752681.8425],
];

test.each(expected)(
  'EPSG:%i at %f, %f agrees with PROJ within a millimetre',
  async (code, longitude, latitude, x, y) => {
    const geographic = await coordinateSystem(4326);
    const system = await coordinateSystem(code);
    const [east, north] = transformPoint(longitude, latitude, geographic, system);
    expect(Math.abs(east - x)).toBeLessThan(0.001);
    expect(Math.abs(north - y)).toBeLessThan(0.001);
    const [back, up] = transformPoint(x, y, system, geographic);
    expect(Math.abs(back - longitude)).toBeLessThan(1e-8);
    expect(Math.abs(up - latitude)).toBeLessThan(1e-8);
  },
);

test('a system with a datum shift goes the thorough way', async () => {
  // cs2cs with the same proj4 texts: Beijing 1954, towgs84 of seven parameters.
  const [x, y] = transformPoint(116.3, 31.2, await coordinateSystem(4326), await coordinateSystem(2435));
  expect(x).toBeCloseTo(719177.0753, 2);
  expect(y).toBeCloseTo(3455481.6536, 2);
});

test('there and back is the same place, in every CGCS2000 zone', async () => {
  const geographic = await coordinateSystem(4490);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: -1.5, max: 1.5, noNaN: true }),
      fc.double({ min: 18, max: 53, noNaN: true }),
      async (zone, offset, latitude) => {
        const system = await coordinateSystem(4534 + zone);
        const longitude = 75 + 3 * zone + offset;
        const [x, y] = transformPoint(longitude, latitude, geographic, system);
        const [back, up] = transformPoint(x, y, system, geographic);
        expect(Math.abs(back - longitude)).toBeLessThan(1e-9);
        expect(Math.abs(up - latitude)).toBeLessThan(1e-9);
      },
    ),
  );
});

test('changes a packed geometry in place and names the features without a place', async () => {
  const packer = new GeometryPacker('line');
  packer.addFeature([[[114, 23, 114.1, 23.1]]]);
  packer.addFeature([[[114, 23, Number.NaN, 23]]]);
  packer.addFeature([]);
  packer.addFeature([[[114, 23, -1e308, -1e308]]]);
  packer.addFeature([[[114.2, 23.2, 114.3, 23.3]]]);
  const geometry = packer.finish();
  const { coordinates } = geometry;
  const failed = transformGeometry(geometry, await coordinateSystem(4326), await coordinateSystem(4547));
  expect(failed).toEqual([1, 3]);
  expect(geometry.coordinates).toBe(coordinates);
  expect(coordinates[0]).toBeCloseTo(500000, 3);
  expect(coordinates.at(-2)).toBeGreaterThan(520000);
});

test('the same system costs nothing and changes nothing', async () => {
  const system = await coordinateSystem(4547);
  const coordinates = new Float64Array([1.5, 2.5]);
  const transform = createTransform(system, { ...system });
  transform.apply(coordinates);
  expect(transform.isIdentity).toBe(true);
  expect([...coordinates]).toEqual([1.5, 2.5]);
});

test('an extent follows the curved sides', async () => {
  const extent = transformExtent([112.5, 22, 115.5, 24], await coordinateSystem(4326), await coordinateSystem(4547));
  const corners = [112.5, 115.5].flatMap((x) => [22, 24].map((y) => [x, y] as const));
  const system = await coordinateSystem(4547);
  const geographic = await coordinateSystem(4326);
  for (const [x, y] of [...corners, [114, 22] as const, [114, 24] as const]) {
    const [east, north] = transformPoint(x, y, geographic, system);
    expect(east).toBeGreaterThanOrEqual(extent![0] - 1e-6);
    expect(north).toBeGreaterThanOrEqual(extent![1] - 1e-6);
    expect(east).toBeLessThanOrEqual(extent![2] + 1e-6);
    expect(north).toBeLessThanOrEqual(extent![3] + 1e-6);
  }
});
