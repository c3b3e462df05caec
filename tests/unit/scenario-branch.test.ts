import { beforeEach, expect, test } from 'vitest';
import type { FeatureState } from '#core/model/edit.ts';
import { baselineId, type FeatureId, type ScenarioId } from '#core/model/ids.ts';
import type { MessageCode } from '#core/model/messages.ts';
import { hasScenarioRoom } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { applyEdits, featureEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import { branchScenario, changeScenario, deleteScenario, orderScenarios, scenariosOf } from '#core/scenario/branch.ts';
import { undo } from '#core/scenario/history.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { openTown, parcelLayer } from '#tests/fixtures/store-town.ts';
import { contentOf } from '#tests/fixtures/store-town-state.ts';

let project: ProjectFile;
let ids: readonly FeatureId[];
beforeEach(async () => {
  ({ project } = await openTown({ side: 3 }));
  ({ ids } = project.readTable(parcelLayer));
});

const name = (text: string): LocalText => ({ zh: text, en: text });
const branch = (text: string, parent?: ScenarioId) =>
  branchScenario(project, parent ? { name: name(text), parent } : { name: name(text) }).id;

function paint(scenario: ScenarioId, at: number, far: number): void {
  const id = ids[at]!;
  const image = project.readFeatures(parcelLayer, scenario, [id]).get(id)!;
  const states = new Map<FeatureId, FeatureState>([[id, { ...image, values: { ...image.values, far } }]]);
  applyEdits(project, name('涂'), featureEdits(project, parcelLayer, scenario, states), 'user');
}

function expectRefused(code: MessageCode, work: () => unknown): WorkbenchError {
  const before = contentOf(project);
  let refusal: unknown;
  try {
    work();
  } catch (thrown) {
    refusal = thrown;
  }
  expect(refusal).toBeInstanceOf(WorkbenchError);
  expect((refusal as WorkbenchError).code).toBe(code);
  expect(contentOf(project)).toEqual(before);
  return refusal as WorkbenchError;
}

test('letters are given free-first, and five scenarios are the most', () => {
  const [, b] = ['a', 'b', 'c', 'd', 'e'].map((text) => branch(text));
  expect(scenariosOf(project).map(({ letter }) => letter)).toEqual(['', 'A', 'B', 'C', 'D', 'E']);
  expectRefused('scenario/too-many', () => branch('f'));
  expect(hasScenarioRoom(scenariosOf(project))).toBe(false);
  deleteScenario(project, b!);
  expect(hasScenarioRoom(scenariosOf(project))).toBe(true);
  branch('f');
  expect(scenariosOf(project).map(({ letter }) => letter)).toEqual(['', 'A', 'C', 'D', 'E', 'B']);
  expectRefused('scenario/too-many', () => branchScenario(project, { name: name('g'), letter: 'F' }));
});

test('a letter of its own choice is taken when it is free', () => {
  expect(branchScenario(project, { name: name('a'), letter: 'C' }).letter).toBe('C');
  expectRefused('scenario/letter-taken', () => branchScenario(project, { name: name('b'), letter: 'C' }));
  expectRefused('scenario/no-name', () => branchScenario(project, { name: { zh: '甲', en: ' ' } }));
  expectRefused('edit/unknown-scenario', () => branch('x', 'none' as ScenarioId));
});

test('a scenario on another follows it where it says nothing itself', () => {
  const a = branch('a');
  const b = branch('b', a);
  paint(a, 1, 5);
  paint(b, 2, 6);
  const far = (scenario: ScenarioId) =>
    [...(project.readTable(parcelLayer, scenario).columns['far'] as Float64Array)].slice(1, 3);
  expect([far(baselineId), far(a), far(b)]).toEqual([
    [1 / 8, 2 / 8],
    [5, 2 / 8],
    [5, 6],
  ]);
  paint(b, 1, 7);
  paint(a, 1, 8);
  expect([far(a), far(b)]).toEqual([
    [8, 2 / 8],
    [7, 6],
  ]);
  expect(project.chain(b)).toEqual([b, a]);
  expect(project.chain(baselineId)).toEqual([]);
});

test('deleting refuses while others build on it, names them, and takes them along when asked', () => {
  const a = branch('a');
  const b = branch('b', a);
  const c = branch('c', b);
  for (const [index, scenario] of [a, b, c].entries()) paint(scenario, index, 9);
  const refusal = expectRefused('scenario/has-children', () => deleteScenario(project, a));
  expect(refusal.describe('en')).toBe('Scenario "a" cannot be deleted, others build on it: B b');
  const before = contentOf(project);
  deleteScenario(project, a, 'delete');
  expect(scenariosOf(project).map(({ id }) => id)).toEqual([baselineId]);
  undo(project);
  expect(contentOf(project)).toEqual(before);
  expect(project.readTable(parcelLayer, c).columns['far']!.slice(0, 3)).toEqual(Float64Array.of(9, 9, 9));
});

test('neither the baseline nor a locked scenario can be deleted', () => {
  expectRefused('scenario/baseline-fixed', () => deleteScenario(project, baselineId));
  expectRefused('scenario/baseline-fixed', () => changeScenario(project, baselineId, { locked: false }));
  const a = branch('a');
  const b = branch('b', a);
  changeScenario(project, b, { locked: true });
  expectRefused('edit/scenario-locked', () => deleteScenario(project, b));
  expectRefused('edit/scenario-locked', () => deleteScenario(project, a, 'delete'));
});

test('undo reaches through a lock', () => {
  const a = branch('a');
  paint(a, 1, 5);
  changeScenario(project, a, { locked: true });
  expectRefused('edit/scenario-locked', () => paint(a, 2, 5));
  undo(project);
  undo(project);
  expect(project.ownChanges(parcelLayer, a).size).toBe(0);
});

test('renaming, describing and reordering change what people see', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((text) => branch(text)) as [ScenarioId, ScenarioId, ScenarioId];
  changeScenario(project, a, { name: name('站点开发') });
  changeScenario(project, a, { description: '沿 2 号线' });
  orderScenarios(project, [c, a]);
  expect(scenariosOf(project).map(({ id }) => id)).toEqual([baselineId, c, a, b]);
  expect(project.scenario(a)).toMatchObject({
    name: name('站点开发'),
    description: '沿 2 号线',
    letter: 'A',
    order: 2,
  });
  undo(project);
  expect(scenariosOf(project).map(({ id }) => id)).toEqual([baselineId, a, b, c]);
  expectRefused('scenario/no-name', () => changeScenario(project, a, { name: name('') }));
});

test('scenarios may be hung elsewhere, but never in a circle or on nothing', () => {
  const a = branch('a');
  const b = branch('b', a);
  const hang = (id: ScenarioId, parent: ScenarioId | null) => () =>
    applyEdits(project, name('改'), [recordEdit(project, 'scenario', id, { ...project.scenario(id), parent })], 'user');
  paint(a, 1, 5);
  expectRefused('scenario/circular', hang(a, b));
  expectRefused('scenario/circular', hang(a, a));
  expectRefused('edit/unknown-scenario', hang(a, null));
  expectRefused('scenario/baseline-fixed', hang(baselineId, a));
  hang(b, baselineId)();
  expect(project.changesFromBaseline(parcelLayer, b).size).toBe(0);
  expectRefused('scenario/not-empty', () =>
    applyEdits(project, name('删'), [recordEdit(project, 'scenario', a, null)], 'user'),
  );
});
