import { beforeEach, describe, expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import { baselineId } from '#core/model/ids.ts';
import type { MessageCode } from '#core/model/messages.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { type SketchTown, sketchTown, south, west } from '#tests/fixtures/sketch-town.ts';

const label = { zh: '改属性', en: 'Change values' };
let town: SketchTown;

beforeEach(async () => {
  town = await sketchTown(5);
});

const read = (scenario = town.scenario) => town.engine.request('layer/read', { layer: town.layers.parcel, scenario });
const place = () => ({ scenario: town.scenario, layer: town.layers.parcel, label });
const setFar = (far: unknown, more = {}) =>
  town.engine.request('edit/set-values', {
    ...place(),
    ...more,
    changes: [{ feature: town.parcels[8]!, values: { far: far as number } }],
  });

function polygon(...ring: number[]): Uint8Array {
  const packer = new GeometryPacker('polygon');
  packer.addFeature([[ring]]);
  return featureWkb(packer.finish(), 0);
}

/** Refused with `code`, in words that name what was wrong, and nothing changed. */
async function expectRefused(code: MessageCode, request: Promise<unknown>, words: string): Promise<void> {
  const before = await town.engine.request('project/state', {});
  const error = await request.then(
    () => undefined,
    (thrown: unknown) => thrown as { code: string; describe: (language: 'en') => string; hint: (l: 'en') => string },
  );
  expect(error?.code).toBe(code);
  expect(`${error?.describe('en')} ${error?.hint('en')}`).toContain(words);
  expect(await town.engine.request('project/state', {})).toEqual(before);
}

describe('values set directly', () => {
  test('change the named fields alone, as one step that undo takes back', async () => {
    const state = await setFar(2.5);
    expect(state.undoLabel).toEqual(label);
    const table = await read();
    expect(table.columns['far']![8]).toBe(2.5);
    expect(table.columns['land_use']![8]).toBe('residential');
    expect((await read(baselineId)).columns['far']![8]).toBe(1.2);
    await town.engine.request('edit/undo', {});
    expect((await read()).columns['far']![8]).toBe(1.2);
  });

  test('that are those of the parent make the feature one of the parent again', async () => {
    await setFar(2.5);
    const state = await setFar(1.2);
    expect(state.changeCounts[town.scenario]).toBe(0);
  });

  test('have to be of the type, the range and the vocabulary of the role', async () => {
    await expectRefused('edit/value-type', setFar('high'), 'a number');
    await expectRefused('edit/value-range', setFar(-1), 'at least 0');
    const set = (values: Record<string, string | number>) =>
      town.engine.request('edit/set-values', { ...place(), changes: [{ feature: town.parcels[8]!, values }] });
    await expectRefused('edit/value-range', set({ green_ratio: 1.2 }), '0 to 1');
    await expectRefused('edit/value-not-listed', set({ land_use: 'garden' }), 'residential');
    await expectRefused('edit/value-not-listed', set({ development_type: 'castle' }), 'mixed-block');
    await expectRefused('edit/unknown-field', set({ colour: 'red' }), 'far');
  });

  test('are refused on a locked scenario, a feature that is not there, and the baseline without a reason', async () => {
    await expectRefused('edit/baseline-protected', setFar(2, { scenario: baselineId }), 'baseline');
    const state = await setFar(2, { scenario: baselineId, correction: 'wrong in the register' });
    expect(state.unsavedSteps).toBeGreaterThan(0);
    expect((await read(baselineId)).columns['far']![8]).toBe(2);
    await town.engine.request('edit/delete-features', { ...place(), features: [town.parcels[8]!] });
    await expectRefused('edit/missing-feature', setFar(3), town.parcels[8]!);
    const scenario = state.description.scenarios.find(({ id }) => id === town.scenario)!;
    const body = { ...scenario, locked: true };
    await town.engine.request('record/put', { record: 'scenario', id: scenario.id, body, label });
    await expectRefused(
      'edit/scenario-locked',
      town.engine.request('edit/delete-features', { ...place(), features: [town.parcels[9]!] }),
      'locked',
    );
  });
});

describe('geometries set directly', () => {
  test('take their place; invalid and foreign ones do not', async () => {
    const [x, y] = [west + 240, south + 120];
    const set = (geometry: Uint8Array) =>
      town.engine.request('edit/set-geometry', { ...place(), changes: [{ feature: town.parcels[8]!, geometry }] });
    const shape = polygon(x, y, x + 50, y, x + 50, y + 50, x, y + 50, x, y);
    await set(shape);
    expect(featureWkb((await read()).geometry, 8)).toEqual(shape);
    await expectRefused(
      'edit/geometry-invalid',
      set(polygon(x, y, x + 50, y + 50, x + 50, y, x, y + 50, x, y)),
      'crosses itself',
    );
    const point = new GeometryPacker('point');
    point.addPoint(x, y);
    await expectRefused('edit/geometry-kind', set(featureWkb(point.finish(), 0)), 'polygons');
  });
});

describe('features added and deleted', () => {
  test('come with ids and go without a trace', async () => {
    const before = await town.engine.request('project/state', {});
    const [x, y] = [west - 200, south];
    const { ids, state } = await town.engine.request('edit/add-features', {
      ...place(),
      features: [
        { geometry: polygon(x, y, x + 50, y, x + 50, y + 50, x, y + 50, x, y), values: { land_use: 'green' } },
        { geometry: polygon(x, y + 60, x + 50, y + 60, x + 50, y + 90, x, y + 90, x, y + 60), values: {} },
      ],
    });
    expect(state.changeCounts[town.scenario]).toBe(2);
    const table = await read();
    expect(table.ids.slice(-2)).toEqual(ids);
    expect(table.columns['land_use']!.slice(-2)).toEqual(['green', null]);
    const after = await town.engine.request('edit/delete-features', { ...place(), features: ids });
    expect(after.changeCounts).toEqual(before.changeCounts);
    await expectRefused(
      'edit/geometry-empty',
      town.engine.request('edit/add-features', { ...place(), features: [{ geometry: null, values: {} }] }),
      'feature 1',
    );
  });

  test('in the scenario stay in the parent', async () => {
    await town.engine.request('edit/delete-features', { ...place(), features: town.parcels.slice(0, 3) });
    expect((await read()).ids).toHaveLength(22);
    expect((await read(baselineId)).ids).toHaveLength(25);
    await town.engine.request('edit/undo', {});
    expect((await read()).ids).toEqual(town.parcels);
  });
});

test('a small document gets a new body, whatever it was', async () => {
  const { description } = await town.engine.request('project/state', {});
  const type = description.developmentTypes[0]!;
  const put = (body: object | null) =>
    town.engine.request('record/put', { record: 'development-type', id: type.id, body, label });
  await put({ ...type, far: 0.1 });
  const { description: after } = await put({ ...type, far: 0.2 });
  expect(after.developmentTypes[0]!.far).toBe(0.2);
  const { description: without } = await put(null);
  expect(without.developmentTypes.map(({ id }) => id)).not.toContain(type.id);
});
