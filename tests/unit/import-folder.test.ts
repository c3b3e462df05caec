import { expect, test } from 'vitest';
import { type ImportedFile, type ImportHost, ImportSession } from '#core/formats/import-session.ts';
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
