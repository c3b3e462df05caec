import type { WorkbenchError } from '#core/model/workbench-error.ts';
import type { ProjectState, RequestOptions } from '#core/rpc/requests.ts';
import type { OpenedProject, ProjectPlace } from '#renderer/platform/host.ts';
import { historyTexts } from '#renderer/texts/history-texts.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { initialEvaluationState } from './evaluation-state.ts';
import { filledText } from './filled-text.ts';
import { keptWork } from './kept-work.ts';
import { glimpseRequests, mappedLayers, mapRequest } from './map-requests.ts';
import type { Notice } from './tasks.ts';
import { keepPicture } from './thumbnails.ts';
import { nothingSelected } from './window-state.ts';
import { noProject, type ProjectHold, showState, type Workbench } from './workbench.ts';

/** Shows a project that the engine has just opened or created. */
function enter(
  workbench: Workbench,
  state: ProjectState,
  place: ProjectPlace | undefined,
  beginning: ProjectHold['beginning'] = null,
): void {
  const { project, window, queries, evaluation, drafts, map } = workbench;
  map.filling.set({ isFilled: false, glimpses: [] });
  project.set({ ...noProject, state: null, place, beginning });
  window.set({ correction: null });
  workbench.journal.clear();
  evaluation.set(initialEvaluationState);
  const { mode, drafts: keptDrafts } = keptWork(state.description);
  drafts.set(keptDrafts);
  queries.clear();
  const first = state.description.scenarios.find((scenario) => scenario.parent === null);
  const sketched = state.description.scenarios.find((scenario) => scenario.parent !== null);
  window.set({
    mode,
    tool: 'select',
    selected: nothingSelected,
    shownResult: null,
    differenceFrom: null,
    dialog: null,
    tableLayer: null,
    ...(first ? { scenario: first.id, compared: [first.id, sketched?.id ?? first.id] } : {}),
  });
  askForMap(workbench, state);
  showState(workbench, state);
}

/** Asks for what the map will ask for: the engine reads it while the page is laid out. */
function askForMap({ queries, window, map }: Workbench, state: ProjectState): void {
  const { description } = state;
  const { scenario } = window.get();
  const glimpses = glimpseRequests(state, scenario);
  map.filling.set({ isFilled: false, glimpses });
  // Where there is none, the layers themselves follow.
  for (const glimpse of glimpses) queries.fetch('layer/glimpse', glimpse).catch(() => undefined);
  for (const layer of mappedLayers(description)) {
    // Whoever shows the layer hears of a failure.
    queries.fetch('layer/read', mapRequest(layer, scenario, description.styles)).catch(() => undefined);
  }
}

/** Asks about unsaved work; false when a person wants to stay. */
async function mayLeave(workbench: Workbench): Promise<boolean> {
  const { state } = workbench.project.get();
  if (!state || state.unsavedSteps === 0) return true;
  const choice = await new Promise<'save' | 'discard' | 'cancel'>((answer) => {
    workbench.window.set({ dialog: { kind: 'unsaved', answer } });
  });
  workbench.window.set({ dialog: null });
  if (choice === 'save') return saveProject(workbench);
  if (choice === 'discard') await workbench.host.discardJournal(workbench.project.get().place);
  return choice === 'discard';
}

/** What a person waits for has reached the engine by then, ms. */
const checkPause = 1500;

/** Has a file looked through for damage once its layers are on the map. */
function checkLater({ map, project, engine, activity }: Workbench, { description }: ProjectState): void {
  const check = async (): Promise<void> => {
    if (project.get().state?.description.id !== description.id) return;
    try {
      await engine.request('project/check', {});
    } catch (thrown) {
      activity.fail(thrown);
    }
  };
  const stop = map.filling.subscribe(() => {
    if (!map.filling.get().isFilled) return;
    stop();
    setTimeout(() => void check(), checkPause);
  });
}

async function openBytes(workbench: Workbench, { place, bytes, journal }: OpenedProject): Promise<void> {
  const { engine, activity, host } = workbench;
  await activity.run(filledText(projectTexts.opening, { name: place.name }), async (options) => {
    // The engine takes the arrays over; to open the project again without its journal takes another copy.
    const spare = journal.length > 0 ? bytes.slice() : bytes;
    const request = { fileName: place.name, bytes, journal, checkLater: true };
    const state = await engine.request('project/open', request, options);
    enter(workbench, state, place);
    checkLater(workbench, state);
    if (journal.length === 0) return;
    activity.tell({
      severity: 'info',
      message: filledText(projectTexts.recovered, { count: journal.length }),
      hint: projectTexts.recoveredHint,
      action: {
        label: projectTexts.discardRecovered,
        run: async () => {
          await host.discardJournal(place);
          await openBytes(workbench, { place, bytes: spare, journal: [] });
        },
      },
    });
  });
}

/** Lets a person choose a project file and opens it. */
export async function chooseProject(workbench: Workbench): Promise<void> {
  if (!(await mayLeave(workbench))) return;
  try {
    const opened = await workbench.host.chooseProject();
    if (opened) await openBytes(workbench, opened);
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Opens a project again by its place. */
export async function openProject(workbench: Workbench, place: ProjectPlace): Promise<void> {
  if (!(await mayLeave(workbench))) return;
  try {
    await openBytes(workbench, await workbench.host.openProject(place));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Opens the sample city; saving asks for a place. */
export async function openSample(workbench: Workbench): Promise<void> {
  if (!(await mayLeave(workbench))) return;
  await workbench.activity.run(projectTexts.openingSample, async (options) => {
    const bytes = await workbench.host.openSample(workbench.window.get().language);
    // What an earlier session left of a project without a place does not build on this one.
    await workbench.host.discardJournal(undefined);
    const state = await workbench.engine.request('project/open', { fileName: 'linjiang.gpkg', bytes }, options);
    enter(workbench, state, undefined, 'sample');
  });
}

/**
 * Opens the project that the last session left without ever saving it. Its journal begins with a copy of it, unless it was the
 * sample city, which is still there.
 */
export async function recoverUnsaved(workbench: Workbench, journal: readonly Uint8Array<ArrayBuffer>[]): Promise<void> {
  await workbench.activity.run(projectTexts.recovering, async (options) => {
    const bytes = await workbench.host.openSample(workbench.window.get().language).catch(() => new Uint8Array());
    const request = { fileName: 'cityloom.gpkg', bytes, journal };
    enter(workbench, await workbench.engine.request('project/open', request, options), undefined);
  });
}

export async function createProject(workbench: Workbench, name: string, epsg: number): Promise<void> {
  if (!(await mayLeave(workbench))) return;
  await workbench.activity.run(projectTexts.creating, async (options) => {
    const { language } = workbench.window.get();
    const beginning = { name, epsg, language };
    enter(workbench, await workbench.engine.request('project/create', beginning, options), undefined, beginning);
  });
}

/** Shows the project that an import has created. */
export function enterImported(workbench: Workbench, state: ProjectState): void {
  if (workbench.project.get().state !== null) return;
  const { dialog } = workbench.window.get();
  enter(workbench, state, undefined);
  // The dialog that has just imported still shows what came of it.
  workbench.window.set({ dialog });
}

/** Saves to the project's place, or asks for one; false when it was not saved. */
export async function saveProject(workbench: Workbench, anew = false): Promise<boolean> {
  const { engine, host, project, activity, journal } = workbench;
  const { state, place, saving } = project.get();
  if (!state || saving) return false;
  project.set({ saving: true });
  const work = async (options: Required<RequestOptions>): Promise<boolean> => {
    const bytes = await engine.request('project/export', {}, options);
    const target = anew ? undefined : place;
    const unwritten = journal.waiting();
    const now = await host.saveProject(target, place?.name ?? `${state.description.name}.gpkg`, new Uint8Array(bytes));
    if (!now) return false;
    journal.drop(unwritten);
    if (anew && place) await host.discardJournal(place);
    showState(workbench, await engine.request('project/mark-saved', {}, options));
    project.set({ place: now, beginning: null, savedAt: new Date().toISOString() });
    keepPicture(now.token, workbench.map.verbs?.picture(428, 266) ?? null);
    return true;
  };
  // Wherever the file cannot be written, the work can go to another place.
  const saveElsewhere = ({ code }: WorkbenchError): Notice['action'] =>
    code.startsWith('store/')
      ? { label: projectTexts.saveElsewhere, run: () => void saveProject(workbench, true) }
      : undefined;
  const saved = await activity.run(projectTexts.saving, work, saveElsewhere);
  project.set({ saving: false });
  return saved ?? false;
}

/** Back to the start page. */
export async function closeProject(workbench: Workbench): Promise<boolean> {
  if (!(await mayLeave(workbench))) return false;
  const { engine, host, project, activity, window, queries } = workbench;
  try {
    await engine.request('project/close', {});
  } catch (thrown) {
    activity.fail(thrown);
  }
  window.set({ selected: nothingSelected, dialog: null });
  project.set(noProject);
  queries.clear();
  host.setUnsaved(false);
  return true;
}

/** Answers the host's wish to close the window. */
export async function closeWindow(workbench: Workbench): Promise<void> {
  if (await mayLeave(workbench)) workbench.host.close();
}

export async function undo(workbench: Workbench): Promise<void> {
  if (!workbench.project.get().state?.undoLabel) return;
  await workbench.activity.run(projectTexts.undoing, (options) => workbench.engine.request('edit/undo', {}, options));
}

export async function redo(workbench: Workbench): Promise<void> {
  if (!workbench.project.get().state?.redoLabel) return;
  await workbench.activity.run(projectTexts.redoing, (options) => workbench.engine.request('edit/redo', {}, options));
}

/** Goes back or forward to where the action of that number left the project; null is the state before all actions. */
export async function goToStep({ activity, engine }: Workbench, step: number | null): Promise<void> {
  await activity.run(historyTexts.going, (options) => engine.request('edit/go-to-step', { step }, options));
}
