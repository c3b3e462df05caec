import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { marked, unmarked } from '#core/formats/formula-mark.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import { featureCount } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { hasOgr, ogrReason, viewOfOgr } from '#tests/fixtures/ogr.ts';
import { partition, tableOf } from '#tests/fixtures/readiness-ground.ts';
import { readAll, valuesOf } from './formats-support.ts';

if (!hasOgr) console.log(`exports as GDAL converts them: ${ogrReason}`);

const lots = 'lots' as LayerId;
const points = 'points' as LayerId;
let engine: EngineClient;
let ids: readonly FeatureId[];

const host: EngineHost = {
  clock: { now: () => Date.UTC(2026, 0, 1) },
  random: seededRandom(2),
  programVersion: '0.0.0',
  manifests: [],
  evaluatorWorkers: 1,
  timer: { start: () => ({ stop: () => {} }) },
  createEvaluatorWorker: () => {
    throw new Error('nothing is evaluated');
  },
  createSandboxWorker: () => {
    throw new Error('nothing is evaluated');
  },
  loadGeometry: async () => createJstsEngine(),
  loadFonts: async () => [],
};

beforeAll(async () => {
  const project = await newProject(host, { name: 'Town', epsg: 4547, language: 'en' });
  const shapes = partition(seededRandom(4), 3);
  const far = Float64Array.from(shapes, (_, row) => row / 4);
  const uses = shapes.map((_, row) => (row % 2 === 0 ? 'residential' : 'green'));
  const own = [
    { name: '地块编号与名称', type: 'text' as const },
    { name: '地块编号与面积', type: 'real' as const },
  ];
  const names = shapes.map((_, row) => (row === 0 ? '=1+1' : `甲-${row}`));
  const table = tableOf('parcel', 'polygon', shapes, { far, land_use: uses, 地块编号与名称: names }, own);
  ids = table.ids;
  const stops = tableOf('facility', 'point', [{ type: 'point', coordinates: Float64Array.of(500_010, 3_400_010) }]);
  const common = { order: 0, visible: true, opacity: 1 } as const;
  addLayers(project, { zh: '图层', en: 'Layers' }, [
    {
      layer: { ...common, id: lots, name: 'Lots/1', role: 'parcel', geometry: 'polygon', fields: table.fields },
      features: table,
    },
    {
      layer: { ...common, id: points, name: 'lots/1', role: 'facility', geometry: 'point', fields: stops.fields },
      features: stops,
    },
  ]);
  engine = createEngine(host);
  await engine.request('project/open', { fileName: 'town.gpkg', bytes: project.export() });
});

const exportOf = (format: string, more: object = {}, layers: readonly object[] = [{ layer: lots }]) =>
  engine.request('layer/export', { format, layers: layers as never, scenario: baselineId, ...more });

describe('what is exported', () => {
  test('are the features and fields that were named, and the project keeps its own', async () => {
    const before = await engine.request('layer/read', { layer: lots, scenario: baselineId });
    const { bytes, features } = await exportOf('geopackage', { crs: 'EPSG:4326' }, [
      { layer: lots, where: "land_use = 'green'", features: ids.slice(0, 4), fields: ['far'] },
    ]);
    expect(features).toEqual([2]);
    const [layer] = await readAll(memorySource('a.gpkg', bytes));
    expect(layer!.fields.map(({ name }) => name)).toEqual(['id', 'far']);
    expect(valuesOf(layer!, 'far')).toEqual([0.25, 0.75]);
    expect(layer!.geometry.coordinates[0]).toBeCloseTo(114, 1);
    expect(await engine.request('layer/read', { layer: lots, scenario: baselineId })).toBe(before);
    expect(before.geometry.coordinates[0]).toBeGreaterThan(1000);
  });

  test('names that a DBF has no room for are told as they become', async () => {
    const { remarks } = await exportOf('shapefile');
    const renamed = remarks.filter(({ code }) => code === 'formats/field-renamed' || code.includes('name'));
    expect(JSON.stringify(renamed)).toContain('地块编号与名称');
  });

  test('several layers are one GeoPackage, or an archive with a file for each, whatever they are called', async () => {
    const both = [{ layer: lots }, { layer: points }];
    const gpkg = await exportOf('geopackage', {}, both);
    expect(gpkg.extension).toBe('.gpkg');
    const layers = await readAll(memorySource('all.gpkg', gpkg.bytes));
    expect(layers.map(({ name, geometry }) => [name, featureCount(geometry)])).toEqual([
      ['Lots/1', ids.length],
      ['lots/1 2', 1],
    ]);
    const zip = await exportOf('shapefile', {}, both);
    expect(zip.extension).toBe('.zip');
    const files = Object.keys(unzipSync(zip.bytes));
    expect(files.filter((name) => name.endsWith('.shp'))).toEqual(['Lots_1.shp', 'lots_1 2.shp']);
    expect(Object.keys(unzipSync((await exportOf('geojson', {}, both)).bytes))).toEqual([
      'Lots_1.geojson',
      'lots_1 2.geojson',
    ]);
  });

  test('a format that cannot be written is refused by its name', async () => {
    await expect(exportOf('gpx')).rejects.toMatchObject({ code: 'formats/not-writable' });
  });
});

test.each(['=1+1', '-2+3+cmd|x', '+SUM(A1)', '@x', '＝1', '\tx', "'=1"])(
  '%j is no formula in a spreadsheet, and comes back',
  (text) => {
    expect(marked(text)).toBe(`'${text}`);
    expect(unmarked(marked(text))).toBe(text);
  },
);

test.each(['-12.5', '+3', '.5', '-1e-3', 'a=b', '甲', "it's", ''])('%j stays as it is', (text) => {
  expect(marked(text)).toBe(text);
  expect(unmarked(text)).toBe(text);
});

const throughGdal = [
  ['geopackage', 'GPKG', '.gpkg'],
  ['geojson', 'GeoJSON', '.geojson'],
  ['shapefile', 'ESRI Shapefile', '.shz'],
  ['flatgeobuf', 'FlatGeobuf', '.fgb'],
  ['kml', 'KML', '.kml'],
  ['csv', 'CSV', '.csv'],
  ['xlsx', 'XLSX', '.xlsx'],
] as const;

describe.runIf(hasOgr)('by way of GDAL', () => {
  test.each(throughGdal)(
    '%s is read by it, written by it, and read again with the same content',
    async (format, driver, extension) => {
      const { bytes, extension: own } = await exportOf(format);
      const seen = viewOfOgr(`lots${own}`, bytes);
      expect(seen.features).toHaveLength(ids.length);
      const folder = mkdtempSync(path.join(os.tmpdir(), 'cityloom-'));
      try {
        const [from, to] = [path.join(folder, `from${own}`), path.join(folder, `to${extension}`)];
        writeFileSync(from, bytes);
        const source = own === '.zip' ? `/vsizip/${from}` : from;
        const options = format === 'csv' ? ['-oo', 'AUTODETECT_TYPE=YES'] : [];
        const { status, stderr } = spawnSync('ogr2ogr', ['-f', driver, ...options, to, source], { encoding: 'utf8' });
        expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
        const again = new Uint8Array(readFileSync(to));
        const files =
          extension === '.shz'
            ? Object.entries(unzipSync(again)).map(([name, content]) => [name, content] as const)
            : [[`to${extension}`, again] as const];
        const sources: ReturnType<typeof memorySource>[] = [];
        for (const [name, content] of files) sources.push(memorySource(name, content, sources));
        const main = sources.find(({ name }) => !/\.(?:shx|dbf|prj|cpg)$/.test(name))!;
        const [layer] = await readAll(main);
        expect(featureCount(layer!.geometry)).toBe(ids.length);
        // GDAL puts the features of a FlatGeobuf in an order of its own.
        const far = format === 'kml' ? [] : valuesOf(layer!, 'far').map(Number);
        if (format !== 'kml') expect(far.sort((a, b) => a - b)).toEqual(ids.map((_, row) => row / 4));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
