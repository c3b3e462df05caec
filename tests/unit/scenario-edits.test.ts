import { beforeEach, describe, expect, test } from 'vitest';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { Edit, EditOrigin, FeatureEdit, FeatureImage, FeatureState } from '#core/model/edit.ts';
import type { Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { MessageCode } from '#core/model/messages.ts';
import { applyEdits, featureEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { branchScenario, changeScenario } from '#core/scenario/branch.ts';
import { historyOf, redo, undo } from '#core/scenario/history.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import type { Commit } from '#core/store/project-writer.ts';
import { commentLayer, openTown, parcelLayer, parcelTable, stopLayer, stopTable } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

const label = { zh: '涂色', en: 'Paint' };
let project: ProjectFile;
let A: ScenarioId;
let ids: readonly FeatureId[];

beforeEach(async () => {
  ({ project } = await openTown({ side: 3 }));
  A = branchScenario(project, { name: { zh: '站点开发', en: 'Station-led' } }).id;
  ({ ids } = project.readTable(parcelLayer));
});

function imageOf(at: number, values: Readonly<Record<string, Scalar>> = {}, scenario = A): FeatureImage {
  const image = project.readFeatures(parcelLayer, scenario, [ids[at]!]).get(ids[at]!)!;
  return { ...image, values: { ...image.values, ...values } };
}

function apply(
  states: readonly (readonly [FeatureId, FeatureState])[],
  scenario = A,
  origin: EditOrigin = 'user',
): Edit[] {
  return applyEdits(project, label, featureEdits(project, parcelLayer, scenario, new Map(states)), origin);
}

/** The edits are refused with `code`, and nothing at all has changed. */
function expectRefused(code: MessageCode, work: () => unknown): void {
  const before = contentOf(project);
  const steps = project.steps().length;
  expect(work).toThrow(expect.objectContaining({ code }));
  expect(contentOf(project)).toEqual(before);
  expect(project.steps()).toHaveLength(steps);
}

describe('a step', () => {
  test('changes, adds and deletes in one scenario, and no other sees it', () => {
    const added = 'new' as FeatureId;
    apply([
      [ids[1]!, imageOf(1, { far: 9, protected: null })],
      [ids[2]!, 'deleted'],
      [added, { geometry: featureWkb(parcelTable(3).geometry, 8), values: { floors: 3 } }],
    ]);
    const table = project.readTable(parcelLayer, A);
    expect(table.ids).toEqual([...ids.filter((id) => id !== ids[2]), added]);
    expect(table.columns['far']![1]).toBe(9);
    expect(table.columns['protected']![1]).toBeNaN();
    expect(table.columns['floors']![8]).toBe(3);
    expect(project.readTable(parcelLayer)).toEqual(parcelTable(3));
    expect(project.readFeatures(parcelLayer, A, [ids[2]!, added]).size).toBe(1);
    expect([...project.ownChanges(parcelLayer, A).keys()]).toEqual([ids[1], ids[2], added]);
  });

  test('gives the edits that take it back', () => {
    const before = contentOf(project);
    const inverse = apply([
      [ids[1]!, imageOf(1, { far: 9 })],
      [ids[2]!, 'deleted'],
    ]);
    applyEdits(project, label, inverse, 'user');
    expect(contentOf(project)).toEqual(before);
  });

  test('without any change is no step', () => {
    const steps = project.steps().length;
    expect(apply([[ids[1]!, null]])).toEqual([]);
    expect(applyEdits(project, label, [recordEdit(project, 'scenario', A, project.scenario(A))], 'user')).toEqual([]);
    expect(project.steps()).toHaveLength(steps);
  });

  test('may change the same feature twice, in turn', () => {
    const first = imageOf(1, { far: 1 });
    const second = imageOf(1, { far: 2 });
    const edit = { kind: 'feature', scenario: A, layer: parcelLayer, feature: ids[1]! } as const;
    const inverse = applyEdits(
      project,
      label,
      [
        { ...edit, before: null, after: first },
        { ...edit, before: first, after: second },
      ],
      'user',
    );
    expect(project.readTable(parcelLayer, A).columns['far']![1]).toBe(2);
    applyEdits(project, label, inverse, 'user');
    expect(project.ownChanges(parcelLayer, A).size).toBe(0);
  });

  test('is told once it is committed, with all it did', () => {
    const commits: Commit[] = [];
    const stop = project.onCommit((commit) => commits.push(commit));
    const previous = project.lastStep()!.mark;
    apply([[ids[1]!, imageOf(1, { far: 9 })]]);
    expect(commits).toHaveLength(1);
    expect(commits[0]).toMatchObject({ follows: previous, additions: [], isRewritten: false, droppedSteps: 0 });
    expect(commits[0]!.steps).toMatchObject([
      { label, origin: 'user', author: '林', target: null, edits: [{ feature: ids[1] }] },
    ]);
    stop();
    undo(project);
    expect(commits).toHaveLength(1);
  });

  test('leaves a line in the log, with its reason', () => {
    const edits = featureEdits(project, parcelLayer, A, new Map([[ids[1]!, 'deleted' as const]]));
    applyEdits(project, label, edits, 'user', { reason: '评审意见 3' });
    undo(project);
    expect(project.log().slice(-2)).toMatchObject([
      { who: '林', what: label, why: '评审意见 3' },
      { who: '林', what: { zh: '撤销：涂色', en: 'Undo: Paint' }, why: '' },
    ]);
    expect(project.log().at(-1)!.instant).toMatch(/^2026-11-24T00:00:\d\d\.000Z$/);
  });
});

describe('all or nothing: a step is refused', () => {
  const edit = (more: Partial<FeatureEdit>): Edit => ({
    kind: 'feature',
    scenario: A,
    layer: parcelLayer,
    feature: ids[1]!,
    before: null,
    after: 'deleted',
    ...more,
  });
  const applyOne = (more: Partial<FeatureEdit>) => () =>
    applyEdits(project, label, [edit({ feature: ids[0]! }), edit(more)], 'user');
  const withValues = (values: Readonly<Record<string, Scalar>>) => applyOne({ after: { geometry: null, values } });

  test('when what it saw has changed in the meantime', () => {
    apply([[ids[1]!, imageOf(1, { far: 9 })]]);
    expectRefused('edit/stale', applyOne({}));
    expectRefused('edit/stale', applyOne({ before: imageOf(1, { far: 8 }) }));
    expectRefused('edit/stale', applyOne({ feature: ids[3]!, before: 'deleted', after: null }));
    const record = recordEdit(project, 'assumption', 'storey-height', { base: 3 });
    expectRefused('edit/stale-record', () =>
      applyEdits(project, label, [{ ...record, before: { base: 1 } } as Edit], 'user'),
    );
  });

  test('when layer or scenario are not there', () => {
    expectRefused('edit/unknown-layer', applyOne({ layer: 'none' as LayerId }));
    expectRefused('edit/unknown-scenario', applyOne({ scenario: 'none' as ScenarioId }));
  });

  test('when the scenario is locked', () => {
    changeScenario(project, A, { locked: true });
    expectRefused('edit/scenario-locked', applyOne({}));
    changeScenario(project, A, { locked: false });
    applyOne({})();
  });

  test('when it sketches on the baseline; its data can be corrected', () => {
    const states: [FeatureId, FeatureState][] = [[ids[1]!, imageOf(1, { far: 9 }, baselineId)]];
    expectRefused('edit/baseline-protected', () => apply(states, baselineId, 'user'));
    expectRefused('edit/baseline-protected', () => apply(states, baselineId, 'recipe'));
    apply(states, baselineId, 'correction');
    expect(project.readTable(parcelLayer, A).columns['far']![1]).toBe(9);
    expectRefused('edit/deleted-in-baseline', () => apply([[ids[1]!, 'deleted']], baselineId, 'correction'));
    apply([[ids[1]!, null]], baselineId, 'correction');
    expect(project.readTable(parcelLayer).ids).not.toContain(ids[1]);
    undo(project);
    undo(project);
    expect(project.readTable(parcelLayer)).toEqual(parcelTable(3));
  });

  test.each([
    { far: '9' },
    { far: Number.NaN },
    { far: Number.POSITIVE_INFINITY },
    { floors: 1.5 },
    { floors: 2 ** 60 },
    { land_use: 7 },
    { land_use: 'a\0' },
    { land_use: '\ud83c' },
    { protected: 1 },
    { surveyed: 'May' },
    { surveyed: '2026-05-01T08:00' },
  ])('for a value that is not of its field: %o', (values) => {
    expectRefused('edit/value-type', withValues(values));
  });

  test('for a field the layer does not have', () => {
    expectRefused('edit/unknown-field', withValues({ landuse: 'x' }));
  });

  test('for a geometry of another kind', () => {
    const point = featureWkb(stopTable(1).geometry, 0);
    expectRefused('edit/geometry-kind', applyOne({ after: { geometry: point, values: {} } }));
    expectRefused('edit/geometry-kind', applyOne({ layer: commentLayer, after: { geometry: point, values: {} } }));
    expectRefused('geometry/wkb-unreadable', applyOne({ after: { geometry: new Uint8Array(3), values: {} } }));
  });

  test('for a document that is not one', () => {
    const refuse = (record: Parameters<typeof recordEdit>[1], id: string, after: object | null) => () =>
      applyEdits(project, label, [recordEdit(project, record, id, after)], 'user');
    expectRefused('edit/no-body', refuse('style', '', {}));
    expectRefused('edit/no-body', refuse('layer', parcelLayer, { ...project.layer(parcelLayer), id: 'other' }));
    expectRefused('edit/no-body', refuse('project', 'project', null));
    expectRefused('edit/layer-fixed', refuse('layer', parcelLayer, { ...project.layer(parcelLayer), table: 'other' }));
    expectRefused(
      'edit/layer-fixed',
      refuse('layer', parcelLayer, { ...project.layer(parcelLayer), geometry: 'line' }),
    );
    expectRefused('edit/unknown-layer', refuse('layer', 'ghost', { ...project.layer(parcelLayer), id: 'ghost' }));
  });
});

describe('fields', () => {
  const fieldsOf = () => project.layer(parcelLayer).fields;
  const setFields = (fields: ReturnType<typeof fieldsOf>) =>
    applyEdits(
      project,
      label,
      [recordEdit(project, 'layer', parcelLayer, { ...project.layer(parcelLayer), fields })],
      'user',
    );

  test('are added with their values in one step, and undone and done again with them', () => {
    const layer = {
      ...project.layer(parcelLayer),
      fields: [...fieldsOf(), { name: '拆迁', type: 'boolean' as const }],
    };
    const edits = [
      recordEdit(project, 'layer', parcelLayer, layer),
      ...featureEdits(project, parcelLayer, A, new Map([[ids[4]!, imageOf(4, { 拆迁: true })]])),
    ];
    applyEdits(project, label, edits, 'user');
    expect(project.readTable(parcelLayer, A).columns['拆迁']![4]).toBe(1);
    undo(project);
    expect(project.readTable(parcelLayer, A)).toEqual(parcelTable(3));
    redo(project);
    expect(project.readTable(parcelLayer, A).columns['拆迁']![4]).toBe(1);
  });

  test('are dropped when they hold nothing, and keep their type', () => {
    expectRefused('edit/field-in-use', () => setFields(fieldsOf().filter(({ name }) => name !== 'far')));
    expectRefused('edit/field-in-use', () =>
      setFields(fieldsOf().map((field) => (field.name === 'far' ? { ...field, type: 'text' } : field))),
    );
    setFields([...fieldsOf(), { name: 'empty', type: 'real' }]);
    setFields(fieldsOf().filter(({ name }) => name !== 'empty'));
    expect(project.readTable(parcelLayer)).toEqual(parcelTable(3));
    undo(project);
    expect(fieldsOf().at(-1)?.name).toBe('empty');
  });

  test('change their unit without more ado', () => {
    setFields(fieldsOf().map((field) => (field.name === 'far' ? { ...field, unit: 'm2/m2' } : field)));
    expect(project.readTable(parcelLayer).fields[1]).toEqual({ name: 'far', type: 'real', unit: 'm2/m2' });
  });
});

describe('history', () => {
  const paint = (far: number) => apply([[ids[1]!, imageOf(1, { far })]]);
  const farNow = () => project.readTable(parcelLayer, A).columns['far']![1];

  test('goes back and forth, and a new action closes the way forth', () => {
    paint(1);
    paint(2);
    const { position } = historyOf(project);
    expect(undo(project)).toMatchObject({ label, origin: 'user' });
    expect(farNow()).toBe(1);
    expect(historyOf(project).position).toBe(position - 1);
    redo(project);
    expect(farNow()).toBe(2);
    undo(project);
    paint(3);
    expect(redo(project)).toBeUndefined();
    expect(historyOf(project).actions.map((action) => action.state)).toEqual(
      Array.from({ length: position }, () => 'done'),
    );
    undo(project);
    expect(farNow()).toBe(1);
  });

  test('ends where it began, and says so', () => {
    while (undo(project));
    expect(historyOf(project).position).toBe(0);
    expect(project.describe().layers).toEqual([]);
    while (redo(project));
    expect(project.describe().layers).toHaveLength(4);
    expect(historyOf(project).position).toBe(historyOf(project).actions.length);
  });

  test('keeps to its budget: the oldest steps go, the newest never', async () => {
    const small = await openTown({ side: 3, host: { historyBytes: 4000 } });
    ({ project } = small);
    A = branchScenario(project, { name: { zh: 'A', en: 'A' } }).id;
    let dropped = 0;
    project.onCommit((commit) => {
      dropped += commit.droppedSteps;
    });
    const noise = (seed: number) =>
      Array.from({ length: 300 }, (_, index) =>
        String.fromCodePoint(0x4e00 + ((seed * 7919 + index * 104729) % 20000)),
      ).join('');
    for (let step = 0; step < 12; step++) apply([[ids[1]!, imageOf(1, { land_use: noise(step) })]]);
    expect(dropped).toBeGreaterThan(5);
    const kept = project.steps().reduce((sum, { bytes }) => sum + bytes, 0);
    expect(kept).toBeLessThanOrEqual(4000);
    expect(historyOf(project).fixed).toBeGreaterThanOrEqual(dropped);
    let undone = 0;
    while (undo(project)) undone++;
    expect(undone).toBe(project.steps().filter(({ target, bytes }) => target === null && bytes > 0).length);
    expect(undone).toBeGreaterThan(0);
    apply([
      [ids[1]!, imageOf(1, { land_use: noise(1) + noise(2) + noise(3) + noise(4) + noise(5) + noise(6) + noise(7) })],
    ]);
    expect(undo(project)).toBeDefined();
  });
});

test('what scenarios add gets a number that nothing else in the layer gets', async () => {
  const B = branchScenario(project, { name: { zh: 'B', en: 'B' } }).id;
  const image: FeatureImage = { geometry: null, values: {} };
  apply([['a' as FeatureId, image]], A);
  apply([['b' as FeatureId, image]], B);
  apply([['c' as FeatureId, image]], baselineId, 'correction');
  apply([['d' as FeatureId, image]], A);
  apply([['a' as FeatureId, image]], B);
  expect(project.readTable(parcelLayer, A).ids.slice(9)).toEqual(['c', 'a', 'd']);
  expect(project.readTable(parcelLayer, B).ids.slice(9)).toEqual(['c', 'a', 'b']);
  const { loadSqlite } = await import('#core/platform/sqlite.ts');
  const database = new (await loadSqlite()).Database(project.export());
  expect(database.exec('SELECT DISTINCT uuid, fid FROM "cityloom_image_地块" ORDER BY fid')[0]!.values).toEqual([
    ['a', 10],
    ['b', 11],
    ['d', 13],
  ]);
  expect(database.exec('SELECT fid FROM "地块" WHERE uuid = \'c\'')[0]!.values).toEqual([[12]]);
  expect(database.exec("SELECT seq FROM sqlite_sequence WHERE name = '地块'")[0]!.values).toEqual([[13]]);
});

test('the extent in the list of contents follows what moves', async () => {
  const { loadSqlite } = await import('#core/platform/sqlite.ts');
  const sqlite = await loadSqlite();
  const extents = () => {
    const database = new sqlite.Database(project.export());
    const rows = database.exec(
      "SELECT table_name, min_x, max_x FROM gpkg_contents WHERE table_name LIKE '站点%' ORDER BY 1",
    )[0]!.values;
    database.close();
    return rows;
  };
  const stops = project.readTable(stopLayer).ids;
  const move = (scenario: ScenarioId, at: number, x: number | null) => {
    const stop = stopTable(1).geometry;
    const geometry = x === null ? null : featureWkb({ ...stop, coordinates: Float64Array.of(x, 3400000) }, 0);
    applyEdits(
      project,
      label,
      featureEdits(project, stopLayer, scenario, new Map([[stops[at]!, { geometry, values: {} }]])),
      scenario === baselineId ? 'correction' : 'user',
    );
  };
  expect(extents()).toEqual([['站点', 500000, 500040]]);
  move(A, 0, 500900);
  expect(extents()).toEqual([
    ['站点', 500000, 500040],
    ['站点_A_站点开发', 500010, 500900],
  ]);
  move(baselineId, 4, 499000);
  expect(extents()).toEqual([
    ['站点', 499000, 500030],
    ['站点_A_站点开发', 499000, 500900],
  ]);
  move(A, 0, null);
  expect(extents()).toEqual([
    ['站点', 499000, 500030],
    ['站点_A_站点开发', 499000, 500030],
  ]);
  while (historyOf(project).position > 2) undo(project);
  expect(extents()).toEqual([['站点', 500000, 500040]]);
});
