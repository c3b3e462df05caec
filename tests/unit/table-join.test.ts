import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineHost } from '#core/engine/engine-host.ts';
import { newProject } from '#core/engine/project-requests.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Join } from '#core/model/join.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import type { EngineClient } from '#core/rpc/requests.ts';
import { keyForm, suggestKeys } from '#core/scenario/join-keys.ts';
import { addLayers } from '#core/scenario/project-layers.ts';
import { rectangle, tableOf } from '#tests/fixtures/readiness-ground.ts';

const host: EngineHost = {
  clock: { now: () => Date.UTC(2026, 0, 1) },
  random: seededRandom(6),
  programVersion: '0.0.0',
  manifests: [],
  evaluatorWorkers: 1,
  timer: { start: () => ({ stop: () => {} }) },
  createEvaluatorWorker: () => {
    throw new Error('nothing is evaluated');
  },
  createSandboxWorker: () => {
    throw new Error('nothing is evaluated');
  },
  loadGeometry: async () => createJstsEngine(),
  loadFonts: async () => [],
};
const lots = 'lots' as LayerId;
const people = 'people' as LayerId;
const form = { trim: true, width: true, zeros: true, case: true };
let engine: EngineClient;

/** Rows of a spreadsheet: keys written in four ways, one twice, one that no lot has. */
function peopleTable(): FeatureTable {
  const keys = ['001', ' a-2', 'Ａ－３', '9', '001'];
  return {
    ids: keys.map((_, row) => `row-${row}` as FeatureId),
    geometry: {
      kind: 'none',
      coordinates: new Float64Array(),
      ringOffsets: Uint32Array.of(0),
      partOffsets: Uint32Array.of(0),
      featureOffsets: new Uint32Array(keys.length + 1),
    },
    fields: [
      { name: 'lot', type: 'text' },
      { name: 'heads', type: 'integer' },
      { name: 'street', type: 'text' },
    ],
    columns: { lot: keys, heads: Float64Array.of(10, 20, 30, 40, 5), street: ['East', 'West', null, 'North', 'South'] },
  };
}

beforeEach(async () => {
  const project = await newProject(host, { name: 'Town', epsg: 4547, language: 'en' });
  const shapes = [0, 1, 2, 3].map((at) => rectangle(500_000 + 100 * at, 3_400_000, 100, 100));
  const own = [{ name: 'LOT', type: 'text' as const }];
  const table = tableOf('parcel', 'polygon', shapes, { LOT: ['1', 'A-2', 'a-3', 'x'] }, own);
  const common = { order: 0, visible: true, opacity: 1 } as const;
  const rows = peopleTable();
  addLayers(project, { zh: '图层', en: 'Layers' }, [
    {
      layer: { ...common, id: lots, name: 'Lots', role: 'parcel', geometry: 'polygon', fields: table.fields },
      features: table,
    },
    {
      layer: { ...common, id: people, name: 'People', role: 'reference', geometry: 'none', fields: rows.fields },
      features: rows,
    },
  ]);
  engine = createEngine(host);
  await engine.request('project/open', { fileName: 'town.gpkg', bytes: project.export() });
});

const keys = { layer: 'LOT', table: 'lot' };
const fields = [
  { from: 'heads', to: 'residents' },
  { from: 'street', to: 'Street' },
];
const join = (more: Partial<Join> = {}) =>
  engine.request('table/join', { layer: lots, table: people, keys, form, rule: 'first', fields, ...more });
const read = (scenario: ScenarioId = baselineId) => engine.request('layer/read', { layer: lots, scenario });

describe('a join', () => {
  test('is previewed with the likeliest key and what stays without a counterpart on both sides', async () => {
    const {
      keys: used,
      fit,
      suggestions,
    } = await engine.request('table/preview-join', { layer: lots, table: people, form });
    expect(used).toEqual(keys);
    expect(suggestions[0]!.matched).toBe(0.75);
    expect(fit).toEqual({
      matched: 3,
      featuresLeft: ['x'],
      featuresLeftCount: 1,
      rowsLeft: ['9'],
      rowsLeftCount: 1,
      repeated: [{ key: '1', rows: 2 }],
      repeatedCount: 1,
    });
    const plain = await engine.request('table/preview-join', { layer: lots, table: people, keys, form: {} });
    expect(plain.fit!.matched).toBe(0);
  });

  test('refuses several rows for one feature, or makes one value of them', async () => {
    await expect(join({ rule: 'refuse' })).rejects.toMatchObject({ code: 'edit/join-repeated' });
    const residents: unknown[] = [];
    for (const rule of ['first', 'sum', 'mean'] as const) {
      await join({ rule });
      residents.push((await read()).columns['residents']![0]);
      await engine.request('edit/undo', {});
    }
    expect(residents).toEqual([10, 15, 7.5]);
    await join({ rule: 'count', fields: [{ from: 'lot', to: 'rows' }] });
    expect([...(await read()).columns['rows']!]).toEqual([2, 1, 1, Number.NaN]);
  });

  test('fills fields that are there and adds new ones, as one step that undo takes back', async () => {
    const before = await read();
    const { joined, state } = await join();
    expect([joined, state.undoLabel?.zh]).toEqual([3, '连接“People”到“Lots”']);
    const after = await read();
    expect(after.fields.map(({ name }) => name)).toEqual([...before.fields.map(({ name }) => name), 'Street']);
    expect(after.columns['Street']).toEqual(['East', 'West', null, null]);
    expect([...after.columns['residents']!]).toEqual([10, 20, 30, Number.NaN]);
    await engine.request('edit/undo', {});
    expect(await read()).toEqual(before);
    await engine.request('edit/redo', {});
    expect(await read()).toEqual(after);
  });

  test('reaches features that a scenario has changed', async () => {
    const { id } = await engine.request('scenario/create', { name: { zh: '甲', en: 'One' }, parent: baselineId });
    const { ids, geometry } = await read();
    const after = { geometry: featureWkb(geometry, 1), values: { LOT: 'A-2', far: 3 } };
    await engine.request('edit/apply', {
      label: { zh: '改', en: 'Change' },
      edits: [{ kind: 'feature', scenario: id, layer: lots, feature: ids[1]!, before: null, after }],
    });
    await join();
    const table = await read(id);
    expect([table.columns['far']![1], table.columns['residents']![1], table.columns['Street']![1]]).toEqual([
      3,
      20,
      'West',
    ]);
  });

  test('says what does not fit', async () => {
    await expect(join({ fields: [{ from: 'street', to: 'residents' }] })).rejects.toMatchObject({
      code: 'edit/join-type',
    });
    await expect(join({ keys: { layer: 'land_use', table: 'lot' } })).rejects.toMatchObject({
      code: 'edit/join-nothing',
    });
    await expect(join({ keys: { layer: 'LOT', table: 'nothing' } })).rejects.toMatchObject({
      code: 'edit/unknown-field',
    });
  });
});

test('amounts that are equal by chance are no keys, however many features they match', () => {
  const plain = peopleTable();
  const table = (fields: FeatureTable['fields'], columns: FeatureTable['columns']): FeatureTable => ({
    ...plain,
    fields,
    columns,
  });
  const text = { name: 'code', type: 'text' } as const;
  const layer = table([{ name: 'jobs', type: 'integer' }, text], {
    jobs: Float64Array.of(5, 5, 5, 7, 7),
    code: ['a', 'b', 'c', 'd', 'e'],
  });
  const other = table(
    [
      { name: 'lot', type: 'text' },
      { name: 'heads', type: 'integer' },
    ],
    {
      lot: ['a', 'b', 'x', 'y', 'z'],
      heads: Float64Array.of(5, 7, 9, 11, 13),
    },
  );
  expect(suggestKeys(layer, other, form)).toEqual([{ layer: 'code', table: 'lot', matched: 0.4 }]);
});

test('a key compared twice is the same as once, and forms take away only what they say', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), (text) => {
      const once = keyForm(text, form);
      if (once !== null) expect(keyForm(once, form)).toBe(once);
      expect(keyForm(text, {})).toBe(text === '' ? null : text);
    }),
  );
  expect(keyForm('００７', form)).toBe('7');
  expect(keyForm('0', form)).toBe('0');
  expect(keyForm('　Ｂ１ ', form)).toBe('b1');
});
