import { expect, test } from 'vitest';
import { type ImportHost, ImportSession } from '#core/formats/import-session.ts';
import { withCrs } from '#core/formats/plan-changes.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { textFile } from './formats-support.ts';

const host: ImportHost = { clock: { now: () => Date.UTC(2026, 0, 2, 3, 4, 5) }, random: seededRandom(7) };

function collection(features: readonly { geometry: object; properties: object }[]): string {
  const all = features.map((feature) => ({ type: 'Feature', ...feature }));
  return JSON.stringify({ type: 'FeatureCollection', features: all });
}

/** A square of 100 units. */
function square(x: number, y: number): object {
  const ring = [
    [x, y],
    [x + 100, y],
    [x + 100, y + 100],
    [x, y + 100],
    [x, y],
  ];
  return { type: 'Polygon', coordinates: [ring] };
}

test('a system stated for many layers is asked about where the numbers may be feet', async () => {
  const lots = (properties: object) =>
    collection(Array.from({ length: 6 }, (_, at) => ({ geometry: square(760_000 + 200 * at, 2_960_000), properties })));
  const told = textFile('told.geojson', lots({ ACRES: 10_000 / 43_560 }));
  const untold = textFile('untold.geojson', lots({ n: 1 }));
  const session = new ImportSession(
    [
      told,
      untold,
      textFile('land.geojson', collection([{ geometry: square(532_000, 2_546_000), properties: { Layer: 'R2' } }])),
    ],
    host,
  );
  const plan = await session.inspect();
  expect(plan.files[0]!.layers[0]!.lengthUnit).toMatchObject({ unit: 'foot', field: 'ACRES' });
  const many = await withCrs(plan, 'EPSG:4547', undefined, undefined, {}, true);
  const systems = many.files.map(({ layers }) => layers[0]!.crs);
  expect(systems.map(({ origin }) => origin)).toEqual(['missing', 'missing', 'stated']);
  expect(systems.map(({ problem }) => problem?.code)).toEqual(['crs/unit-doubtful', 'crs/unit-doubtful', undefined]);
  expect(WorkbenchError.fromData(systems[0]!.problem!).describe('en')).toContain('"ACRES" (acre)');
  expect(WorkbenchError.fromData(systems[1]!.problem!).describe('zh')).toContain('EPSG:2249');
  // Said of one layer it is taken, with a remark.
  const one = await withCrs(plan, 'EPSG:4547', (_, { file }) => file === 'told.geojson');
  for await (const { layers } of session.run(one, 4547)) {
    const [layer] = layers;
    expect(layer && 'remarks' in layer && layer.remarks.map(({ code }) => code)).toContain('crs/unit-doubtful');
    break;
  }
});
