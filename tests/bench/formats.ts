import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { figureLine, medianOf } from './timing.ts';

const root = path.join(import.meta.dirname, '../..');
const runs = 3;

/** Times GDAL's own import without the start of a process: three runs after a first that warms up. */
const inProcess = `
import statistics, sys, time, os
from osgeo import gdal
gdal.UseExceptions()
source, out, system = sys.argv[1:4]
times = []
for run in range(4):
    if os.path.exists(out): os.remove(out)
    begun = time.perf_counter()
    dataset = gdal.VectorTranslate(out, source, format='GPKG', dstSRS=system, reproject=True, layerCreationOptions=['SPATIAL_INDEX=NO'])
    dataset = None
    times.append(1000 * (time.perf_counter() - begun))
print(statistics.median(times[1:]))
`;

function inMemory(file: string): FileSource {
  const raw = readFileSync(file);
  const bytes = new Uint8Array(raw.buffer, raw.byteOffset, raw.length);
  return {
    name: path.basename(file),
    bytes: bytes.length,
    read: async (start, length) => bytes.subarray(start, start + length),
    async sibling(name) {
      const beside = path.join(path.dirname(file), name);
      return existsSync(beside) ? inMemory(beside) : undefined;
    },
  };
}

async function write(folder: string, format: Format, table: FeatureTable, epsg: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  const layer = { name: 'parcels', table, crs: await coordinateSystem(epsg) };
  for await (const piece of format.write!(layer, {})) pieces.push(piece);
  const file = path.join(folder, `parcels${format.extensions[0]}`);
  writeFileSync(file, Buffer.concat(pieces));
  return file;
}

function megabytesOf(file: string): number {
  const stem = path.basename(file).replace(/\.\w+$/, '');
  const parts = readdirSync(path.dirname(file)).filter((name) => name.startsWith(`${stem}.`));
  const own = file.endsWith('.shp') ? parts : [path.basename(file)];
  return own.reduce((sum, name) => sum + statSync(path.join(path.dirname(file), name)).size, 0) / 2 ** 20;
}

/**
 * The import of one layer of polygons in four formats beside GDAL: both as a whole process, and both without its start. The
 * peak memory is that of the whole process.
 */
export async function benchFormats(host: EngineHost, folder: string, table: FeatureTable, epsg: number): Promise<void> {
  const size = table.ids.length;
  const inputs = path.join(folder, 'inputs');
  rmSync(inputs, { recursive: true, force: true });
  spawnSync('mkdir', ['-p', inputs]);
  const files = [
    await write(inputs, geopackage, table, epsg),
    await write(inputs, geojson, table, epsg),
    await write(inputs, flatgeobuf, table, epsg),
  ];
  const shape = path.join(inputs, 'shapes.shp');
  spawnSync('ogr2ogr', ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=CP936', shape, files[0]!]);
  const target = epsg;
  for (const file of [shape, ...files]) {
    const out = path.join(folder, 'gdal.gpkg');
    const own = path.join(folder, 'own.gpkg');
    const what = `import ${path.extname(file)}`;
    const source = inMemory(file);
    const milliseconds = await medianOf(runs, async () => {
      const engine = createEngine(host);
      const plan = await engine.request('import/inspect', { files: [source] });
      const newProject = { name: 'bench', epsg: target, language: 'en' } as const;
      await engine.request('import/run', { plan, newProject });
      writeFileSync(own, await engine.request('project/export', {}));
      await engine.request('project/close', {});
    });
    const script = spawnSync('/usr/bin/python3', ['-c', inProcess, file, out, `EPSG:${target}`], { encoding: 'utf8' });
    const peer = { name: 'GDAL, in process', milliseconds: Number(script.stdout) };
    console.log(figureLine({ what: `${what}, in process`, size, milliseconds, peer }));

    let peak = 0;
    const wholeOwn = await medianOf(runs, () => {
      rmSync(own, { force: true });
      const program = [path.join(root, 'cli/cityloom.mjs'), 'import', own, file];
      const { stderr } = spawnSync('/usr/bin/time', ['-f', 'peak %M', process.execPath, ...program], {
        encoding: 'utf8',
      });
      peak = Math.max(peak, Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024);
    });
    const whole = await medianOf(runs, () => {
      rmSync(out, { force: true });
      spawnSync('ogr2ogr', ['-f', 'GPKG', '-t_srs', `EPSG:${target}`, '-lco', 'SPATIAL_INDEX=NO', out, file]);
    });
    const beside = { name: 'ogr2ogr', milliseconds: whole };
    const line = figureLine({ what: `${what}, whole process`, size, milliseconds: wholeOwn, peer: beside });
    console.log(`${line}   peak ${peak.toFixed(0)} MB for ${megabytesOf(file).toFixed(0)} MB`);
  }
}
