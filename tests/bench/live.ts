import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { nodeEngineHost } from '#cli/node-engine.ts';
import { createEngine } from '#core/engine/engine.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { extentOf } from '#core/geometry/measure.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureEdit, FeatureImage } from '#core/model/edit.ts';
import { type FeatureTable, scalarAt } from '#core/model/feature-table.ts';
import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { randomUuid } from '#core/platform/seeded-random.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { generateCity, linjiangSeed } from '#samples/city.ts';
import { tilesFor, tileTable } from './tile-city.ts';

const { host, close } = nodeEngineHost();
const wanted = Number(process.argv[2] ?? 20000);
const city = generateCity(linjiangSeed);
for (const { role, table } of city.layers) console.log(role, table.ids.length);
async function tiled(): Promise<Uint8Array> {
  const cache = `/tmp/bench-live-${wanted}.gpkg`;
  if (existsSync(cache)) return new Uint8Array(readFileSync(cache));
  const parcels = city.layers.find(({ role }) => role === 'parcel')!;
  const box = extentOf(parcels.table.geometry);
  const tiles = tilesFor(parcels.table.ids.length, wanted, box.maxX - box.minX + 200, box.maxY - box.minY + 200);
  const project = await newProject(host, { name: `bench ${wanted}`, epsg: city.epsg, language: 'en' });
  const layers = city.layers
    .filter(({ geometry }) => geometry !== 'none')
    .map(({ name, role, geometry, table }, order) => {
      const features = tileTable(table, tiles, () => randomUuid(host.random));
      const layer: Omit<Layer, 'table'> = {
        id: project.newId() as LayerId,
        name: name.en,
        role,
        geometry,
        fields: features.fields,
        order,
        visible: true,
        opacity: 1,
      };
      return { layer, features };
    });
  addLayers(project, { zh: '铺开', en: 'Tile' }, layers);
  const bytes = project.export();
  project.close();
  writeFileSync(cache, bytes);
  return bytes;
}
const imageAt = (table: FeatureTable, row: number): FeatureImage => ({
  geometry: featureWkb(table.geometry, row),
  values: Object.fromEntries(table.fields.map((f) => [f.name, scalarAt(table, f, row)])),
});
const t0 = performance.now();
const since = (what: string, from: number) => console.log(what.padEnd(50), (performance.now() - from).toFixed(1));
const bytes = await tiled();
since('tile', t0);
const engine = createEngine(host);
let t = performance.now();
const state = await engine.request('project/open', { fileName: 'bench.gpkg', bytes });
since('open', t);
const layerOf = (role: string) => state.description.layers.find((l) => l.role === role)!;
const { id: a } = await engine.request('scenario/create', { name: { zh: '甲', en: 'A' }, parent: baselineId });
t = performance.now();
let live = await engine.request('indicators/live', { scenarios: [baselineId, a] });
since('first live', t);
engine.on('journal/entry', () => {});
const parcel = layerOf('parcel').id;
const table = await engine.request('layer/read', { layer: parcel, scenario: baselineId });
console.log('parcels', table.ids.length, 'fields', table.fields.length);
const own = new Map<string, FeatureImage>();
const paintValues = [
  {
    land_use: 'mixed',
    land_use_code: 'RB',
    far: 2.8,
    building_coverage: 0.42,
    green_ratio: 0.28,
    floor_area: null,
    share_residential: 0.55,
    share_commercial: 0.2,
    share_office: 0.2,
    share_industrial: 0,
    share_civic: 0.05,
    share_other: 0,
    residents: null,
    jobs: null,
    development_type: 'mixed-block',
  },
  {
    land_use: 'green',
    land_use_code: 'G1',
    far: 0.03,
    building_coverage: 0.03,
    green_ratio: 0.7,
    floor_area: null,
    share_residential: 0,
    share_commercial: 0,
    share_office: 0,
    share_industrial: 0,
    share_civic: 1,
    share_other: 0,
    residents: null,
    jobs: null,
    development_type: 'neighbourhood-park',
  },
];
function paintEdits(rows: number[], kind: number, scenario: ScenarioId): FeatureEdit[] {
  return rows.map((row) => {
    const id = table.ids[row]!;
    const base = imageAt(table, row);
    const after = { ...base, values: { ...base.values, ...paintValues[kind] } };
    const before = own.get(id) ?? null;
    own.set(id, after);
    return { kind: 'feature', scenario, layer: parcel, feature: id, before, after };
  });
}
async function paint(count: number, from: number, runs: number) {
  const times: number[] = [];
  const lives: number[] = [];
  for (let run = 0; run < runs; run++) {
    const edits = paintEdits(
      Array.from({ length: count }, (_, k) => (from + k) % table.ids.length),
      run % 2,
      a,
    );
    const begun = performance.now();
    await engine.request('edit/apply', { label: { zh: '画', en: 'Paint' }, edits });
    const mid = performance.now();
    live = await engine.request('indicators/live', { scenarios: [baselineId, a] });
    times.push(mid - begun);
    lives.push(performance.now() - mid);
  }
  console.log(
    `paint ${count}`.padEnd(40),
    'apply',
    times.map((x) => x.toFixed(0)).join(' '),
    'live',
    lives.map((x) => x.toFixed(0)).join(' '),
  );
}
await paint(1, 1000, 5);
await paint(5000, 5000, 4);
t = performance.now();
await engine.request('edit/undo', {});
since('undo 5000', t);
t = performance.now();
await engine.request('edit/redo', {});
since('redo 5000', t);
t = performance.now();
await engine.request('indicators/live', { scenarios: [baselineId, a] });
since('live after', t);
t = performance.now();
await engine.request('layer/read', { layer: parcel, scenario: a });
since('read a', t);
if (process.argv[3]) await paint(table.ids.length, 0, 2);
console.log(live.byScenario[a]!.map((v) => `${v.id}=${v.value}`).join('\n'));
console.log('rss', process.memoryUsage().rss / 1e6);
close();
