import { beforeEach, describe, expect, test } from 'vitest';
import { type FeatureTable, numberColumn } from '#core/model/feature-table.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { RequestOf } from '#core/rpc/requests.ts';
import { type ParcelEngine, parcelEngine } from '#tests/fixtures/parcel-engine.ts';

type Change = RequestOf<'table/change-fields'>['change'];

let town: ParcelEngine;
let scenario: ScenarioId;
beforeEach(async () => {
  town = await parcelEngine(4, 2, () => ({ land_use: 'residential' }));
  scenario = (await town.engine.request('scenario/create', { name: { zh: '甲', en: 'A' }, parent: baselineId })).id;
});

const change = (one: Change) => town.engine.request('table/change-fields', { layer: town.parcels, change: one });
const read = (of: ScenarioId = scenario): Promise<FeatureTable> =>
  town.engine.request('layer/read', { layer: town.parcels, scenario: of });
const setValue = (field: string, value: number) =>
  town.engine.request('edit/set-values', {
    layer: town.parcels,
    scenario,
    label: { zh: '改值', en: 'Edit' },
    changes: [{ feature: town.ids[1]!, values: { [field]: value } }],
  });

async function refusal(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'nothing was refused',
    (thrown: { code: string }) => thrown.code,
  );
}

describe('fields', () => {
  test('are added with type and unit, filled, and gone again with undo', async () => {
    await read(baselineId);
    const { undoLabel } = await change({ verb: 'add', name: ' density ', type: 'real', unit: '1/ha' });
    expect(undoLabel?.en).toBe('Add field density');
    expect((await read(baselineId)).fields.at(-1)).toEqual({ name: 'density', type: 'real', unit: '1/ha' });
    await setValue('density', 12.5);
    expect(numberColumn(await read(), 'density')![1]).toBe(12.5);
    await town.engine.request('edit/undo', {});
    await town.engine.request('edit/undo', {});
    expect((await read(baselineId)).fields.some(({ name }) => name === 'density')).toBe(false);
  });

  test('are renamed and removed with their values in every scenario, and come back whole', async () => {
    await change({ verb: 'add', name: 'density', type: 'real' });
    await setValue('density', 3);
    const before = await read();
    await change({ verb: 'rename', name: 'density', to: '密度' });
    expect(numberColumn(await read(), '密度')![1]).toBe(3);
    expect((await read()).columns['density']).toBeUndefined();
    await change({ verb: 'remove', name: '密度' });
    expect((await read()).columns['密度']).toBeUndefined();
    await town.engine.request('edit/undo', {});
    await town.engine.request('edit/undo', {});
    expect(await read()).toEqual(before);
  });

  test('with a bad name, of the role, or with values in a locked scenario are refused', async () => {
    expect(await refusal(change({ verb: 'add', name: '  ', type: 'text' }))).toBe('edit/field-name');
    expect(await refusal(change({ verb: 'add', name: 'FAR', type: 'real' }))).toBe('edit/field-name');
    expect(await refusal(change({ verb: 'remove', name: 'far' }))).toBe('edit/field-protected');
    expect(await refusal(change({ verb: 'rename', name: 'far', to: 'ratio' }))).toBe('edit/field-protected');
    expect(await refusal(change({ verb: 'remove', name: 'nothing' }))).toBe('edit/unknown-field');
    await change({ verb: 'add', name: 'density', type: 'real' });
    await setValue('density', 3);
    await town.engine.request('scenario/change', { id: scenario, change: { locked: true } });
    expect(await refusal(change({ verb: 'remove', name: 'density' }))).toBe('edit/scenario-locked');
    expect(numberColumn(await read(), 'density')![1]).toBe(3);
  });
});
