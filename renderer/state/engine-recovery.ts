import type { EngineClient, ProjectState } from '#core/rpc/requests.ts';
import type { RestartingEngine } from '#core/rpc/restarting-engine.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { reopenBasemaps } from './basemaps.ts';
import { initialEvaluationState } from './evaluation-state.ts';
import { filledText } from './filled-text.ts';
import { noProject, type ProjectHold, showState, type Workbench } from './workbench.ts';

/** More losses than this within a minute are no accident: the project would be lost again at once. */
const mostLosses = 3;
const spanMilliseconds = 60_000;

interface Reopened {
  readonly state: ProjectState;
  /** Actions that were not in the file and are in it again. */
  readonly steps: number;
}

/** The project as it was committed last: its file, or what it began with, and the journal. */
async function reopen(
  { host, journal, window }: Workbench,
  hold: ProjectHold,
  engine: EngineClient,
): Promise<Reopened> {
  await journal.settled();
  const unwritten = journal.waiting().map(({ bytes }) => bytes);
  const { place, beginning } = hold;
  if (place) {
    const opened = await host.openProject(place);
    const steps = [...opened.journal, ...unwritten];
    const request = { fileName: place.name, bytes: opened.bytes, journal: steps };
    return { state: await engine.request('project/open', request), steps: steps.length };
  }
  const steps = [...(await host.unsavedJournal()), ...unwritten];
  if (steps.length === 0 && beginning !== 'sample' && beginning !== null)
    return { state: await engine.request('project/create', beginning), steps: 0 };
  const bytes = beginning === 'sample' ? await host.openSample(window.get().language) : new Uint8Array();
  const request = { fileName: 'cityloom.gpkg', bytes, journal: steps };
  return { state: await engine.request('project/open', request), steps: steps.length };
}

async function recover(workbench: Workbench, engine: EngineClient): Promise<void> {
  const { project, activity, queries, evaluation } = workbench;
  const hold = project.get();
  evaluation.set(initialEvaluationState);
  if (hold.state === null) return queries.clear();
  try {
    const { state, steps } = await reopen(workbench, hold, engine);
    showState(workbench, state);
    await reopenBasemaps(workbench, engine);
    queries.clear();
    const message = filledText(steps > 0 ? projectTexts.engineRestored : projectTexts.engineRestarted, {
      count: steps,
    });
    activity.tell({ severity: 'info', message, hint: projectTexts.engineRestartedHint });
  } catch (thrown) {
    project.set(noProject);
    queries.clear();
    activity.fail(thrown);
  }
}

/** Starts the project again whenever the engine was lost, so that nothing that was committed is gone. */
export function keepProjectAlive(workbench: Workbench, engine: RestartingEngine): void {
  let losses: number[] = [];
  engine.recoverBy(async (fresh) => {
    const now = Date.now();
    losses = [...losses.filter((at) => now - at < spanMilliseconds), now];
    if (losses.length <= mostLosses) return recover(workbench, fresh);
    workbench.project.set(noProject);
    workbench.queries.clear();
    workbench.activity.tell({
      severity: 'error',
      message: filledText(projectTexts.engineKeepsStopping, { count: losses.length }),
      hint: projectTexts.engineKeepsStoppingHint,
    });
  });
}
