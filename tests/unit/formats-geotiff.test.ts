import { describe, expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { transformPoint } from '#core/crs/transform.ts';
import type { SourceRaster } from '#core/formats/format.ts';
import { findFormat } from '#core/formats/formats.ts';
import { geotiff } from '#core/formats/geotiff.ts';
import { ImportSession, isFailed } from '#core/formats/import-session.ts';
import { projectRaster } from '#core/formats/project-raster.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { suggestRasterRole } from '#core/formats/suggest-raster-role.ts';
import type { Raster } from '#core/model/layer.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile, failureOf, readAll, readOne } from './formats-support.ts';

if (!hasSharedData) console.log(`GeoTIFF fixtures: ${sharedDataReason}`);

interface TiffTag {
  readonly tag: number;
  readonly type: 3 | 4 | 12;
  readonly values: readonly number[];
}

/** A GeoTIFF of 32-bit floats in one strip, little-endian. */
function tiff(columns: number, rows: number, cells: readonly number[], more: readonly TiffTag[]): Uint8Array {
  const tags: TiffTag[] = [
    { tag: 256, type: 4, values: [columns] },
    { tag: 257, type: 4, values: [rows] },
    { tag: 258, type: 3, values: [32] },
    { tag: 259, type: 3, values: [1] },
    { tag: 262, type: 3, values: [1] },
    { tag: 273, type: 4, values: [8] },
    { tag: 277, type: 3, values: [1] },
    { tag: 278, type: 4, values: [rows] },
    { tag: 279, type: 4, values: [4 * cells.length] },
    { tag: 339, type: 3, values: [3] },
    ...more,
  ];
  const sizes = { 3: 2, 4: 4, 12: 8 } as const;
  const view = new DataView(new ArrayBuffer(4096));
  view.setUint32(0, 0x002a4949, true);
  for (const [index, value] of cells.entries()) view.setFloat32(8 + 4 * index, value, true);
  const directory = 8 + 4 * cells.length;
  view.setUint32(4, directory, true);
  view.setUint16(directory, tags.length, true);
  let free = directory + 2 + 12 * tags.length + 4;
  for (const [index, { tag, type, values }] of tags.entries()) {
    const entry = directory + 2 + 12 * index;
    view.setUint16(entry, tag, true);
    view.setUint16(entry + 2, type, true);
    view.setUint32(entry + 4, values.length, true);
    const isLong = sizes[type] * values.length > 4;
    if (isLong) view.setUint32(entry + 8, free, true);
    let place = isLong ? free : entry + 8;
    for (const value of values) {
      if (type === 3) view.setUint16(place, value, true);
      else if (type === 4) view.setUint32(place, value, true);
      else view.setFloat64(place, value, true);
      place += sizes[type];
    }
    if (isLong) free = place;
  }
  return new Uint8Array(view.buffer, 0, free);
}

const scale = (x: number, y: number): TiffTag => ({ tag: 33550, type: 12, values: [x, y, 0] });
const tie = (x: number, y: number): TiffTag => ({ tag: 33922, type: 12, values: [0, 0, 0, x, y, 0] });
const keys = (code: number, type: 1 | 2): TiffTag => ({
  tag: 34735,
  type: 3,
  values: [1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, type, 3072, 0, 1, code],
});

const host = { clock: { now: () => 0 }, random: seededRandom(1) };

test('a grid in the project system stays as it is, whether its cells are areas or points', async () => {
  for (const type of [1, 2] as const) {
    const corner = type === 1 ? [500000, 2500000] : [500001, 2499999];
    const bytes = tiff(3, 2, [1, 2, 3, 4, 5, 6], [scale(2, 2), tie(corner[0]!, corner[1]!), keys(4547, type)]);
    const source = memorySource('dem.tif', bytes);
    expect(await findFormat(source)).toBe(geotiff);
    const session = new ImportSession([source], host);
    const plan = await session.inspect();
    expect(plan.files[0]!.layers[0]).toMatchObject({ role: 'elevation', geometry: 'raster', features: 6 });
    expect(plan.files[0]!.layers[0]!.crs.id).toBe('EPSG:4547');
    for await (const file of session.run(plan, 4547)) {
      const layer = file.layers[0]!;
      expect(isFailed(layer)).toBe(false);
      const { raster } = layer as { raster?: Raster };
      expect(raster).toEqual({
        columns: 3,
        rows: 2,
        left: 500000,
        top: 2500000,
        cellSize: 2,
        values: Float32Array.of(1, 2, 3, 4, 5, 6),
      });
    }
  }
});

test('grids without a place, and claims of endless size, are errors that say so', async () => {
  const nowhere = await failureOf(readAll(memorySource('a.tif', tiff(1, 1, [1], []))));
  expect(nowhere.describe('zh')).toBe('a.tif 不能作为栅格数据：没有写明位置。');
  const huge = tiff(2 ** 31, 2 ** 31, [1], [scale(1, 1), tie(0, 0)]);
  expect((await failureOf(readAll(memorySource('a.tif', huge)))).code).toBe('formats/raster-too-large');
  const claimed = tiff(6000, 6000, [1], [scale(1, 1), tie(0, 0)]);
  expect((await failureOf(readAll(memorySource('a.tif', claimed)))).code).toBe('formats/damaged');
});

test('a plane keeps its slope and classes their values on the way to another system', async () => {
  const raster: SourceRaster = {
    columns: 100,
    rows: 100,
    left: 114,
    top: 22.6,
    cellWidth: 0.0003,
    cellHeight: 0.0003,
    values: Float32Array.from({ length: 10_000 }, (_, index) => (index % 100) + 2 * Math.floor(index / 100)),
  };
  const [source, target] = [await coordinateSystem(4326), await coordinateSystem(4547)];
  const plane = projectRaster(raster, source, target, false, 'a.tif');
  expect(plane.cellSize).toBeCloseTo(32, 0);
  let compared = 0;
  for (let row = 5; row < plane.rows - 5; row += 7) {
    for (let column = 5; column < plane.columns - 5; column += 7) {
      const x = plane.left + (column + 0.5) * plane.cellSize;
      const y = plane.top - (row + 0.5) * plane.cellSize;
      const [longitude, latitude] = transformPoint(x, y, target, source);
      const expected = (longitude - 114) / 0.0003 - 0.5 + 2 * ((22.6 - latitude) / 0.0003 - 0.5);
      expect(plane.values[row * plane.columns + column]).toBeCloseTo(expected, 3);
      compared++;
    }
  }
  expect(compared).toBeGreaterThan(100);
  const classes = projectRaster(raster, source, target, true, 'a.tif');
  for (const value of classes.values) expect(Number.isNaN(value) || Number.isInteger(value)).toBe(true);
  expect(suggestRasterRole('x', { ...raster, values: Float32Array.of(1, 2, 2, 1) }).role).toBe('land-cover');
  expect(suggestRasterRole('x', raster).role).toBe('elevation');
  expect(suggestRasterRole('土地利用', raster).role).toBe('land-cover');
});

describe.runIf(hasSharedData)('fixtures', () => {
  const fixture = (name: string) => diskFile(sharedData('format-fixtures', 'geotiff', name));

  test('Porto Alegre has the elevations that GDAL reads and warps', async () => {
    const { raster, crs } = await readOne(fixture('poa_elevation.tif'));
    expect([crs?.text, raster!.columns, raster!.rows, raster!.values[100 * 413 + 200]]).toEqual([
      'EPSG:4326',
      413,
      403,
      25,
    ]);
    const projected = projectRaster(raster!, await coordinateSystem(4326), await coordinateSystem(32722), false, 'a');
    const known = projected.values.filter((value) => !Number.isNaN(value));
    // gdalwarp: 385 by 431 cells of 28.8 m with a mean of 47.56 m.
    expect(Math.abs(projected.cellSize - 28.8)).toBeLessThan(0.2);
    expect(Math.abs(projected.columns - 385)).toBeLessThan(4);
    expect(known.reduce((sum, value) => sum + value, 0) / known.length).toBeCloseTo(47.56, 1);
  });

  test('no data is NaN; pictures and damaged files say what is wrong', async () => {
    // The first row of this file is the southern one.
    const { raster } = await readOne(fixture('float_nan.tif'));
    expect([...raster!.values].map((value) => Math.round(100 * value) / 100)).toEqual([
      0.32,
      -0.23,
      -1.88,
      1.41,
      1.23,
      Number.NaN,
    ]);
    expect((await failureOf(readAll(fixture('alpha.tif')))).describe('en')).toContain('it is a picture');
    expect((await failureOf(readAll(fixture('corrupt.tif')))).code).toBe('formats/raster-unusable');
  });
});
