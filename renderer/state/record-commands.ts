import type { Assumption } from '#core/model/assumption.ts';
import type { ConflictChoice } from '#core/model/conflict.ts';
import type { Edit, RecordKind } from '#core/model/edit.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { Scenario, ScenarioChange } from '#core/model/scenario.ts';
import { type LocalText, renderText } from '#core/model/text.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { comparedWith } from './compare-choices.ts';
import { undo } from './project-commands.ts';
import type { Notice } from './tasks.ts';
import type { Workbench } from './workbench.ts';

/** An edit that gives a small document a new body, or takes it away. */
export function recordEdit(record: RecordKind, before: { readonly id: string }, after: object | null): Edit {
  return { kind: 'record', record, id: before.id, before, after };
}

/** Applies edits as one undoable step; a refusal is told. False when nothing was done. */
export async function applyEdits(
  { engine, activity }: Workbench,
  label: LocalText,
  edits: readonly Edit[],
): Promise<boolean> {
  try {
    await engine.request('edit/apply', { label, edits });
    return true;
  } catch (thrown) {
    activity.fail(thrown);
    return false;
  }
}

/** Says what was taken away, with the way back, until something else is done. */
export function tellRemoved(workbench: Workbench, message: LocalText): void {
  tellUntilNext(workbench, message, { label: projectTexts.undoing, run: () => void undo(workbench) });
}

/** Says what was done until something else is done. */
export function tellUntilNext(workbench: Workbench, message: LocalText, action?: Notice['action']): void {
  const { project, activity } = workbench;
  const steps = (): number | undefined => project.get().state?.unsavedSteps;
  const then = steps();
  const notice = { severity: 'info', message, hint: { zh: '', en: '' } } as const;
  const id = activity.tell(action ? { ...notice, action } : notice);
  const stop = project.subscribe(() => {
    if (steps() === then) return;
    stop();
    activity.dismiss(id);
  });
}

/** Gives an assumption another base value as one undoable step. */
export async function changeAssumption(workbench: Workbench, assumption: Assumption, base: number): Promise<void> {
  const { zh, en } = assumption.label;
  const label = {
    zh: renderText(projectTexts.assumptionChanged, 'zh', { name: zh, value: base }),
    en: renderText(projectTexts.assumptionChanged, 'en', { name: en, value: base }),
  };
  await applyEdits(workbench, label, [recordEdit('assumption', assumption, { ...assumption, base })]);
}

/** Changes a scenario as one undoable step. */
export async function changeScenario(
  { engine, activity }: Workbench,
  { id }: Scenario,
  change: ScenarioChange,
): Promise<void> {
  try {
    await engine.request('scenario/change', { id, change });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Takes a scenario out of sight; its parent is shown when it was the one worked on. */
export async function archiveScenario(workbench: Workbench, scenario: Scenario): Promise<void> {
  const { window } = workbench;
  await changeScenario(workbench, scenario, { archived: true });
  const away = (id: ScenarioId): ScenarioId => (id === scenario.id ? (scenario.parent ?? baselineId) : id);
  window.set(({ scenario: shown, compared }) => ({ scenario: away(shown), compared: compared.map(away) }));
}

export async function createScenario(
  workbench: Workbench,
  name: LocalText,
  parent: ScenarioId,
  more: { readonly description: string; readonly colour?: string | undefined },
): Promise<void> {
  const { engine, activity, window } = workbench;
  const { description, colour } = more;
  try {
    const { id } = await engine.request('scenario/create', {
      name,
      parent,
      description,
      ...(colour ? { colour } : {}),
    });
    window.set((state) => ({ scenario: id, compared: comparedWith(state, id), mode: 'scenario', dialog: null }));
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Deletes a scenario and says how to get it back. */
export async function removeScenario(
  workbench: Workbench,
  { id, name }: Scenario,
  children?: 'keep' | 'delete',
): Promise<void> {
  const { engine, activity } = workbench;
  try {
    await engine.request('scenario/delete', { id, ...(children ? { children } : {}) });
    tellRemoved(workbench, {
      zh: renderText(projectTexts.scenarioGone, 'zh', { name: name.zh }),
      en: renderText(projectTexts.scenarioGone, 'en', { name: name.en }),
    });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Deletes a scenario, and asks what becomes of those that build on it where there are any. */
export async function deleteScenario(workbench: Workbench, scenario: Scenario): Promise<void> {
  const all = workbench.project.get().state?.description.scenarios ?? [];
  const hasChildren = all.some(({ parent }) => parent === scenario.id);
  if (hasChildren) workbench.window.set({ dialog: { kind: 'delete-scenario', scenario: scenario.id } });
  else await removeScenario(workbench, scenario);
}

/** Settles conflicts of a scenario with its parent as one undoable step. */
export async function settleConflicts(
  { engine, activity }: Workbench,
  id: ScenarioId,
  choices: readonly ConflictChoice[],
): Promise<void> {
  try {
    await engine.request('scenario/resolve-conflicts', { id, choices });
  } catch (thrown) {
    activity.fail(thrown);
  }
}
