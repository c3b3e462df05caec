import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as library from 'xlsx';
import { dxf } from '#core/formats/dxf.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { findFormat, formats } from '#core/formats/formats.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import { geotiff } from '#core/formats/geotiff.ts';
import { itemsOf } from '#core/formats/import-items.ts';
import { ImportSession } from '#core/formats/import-session.ts';
import { kml } from '#core/formats/kml.ts';
import { kmz } from '#core/formats/kmz.ts';
import { shapefile } from '#core/formats/shapefile.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { topojson } from '#core/formats/topojson.ts';
import { xlsx } from '#core/formats/xlsx.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { describeRemark, RemarkList } from '#core/model/remark.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { mutated } from '../fuzz/mutation.ts';
import { hasSharedData, sharedData, sharedDataReason } from '../shared-data.ts';
import { diskFile, failureOf, filesTogether, readAll } from './formats-support.ts';

if (!hasSharedData) console.log(`broken and mutated real files: ${sharedDataReason}`);

/** An error that a person can act on: a code of ours, the file, and what to do. */
function expectClear(thrown: unknown, file: string): void {
  if (!(thrown instanceof WorkbenchError)) throw thrown;
  expect(thrown.code).not.toBe('internal/bug');
  for (const language of ['zh', 'en'] as const) {
    expect(thrown.describe(language)).not.toMatch(/\{\w+[|}]/);
    expect(thrown.hint(language)).not.toBe('');
  }
  expect(thrown.describe('en')).toContain(file);
}

/** Reads a file and checks that what comes out holds together, or that its error is clear. */
async function readOrTell(format: Format, name: string, bytes: Uint8Array): Promise<'read' | 'told'> {
  try {
    for (const layer of await readAll(memorySource(name, bytes), {}, format)) {
      const { geometry, fields, columns, raster, remarks } = layer;
      expect(geometry.ringOffsets.at(-1)).toBe(geometry.coordinates.length / 2);
      for (const field of fields) expect(columns[field.name]).toHaveLength(featureCount(geometry));
      if (raster) expect(raster.values).toHaveLength(raster.columns * raster.rows);
      for (const remark of remarks) expect(describeRemark(remark, 'en')).not.toMatch(/\{\w+[|}]/);
    }
    return 'read';
  } catch (thrown) {
    expectClear(thrown, name);
    return 'told';
  }
}

describe.runIf(hasSharedData)('every broken file', () => {
  const root = sharedData('format-fixtures', 'malformed');
  const files = (hasSharedData ? readdirSync(root, { recursive: true }) : [])
    .map(String)
    .filter((name) => statSync(path.join(root, name)).isFile() && /\.(?:shp|dbf|json|geojson)$/.test(name));

  test.each(files)('%s is imported with remarks, or an error names the file and a remedy', async (name) => {
    const source = diskFile(path.join(root, name));
    const session = new ImportSession([source], { clock: { now: () => 0 }, random: seededRandom(1) });
    const plan = await session.inspect();
    expect(plan.files).toHaveLength(1);
    const [file] = plan.files;
    if (file!.error) expectClear(WorkbenchError.fromData(file!.error), path.basename(name));
    for await (const imported of session.run(plan, 26986)) {
      for (const layer of imported.layers) {
        if ('error' in layer) expectClear(WorkbenchError.fromData(layer.error), path.basename(name));
      }
    }
  });
});

const encoder = new TextEncoder();
/** Files of other programs; those of the project's own making are mutated in tests/fuzz. */
async function samples(): Promise<(readonly [format: Format, name: string, bytes: Uint8Array])[]> {
  const made: (readonly [Format, string, Uint8Array])[] = [];
  const book = library.utils.book_new(
    library.utils.aoa_to_sheet([
      ['名称', 'lon', 'lat'],
      ['甲', 114, 22],
      ['乙', 115, 23],
    ]),
    'a',
  );
  made.push([xlsx, 'a.xls', new Uint8Array(library.write(book, { type: 'array', bookType: 'biff8' }) as ArrayBuffer)]);
  if (!hasSharedData) return made;
  const real: readonly (readonly [Format, readonly string[]])[] = [
    [kml, ['format-fixtures', 'kml', 'gxmultitrack.kml']],
    [kmz, ['format-fixtures', 'kml', 'Albania.kmz']],
    [dxf, ['format-fixtures', 'dxf', 'bin_dxf_r14.dxf']],
    [dxf, ['format-fixtures', 'dxf', 'hatches_1.dxf']],
    [shapefile, ['huizhou-beijing-drl', 'land.shp']],
    [flatgeobuf, ['format-fixtures', 'flatgeobuf', 'alldatatypes.fgb']],
    [geotiff, ['format-fixtures', 'geotiff', 'float32.tif']],
    [geotiff, ['format-fixtures', 'geotiff', 'poa_elevation.tif']],
    [xlsx, ['taipei-transit-tw', 'derived', 'mrt_exits_twd97.xlsx']],
  ];
  for (const [format, parts] of real) {
    made.push([format, parts.at(-1)!, new Uint8Array(readFileSync(sharedData(...parts)))]);
  }
  return made;
}

/** Files for each sample: a few hundred for each format, fewer where reading one takes long. */
const slowRuns = 60;
const runs = 250;
const slow = new Set<Format>([xlsx, geopackage, geotiff]);

describe('mutated files', async () => {
  // The library for workbooks tells the console of every record it does not know.
  beforeAll(() => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => {});
    return () => quiet.mockRestore();
  });

  test.each(await samples())('$id', async (format, name, bytes) => {
    expect(await readOrTell(format, name, bytes)).toBe('read');
    let told = 0;
    for (let seed = 1; seed <= (slow.has(format) || bytes.length > 100_000 ? slowRuns : runs); seed++) {
      const started = performance.now();
      if ((await readOrTell(format, name, mutated(bytes, seed))) === 'told') told++;
      const seconds = (performance.now() - started) / 1000;
      expect(seconds, `seed ${seed}`).toBeLessThan(20);
    }
    // A mutation that nothing notices in any file would not be one.
    expect(told).toBeGreaterThan(0);
  });

  test('every reader takes nonsense', async () => {
    const nonsense = [
      new Uint8Array(0),
      new Uint8Array(3),
      new Uint8Array(5000),
      Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) & 255),
    ];
    for (const format of formats) for (const bytes of nonsense) await readOrTell(format, 'nonsense.bin', bytes);
  });
});

describe('tricks', () => {
  test('archives with paths that lead out are read without them', async () => {
    const inside = encoder.encode('name,lon,lat\na,114,22\n');
    const bytes = zipSync({
      '../../evil.csv': inside,
      'C:\\evil.csv': inside,
      '/etc/evil.csv': inside,
      'good.csv': inside,
    });
    const remarks = new RemarkList();
    const source = memorySource('a.zip', bytes);
    expect((await itemsOf(source, [source], remarks, {})).map(({ entry }) => entry)).toEqual(['good.csv']);
    expect(remarks.toArray().filter(({ code }) => code === 'formats/archive-entry-left-out')).toHaveLength(3);
    const evil = memorySource('a.kmz', zipSync({ '../doc.kml': encoder.encode('<kml/>') }));
    expect((await failureOf(readAll(evil, {}, kmz))).code).toBe('formats/archive-nothing-inside');
  });

  test('bombs in every format that is an archive', async () => {
    const zeros = new Uint8Array(40 * 1024 ** 2);
    for (const [name, entry] of [
      ['a.kmz', 'doc.kml'],
      ['a.xlsx', 'xl/workbook.xml'],
      ['a.zip', 'stops.txt'],
    ] as const) {
      const bomb = memorySource(name, zipSync({ [entry]: zeros, 'stop_times.txt': encoder.encode('a') }));
      const error = await failureOf(
        itemsOf(bomb, [bomb], new RemarkList(), {}).then(async ([item]) => readAll(item!.source, {}, item!.format)),
      );
      expect(error.code).toBe('formats/archive-too-large');
    }
  });

  test('archives in an archive, none of which goes beyond the limit by itself', async () => {
    const names = Array.from({ length: 50 }, (_, at) => [`${at}.note`, encoder.encode('a')] as const);
    const inner = zipSync(Object.fromEntries(names));
    // Each entry says that it unpacks to 16 MB, as much as may be packed tightly: 800 MB in all.
    const view = new DataView(inner.buffer, inner.byteOffset, inner.byteLength);
    for (let at = 0; at + 28 < inner.length; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 16 * 1024 ** 2, true);
    const itemsIn = (count: number) => {
      const archives = Array.from({ length: count }, (_, at) => [`${at}.zip`, inner] as const);
      const bytes = zipSync({ ...Object.fromEntries(archives), 'a.csv': encoder.encode('a\n1\n') });
      const source = memorySource('all.zip', bytes);
      return itemsOf(source, [source], new RemarkList(), {});
    };
    expect((await itemsIn(2)).map(({ entry }) => entry)).toEqual(['a.csv']);
    expect((await failureOf(itemsIn(3))).code).toBe('formats/archive-too-large');
  });

  test('elements, collections and blocks nested without end', async () => {
    const deep = 200_000;
    const elements = `<kml>${'<MultiGeometry>'.repeat(deep)}</kml>`;
    expect((await failureOf(readAll(memorySource('a.kml', encoder.encode(elements)), {}, kml))).code).toBe(
      'formats/damaged',
    );
    const arrays = `{"type":"Topology","arcs":${'['.repeat(deep)}${']'.repeat(deep)},"objects":{}}`;
    await readOrTell(topojson, 'a.topojson', encoder.encode(arrays));
    const collections = `{"type":"Topology","arcs":[],"objects":{"a":${'{"type":"GeometryCollection","geometries":['.repeat(5000)}${']}'.repeat(5000)}}}`;
    expect(await readOrTell(topojson, 'a.topojson', encoder.encode(collections))).toBe('told');
    const values = `{"type":"Topology","arcs":[],"objects":{"a":{"type":"Point","coordinates":[1,2],"properties":{"x":${'['.repeat(deep)}${']'.repeat(deep)}}}}}`;
    await readOrTell(topojson, 'a.topojson', encoder.encode(values));
  });

  test('a shapefile whose header claims 2^31 words, and a companion that is another file', async () => {
    const shp = new Uint8Array(200);
    const view = new DataView(shp.buffer);
    view.setInt32(0, 9994, false);
    view.setInt32(24, 0x7fffffff, false);
    view.setInt32(28, 1000, true);
    view.setInt32(32, 5, true);
    view.setInt32(104, 0x7fffffff, false);
    const [source] = filesTogether({ 'a.shp': shp, 'a.dbf': encoder.encode('<html>'), 'a.prj': shp });
    const error = await failureOf(readAll(source!));
    expectClear(error, 'a.');
    expect(await findFormat(source!)).toBe(shapefile);
  });
});
