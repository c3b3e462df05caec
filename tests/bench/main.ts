import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { nodeEngineHost } from '#cli/node-engine.ts';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { createEngine } from '#core/engine/engine.ts';
import { geojson } from '#core/formats/geojson.ts';
import { walkNetworkOf, walkToNearest } from '#core/indicators/walk-network.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId } from '#core/model/ids.ts';
import { benchCambridge } from './cambridge.ts';
import { benchEvaluators, measureEvaluators } from './evaluators.ts';
import { benchFormats } from './formats.ts';
import { benchImport } from './import.ts';
import { benchLive } from './live.ts';
import { benchMethods } from './methods.ts';
import { benchReadiness } from './readiness.ts';
import { benchCity, benchCityBox, tiledProject } from './tiled-project.ts';
import { type Figure, figureLine, growth, medianOf } from './timing.ts';
import { benchWalksheds } from './walksheds.ts';
import { benchWindow } from './window.ts';

/**
 * `npm run bench [-- sizes]`: what the work costs as the city grows, beside GDAL where it is at hand. `npm run bench --
 * evaluators [sizes]`: all evaluators on one scenario, and single methods beside Python; `live [sizes]`: what a stroke costs
 * until all live indicators are known, and walksheds beside networkx; `readiness [sizes]`: the readiness check beside
 * geopandas; `window [sizes]`: the built page in Chromium; `import [sizes]`: the import of four formats beside ogr2ogr. Not a test: it
 * prints figures, and nothing fails. The sample city is laid side by side until it has the wanted
 * number of parcels.
 */

const [first, ...others] = process.argv.slice(2);
const isOfEvaluators = first === 'evaluators';
const isOfReadiness = first === 'readiness';
const isOfLive = first === 'live';
const isOfWindow = first === 'window';
const isOfImport = first === 'import';
const isNamed = isOfEvaluators || isOfReadiness || isOfLive || isOfWindow || isOfImport;
const sizes = (isNamed || first === undefined ? others : [first, ...others]).map(Number);
const usualSizes = isOfEvaluators
  ? [10_000, 30_000, 100_000]
  : isOfReadiness
    ? [10_000, 100_000]
    : isOfWindow
      ? [10_000, 50_000, 200_000]
      : isOfImport
        ? [50_000, 200_000, 500_000]
        : [10_000, 100_000, 200_000];
const wantedSizes = sizes.length > 0 ? sizes : usualSizes;
/** Sizes at which everything is evaluated as a part of the whole bench. */
const evaluatorSizes = [10_000, 100_000];
const runs = 3;
const folder = mkdtempSync(path.join(tmpdir(), 'cityloom-bench-'));
const hasOgr = spawnSync('ogr2ogr', ['--version']).status === 0;
if (!hasOgr && first !== 'evaluators-of' && !isNamed)
  console.log('ogr2ogr is not on this machine: no figures beside GDAL');

const { host, close } = nodeEngineHost();
const city = benchCity;
const figures: Figure[] = [];
const tell = (figure: Figure) => {
  figures.push(figure);
  console.log(figureLine(figure));
};

async function geojsonFile(table: FeatureTable): Promise<{ file: string; bytes: Uint8Array }> {
  const crs = await coordinateSystem(city.epsg);
  const pieces: Uint8Array[] = [];
  for await (const piece of geojson.write!({ name: 'parcels', table, crs }, {})) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  const file = path.join(folder, 'parcels.geojson');
  writeFileSync(file, bytes);
  return { file, bytes };
}

async function importFigure(table: FeatureTable): Promise<void> {
  const { file, bytes } = await geojsonFile(table);
  const source = {
    name: 'parcels.geojson',
    bytes: bytes.length,
    read: async (start: number, length: number) => bytes.subarray(start, start + length),
    sibling: async () => undefined,
  };
  const milliseconds = await medianOf(runs, async () => {
    const engine = createEngine(host);
    const plan = await engine.request('import/inspect', { files: [source] });
    const newProjectRequest = { name: 'bench', epsg: city.epsg, language: 'en' } as const;
    await engine.request('import/run', { plan, newProject: newProjectRequest });
    writeFileSync(path.join(folder, 'ours.gpkg'), await engine.request('project/export', {}));
    await engine.request('project/close', {});
  });
  const peer = hasOgr
    ? await medianOf(runs, () => {
        const out = path.join(folder, 'gdal.gpkg');
        rmSync(out, { force: true });
        spawnSync('ogr2ogr', ['-f', 'GPKG', '-t_srs', `EPSG:${city.epsg}`, '-lco', 'SPATIAL_INDEX=NO', out, file]);
      })
    : undefined;
  const beside = peer === undefined ? {} : { peer: { name: 'ogr2ogr', milliseconds: peer } };
  tell({ what: 'import GeoJSON to project', size: table.ids.length, milliseconds, ...beside });
}

async function sizeFigures(wanted: number): Promise<void> {
  const { bytes, tables } = await tiledProject(host, wanted);
  const size = tables.get('parcel')!.ids.length;
  await importFigure(tables.get('parcel')!);
  if (hasOgr) await benchFormats(host, folder, tables.get('parcel')!, city.epsg);

  const engine = createEngine(host);
  const open = () => engine.request('project/open', { fileName: 'bench.gpkg', bytes: bytes.slice() });
  tell({ what: 'open project', size, milliseconds: await medianOf(runs, open) });

  const streets = tables.get('street')!;
  const network = walkNetworkOf(streets)!;
  const { minX, minY, maxX, maxY } = benchCityBox;
  const points = Float64Array.from(tables.get('building')!.geometry.coordinates.subarray(0, 20_000));
  const station = Float64Array.of((minX + maxX) / 2, (minY + maxY) / 2);
  walkToNearest(network, points, station, 1200);
  const walkshed = () => walkToNearest(network, points, Float64Array.from(station), 1200);
  tell({ what: 'one walkshed, 1200 m', size: streets.ids.length, milliseconds: await medianOf(9, walkshed) });

  const live = async () => {
    await open();
    await engine.request('indicators/live', { scenarios: [baselineId] });
  };
  tell({ what: 'open and live indicators with bands', size, milliseconds: await medianOf(1, live) });

  for (const { id } of host.manifests.filter((manifest) =>
    ['tod', 'green-network', 'mixed-use'].includes(manifest.id),
  )) {
    await open();
    const begun = performance.now();
    const [outcome] = await engine.request('evaluation/run', { evaluators: [id], scenarios: [baselineId] });
    const milliseconds = performance.now() - begun;
    if (outcome?.error) console.log(`${id}: ${outcome.error.message.en}`);
    else tell({ what: `evaluator ${id}`, size, milliseconds });
  }
  await engine.request('project/close', {});
  console.log(
    `${'peak memory of the process'.padEnd(34)} ${String(size).padStart(8)}  ${(process.resourceUsage().maxRSS / 1024).toFixed(0).padStart(10)} MB`,
  );
}

async function wholeBench(): Promise<void> {
  if (!isOfLive) {
    await benchCambridge(folder, hasOgr);
    for (const wanted of wantedSizes) await sizeFigures(wanted);
  }
  for (const wanted of wantedSizes) await benchLive(host, wanted, tell);
  benchWalksheds(host, folder, tell);
  if (!isOfLive) {
    await benchMethods();
    await benchEvaluators(host, folder, evaluatorSizes);
  }
  console.log('\ngrowth with size (1 is linear; n log n is about 1.1):');
  for (const what of new Set(figures.map((figure) => figure.what))) {
    const own = figures.filter((figure) => figure.what === what);
    if (own.length > 1) console.log(`${what.padEnd(38)} ${growth(own).toFixed(2)}`);
  }
}

try {
  if (isOfEvaluators) {
    await benchMethods();
    await benchEvaluators(host, folder, wantedSizes);
  } else if (first === 'evaluators-of') await measureEvaluators(host, others[0]!);
  else if (isOfWindow) await benchWindow(host, folder, wantedSizes);
  else if (isOfImport) await benchImport(folder, wantedSizes);
  else if (isOfReadiness) await benchReadiness(host, folder, wantedSizes);
  else await wholeBench();
} finally {
  close();
  rmSync(folder, { recursive: true, force: true });
}
