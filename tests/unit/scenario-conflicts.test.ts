import { beforeEach, describe, expect, test } from 'vitest';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { type SketchTown, sketchTown } from '#tests/fixtures/sketch-town.ts';

const label = { zh: '改', en: 'Change' };
let town: SketchTown;
let parent: ScenarioId;
let child: ScenarioId;

beforeEach(async () => {
  town = await sketchTown(5);
  parent = town.scenario;
  const name = { zh: '下级', en: 'Child' };
  child = (await town.engine.request('scenario/create', { name, parent })).id;
});

async function set(scenario: ScenarioId, parcel: number, values: Record<string, number | string>, correction?: string) {
  const changes = [{ feature: town.parcels[parcel]!, values }];
  return town.engine.request('edit/set-values', {
    scenario,
    layer: town.layers.parcel,
    label,
    changes,
    ...(correction === undefined ? {} : { correction }),
  });
}

async function value(scenario: ScenarioId, parcel: number, field: string): Promise<unknown> {
  const feature = town.parcels[parcel]!;
  const found = await town.engine.request('layer/feature', { layer: town.layers.parcel, scenario, feature });
  return found.values[field];
}

const conflicts = (id = child) => town.engine.request('scenario/conflicts', { id });

/** The project's content, byte by byte, without what counts the steps. */
async function content(): Promise<unknown> {
  const state = await town.engine.request('project/state', {});
  const tables = await Promise.all(
    state.description.scenarios.map(({ id }) =>
      town.engine.request('layer/read', { layer: town.layers.parcel, scenario: id }),
    ),
  );
  return [state.description, state.changeCounts, state.conflictCounts, tables];
}

describe('a change in the parent', () => {
  test('shows in the child where the child did not change the same', async () => {
    await set(child, 8, { far: 3 });
    const state = await set(parent, 8, { height_limit: 24 });
    expect(await value(child, 8, 'height_limit')).toBe(24);
    expect(await value(child, 8, 'far')).toBe(3);
    await set(parent, 9, { far: 2 });
    expect(await value(child, 9, 'far')).toBe(2);
    expect(state.conflictCounts).toEqual({});
    // The baseline is a parent as well, and its corrections come through both.
    await set(baselineId, 8, { green_ratio: 0.4 }, 'measured again');
    expect(await value(child, 8, 'green_ratio')).toBe(0.4);
    expect(await value(parent, 8, 'green_ratio')).toBe(0.4);
  });

  test('of the same field is a conflict, with the values of both; undo takes all of it back', async () => {
    await set(child, 8, { far: 3 });
    const before = await content();
    const state = await set(parent, 8, { far: 2, height_limit: 30 });
    expect(state.conflictCounts).toEqual({ [child]: 1 });
    expect(await conflicts()).toEqual([
      {
        layer: town.layers.parcel,
        feature: town.parcels[8],
        part: { kind: 'field', field: 'far', mine: 3, parents: 2 },
      },
    ]);
    expect(await value(child, 8, 'far')).toBe(3);
    expect(await value(child, 8, 'height_limit')).toBe(30);
    await town.engine.request('edit/undo', {});
    expect(await content()).toEqual(before);
    await town.engine.request('edit/redo', {});
    expect(await value(child, 8, 'height_limit')).toBe(30);
    expect(await conflicts()).toHaveLength(1);
  });

  test('is settled by taking the own value or the parent’s', async () => {
    await set(child, 8, { far: 3, height_limit: 12 });
    await set(parent, 8, { far: 2, height_limit: 30 });
    const at = { layer: town.layers.parcel, feature: town.parcels[8]! };
    const resolve = (field: string, take: 'mine' | 'parents') =>
      town.engine.request('scenario/resolve-conflicts', { id: child, choices: [{ ...at, field, take }] });
    await resolve('far', 'parents');
    expect(await value(child, 8, 'far')).toBe(2);
    expect(await conflicts()).toMatchObject([{ part: { field: 'height_limit', mine: 12, parents: 30 } }]);
    const state = await resolve('height_limit', 'mine');
    expect(await value(child, 8, 'height_limit')).toBe(12);
    expect(state.conflictCounts).toEqual({});
    // From now on the child follows the parent again in what it took over.
    await set(parent, 8, { far: 1.7 });
    expect(await value(child, 8, 'far')).toBe(1.7);
  });

  test('that the child made as well is none', async () => {
    await set(child, 8, { far: 3 });
    const state = await set(parent, 8, { far: 3 });
    expect(state.conflictCounts).toEqual({});
    expect(state.changeCounts[child]).toBe(1);
    await set(parent, 8, { far: 4 });
    expect(await value(child, 8, 'far')).toBe(4);
  });

  test('of what the other deleted is a conflict of the whole feature', async () => {
    const remove = (scenario: ScenarioId, parcel: number) =>
      town.engine.request('edit/delete-features', {
        scenario,
        layer: town.layers.parcel,
        label,
        features: [town.parcels[parcel]!],
      });
    await set(child, 8, { far: 3 });
    await remove(parent, 8);
    expect(await conflicts()).toMatchObject([{ part: { kind: 'feature', deletedBy: 'parent' } }]);
    await remove(child, 9);
    await set(parent, 9, { far: 2 });
    expect(await conflicts()).toMatchObject([{}, { part: { kind: 'feature', deletedBy: 'scenario' } }]);
    const choices = [8, 9].map((parcel) => {
      return { layer: town.layers.parcel, feature: town.parcels[parcel]!, take: 'parents' as const };
    });
    await town.engine.request('scenario/resolve-conflicts', { id: child, choices });
    expect(await conflicts()).toEqual([]);
    expect(await value(child, 9, 'far')).toBe(2);
    await expect(value(child, 8, 'far')).rejects.toThrow();
  });

  test('comes through a locked child and keeps it locked', async () => {
    await set(child, 8, { far: 3 });
    await town.engine.request('scenario/change', { id: child, change: { locked: true } });
    await set(parent, 8, { height_limit: 24 });
    expect(await value(child, 8, 'height_limit')).toBe(24);
    await expect(set(child, 8, { far: 1 })).rejects.toMatchObject({ code: 'edit/scenario-locked' });
  });
});

describe('a scenario that others build on', () => {
  test('is not deleted without a word; its children can take over what it changed', async () => {
    await set(parent, 8, { far: 2 });
    await set(parent, 9, { far: 2.5 });
    await set(child, 9, { height_limit: 40 });
    await town.engine.request('scenario/change', { id: child, change: { locked: true } });
    const before = await content();
    await expect(town.engine.request('scenario/delete', { id: parent })).rejects.toMatchObject({
      code: 'scenario/has-children',
    });
    expect(await content()).toEqual(before);
    const seen = await town.engine.request('layer/read', { layer: town.layers.parcel, scenario: child });
    const state = await town.engine.request('scenario/delete', { id: parent, children: 'keep' });
    expect(state.description.scenarios.map(({ id }) => id)).toEqual([baselineId, child]);
    expect(state.description.scenarios[1]).toMatchObject({ parent: baselineId, locked: true });
    expect(await town.engine.request('layer/read', { layer: town.layers.parcel, scenario: child })).toEqual(seen);
    await town.engine.request('edit/undo', {});
    expect(await content()).toEqual(before);
    const gone = await town.engine.request('scenario/change', { id: child, change: { locked: false } });
    expect(gone.description.scenarios).toHaveLength(3);
    const all = await town.engine.request('scenario/delete', { id: parent, children: 'delete' });
    expect(all.description.scenarios).toHaveLength(1);
  });
});

test('an archived scenario keeps its changes, and gives its letter to others', async () => {
  await set(parent, 8, { far: 2 });
  await town.engine.request('scenario/change', { id: child, change: { archived: true, colour: '#0072B2' } });
  const made = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      town.engine.request('scenario/create', { name: { zh: `${n}`, en: `${n}` }, parent: baselineId }),
    ),
  );
  const back = (id: ScenarioId) => town.engine.request('scenario/change', { id, change: { archived: false } });
  await expect(back(child)).rejects.toMatchObject({ code: 'scenario/too-many' });
  await town.engine.request('scenario/delete', { id: made[2]!.id });
  const { description } = await back(child);
  const letters = description.scenarios.map(({ letter }) => letter);
  expect(new Set(letters).size).toBe(letters.length);
  expect(await value(child, 8, 'far')).toBe(2);
  const change = { archived: true };
  await expect(town.engine.request('scenario/change', { id: baselineId, change })).rejects.toMatchObject({
    code: 'scenario/baseline-fixed',
  });
  await expect(town.engine.request('scenario/change', { id: child, change: { colour: 'blue' } })).rejects.toMatchObject(
    { code: 'scenario/colour' },
  );
});
