import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { openBasemap } from '#core/formats/basemap.ts';
import { csv } from '#core/formats/csv.ts';
import { dbf } from '#core/formats/dbf.ts';
import { dxf } from '#core/formats/dxf.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { geojson, geojsonLines } from '#core/formats/geojson.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { geotiff } from '#core/formats/geotiff.ts';
import { gpx } from '#core/formats/gpx.ts';
import { gtfs } from '#core/formats/gtfs.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { kml } from '#core/formats/kml.ts';
import { kmz } from '#core/formats/kmz.ts';
import { shapefile } from '#core/formats/shapefile.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { topojson } from '#core/formats/topojson.ts';
import { xlsx } from '#core/formats/xlsx.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { encodedText } from '../fixtures/encoded-text.ts';
import { writeTinyTiff } from '../fixtures/tiny-tiff.ts';
import { plainTile, writeTinyMbtiles, writeTinyPmtiles } from '../fixtures/tiny-tiles.ts';
import { writeDbf, writeShapes } from '../unit/formats-shapefile-writer.ts';
import { filesTogether, readAll } from '../unit/formats-support.ts';
import { parcelsToWrite, written } from '../unit/formats-written.ts';
import { mutated } from './mutation.ts';

/**
 * Mutations of each sample: a few hundred in every run, as many as `CITYLOOM_FUZZ` says for an evening's search. Readers that
 * take long get a fifth.
 */
const asked = process.env['CITYLOOM_FUZZ'];
const runs = asked === undefined ? 250 : Number(asked);
/** The first seed: another one looks elsewhere. */
const firstSeed = Number(process.env['CITYLOOM_FUZZ_SEED'] ?? 1);
const slow = new Set<Format>([xlsx, geopackage, kmz]);
/** Seconds that no file of a few kilobytes may take. */
const longest = 20;
/** Megabytes that no such file may make the process grow by. */
const mostGrowth = 1500;

const text = new TextEncoder();

function expectClear(thrown: unknown, file: string, seed: string): void {
  if (!(thrown instanceof WorkbenchError)) throw new Error(`${seed}: ${String(thrown)}`, { cause: thrown });
  expect(thrown.code, seed).not.toBe('internal/bug');
  for (const language of ['zh', 'en'] as const) {
    expect(thrown.describe(language), seed).not.toMatch(/\{\w+[|}]/);
    expect(thrown.hint(language), seed).not.toBe('');
  }
  expect(thrown.describe('en'), seed).toContain(file);
}

/** Reads a file; what comes out holds together, or its error is clear. */
async function readOrTell(format: Format, source: FileSource, seed = ''): Promise<'read' | 'told'> {
  try {
    for (const layer of await readAll(source, {}, format)) {
      const { geometry, fields, columns, raster, remarks } = layer;
      expect(geometry.ringOffsets.at(-1), seed).toBe(geometry.coordinates.length / 2);
      for (const field of fields) expect(columns[field.name], seed).toHaveLength(featureCount(geometry));
      if (raster) expect(raster.values, seed).toHaveLength(raster.columns * raster.rows);
      for (const remark of remarks) expect(describeRemark(remark, 'en'), seed).not.toMatch(/\{\w+[|}]/);
    }
    return 'read';
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'AssertionError') throw thrown;
    expectClear(thrown, source.name.replace(/\.\w+$/, ''), seed);
    return 'told';
  }
}

const square = [114, 22, 114, 22.01, 114.01, 22.01, 114.01, 22, 114, 22];
const feature = (index: number) =>
  `{"type":"Feature","properties":{"名称":"点 ${index}","value":${index / 3},"list":[1,{"a":null}]},"geometry":{"type":"Polygon","coordinates":[[[${index},0],[${index + 1},0],[${index + 1},1],[${index},0]]]}}`;
const track =
  '<gpx><trk><name>t</name><trkseg><trkpt lat="22" lon="114"/><trkpt lat="23" lon="115"/></trkseg></trk></gpx>';
const topology = `{"type":"Topology","transform":{"scale":[1,1],"translate":[0,0]},"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Polygon","arcs":[[0,1]],"properties":{"n":1}}]}},"arcs":[[[0,0],[5,0]],[[5,0],[0,5],[-5,-5]]]}`;
const feed = zipSync({
  'stops.txt': strToU8('stop_id,stop_name,stop_lat,stop_lon\nA,a,22.5,114\nB,b,22.6,114\n'),
  'routes.txt': strToU8('route_id,route_short_name,route_type\nr,1,3\n'),
  'trips.txt': strToU8('route_id,service_id,trip_id\nr,s,t\n'),
  'stop_times.txt': strToU8('trip_id,departure_time,stop_id,stop_sequence\nt,8:00:00,A,1\nt,8:10:00,B,2\n'),
});
const table = writeDbf(
  [
    { name: 'N', type: 'N', length: 6, decimals: 2 },
    { name: 'C', type: 'C', length: 12 },
  ],
  [
    ['1.5', Buffer.from(encodedText('gb18030', '居住用地'))],
    ['2', 'b'],
  ],
);
const grid = { columns: 6, rows: 5, left: 114, top: 23, cell: 0.001, epsg: 4326, isGeographic: true };

async function samples(): Promise<(readonly [format: Format, name: string, bytes: Uint8Array])[]> {
  const layer = await parcelsToWrite();
  const made: (readonly [Format, string, Uint8Array])[] = [
    [
      geojson,
      'a.geojson',
      text.encode(`{"type":"FeatureCollection","features":[${[1, 2, 3].map(feature).join(',')}]}`),
    ],
    [geojsonLines, 'a.geojsonl', text.encode([1, 2, 3].map(feature).join('\n'))],
    [csv, 'a.csv', text.encode('名称,lon,lat,n\n"甲, 乙",114.3,23.1,1\n丙,114.4,23.2,2\n')],
    [csv, 'b.csv', encodedText('gb18030', 'id;wkt;名称\n1;POLYGON((0 0,1 0,1 1,0 0));居住用地\n2;POINT(1 2);商业\n')],
    [dbf, 'a.dbf', table],
    [gtfs, 'feed.zip', feed],
    [gpx, 'a.gpx', text.encode(track)],
    [topojson, 'a.topojson', text.encode(topology)],
    [geotiff, 'a.tif', writeTinyTiff({ ...grid, values: Float32Array.from({ length: 30 }, (_, cell) => cell / 7) })],
  ];
  for (const format of [kml, kmz, xlsx, dxf, flatgeobuf, geopackage]) {
    made.push([format, `a${format.extensions[0]}`, await written(format, layer)]);
  }
  return made;
}

describe('mutated files of each format are read, or an error names the file and a remedy', async () => {
  beforeAll(() => {
    // The library for workbooks tells the console of every record it does not know.
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => quiet.mockRestore();
  });

  test.each(await samples())(
    '$id $name',
    async (format, name, bytes) => {
      expect(await readOrTell(format, memorySource(name, bytes))).toBe('read');
      const before = process.memoryUsage().rss;
      let told = 0;
      for (let seed = firstSeed; seed < firstSeed + (slow.has(format) ? runs / 5 : runs); seed++) {
        const started = performance.now();
        if ((await readOrTell(format, memorySource(name, mutated(bytes, seed)), `seed ${seed}`)) === 'told') told++;
        expect((performance.now() - started) / 1000, `seed ${seed}`).toBeLessThan(longest);
      }
      // A mutation that nothing notices in any file would not be one.
      expect(told).toBeGreaterThan(0);
      expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(mostGrowth);
    },
    600_000,
  );

  test('basemaps', async () => {
    const tile = plainTile(1, 2, 3);
    const files = [
      ['a.mbtiles', await writeTinyMbtiles(tile, { name: 'a', bounds: '114,22,115,23' }, [114, 22], 3)],
      ['a.pmtiles', writeTinyPmtiles(tile, { name: 'a' })],
      ['a.tif', writeTinyTiff({ ...grid, values: Uint8Array.from({ length: 90 }, (_, at) => at) })],
      ['a.png', tile],
    ] as const;
    for (const [name, bytes] of files) {
      for (let seed = firstSeed; seed < firstSeed + runs / 2; seed++) {
        try {
          const basemap = await openBasemap(memorySource(name, mutated(bytes, seed)), {});
          await basemap.tile(0, 0, 0);
          const picture = await basemap.picture({});
          if (picture) expect(picture.rgba).toHaveLength(4 * picture.width * picture.height);
          basemap.close();
        } catch (thrown) {
          if (thrown instanceof Error && thrown.name === 'AssertionError') throw thrown;
          expectClear(thrown, 'a', `${name} ${seed}`);
        }
      }
    }
  });

  test('shapefiles with each of their parts mutated, through the whole import', async () => {
    const shapes = writeShapes(5, [
      { type: 5, parts: [square] },
      { type: 0, parts: [] },
    ]);
    const prj =
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]';
    const parts = {
      'a.shp': shapes.shp,
      'a.shx': shapes.shx,
      'a.dbf': table,
      'a.prj': text.encode(prj),
      'a.cpg': text.encode('GBK'),
    };
    const names = Object.keys(parts) as (keyof typeof parts)[];
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const name = names[seed % names.length]!;
      const files = filesTogether({ ...parts, [name]: mutated(parts[name], seed) });
      const session = new ImportSession(files, { clock: { now: () => 0 }, random: seededRandom(1) });
      const plan = await session.inspect();
      for (const file of plan.files)
        if (file.error) expectClear(WorkbenchError.fromData(file.error), 'a', `seed ${seed}`);
      for await (const imported of session.run(plan, 4526)) {
        for (const layer of imported.layers) {
          if ('error' in layer) expectClear(WorkbenchError.fromData(layer.error), 'a', `seed ${seed}`);
        }
      }
    }
  });

  test('what is inside an archive', async () => {
    const layer = await parcelsToWrite();
    for (const [format, name] of [
      [xlsx, 'xl/worksheets/sheet1.xml'],
      [xlsx, 'xl/workbook.xml'],
      [kmz, 'doc.kml'],
    ] as const) {
      const files = unzipSync(await written(format, layer));
      for (let seed = firstSeed; seed < firstSeed + runs / 5; seed++) {
        const bytes = zipSync({ ...files, [name]: mutated(files[name]!, seed) }, { level: 0 });
        await readOrTell(format, memorySource(`a${format.extensions[0]}`, bytes), `${name} ${seed}`);
      }
    }
  });
});

describe('tricks', () => {
  test('counts of 2^31 in a shape and in a table', async () => {
    const { shp } = writeShapes(5, [{ type: 5, parts: [square] }]);
    for (const place of [100 + 8 + 36, 100 + 8 + 40]) {
      const bytes = shp.slice();
      new DataView(bytes.buffer).setInt32(place, 0x7fffffff, true);
      await readOrTell(shapefile, memorySource('a.shp', bytes));
    }
    const records = table.slice();
    new DataView(records.buffer).setUint32(4, 0xffffffff, true);
    expect(await readOrTell(dbf, memorySource('a.dbf', records))).toBe('told');
  });

  test('nested folders of KML, brackets of JSON and collections of WKT without end', async () => {
    const deep = 50_000;
    expect(await readOrTell(kml, memorySource('a.kml', text.encode(`<kml>${'<Folder>'.repeat(deep)}`)))).toBe('told');
    const brackets = `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${'['.repeat(deep)}`;
    expect(await readOrTell(geojson, memorySource('a.geojson', text.encode(brackets)))).toBe('told');
    const inProperties = `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{"a":${'['.repeat(deep)}${']'.repeat(deep)}}}]}`;
    await readOrTell(geojson, memorySource('b.geojson', text.encode(inProperties)));
    const wkt = `id,wkt\n1,"${'GEOMETRYCOLLECTION('.repeat(deep)}"\n`;
    await readOrTell(csv, memorySource('a.csv', text.encode(wkt)));
  });

  test('entities that swell, and entities that point to files', async () => {
    for (const declaration of [
      '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
      '<!ENTITY a SYSTEM "file:///etc/passwd">',
    ]) {
      const xml = `<!DOCTYPE kml [${declaration}]><kml><Placemark><name>&a;</name></Placemark></kml>`;
      expect(await readOrTell(kml, memorySource('a.kml', text.encode(xml)))).toBe('told');
    }
  });

  test('a ring of a million vertices is read in a moment', async () => {
    const count = 1_000_000;
    const ring = Array.from({ length: 2 * count + 2 }, (_, at) => {
      const angle = ((Math.floor(at / 2) % count) / count) * 2 * Math.PI;
      return at % 2 === 0 ? 114 + Math.cos(angle) / 10 : 22 - Math.sin(angle) / 10;
    });
    const { shp } = writeShapes(5, [{ type: 5, parts: [ring] }]);
    const started = performance.now();
    expect(await readOrTell(shapefile, memorySource('a.shp', shp))).toBe('read');
    expect((performance.now() - started) / 1000).toBeLessThan(longest);
  });
});
