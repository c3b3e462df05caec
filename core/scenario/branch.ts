import type { Edit, EditOrigin } from '#core/model/edit.ts';
import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import { type Scenario, scenarioLetters } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { applyEdits, recordEdit } from './apply-edits.ts';
import { childrenOf, namesOf } from './check-records.ts';

/** All scenarios in their order, the baseline first. */
export function scenariosOf(project: ProjectFile): Scenario[] {
  return project
    .records('scenario')
    .map(([, body]) => body as Scenario)
    .sort((a, b) => a.order - b.order);
}

/** What a person decides about a new scenario. */
export interface NewScenario {
  readonly name: LocalText;
  readonly description?: string;
  /** The scenario it builds on; the baseline when absent. */
  readonly parent?: ScenarioId;
  /** The first free letter when absent. */
  readonly letter?: string;
}

const labelled = (zh: string, en: string, { name }: { readonly name: LocalText }): LocalText => ({
  zh: `${zh}“${name.zh}”`,
  en: `${en} "${name.en}"`,
});

/**
 * A new scenario as its record will be, with the first free letter; nothing is changed. Fails with `scenario/too-many`,
 * `edit/unknown-scenario`.
 */
export function draftScenario(project: ProjectFile, chosen: NewScenario): Scenario {
  const present = scenariosOf(project);
  const letters = new Set(present.map(({ letter }) => letter));
  const letter = chosen.letter ?? scenarioLetters.find((candidate) => !letters.has(candidate));
  if (letter === undefined) throw new WorkbenchError('scenario/too-many', { limit: scenarioLetters.length });
  return {
    id: project.newId() as ScenarioId,
    name: chosen.name,
    description: chosen.description ?? '',
    parent: project.scenario(chosen.parent ?? baselineId).id,
    letter,
    locked: false,
    order: Math.max(...present.map(({ order }) => order)) + 1,
  };
}

/** What the step that makes `scenario` is called. */
export function newScenarioLabel(scenario: { readonly name: LocalText }): LocalText {
  return labelled('新建情景', 'New scenario', scenario);
}

/**
 * Makes a scenario that starts as its parent is, now and whenever the parent changes. Fails with `scenario/too-many`,
 * `scenario/no-name`, `scenario/letter-taken`, `edit/unknown-scenario`.
 */
export function branchScenario(project: ProjectFile, chosen: NewScenario, origin: EditOrigin = 'user'): Scenario {
  const scenario = draftScenario(project, chosen);
  applyEdits(project, newScenarioLabel(scenario), [recordEdit(project, 'scenario', scenario.id, scenario)], origin);
  return scenario;
}

function change(project: ProjectFile, id: ScenarioId, changes: Partial<Scenario>, zh: string, en: string): void {
  const before = project.scenario(id);
  const edit = recordEdit(project, 'scenario', id, { ...before, ...changes });
  applyEdits(project, labelled(zh, en, before), [edit], 'user');
}

/** Fails with `scenario/no-name`. */
export function renameScenario(project: ProjectFile, id: ScenarioId, name: LocalText): void {
  change(project, id, { name }, '重命名情景', 'Rename scenario');
}

export function describeScenario(project: ProjectFile, id: ScenarioId, description: string): void {
  change(project, id, { description }, '修改说明：情景', 'Describe scenario');
}

/** Locked scenarios refuse edits until they are unlocked. Fails with `scenario/baseline-fixed`: the baseline is locked always. */
export function lockScenario(project: ProjectFile, id: ScenarioId, locked: boolean): void {
  if (id === baselineId) throw new WorkbenchError('scenario/baseline-fixed');
  if (locked) change(project, id, { locked }, '锁定情景', 'Lock scenario');
  else change(project, id, { locked }, '解锁情景', 'Unlock scenario');
}

/** Puts the scenarios in the order of `ids`; the baseline stays first, and those not named come last. */
export function orderScenarios(project: ProjectFile, ids: readonly ScenarioId[]): void {
  const scenarios = scenariosOf(project);
  const place = ({ id }: Scenario) => {
    if (id === baselineId) return -1;
    return ids.includes(id) ? ids.indexOf(id) : ids.length;
  };
  const sorted = [...scenarios].sort((a, b) => place(a) - place(b));
  const edits = sorted.map((scenario, order) => recordEdit(project, 'scenario', scenario.id, { ...scenario, order }));
  applyEdits(project, { zh: '调整情景顺序', en: 'Reorder scenarios' }, edits, 'user');
}

/**
 * Deletes a scenario with all its changes, as one step that undo takes back. One that others build on is only deleted
 * together with them: without `withChildren` it fails with `scenario/has-children`, which names them. Fails with
 * `edit/scenario-locked` when one of them is locked, and with `scenario/baseline-fixed`.
 */
export function deleteScenario(
  project: ProjectFile,
  id: ScenarioId,
  options: { readonly withChildren?: boolean } = {},
): void {
  if (id === baselineId) throw new WorkbenchError('scenario/baseline-fixed');
  const scenario = project.scenario(id);
  const doomed = withDescendants(scenariosOf(project), scenario);
  if (doomed.length > 1 && !options.withChildren) {
    const children = namesOf(childrenOf(doomed, id));
    throw new WorkbenchError('scenario/has-children', { scenario: scenario.name, children });
  }
  const locked = doomed.find((each) => each.locked);
  if (locked) throw new WorkbenchError('edit/scenario-locked', { scenario: locked.name });
  const edits = doomed.flatMap((each) => removalOf(project, each.id));
  applyEdits(project, labelled('删除情景', 'Delete scenario', scenario), edits, 'user');
}

/** A scenario and all that build on it, the last ones first. */
function withDescendants(scenarios: readonly Scenario[], scenario: Scenario): Scenario[] {
  return [...childrenOf(scenarios, scenario.id).flatMap((child) => withDescendants(scenarios, child)), scenario];
}

function removalOf(project: ProjectFile, scenario: ScenarioId): Edit[] {
  const edits: Edit[] = [];
  for (const [id, body] of project.records('layer')) {
    if ((body as Layer).table === '') continue;
    const layer = id as LayerId;
    for (const [feature, before] of project.ownChanges(layer, scenario)) {
      edits.push({ kind: 'feature', scenario, layer, feature, before, after: null });
    }
  }
  edits.push(recordEdit(project, 'scenario', scenario, null));
  return edits;
}
