import { invertEdits } from '#core/model/edit.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { Step } from '#core/store/history-table.ts';
import type { ProjectFile } from '#core/store/project-file.ts';
import { repeatStep } from './apply-edits.ts';

/** What a person sees of the past: actions in their order, and how many of them hold. */
export interface History {
  readonly actions: readonly Step[];
  /** Actions before this place are done, those from it on were taken back and can be done again. */
  readonly position: number;
  /** How many of the first actions can no longer be taken back, because the history was full. */
  readonly fixed: number;
}

/** The actions that hold or can be done again, the oldest first. */
export function historyOf(project: ProjectFile): History {
  const actions = project.steps().filter(({ target, state }) => target === null && state !== 'abandoned');
  const undone = actions.findIndex(({ state }) => state === 'undone');
  const fixed = actions.findLastIndex(({ bytes }) => bytes === 0) + 1;
  return { actions, position: undone < 0 ? actions.length : undone, fixed };
}

/**
 * Takes back the last action that holds, as a step of its own, and returns that action; undefined when there is none or its
 * edits are gone. What it changed has the same ids and places as before.
 */
export function undo(project: ProjectFile): Step | undefined {
  return restore(project, 'undo', project.stepToUndo());
}

/** Does again the action that was taken back last, and returns it; undefined when there is none. */
export function redo(project: ProjectFile): Step | undefined {
  return restore(project, 'redo', project.stepToRedo());
}

/**
 * Takes back or does again actions until the one of that number is the last that holds (with null, none), each as a step of its
 * own, all or nothing. Fails with `edit/unknown-step` when it can neither be reached by undo nor by redo, and with
 * `edit/step-fixed` when actions behind it can no longer be taken back.
 */
export function goToStep(project: ProjectFile, number: number | null): void {
  const { actions, position, fixed } = historyOf(project);
  const wanted = number === null ? 0 : actions.findIndex((action) => action.number === number) + 1;
  if (number !== null && wanted === 0) throw new WorkbenchError('edit/unknown-step', { step: number });
  if (wanted !== position && Math.min(wanted, position) < fixed)
    throw new WorkbenchError('edit/step-fixed', { count: fixed });
  project.transaction(() => {
    for (let at = position; at > wanted; at--) undo(project);
    for (let at = position; at < wanted; at++) redo(project);
  });
}

const labels = {
  undo: ({ zh, en }: LocalText): LocalText => ({ zh: `撤销：${zh}`, en: `Undo: ${en}` }),
  redo: ({ zh, en }: LocalText): LocalText => ({ zh: `重做：${zh}`, en: `Redo: ${en}` }),
} as const;

function restore(project: ProjectFile, origin: 'undo' | 'redo', action: Step | undefined): Step | undefined {
  const edits = action && project.editsOf(action);
  if (!edits) return undefined;
  const label = labels[origin](action.label);
  repeatStep(project, { label, origin, edits: origin === 'undo' ? invertEdits(edits) : edits, target: action.number });
  return action;
}
