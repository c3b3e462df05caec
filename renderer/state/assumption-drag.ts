import type { Assumption } from '#core/model/assumption.ts';
import { shownScenarios } from '#core/model/scenario.ts';
import { changeAssumption } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

interface Drag {
  readonly id: string;
  /** The value that is to be asked about next; null when the last answer is the one. */
  next: number | null;
  isAsking: boolean;
}

const drags = new WeakMap<Workbench, Drag>();

/** Shows the live indicators under a value that is being dragged: the next value is asked about when the last was answered. */
export function dragAssumption(workbench: Workbench, { id }: Assumption, value: number): void {
  const present = drags.get(workbench);
  const drag: Drag = present?.id === id ? present : { id, next: null, isAsking: false };
  drags.set(workbench, drag);
  drag.next = value;
  if (!drag.isAsking) void ask(workbench, drag);
}

async function ask(workbench: Workbench, drag: Drag): Promise<void> {
  const { engine, project, window, activity } = workbench;
  drag.isAsking = true;
  try {
    while (drag.next !== null && drags.get(workbench) === drag) {
      const under = { [drag.id]: drag.next };
      drag.next = null;
      const scenarios = shownScenarios(project.get().state?.description.scenarios ?? []).map(({ id }) => id);
      const triedIndicators = await engine.request('indicators/live', { scenarios, under });
      if (drags.get(workbench) === drag) window.set({ triedIndicators });
    }
  } catch (thrown) {
    activity.fail(thrown);
  } finally {
    drag.isAsking = false;
  }
}

/** Ends a drag: keeps the value as one undoable step, or lets everything be as it was where it did not change. */
export async function settleAssumption(workbench: Workbench, assumption: Assumption, value: number): Promise<void> {
  drags.delete(workbench);
  const { base, low, high } = assumption;
  if (value !== base && value >= low && value <= high) await changeAssumption(workbench, assumption, value);
  // What was tried stays in sight until the answer for what is kept is there.
  const { description } = workbench.project.get().state ?? {};
  const scenarios = shownScenarios(description?.scenarios ?? []).map(({ id }) => id);
  if (workbench.window.get().triedIndicators)
    await workbench.queries.fetch('indicators/live', { scenarios, swift: true });
  if (!drags.has(workbench)) workbench.window.set({ triedIndicators: null });
}
