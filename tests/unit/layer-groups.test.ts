import { beforeEach, describe, expect, test } from 'vitest';
import { baselineId, type LayerGroupId } from '#core/model/ids.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { type SketchTown, sketchTown } from '#tests/fixtures/sketch-town.ts';

let town: SketchTown;
let engine: EngineClient;
beforeEach(async () => {
  town = await sketchTown(5);
  engine = town.engine;
});

const label = { zh: '改', en: 'Change' };
const layerOf = async (id: string) =>
  (await engine.request('project/state', {})).description.layers.find((layer) => layer.id === id)!;
const far = async (layer: string, scenario = town.scenario) =>
  (await engine.request('layer/read', { layer: layer as typeof town.layers.parcel, scenario })).columns['far'];

describe('a copy of a layer', () => {
  test('has the features of every scenario under ids of its own, is not counted, and goes and comes by undo', async () => {
    const { parcel } = town.layers;
    const change = { scenario: town.scenario, layer: parcel, label };
    await engine.request('edit/set-values', {
      ...change,
      changes: [{ feature: town.parcels[3]!, values: { far: 4.5 } }],
    });
    await engine.request('edit/delete-features', { ...change, features: [town.parcels[4]!] });
    const live = await engine.request('indicators/live', { scenarios: [baselineId, town.scenario] });
    const before = await engine.request('project/state', {});

    const { id, state } = await engine.request('layer/duplicate', { layer: parcel, name: 'Copy' });
    const copy = await layerOf(id);
    expect([copy.name, copy.role, copy.geometry]).toEqual(['Copy', 'reference', 'polygon']);
    expect(copy.order).toBe((await layerOf(parcel)).order - 1);
    expect(state.undoLabel?.en).toMatch(/^Duplicate layer /);
    expect(state.description.styles[id]?.symbology).toMatchObject({ kind: 'categorised', field: 'land_use' });
    for (const scenario of [baselineId, town.scenario])
      expect(await far(id, scenario)).toEqual(await far(parcel, scenario));
    const table = await engine.request('layer/read', { layer: id, scenario: town.scenario });
    const original = await engine.request('layer/read', { layer: parcel, scenario: town.scenario });
    expect(table.ids.filter((feature) => original.ids.includes(feature))).toEqual([]);
    expect(table.geometry).toEqual(original.geometry);
    expect(await engine.request('indicators/live', { scenarios: [baselineId, town.scenario] })).toEqual(live);

    await engine.request('edit/undo', {});
    expect((await engine.request('project/state', {})).description).toEqual(before.description);
    await engine.request('edit/redo', {});
    expect(await far(id)).toEqual(await far(parcel));
    const bytes = await engine.request('project/export', {});
    await engine.request('project/open', { fileName: 'town.gpkg', bytes });
    expect(await far(id)).toEqual(await far(parcel));
  });

  test('can be made where a scenario is locked, which the copy changes nothing of', async () => {
    await engine.request('scenario/change', { id: town.scenario, change: { locked: true } });
    const { id } = await engine.request('layer/duplicate', { layer: town.layers.parcel, name: 'Copy' });
    expect(await far(id)).toEqual(await far(town.layers.parcel));
  });
});

describe('groups of layers', () => {
  const group = { id: 'g1' as LayerGroupId, name: 'Land', visible: true, opacity: 1 };
  const put = (body: object | null) => engine.request('record/put', { record: 'layer-group', id: 'g1', body, label });

  test('are kept in the file, with the layers that name them, and come back by redo', async () => {
    await put(group);
    const layer = await layerOf(town.layers.parcel);
    const grouped = { ...layer, group: group.id };
    await engine.request('record/put', { record: 'layer', id: layer.id, body: grouped, label });
    await engine.request('edit/undo', {});
    expect((await layerOf(layer.id)).group).toBeUndefined();
    await engine.request('edit/redo', {});
    const bytes = await engine.request('project/export', {});
    const { description } = await engine.request('project/open', { fileName: 'town.gpkg', bytes });
    expect(description.layerGroups).toEqual([group]);
    expect((await layerOf(layer.id)).group).toBe('g1');
  });

  test('need a name, and an opacity from 0 to 1', async () => {
    await expect(put({ ...group, name: ' ' })).rejects.toMatchObject({ code: 'edit/no-body' });
    await expect(put({ ...group, opacity: 2 })).rejects.toMatchObject({ code: 'edit/no-body' });
    await expect(put({ ...group, id: 'g2' })).rejects.toMatchObject({ code: 'edit/no-body' });
  });
});
