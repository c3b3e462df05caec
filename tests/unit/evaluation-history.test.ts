import { beforeEach, describe, expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { defineEvaluator } from '#plugins/sdk/define-evaluator.ts';
import { type EvaluationEngine, evaluationEngine } from '#tests/fixtures/evaluation-engine.ts';
import { exampleManifest } from './evaluation-example.ts';

const [indicator] = exampleManifest.indicators;
const factor = { ...exampleManifest.parameters.limit!, default: 1, minimum: 0, maximum: 10 };

/** Counts residential parcels: of the parcels it reads the land use and where they are. */
const counter = defineEvaluator(
  {
    ...exampleManifest,
    id: 'counter',
    inputs: [
      {
        role: 'parcel',
        geometry: 'polygon',
        fields: [{ name: 'land_use', type: 'text' }],
        optional: false,
        purpose: { zh: '测试', en: 'to test' },
      },
    ],
    parameters: { factor },
    features: [
      { id: 'here', role: 'parcel', label: { zh: '住宅', en: 'Home' }, unit: '1', decimals: 0, better: 'neutral' },
    ],
    layers: [],
    indicators: [{ ...indicator!, id: 'homes' }],
  },
  ({ layers }, { parameters }) => {
    const uses = layers.parcel!.columns.land_use as readonly (string | null)[];
    const values = Float64Array.from(uses, (use) => (use === 'residential' ? 1 : 0));
    const homes = values.reduce((sum, value) => sum + value, 0);
    return {
      indicators: [{ id: 'homes', status: 'ok', value: homes * (parameters.factor as number) }],
      features: [{ id: 'here', values }],
    };
  },
);

let town: EvaluationEngine;
let scenario: ScenarioId;

async function run(parameters: Record<string, number> = {}) {
  const [outcome] = await town.engine.request('evaluation/run', {
    evaluators: ['counter'],
    scenarios: [scenario],
    parameters: { counter: parameters },
  });
  return outcome!;
}

/** Gives the first parcel of the scenario other values. */
async function edit(values: Record<string, Scalar>, shift = 0) {
  const { engine, parcelLayer: layer } = town;
  const table = await engine.request('layer/read', { layer, scenario });
  const geometry = featureWkb(table.geometry, 0);
  const moved = geometry.slice();
  if (shift !== 0) {
    const view = new DataView(moved.buffer, moved.byteOffset);
    // The second pair of the ring: 1 byte order, 4 kind, 4 rings, 4 pairs, 16 of the first pair.
    view.setFloat64(29, view.getFloat64(29, true) - shift, true);
  }
  const own = Object.fromEntries(table.fields.map(({ name }) => [name, (table.columns[name]![0] ?? null) as Scalar]));
  const image = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, Number.isNaN(value) ? null : value]),
  );
  const after: FeatureImage = { geometry: moved, values: { ...image, ...values } };
  const change = { kind: 'feature', scenario, layer, feature: table.ids[0]!, before: null, after } as const;
  await engine.request('edit/apply', { label: { zh: '改', en: 'Edit' }, edits: [change] });
}

async function isCurrent(): Promise<boolean> {
  const [stored] = await town.engine.request('evaluation/results', {});
  return stored!.current;
}

beforeEach(async () => {
  town = await evaluationEngine([counter]);
  const name = { zh: '加密', en: 'Denser' };
  scenario = (await town.engine.request('scenario/create', { name, parent: baselineId })).id;
});

describe('a result holds as long as what was read is the same', () => {
  test('a field it did not declare leaves it current, and nothing runs again', async () => {
    await run();
    await edit({ floor_area: 12_345 });
    expect(await isCurrent()).toBe(true);
    expect((await run()).reused).toBe(true);
    expect(town.began).toEqual(['counter']);
  });

  test('a field it reads makes it out of date', async () => {
    await run();
    await edit({ land_use: 'green' });
    expect(await isCurrent()).toBe(false);
    const again = await run();
    expect(again.reused).toBe(false);
    expect(again.record!.result.indicators[0]!.value).toBe(1);
  });

  test('a moved outline makes it out of date, and undoing that current again', async () => {
    await run();
    await edit({}, 5);
    expect(await isCurrent()).toBe(false);
    await town.engine.request('edit/undo', {});
    expect(await isCurrent()).toBe(true);
  });

  test('another scenario and another kind of record leave it current', async () => {
    await run();
    await town.engine.request('scenario/create', { name: { zh: '另一个', en: 'Another' }, parent: baselineId });
    expect(await isCurrent()).toBe(true);
  });
});

describe('earlier results', () => {
  test('stay in order, without their maps, and can be reopened', async () => {
    const first = await run();
    await edit({ land_use: 'green' });
    const second = await run();
    const history = await town.engine.request('evaluation/history', { evaluator: 'counter' });
    expect(history.map(({ id, latest }) => [id, latest])).toEqual([
      [first.record!.id, false],
      [second.record!.id, true],
    ]);
    const before = await town.engine.request('evaluation/record', { id: first.record!.id });
    expect(before.result.indicators).toEqual(first.record!.result.indicators);
    expect(before.result.features).toBeUndefined();
    expect(before.resultHash).toBe(first.record!.resultHash);
    const stored = await town.engine.request('evaluation/results', {});
    expect(stored.map(({ record }) => record.id)).toEqual([second.record!.id]);
    expect(stored[0]!.record.result.features).toHaveLength(1);
  });

  test('are compared: indicators, parameters, and the parts of the inputs that differ', async () => {
    const first = await run();
    await edit({ land_use: 'green' });
    const second = await run({ factor: 3 });
    const found = await town.engine.request('evaluation/compare', { one: first.record!.id, other: second.record!.id });
    expect(found.indicators).toMatchObject([{ id: 'homes', change: 1, percent: 50 }]);
    expect(found.parameters).toEqual([{ id: 'factor', one: 1, other: 3 }]);
    expect(found.assumptions).toEqual([]);
    expect(found.inputs).toEqual([{ part: 'parcel/land_use', kind: 'changed' }]);
    expect([found.sameInputs, found.sameResult]).toEqual([false, false]);
  });

  test('are twenty at most, a repeat takes the place of its earlier self, and they can be deleted', async () => {
    for (let step = 0; step < 23; step++) await run({ factor: step / 10 });
    await run({ factor: 2.1 });
    const history = await town.engine.request('evaluation/history', {});
    expect(history).toHaveLength(20);
    const ids = history.slice(0, 19).map(({ id }) => id);
    await town.engine.request('evaluation/delete', { ids });
    expect(await town.engine.request('evaluation/history', {})).toHaveLength(1);
    const gone = town.engine.request('evaluation/record', { id: ids[0]! });
    await expect(gone).rejects.toThrow(WorkbenchError);
  });
});
