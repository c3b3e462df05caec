import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { type ImportedFile, type ImportHost, ImportSession } from '#core/formats/import-session.ts';
import { withCrs } from '#core/formats/plan-changes.ts';
import { memorySource } from '#core/formats/source-reading.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FileSource } from '#core/platform/platform.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { filesTogether } from './formats-support.ts';

const host: ImportHost = { clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) }, random: seededRandom(7) };

/** GeoJSON with one square of a thousandth of a degree. */
function lots(x: number, y: number, properties: object = { far: 2 }): string {
  const far = 0.001;
  const ring = [
    [x, y],
    [x + far, y],
    [x + far, y + far],
    [x, y + far],
    [x, y],
  ];
  const feature = { type: 'Feature', geometry: { type: 'Polygon', coordinates: [ring] }, properties };
  return JSON.stringify({ type: 'FeatureCollection', features: [feature] });
}

test('a file without layers says so, and the others are imported', async () => {
  const files = filesTogether({
    'empty.topojson': '{"type":"Topology","objects":{},"arcs":[]}',
    'lots.geojson': lots(114.3, 23),
  });
  const session = new ImportSession(files, host);
  const plan = await session.inspect();
  const done: ImportedFile[] = [];
  for await (const file of session.run(plan, plan.project!.epsg)) done.push(file);
  expect(done.map(({ error }) => error?.code)).toEqual(['import/no-layers', undefined]);
  expect(done[1]?.layers).toHaveLength(1);
});

test('of metres without a system it is said which puts them beside the other files', async () => {
  const lost = 'name,x,y\na,530750,2544600\nb,530800,2544700\n';
  const both = filesTogether({ 'lots.geojson': lots(114.3, 23), 'plan.csv': lost });
  const hintOf = async (files: readonly FileSource[]) => {
    const { files: planned } = await new ImportSession(files, host).inspect();
    return WorkbenchError.fromData(planned.at(-1)!.layers[0]!.crs.problem!).hint('en');
  };
  expect(await hintOf(both)).toMatch(/It most probably is: EPSG:4547 \(.*; \d\.\d km from known layers\)/);
  expect(await hintOf(filesTogether({ 'plan.csv': lost }))).toContain('It may be: ');
});

test('a stray file from elsewhere does not decide for the project', async () => {
  const files = filesTogether({
    'a.geojson': lots(37.6, 55.7, { 用地代码: 'R2' }),
    'b.geojson': lots(114.3, 23),
    'c.geojson': lots(114.31, 23.01),
  });
  const plan = await new ImportSession(files, host).inspect();
  expect(plan.project?.epsg).toBe(4547);
});

test('archives in an archive are opened, and layers called alike are named after their file', async () => {
  const inner = (name: string) => zipSync({ [`数据/${name}.geojson`]: new TextEncoder().encode(lots(114.3, 23)) });
  const outer = zipSync({ '交付/a.zip': inner('地块'), '交付/b.zip': inner('道路'), '说明.txt': new Uint8Array(4) });
  const [file] = (await new ImportSession([memorySource('套娃.zip', outer)], host).inspect()).files;
  expect(file!.layers.map(({ entry }) => entry)).toEqual([
    '交付/a.zip/数据/地块.geojson',
    '交付/b.zip/数据/道路.geojson',
  ]);
  expect(file!.layers.map(({ name }) => name)).toEqual(['地块', '道路']);
  const deep = zipSync({ 'b.zip': zipSync({ 'c.zip': zipSync({ 'd.zip': inner('x') }) }) });
  const [lost] = (await new ImportSession([memorySource('a.zip', deep)], host).inspect()).files;
  expect(lost!.error?.code).toBe('formats/archive-nothing-inside');
});

test('the offset of a published map that names of columns tell is taken off; that of a file is only suspected', async () => {
  const table = (x: string, y: string) => `name,${x},${y}\na,114.3,23\nb,114.31,23.01\n`;
  const files = filesTogether({
    'poi.csv': table('gcj_lng', 'gcj_lat'),
    'shops.csv': table('百度经度', '百度纬度'),
    '高德POI.csv': table('lng', 'lat'),
  });
  const layers = (await new ImportSession(files, host).inspect()).files.map((file) => file.layers[0]!);
  expect(layers.map(({ place }) => place?.offset)).toEqual(['gcj02', 'bd09', undefined]);
  const suspected = layers.map(({ remarks }) => remarks.some(({ code }) => code === 'crs/offset-suspected'));
  expect(suspected).toEqual([false, false, true]);
});

test('what was stated about a layer stays when its file is read in another way', async () => {
  const session = new ImportSession(
    filesTogether({ 'plan.csv': 'name,x,y\na,530750,2544600\nb,530800,2544700\n' }),
    host,
  );
  const stated = await withCrs(await session.inspect(), 'EPSG:4547');
  const again = await session.withReadOptions(stated.files[0]!, '', { encoding: 'gbk' });
  expect(again.layers[0]!.crs).toMatchObject({ id: 'EPSG:4547', origin: 'stated' });
});
