import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { flatgeobuf } from '#core/formats/flatgeobuf.ts';
import type { Format } from '#core/formats/format.ts';
import { geojson } from '#core/formats/geojson.ts';
import { geopackage } from '#core/formats/geopackage.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { ImportFigures } from './import-one.ts';
import { parcelPlan } from './parcel-plan.ts';

const epsg = 4547;
const megabyte = 2 ** 20;

async function write(folder: string, format: Format, table: FeatureTable): Promise<string> {
  const file = path.join(folder, `parcels${format.extensions[0]}`);
  const stream = createWriteStream(file);
  const layer = { name: 'parcels', table, crs: await coordinateSystem(epsg) };
  for await (const piece of format.write!(layer, {})) if (!stream.write(piece)) await once(stream, 'drain');
  stream.end();
  await once(stream, 'close');
  return file;
}

/** The files of one size, made unless they are there. */
async function inputFiles(folder: string, size: number): Promise<string[]> {
  const shapefile = path.join(folder, 'parcels-gbk.shp');
  const formats = [geopackage, geojson, flatgeobuf];
  if (existsSync(shapefile))
    return [shapefile, ...formats.map(({ extensions }) => path.join(folder, `parcels${extensions[0]}`))];
  mkdirSync(folder, { recursive: true });
  const table = parcelPlan(size);
  const written: string[] = [];
  for (const format of formats) written.push(await write(folder, format, table));
  writeShapefile(shapefile, written[0]!);
  return [shapefile, ...written];
}

/** The parcels as a shapefile in GBK, with fields as wide as an office makes them. */
function writeShapefile(file: string, from: string): void {
  const texts = ['DKBH', 'YDDM', 'YDXZ', 'QSDW'].map((name) => `CAST(${name} AS character(40)) AS ${name}`);
  const sql = `SELECT ${[...texts, 'YDMJ', 'RJL', 'JZGD', 'BZRQ'].join(', ')} FROM parcels`;
  const format = ['-f', 'ESRI Shapefile', '-lco', 'ENCODING=CP936', '-dialect', 'OGRSQL'];
  const { status, stderr } = spawnSync('ogr2ogr', [...format, '-nln', 'parcels-gbk', '-sql', sql, file, from], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}

function bytesOf(file: string): number {
  const stem = `${path.parse(file).name}.`;
  const beside = file.endsWith('.shp') ? readdirSync(path.dirname(file)) : [path.basename(file)];
  const parts = beside.filter((name) => name.startsWith(stem));
  return parts.reduce((sum, name) => sum + statSync(path.join(path.dirname(file), name)).size, 0);
}

interface PeerFigures {
  readonly milliseconds: number;
  readonly processorMilliseconds: number;
  readonly peakBytes: number;
}

function ogr(file: string, out: string, options: readonly string[]): PeerFigures {
  rmSync(out, { force: true });
  const command = ['ogr2ogr', '-f', 'GPKG', '-t_srs', `EPSG:${epsg}`, ...options, out, file];
  const { stderr } = spawnSync('/usr/bin/time', ['-f', 'took %e %U %S %M', ...command], { encoding: 'utf8' });
  const [, elapsed, user, system, peak] = /took (\S+) (\S+) (\S+) (\d+)/.exec(stderr)!;
  return {
    milliseconds: 1000 * Number(elapsed),
    processorMilliseconds: 1000 * (Number(user) + Number(system)),
    peakBytes: 1024 * Number(peak),
  };
}

function own(file: string, out: string): ImportFigures {
  const script = path.join(import.meta.dirname, 'import-one.js');
  const program = [script, file, out, String(epsg)];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ImportFigures;
}

/**
 * A layer of parcels imported from a shapefile in GBK, GeoPackage, GeoJSON and FlatGeobuf, each in a process of its own, beside
 * ogr2ogr on the same file: as it stands, with a spatial index, and without one, which a project file has none of either.
 * The files are kept where CITYLOOM_BENCH_DATA names a folder.
 */
export async function benchImport(folder: string, sizes: readonly number[]): Promise<void> {
  for (const size of sizes) {
    const inputs = path.join(process.env['CITYLOOM_BENCH_DATA'] ?? folder, `parcels-${size}`);
    for (const file of await inputFiles(inputs, size)) importLine(folder, file);
  }
}

function importLine(folder: string, file: string): void {
  const out = path.join(folder, 'out.gpkg');
  const gdal = ogr(file, out, []);
  const bare = ogr(file, out, ['-lco', 'SPATIAL_INDEX=NO']);
  const { milliseconds, processorMilliseconds, peakBytes, startBytes, features, longestTurn } = own(file, out);
  const bytes = bytesOf(file);
  const seconds = (value: number) => `${(value / 1000).toFixed(2)} s`;
  const ratio = (peer: PeerFigures) =>
    `${(milliseconds / peer.milliseconds).toFixed(2)} × (processor ${(processorMilliseconds / peer.processorMilliseconds).toFixed(2)} ×)`;
  console.log(
    [
      `import ${path.extname(file).padEnd(8)} ${String(features).padStart(7)}  ${(bytes / megabyte).toFixed(0).padStart(4)} MB`,
      `${seconds(milliseconds)} (processor ${seconds(processorMilliseconds)})`,
      `${ratio(gdal)} of ogr2ogr ${seconds(gdal.milliseconds)}`,
      `${ratio(bare)} of it without spatial index ${seconds(bare.milliseconds)}`,
      `peak ${(peakBytes / megabyte).toFixed(0)} MB = ${(peakBytes / bytes).toFixed(1)} × file (${((peakBytes - startBytes) / bytes).toFixed(1)} × above ${(startBytes / megabyte).toFixed(0)} MB of the start; ogr2ogr ${(gdal.peakBytes / megabyte).toFixed(0)} MB)`,
      `longest turn ${longestTurn.toFixed(0)} ms`,
    ].join('  '),
  );
}
