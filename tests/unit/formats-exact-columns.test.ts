import { expect, test } from 'vitest';
import { ImportSession, isFailed } from '#core/formats/import-session.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { textFile } from './formats-support.ts';

const feature = (properties: object) =>
  JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: [114.3, 23] } });

async function imported(rows: readonly object[]) {
  const text = `{"type":"FeatureCollection","features":[${rows.map(feature).join(',')}]}`;
  // Numbers of many digits go in as they stand.
  const file = textFile('a.geojson', text.replaceAll(/"#(\d+)"/g, '$1'));
  const session = new ImportSession([file], { clock: { now: () => 0 }, random: seededRandom(5) });
  const plan = await session.inspect();
  for await (const { layers } of session.run(plan, 4547)) {
    const layer = layers[0]!;
    if (isFailed(layer)) throw new Error(layer.error.code);
    return { planned: plan.files[0]!.layers[0]!, layer };
  }
  throw new Error('nothing imported');
}

test('numbers of more digits than are kept are told with their rows', async () => {
  const { layer } = await imported([{ id: '#441302001001000123' }, { id: '#12' }, { id: '#9007199254740993' }]);
  const remark = layer.remarks.find(({ code }) => code === 'import/digits-lost');
  expect(remark).toMatchObject({ severity: 'warning', count: 2, parameters: { field: 'id' } });
  expect(remark!.places.map(({ row }) => row)).toEqual([1, 3]);
});

test('samples are without the digits that binary numbers add, and what is stored keeps them', async () => {
  const { planned, layer } = await imported([{ far: 9.600000000000001 }, { far: 0.1 + 0.2 }, { far: 1234567.25 }]);
  expect(planned.fields.find(({ name }) => name === 'far')!.samples).toEqual(['9.6', '0.3', '1234567.25']);
  expect([...(layer.table.columns['far'] as Float64Array)]).toEqual([9.600000000000001, 0.1 + 0.2, 1234567.25]);
});

test('instants of universal time are completed; those without a zone and with another stay as they are', async () => {
  const { layer } = await imported([
    { utc: '2024-05-01T08:00:00Z', local: '2024-05-01T08:00:00', zoned: '2024-05-01T08:00:00+08:00' },
    { utc: '2024-05-01T08:00:00.5Z', local: null, zoned: null },
  ]);
  const { utc, local, zoned } = layer.table.columns;
  expect(utc).toEqual(['2024-05-01T08:00:00.000Z', '2024-05-01T08:00:00.500Z']);
  expect(local).toEqual(['2024-05-01T08:00:00', null]);
  expect(zoned).toEqual(['2024-05-01T08:00:00+08:00', null]);
});
