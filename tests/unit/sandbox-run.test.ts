import { expect, test } from 'vitest';
import { runInSandbox } from '../fixtures/sandbox-run.ts';
import { exampleManifest, exampleSnapshot } from './evaluation-example.ts';

const areas = `import { featureAreas, fillText } from 'cityloom';
export function evaluate({ layers }, context) {
  const { parcel } = layers;
  const [first, second] = featureAreas(parcel.geometry);
  const whole = context.geometry.dissolve(parcel.geometry);
  context.remark('info', fillText('{count} 个顶点', '{count|vertex|vertices}', { count: whole.coordinates.length / 2 }));
  context.remark('info', { zh: String(context.random.next()), en: String(context.parameters.limit) });
  return {
    indicators: [
      { id: 'total-area', status: 'ok', value: first + second },
      { id: 'largest', status: 'ok', value: second },
    ],
    features: [{ id: 'share', values: parcel.columns.area_m2.map((area) => area / (first + second)) }],
  };
}`;

const run = (source: string) =>
  runInSandbox({ manifest: exampleManifest, source, snapshot: exampleSnapshot(), parameters: { limit: 1234.5 } });

test('a plugin reads typed arrays, parameters and chance, asks the host for geometry, and gives typed arrays back', async () => {
  const result = await run(areas);
  expect(result.indicators.map(({ value }) => value)).toEqual([50_000, 40_000]);
  expect(result.features).toEqual([{ id: 'share', values: Float64Array.of(0.2, 0.8) }]);
  expect(result.remarks.map(({ text }) => text.en)).toEqual(['8 vertices', '1234.5']);
  // The same input and seed, the same bytes: nothing of the first run is left in the second.
  expect(await run(areas)).toEqual(result);
});

test('what a plugin throws arrives with its words and the line', async () => {
  const source = "export function evaluate() {\n  throw new TypeError('no such parcel');\n}";
  await expect(run(source)).rejects.toMatchObject({
    code: 'plugin/failed',
    parameters: { reason: { en: 'TypeError: no such parcel (line 2)' } },
  });
});

test('a plugin imports nothing but the SDK', async () => {
  const source = "import fs from 'node:fs'; export function evaluate() {}";
  await expect(run(source)).rejects.toMatchObject({ code: 'plugin/forbidden-import', parameters: { name: 'node:fs' } });
});
