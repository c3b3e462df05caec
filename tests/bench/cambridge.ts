import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { figureLine, medianOf } from './timing.ts';

const root = path.join(import.meta.dirname, '../..');
const data = path.join(root, '../shared/data/cambridge-ma');
const recipes = path.join(root, 'tests/fixtures/cambridge');
const parcels = path.join(data, 'parcels_landuse_fy2014_epsg2249.gpkg');
const layers = [
  'TRANS_Centerlines',
  'TRANS_SubwayStations',
  'TRANS_SubwayLines',
  'RECREATION_OpenSpace',
  'BOUNDARY_CityBoundary',
  'HYDRO_WaterBodies',
  'HEALTH_HealthClinics',
];

/** Runs the command line; its peak memory in MB where GNU time can tell. */
function cityloom(...input: string[]): number | undefined {
  const program = [path.join(root, 'cli/cityloom.mjs'), ...input];
  const hasTime = existsSync('/usr/bin/time');
  const { status, stderr } = hasTime
    ? spawnSync('/usr/bin/time', ['-f', 'peak %M', process.execPath, ...program], { encoding: 'utf8' })
    : spawnSync(process.execPath, program, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const peak = /peak (\d+)/.exec(stderr)?.[1];
  return peak === undefined ? undefined : Number(peak) / 1024;
}

/** The whole work on a real city: 13,107 parcels imported beside GDAL, then three scenarios, evaluation and report. */
export async function benchCambridge(folder: string, hasOgr: boolean): Promise<void> {
  if (!existsSync(data)) {
    console.log('Cambridge is not on this machine: no figures of a real city');
    return;
  }
  const project = path.join(folder, 'cambridge.gpkg');
  const milliseconds = await medianOf(3, () => {
    rmSync(project, { force: true });
    cityloom('import', project, parcels);
  });
  const peer = hasOgr
    ? await medianOf(3, () => {
        const out = path.join(folder, 'gdal.gpkg');
        rmSync(out, { force: true });
        spawnSync('ogr2ogr', ['-f', 'GPKG', '-t_srs', 'EPSG:26986', '-lco', 'SPATIAL_INDEX=NO', out, parcels]);
      })
    : undefined;
  const beside = peer === undefined ? {} : { peer: { name: 'ogr2ogr', milliseconds: peer } };
  console.log(figureLine({ what: 'Cambridge: import, whole process', size: 13_107, milliseconds, ...beside }));

  rmSync(project, { force: true });
  const begun = performance.now();
  const files = [parcels, ...layers.map((name) => path.join(data, `${name}.geojson`))];
  const first = cityloom('import', project, ...files);
  const steps = ['tod', 'corridor', 'mixed'].flatMap((name) => ['--recipe', path.join(recipes, `${name}.yaml`)]);
  const second = cityloom(
    'assess',
    project,
    ...steps,
    '--evaluator',
    'tod',
    '--evaluator',
    'green-network',
    '--evaluator',
    'mixed-use',
  );
  const whole = { what: 'Cambridge: whole run', size: 13_107, milliseconds: performance.now() - begun };
  const peak = Math.max(first ?? 0, second ?? 0);
  console.log(`${figureLine(whole)}${peak > 0 ? `   peak ${peak.toFixed(0)} MB` : ''}`);
  console.log(`project file ${(readFileSync(project).length / 2 ** 20).toFixed(1)} MB`);
}
