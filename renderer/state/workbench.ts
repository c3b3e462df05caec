import { createContext, use } from 'react';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { ProjectDescription } from '#core/model/project.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { EngineClient, NewProjectRequest, ProjectState } from '#core/rpc/requests.ts';
import type { Host, ProjectPlace } from '#renderer/platform/host.ts';
import { type Basemaps, noBasemaps } from './basemaps.ts';
import { cellKey, type EvaluationState, initialEvaluationState } from './evaluation-state.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { keptParts } from './kept-parts.ts';
import { createMapLink, type MapLink } from './map-link.ts';
import { noPlugins, type PluginWindowState } from './plugin-state.ts';
import { nothingToImport, type PreparedImport } from './prepared-import.ts';
import { QueryCache } from './query-cache.ts';
import { initialReadiness, type ReadinessState } from './readiness-state.ts';
import { initialDrafts, type SketchDrafts } from './sketch-draft.ts';
import { noPreview, type StepPreview } from './step-preview-state.ts';
import { createStore, type Store, useStore } from './store.ts';
import { ActivityList } from './tasks.ts';
import { nothingSelected, type WindowState } from './window-state.ts';

/** The project of this window. */
export interface ProjectHold {
  /** Null while the start page is shown. */
  readonly state: ProjectState | null;
  readonly place: ProjectPlace | undefined;
  /** What a project without a place began as; null for one that was restored, or has a place. */
  readonly beginning: 'sample' | NewProjectRequest | null;
  /** ISO 8601 instant of the last save of this session. */
  readonly savedAt: string | null;
  readonly saving: boolean;
  /** Actions on their way to the journal on the disk; 0 when everything committed is there. */
  readonly journalPending: number;
  readonly journalFailed: boolean;
}

export const noProject: ProjectHold = {
  state: null,
  place: undefined,
  beginning: null,
  savedAt: null,
  saving: false,
  journalPending: 0,
  journalFailed: false,
};

/** Everything that the parts of one window share. */
export interface Workbench {
  readonly engine: EngineClient;
  readonly host: Host;
  readonly window: Store<WindowState>;
  readonly project: Store<ProjectHold>;
  readonly drafts: Store<SketchDrafts>;
  readonly preview: Store<StepPreview>;
  readonly evaluation: Store<EvaluationState>;
  readonly imports: Store<PreparedImport>;
  readonly basemaps: Store<Basemaps>;
  readonly readiness: Store<ReadinessState>;
  readonly plugins: Store<PluginWindowState>;
  readonly activity: ActivityList;
  readonly journal: JournalKeeper;
  readonly queries: QueryCache;
  readonly map: MapLink;
}

/** Compared scenarios that are gone leave their map; two maps always stay. Nothing when all are there. */
function keptCompared(
  compared: readonly ScenarioId[],
  known: (id: ScenarioId) => ScenarioId,
): Partial<Pick<WindowState, 'compared'>> {
  if (compared.every((id) => known(id) === id)) return {};
  const left = compared.filter((id, place) => place < 2 || known(id) === id).map(known);
  return { compared: left };
}

/** Keeps what the window shows possible: a scenario, layer or selection that is gone is let go. */
function keepValid({ window }: Workbench, { scenarios, layers }: ProjectDescription): void {
  const { scenario, compared, differenceFrom, selected, tableLayer } = window.get();
  const known = (id: ScenarioId): ScenarioId => (scenarios.some((one) => one.id === id) ? id : baselineId);
  const hasLayer = (id: string | null): boolean => id !== null && layers.some((layer) => layer.id === id);
  window.set({
    scenario: known(scenario),
    ...keptCompared(compared, known),
    ...(differenceFrom !== null && known(differenceFrom) !== differenceFrom ? { differenceFrom: null } : {}),
    ...(selected.layer !== null && !hasLayer(selected.layer) ? { selected: nothingSelected } : {}),
    ...(hasLayer(tableLayer)
      ? {}
      : { tableLayer: (layers.find((layer) => layer.role === 'parcel') ?? layers[0])?.id ?? null }),
  });
}

function listen(workbench: Workbench): void {
  const { engine, journal, project, evaluation } = workbench;
  engine.on('project/changed', (state) => {
    if (project.get().state === null) return;
    showState(workbench, state);
  });
  engine.on('journal/entry', ({ bytes }) => journal.add({ place: project.get().place, bytes }));
  engine.on('evaluation/progress', ({ evaluator, scenario, share }) => {
    if (!evaluation.get().running) return;
    const state = share >= 1 ? 'done' : 'running';
    if (state === 'done') workbench.queries.invalidate((name) => name === 'evaluation/results');
    evaluation.set(({ cells }) => ({ cells: { ...cells, [cellKey(evaluator, scenario)]: { state, share } } }));
  });
}

/** Brings a state of the project to the window, its title and its question on closing. */
export function showState(workbench: Workbench, state: ProjectState): void {
  const { project, host } = workbench;
  keepValid(workbench, state.description);
  const before = project.get().state;
  project.set({ state: keptParts(before, state) });
  if (before === null || before.unsavedSteps > 0 !== state.unsavedSteps > 0) host.setUnsaved(state.unsavedSteps > 0);
}

export function createWorkbench(engine: EngineClient, host: Host, window: Store<WindowState>): Workbench {
  const project = createStore(noProject);
  const activity = new ActivityList();
  const workbench: Workbench = {
    engine,
    host,
    window,
    project,
    drafts: createStore(initialDrafts),
    preview: createStore(noPreview),
    evaluation: createStore(initialEvaluationState),
    imports: createStore(nothingToImport),
    basemaps: createStore(noBasemaps),
    readiness: createStore(initialReadiness),
    plugins: createStore(noPlugins),
    activity,
    journal: new JournalKeeper(
      ({ place, bytes }) => host.appendJournal(place, bytes),
      ({ pending, failed }, thrown) => {
        project.set({ journalPending: pending, journalFailed: failed });
        if (thrown !== undefined) activity.fail(thrown);
      },
    ),
    queries: new QueryCache(engine),
    map: createMapLink(),
  };
  listen(workbench);
  return workbench;
}

const WorkbenchContext = createContext<Workbench | null>(null);

export const WorkbenchProvider = WorkbenchContext.Provider;

export function useWorkbench(): Workbench {
  const workbench = use(WorkbenchContext);
  if (!workbench) throw new Error('no workbench around this component');
  return workbench;
}

/** A part of the window's own state. */
export function useWindow<Part>(select: (state: WindowState) => Part): Part {
  return useStore(useWorkbench().window, select);
}

/** The state of the open project. Only for parts that are shown while one is open. */
export function useProject(): ProjectState {
  const state = useStore(useWorkbench().project, (hold) => hold.state);
  if (!state) throw new Error('no project is open');
  return state;
}

/** The description of the open project: the same object until something of it changes, which most steps do not do. */
export function useDescription(): ProjectDescription {
  const description = useStore(useWorkbench().project, (hold) => hold.state?.description);
  if (!description) throw new Error('no project is open');
  return description;
}

export function scenarioOf(description: ProjectDescription, id: ScenarioId): Scenario {
  return description.scenarios.find((scenario) => scenario.id === id) ?? description.scenarios[0]!;
}

/** The scenario that is worked on. */
export function useScenario(): Scenario {
  const description = useDescription();
  return scenarioOf(
    description,
    useWindow((state) => state.scenario),
  );
}
