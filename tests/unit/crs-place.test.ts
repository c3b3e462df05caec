import { spawnSync } from 'node:child_process';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withOffset, withoutOffset } from '#core/crs/china-offset.ts';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { crsCandidates } from '#core/crs/crs-candidates.ts';
import { type Extent, loadDefinitions } from '#core/crs/definitions.ts';
import { unitDoubt } from '#core/crs/feet-systems.ts';
import { applyFit, fitPoints, type PointPair } from '#core/crs/fit-points.ts';
import { placeInDegrees, placeInSystem } from '#core/crs/placement.ts';
import { transformPoint } from '#core/crs/transform.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

async function extentIn(code: number, longitude: number, latitude: number): Promise<Extent> {
  const [x, y] = transformPoint(longitude, latitude, await coordinateSystem(4326), await coordinateSystem(code));
  return [x - 1000, y - 800, x + 1000, y + 800];
}

function exchanged([minX, minY, maxX, maxY]: Extent): Extent {
  return [minY, minX, maxY, maxX];
}

describe('where coordinates without a statement lie', () => {
  test('a zone before the eastings, in all three national datums', async () => {
    const found = await crsCandidates(await extentIn(4528, 120.1, 30.3));
    expect(found.slice(0, 3).map(({ id }) => id)).toEqual(['EPSG:4528', 'EPSG:2364', 'EPSG:2416']);
    expect(found[0]).toMatchObject({ exchanged: false });
    expect(found[0]!.reason.zh).toContain('40');
    expect(found[0]!.degrees[0]).toBeCloseTo(120.09, 1);
    const wide = await crsCandidates(await extentIn(4498, 118.2, 31.2));
    expect(wide[0]!.id).toBe('EPSG:4498');
  });

  test('the codes of all zones are those their names say', async () => {
    const definitions = await loadDefinitions();
    for (const [first, name, numbers] of [
      [4491, 'CGCS2000 / Gauss-Kruger zone', [13, 23]],
      [4513, 'CGCS2000 / 3-degree Gauss-Kruger zone', [25, 45]],
      [2327, 'Xian 1980 / Gauss-Kruger zone', [13, 23]],
      [2349, 'Xian 1980 / 3-degree Gauss-Kruger zone', [25, 45]],
      [21_413, 'Beijing 1954 / Gauss-Kruger zone', [13, 23]],
      [2401, 'Beijing 1954 / 3-degree Gauss-Kruger zone', [25, 45]],
    ] as const) {
      for (let zone = numbers[0]; zone <= numbers[1]; zone++) {
        expect(definitions.find(first + zone - numbers[0])?.name).toBe(`${name} ${zone}`);
      }
    }
  });

  test('eastings without zone: each central meridian is another place, one only with something known nearby', async () => {
    const extent = await extentIn(4547, 114.32, 23.02);
    const blind = await crsCandidates(extent);
    expect(blind.length).toBeGreaterThan(5);
    expect(blind.slice(0, 5).every(({ reason }) => reason.en.includes('without zone number'))).toBe(true);
    const known = await crsCandidates(extent, { degrees: [114.2, 22.9, 114.5, 23.2] });
    expect(known[0]).toMatchObject({ id: 'EPSG:4547' });
    expect(known[0]!.kilometresAway).toBeLessThan(20);
    expect(known.find(({ id }) => id === 'EPSG:4544')!.kilometresAway).toBeGreaterThan(500);
  });

  test('north before east, in metres and in degrees', async () => {
    const metres = await crsCandidates(exchanged(await extentIn(4528, 120.1, 30.3)));
    expect(metres[0]).toMatchObject({ id: 'EPSG:4528', exchanged: true });
    const degrees = await crsCandidates([30.2, 120.0, 30.4, 120.2]);
    expect(degrees[0]).toMatchObject({ id: 'EPSG:4326', exchanged: true });
  });

  test('web maps, also where the same numbers are a zone of the far west', async () => {
    const found = await crsCandidates(await extentIn(3857, 121.5, 31.2));
    expect(found.map(({ id }) => id)).toContain('EPSG:3857');
    const west = await crsCandidates(await extentIn(4491, 75.3, 39.5));
    expect(west.map(({ id }) => id)).toEqual(expect.arrayContaining(['EPSG:4491', 'EPSG:3857']));
  });

  test('feet and foreign grids, beside what is known', async () => {
    const boston = await crsCandidates(await extentIn(2249, -71.1, 42.37), { degrees: [-71.2, 42.3, -71.0, 42.4] });
    expect(boston.map(({ id }) => id)).toContain('EPSG:2249');
    const london = await crsCandidates(await extentIn(27700, -0.1, 51.5));
    expect(london.map(({ id }) => id)).toContain('EPSG:27700');
  });

  test('feet without anything known: state planes, before zones that reach further than 3 degrees', async () => {
    const boston = await extentIn(2249, -71.1, 42.37);
    const blind = await crsCandidates(boston);
    expect(blind[0]).toMatchObject({ id: 'EPSG:2249', exchanged: false });
    expect(blind[0]!.reason.en).toContain('US survey feet');
    const phoenix = await crsCandidates(await extentIn(2223, -112.07, 33.45));
    expect(phoenix.map(({ id }) => id)).toContain('EPSG:2223');
    expect(phoenix.find(({ id }) => id === 'EPSG:2223')!.reason.en).toContain('international feet');
    const huizhou = await crsCandidates(await extentIn(4547, 114.32, 26.9));
    expect(huizhou.slice(0, 6).every(({ reason }) => reason.en.includes('without zone number'))).toBe(true);
    expect(huizhou[6]).toMatchObject({ id: 'EPSG:2249' });
  });

  test('the grid of Taiwan stands before the zones of China and before feet', async () => {
    const taipei = await extentIn(3826, 121.46, 25.01);
    expect((await crsCandidates(taipei))[0]!.id).toBe('EPSG:3826');
    const far = await crsCandidates(taipei, { degrees: [113.9, 27.8, 114, 27.9] });
    expect(far[0]!.id).toBe('EPSG:3826');
  });

  test('a field of areas decides between metres and feet', async () => {
    const acres = { field: 'ACRES', areaUnit: { zh: '英亩', en: 'acre' } };
    const extent = await extentIn(2249, -72.4, 42.1);
    expect((await crsCandidates(extent, undefined, { unit: 'foot', ...acres }))[0]!.id).toBe('EPSG:2249');
    const metres = await crsCandidates(extent, undefined, { unit: 'metre', ...acres });
    expect(metres.map(({ id }) => id)).not.toContain('EPSG:2249');
    expect(metres.length).toBeGreaterThan(5);
  });

  test('units are doubted outside the area of use where feet fit, or where a field of areas says so', async () => {
    const boston = await extentIn(2249, -71.1, 42.37);
    const zone = await coordinateSystem(4547);
    expect((await unitDoubt(boston, zone))?.en).toContain('EPSG:2249');
    const field = { field: 'ACRES', areaUnit: { zh: '英亩', en: 'acre' } };
    expect(await unitDoubt(boston, zone, { unit: 'metre', ...field })).toBeUndefined();
    expect(await unitDoubt(boston, await coordinateSystem(2249), { unit: 'foot', ...field })).toBeUndefined();
    expect((await unitDoubt(boston, await coordinateSystem(2249), { unit: 'metre', ...field }))?.en).toContain('ACRES');
    const huizhou = await extentIn(4547, 114.32, 26.9);
    expect(await unitDoubt(huizhou, zone)).toBeUndefined();
    expect((await unitDoubt(huizhou, zone, { unit: 'foot', ...field }))?.zh).toContain('英尺');
  });

  test('a drawing of its own fits nothing', async () => {
    expect(await crsCandidates([1200, 350, 2950, 1480], { degrees: [114.2, 22.9, 114.5, 23.2] })).toEqual([]);
  });
});

describe('placing by points', () => {
  const pairs: readonly PointPair[] = [
    [0, 0, 532_000, 2_546_000],
    [100_000, 0, 532_080, 2_546_060],
  ];

  test('two points give move, turn and scale without residual', () => {
    const fit = fitPoints(pairs);
    expect(fit.scale).toBeCloseTo(0.001, 12);
    expect(fit.rotationDegrees).toBeCloseTo((Math.atan2(60, 80) * 180) / Math.PI, 9);
    expect(fit.meanResidual).toBe(0);
    const moved = Float64Array.of(100_000, 0, 0, 50_000);
    applyFit(fit, moved);
    expect(moved[0]).toBeCloseTo(532_080, 6);
    expect(moved[2]).toBeCloseTo(531_970, 6);
    expect(moved[3]).toBeCloseTo(2_546_040, 6);
  });

  test('more points are fitted with least squares; the odd one shows', () => {
    const square = [
      [0, 0],
      [100, 0],
      [100, 100],
      [0, 100],
    ] as const;
    const good = square.map(([x, y]): PointPair => [x, y, 1000 + x, 2000 + y]);
    expect(fitPoints(good).meanResidual).toBeLessThan(1e-9);
    const off = good.map((pair, index): PointPair => (index === 2 ? [pair[0], pair[1], pair[2] + 4, pair[3]] : pair));
    const fit = fitPoints(off);
    expect(fit.meanResidual).toBeGreaterThan(0.5);
    expect(Math.max(...fit.residuals)).toBe(fit.residuals[2]);
  });

  test('whatever the transformation is, it is found', () => {
    const coordinate = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 8 }),
        fc.double({ min: 0.001, max: 1000, noNaN: true }),
        fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }),
        (points, scale, angle) => {
          const spread = Math.max(...points.map(([x, y]) => Math.hypot(x - points[0]![0], y - points[0]![1])));
          fc.pre(spread > 1);
          const a = scale * Math.cos(angle);
          const b = scale * Math.sin(angle);
          const placed = points.map(([x, y]): PointPair => [x, y, a * x - b * y + 5e5, b * x + a * y + 3e6]);
          const fit = fitPoints(placed);
          expect(Math.abs(fit.scale / scale - 1)).toBeLessThan(1e-6);
        },
      ),
    );
  });

  test('too few points, and points on each other, are told', () => {
    const codeOf = (points: readonly PointPair[]) => {
      try {
        fitPoints(points);
        return '';
      } catch (thrown) {
        return WorkbenchError.from(thrown).code;
      }
    };
    expect(codeOf([[1, 2, 3, 4]])).toBe('crs/place-points-few');
    expect(codeOf([pairs[0]!, pairs[0]!])).toBe('crs/place-points-equal');
    expect(codeOf([pairs[0]!, [5, 5, 532_000, 2_546_000]])).toBe('crs/place-points-equal');
  });
});

describe('maps with an offset', () => {
  test('the offset is hundreds of metres in China, nought elsewhere, and comes off again', () => {
    // Tiananmen in WGS 84, and as AMap and Baidu give it, to 1e-4 degrees.
    const [x, y] = withOffset(116.3912, 39.9073, 'gcj02');
    expect(Math.hypot((x - 116.3912) * 85_300, (y - 39.9073) * 111_000)).toBeGreaterThan(300);
    expect(withOffset(2.35, 48.85, 'gcj02')).toEqual([2.35, 48.85]);
    fc.assert(
      fc.property(
        fc.double({ min: 100, max: 118, noNaN: true }),
        fc.double({ min: 26, max: 38, noNaN: true }),
        fc.constantFrom('gcj02' as const, 'bd09' as const),
        (longitude, latitude, offset) => {
          const [east, north] = withoutOffset(...withOffset(longitude, latitude, offset), offset);
          // Half a metre: the way back is found step by step.
          const limit = 5e-6;
          expect(Math.abs(east - longitude)).toBeLessThan(limit);
          expect(Math.abs(north - latitude)).toBeLessThan(limit);
        },
      ),
    );
  });

  test('axes, points and offset together', async () => {
    const swapped = Float64Array.of(30, 120);
    placeInSystem(swapped, { exchanged: true });
    expect([...swapped]).toEqual([120, 30]);
    const [x, y] = withOffset(120, 30, 'gcj02');
    const degrees = await placeInDegrees(Float64Array.of(y, x), await coordinateSystem(4326), {
      exchanged: true,
      offset: 'gcj02',
    });
    expect(degrees[0]).toBeCloseTo(120, 7);
    expect(degrees[1]).toBeCloseTo(30, 7);
  });
});

/** Zones of the three Chinese datums, UTM and grids in wide use, with a place in each. */
const compared: readonly (readonly [code: number, longitude: number, latitude: number])[] = [
  ...Array.from({ length: 21 }, (_, zone) => [4513 + zone, 75.4 + 3 * zone, 35.2] as const),
  ...Array.from({ length: 21 }, (_, zone) => [4534 + zone, 74.3 + 3 * zone, 41.7] as const),
  ...Array.from({ length: 11 }, (_, zone) => [4491 + zone, 76.9 + 6 * zone, 30.1] as const),
  ...Array.from({ length: 11 }, (_, zone) => [4502 + zone, 73.2 + 6 * zone, 45.3] as const),
  ...Array.from({ length: 60 }, (_, zone) => [32_601 + zone, -178.2 + 6 * zone, 52.4] as const),
  ...Array.from({ length: 60 }, (_, zone) => [32_701 + zone, -175.9 + 6 * zone, -33.6] as const),
  [3857, 116.4, 39.9],
  [3826, 121.5, 25.03],
  [2154, 2.35, 48.85],
  [25_832, 11.6, 48.1],
  [3006, 18.06, 59.33],
  [2180, 21.0, 52.2],
  [5179, 127.0, 37.5],
  [2193, 174.8, -41.3],
  [7856, 151.2, -33.9],
  [6677, 139.7, 35.7],
  [26_986, -71.1, 42.37],
  [2249, -71.1, 42.37],
];

const script = path.join(import.meta.dirname, '../fixtures/proj-points.py');
const answer = spawnSync('/usr/bin/python3', [script], { input: JSON.stringify(compared), encoding: 'utf8' });
const hasProj = answer.status === 0;
const name = `the register agrees with PROJ within a millimetre in ${compared.length} systems`;

test.runIf(hasProj)(hasProj ? name : `${name} (needs python3-gdal, which is not on this machine)`, async () => {
  const geographic = await coordinateSystem(4326);
  const points = JSON.parse(answer.stdout) as [number, number][];
  for (const [index, [code, longitude, latitude]] of compared.entries()) {
    const [x, y] = transformPoint(longitude, latitude, geographic, await coordinateSystem(code));
    const [east, north] = points[index]!;
    expect([code, Math.hypot(x - east, y - north) < 0.001, x, y]).toEqual([code, true, x, y]);
  }
});
