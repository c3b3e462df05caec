import type { Edit, EditOrigin } from '#core/model/edit.ts';
import { baselineId, type LayerId, type ScenarioId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import {
  type FateOfChildren,
  type Scenario,
  type ScenarioChange,
  scenarioLetters,
  shownScenarios,
} from '#core/model/scenario.ts';
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
  /** #RRGGBB; that of its letter when absent. */
  readonly colour?: string;
}

const labelled = (zh: string, en: string, { name }: { readonly name: LocalText }): LocalText => ({
  zh: `${zh}“${name.zh}”`,
  en: `${en} "${name.en}"`,
});

/** A letter that no scenario in sight has: `wanted` where it is free. Fails with `scenario/too-many`. */
function freeLetter(project: ProjectFile, wanted?: string): string {
  const taken = new Set(shownScenarios(scenariosOf(project)).map(({ letter }) => letter));
  if (wanted !== undefined && !taken.has(wanted)) return wanted;
  const letter = scenarioLetters.find((candidate) => !taken.has(candidate));
  if (letter === undefined) throw new WorkbenchError('scenario/too-many', { limit: scenarioLetters.length });
  return letter;
}

/**
 * A new scenario as its record will be, with the first free letter; nothing is changed. Fails with `scenario/too-many`,
 * `edit/unknown-scenario`.
 */
export function draftScenario(project: ProjectFile, chosen: NewScenario): Scenario {
  const present = scenariosOf(project);
  const letter = chosen.letter ?? freeLetter(project);
  return {
    id: project.newId() as ScenarioId,
    name: chosen.name,
    description: chosen.description ?? '',
    parent: project.scenario(chosen.parent ?? baselineId).id,
    letter,
    locked: false,
    order: Math.max(...present.map(({ order }) => order)) + 1,
    ...(chosen.colour === undefined ? {} : { colour: chosen.colour }),
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

function changeLabel(scenario: Scenario, { locked, archived, name, colour }: ScenarioChange): LocalText {
  if (locked !== undefined) {
    return locked ? labelled('锁定情景', 'Lock scenario', scenario) : labelled('解锁情景', 'Unlock scenario', scenario);
  }
  if (archived !== undefined) {
    return archived
      ? labelled('归档情景', 'Archive scenario', scenario)
      : labelled('取回情景', 'Bring back scenario', scenario);
  }
  if (name) return labelled('重命名情景', 'Rename scenario', scenario);
  return colour === undefined
    ? labelled('修改说明：情景', 'Describe scenario', scenario)
    : labelled('改变颜色：情景', 'Colour scenario', scenario);
}

/**
 * Changes name, description, colour or lock of a scenario, or archives it: out of sight, but kept with all its changes. One
 * that is brought back gets the first free letter where its own is taken. Fails with `scenario/no-name`, `scenario/colour`,
 * `scenario/too-many`, and with `scenario/baseline-fixed`: the baseline is locked always and never archived.
 */
export function changeScenario(project: ProjectFile, id: ScenarioId, change: ScenarioChange): void {
  const before = project.scenario(id);
  if (id === baselineId && (change.locked !== undefined || change.archived !== undefined)) {
    throw new WorkbenchError('scenario/baseline-fixed');
  }
  const isBack = before.archived === true && change.archived === false;
  const letter = isBack ? freeLetter(project, before.letter) : before.letter;
  const edit = recordEdit(project, 'scenario', id, { ...before, ...change, letter });
  applyEdits(project, changeLabel(before, change), [edit], 'user');
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
 * Deletes a scenario with all its changes, as one step that undo takes back. Where others build on it and no fate is given
 * for them it fails with `scenario/has-children`, which names them. Fails with `edit/scenario-locked` when one of those that
 * go is locked, and with `scenario/baseline-fixed`.
 */
export function deleteScenario(project: ProjectFile, id: ScenarioId, fate: FateOfChildren = 'refuse'): void {
  if (id === baselineId) throw new WorkbenchError('scenario/baseline-fixed');
  const scenario = project.scenario(id);
  const all = scenariosOf(project);
  const children = childrenOf(all, id);
  if (children.length > 0 && fate === 'refuse') {
    throw new WorkbenchError('scenario/has-children', { scenario: scenario.name, children: namesOf(children) });
  }
  const doomed = fate === 'delete' ? withDescendants(all, scenario) : [scenario];
  const locked = doomed.find((each) => each.locked);
  if (locked) throw new WorkbenchError('edit/scenario-locked', { scenario: locked.name });
  const heirs = fate === 'keep' ? children : [];
  const edits = [
    ...heirs.flatMap((heir) => inheritanceOf(project, scenario, heir)),
    ...doomed.flatMap((each) => removalOf(project, each.id)),
  ];
  applyEdits(project, labelled('删除情景', 'Delete scenario', scenario), edits, 'user');
}

/** What makes `heir` look as it does without the scenario it builds on. It may be locked: nothing of it changes to the eye. */
function inheritanceOf(project: ProjectFile, { id, parent }: Scenario, heir: Scenario): Edit[] {
  const edits: Edit[] = [];
  for (const layer of layersOf(project)) {
    const own = project.ownChanges(layer, heir.id);
    for (const [feature, after] of project.ownChanges(layer, id)) {
      if (own.has(feature)) continue;
      edits.push({ kind: 'feature', scenario: heir.id, layer, feature, before: null, after });
    }
  }
  // Unlocked while it takes them over, by the very step that locks it again.
  const open = { ...heir, parent, locked: false };
  const opened: Edit[] = [recordEdit(project, 'scenario', heir.id, open), ...edits];
  if (!heir.locked) return opened;
  return [
    ...opened,
    { kind: 'record', record: 'scenario', id: heir.id, before: open, after: { ...open, locked: true } },
  ];
}

function layersOf(project: ProjectFile): LayerId[] {
  return project.records('layer').flatMap(([id, body]) => ((body as Layer).table === '' ? [] : [id as LayerId]));
}

/** A scenario and all that build on it, the last ones first. */
function withDescendants(scenarios: readonly Scenario[], scenario: Scenario): Scenario[] {
  return [...childrenOf(scenarios, scenario.id).flatMap((child) => withDescendants(scenarios, child)), scenario];
}

function removalOf(project: ProjectFile, scenario: ScenarioId): Edit[] {
  const edits: Edit[] = [];
  for (const layer of layersOf(project)) {
    for (const [feature, before] of project.ownChanges(layer, scenario)) {
      edits.push({ kind: 'feature', scenario, layer, feature, before, after: null });
    }
  }
  edits.push(recordEdit(project, 'scenario', scenario, null));
  return edits;
}
