import type { ProjectDescription } from '#core/model/project.ts';
import { keepOf, keptOf } from './project-memory.ts';
import type { SketchDrafts } from './sketch-draft.ts';
import { draftsWith, toolOptionsOf } from './tool-options.ts';
import { type Mode, modes } from './window-state.ts';
import type { Workbench } from './workbench.ts';

const key = 'cityloom.work';

/** The mode in which a project was left, and its sketch tools with the options they had. */
export function keptWork({ id, developmentTypes }: ProjectDescription): {
  readonly mode: Mode;
  readonly drafts: SketchDrafts;
} {
  const kept = keptOf(key, id);
  const { mode, options } = (typeof kept === 'object' && kept !== null ? kept : {}) as Record<string, unknown>;
  return {
    mode: modes.find((one) => one === mode) ?? 'map',
    drafts: draftsWith(options, new Set(developmentTypes.map((type) => type.id))),
  };
}

/** Keeps mode and options of the open project from now on. */
export function keepWork({ project, window, drafts }: Workbench): void {
  let last = '';
  const keep = (): void => {
    const id = project.get().state?.description.id;
    if (id === undefined) return;
    const work = { mode: window.get().mode, options: toolOptionsOf(drafts.get()) };
    const text = JSON.stringify([id, work]);
    if (text === last) return;
    last = text;
    keepOf(key, id, work);
  };
  window.subscribe(keep);
  drafts.subscribe(keep);
}
