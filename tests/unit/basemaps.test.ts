import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isTileFile, openBasemap } from '#core/formats/basemap.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { writeTinyTiff } from '../fixtures/tiny-tiff.ts';
import { plainTile, writeTinyMbtiles, writeTinyPmtiles } from '../fixtures/tiny-tiles.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile, failureOf } from './formats-support.ts';

if (!hasSharedData) console.log(`basemaps of other programs: ${sharedDataReason}`);

const tile = plainTile(200, 80, 40);
const place = [114.32, 23.02] as const;
const open = (name: string, bytes: Uint8Array) => openBasemap(memorySource(name, bytes), {});

describe('MBTiles', () => {
  test('tiles by row from the north, bounds, name and attribution as plain text', async () => {
    const metadata = { name: '影像', format: 'png', bounds: '114,22,115,24', attribution: '<a href="x">© 测绘院</a>' };
    const basemap = await open('a.mbtiles', await writeTinyMbtiles(tile, metadata, place, 12));
    expect(basemap.facts).toEqual({
      file: 'a.mbtiles',
      title: '影像',
      attribution: '© 测绘院',
      content: { kind: 'tiles', minZoom: 0, maxZoom: 12, bounds: [114, 22, 115, 24] },
    });
    expect(await basemap.tile(0, 0, 0)).toEqual(tile);
    // Guangdong lies in the north-eastern quarter.
    expect(await basemap.tile(1, 1, 0)).toEqual(tile);
    expect(await basemap.tile(1, 1, 1)).toBeUndefined();
    basemap.close();
  });

  test('vector tiles, no tiles and damaged files are told', async () => {
    const vector = await writeTinyMbtiles(tile, { format: 'pbf' }, place, 1);
    expect((await failureOf(open('a.mbtiles', vector))).code).toBe('basemap/vector-tiles');
    const empty = await writeTinyMbtiles(tile, {}, place, -1);
    expect((await failureOf(open('a.mbtiles', empty))).code).toBe('basemap/no-tiles');
    const whole = await writeTinyMbtiles(tile, {}, place, 3);
    expect((await failureOf(open('a.mbtiles', whole.slice(0, 3000)))).code).toBe('formats/damaged');
  });
});

describe('PMTiles', () => {
  test('are read piece by piece', async () => {
    const bytes = writeTinyPmtiles(tile, { name: 'world', attribution: 'us' });
    let most = 0;
    const source = memorySource('a.pmtiles', bytes);
    const watched = {
      ...source,
      read: (start: number, length: number) => {
        most = Math.max(most, length);
        return source.read(start, length);
      },
    };
    const basemap = await openBasemap(watched, {});
    expect(basemap.facts).toMatchObject({ title: 'world', attribution: 'us', content: { kind: 'tiles', maxZoom: 0 } });
    expect(await basemap.tile(0, 0, 0)).toEqual(tile);
    expect(await basemap.tile(1, 0, 0)).toBeUndefined();
    expect(most).toBeLessThanOrEqual(bytes.length);
  });

  test('vector tiles and damaged directories are told', async () => {
    expect((await failureOf(open('a.pmtiles', writeTinyPmtiles(tile, {}, 1)))).code).toBe('basemap/vector-tiles');
    const broken = writeTinyPmtiles(tile, {});
    broken.fill(0xff, 127, 140);
    const failure = await failureOf(open('a.pmtiles', broken).then((basemap) => basemap.tile(0, 0, 0)));
    expect(failure.code).toBe('formats/damaged');
  });
});

describe('GeoTIFF', () => {
  const grid = { columns: 4, rows: 2, left: 532_000, top: 2_546_000, cell: 10, epsg: 4547 };

  test('colours as they are', async () => {
    const values = Uint8Array.from({ length: 24 }, (_, at) => 10 * at);
    const basemap = await open('a.tif', writeTinyTiff({ ...grid, values }));
    expect(basemap.facts.content).toEqual({
      kind: 'picture',
      crs: 'EPSG:4547',
      extent: [532_000, 2_545_980, 532_040, 2_546_000],
    });
    const picture = (await basemap.picture({}))!;
    expect([picture.width, picture.height]).toEqual([4, 2]);
    expect(Array.from(picture.rgba.slice(0, 8))).toEqual([0, 10, 20, 255, 30, 40, 50, 255]);
  });

  test('one band in greys, clear where there is no data', async () => {
    const values = Float32Array.of(1, 2, 3, 4, 5, 6, 7, Number.NaN);
    const { rgba } = (await (await open('a.tif', writeTinyTiff({ ...grid, values }))).picture({}))!;
    expect(rgba[0]).toBeLessThan(rgba[4]!);
    expect(rgba[4]).toBeLessThan(rgba[24]!);
    expect(rgba[31]).toBe(0);
  });
});

test('files that are none, and names that can only be basemaps', async () => {
  const text = new TextEncoder().encode('neither tiles nor a picture');
  expect((await failureOf(open('a.png', text))).code).toBe('basemap/unknown');
  expect(['a.MBTiles', 'b.pmtiles', 'c.tif'].map(isTileFile)).toEqual([true, true, false]);
});

describe.runIf(hasSharedData)('files of other programs', () => {
  const fixture = (...parts: string[]) => diskFile(sharedData('format-fixtures', ...parts));

  test('MBTiles with empty tiles, and a damaged one', async () => {
    const basemap = await openBasemap(fixture('mbtiles', 'some-empty-tiles.mbtiles'), {});
    expect(basemap.facts.content.kind).toBe('tiles');
    const corrupt = await openBasemap(fixture('mbtiles', 'corrupt.mbtiles'), {}).then(
      async (opened) => opened.tile(0, 0, 0).then(() => 'read'),
      () => 'told',
    );
    expect(['read', 'told']).toContain(corrupt);
  });

  test.each(['alpha.tif', 'world.byte.tif', 'float_nan.tif', 'poa_elevation.tif'])('%s', async (name) => {
    expect(existsSync(sharedData('format-fixtures', 'geotiff', name))).toBe(true);
    const outcome = await openBasemap(fixture('geotiff', name), {}).then(
      async (basemap) => (await basemap.picture({}))!,
      (thrown: { code: string }) => thrown.code,
    );
    if (typeof outcome === 'string') expect(outcome).toMatch(/^(?:basemap\/no-system|formats\/raster-unusable)$/);
    else expect(outcome.rgba).toHaveLength(4 * outcome.width * outcome.height);
  });
});
