import type { LayerId } from '#core/model/ids.ts';
import type { Finding } from '#core/readiness/readiness.ts';
import type { ThresholdId } from '#core/readiness/thresholds.ts';
import type { FixRequest } from '#core/rpc/layer-messages.ts';
import { readinessTexts } from '#renderer/texts/readiness-texts.ts';
import { filledText } from './filled-text.ts';
import { undo } from './project-commands.ts';
import type { Workbench } from './workbench.ts';

/** Checks the project as a task; what has not changed since the last time costs nothing. */
export async function checkReadiness(workbench: Workbench): Promise<void> {
  const { engine, activity, readiness, project } = workbench;
  const { state } = project.get();
  if (readiness.get().busy || !state) return;
  readiness.set({ busy: true });
  const found = await activity.run(readinessTexts.checking, (options) =>
    engine.request('readiness/check', {}, options),
  );
  // Cancelled or failed: it counts as looked at, so that it does not begin again by itself.
  readiness.set({ busy: false, of: state, ...(found ? { found } : {}) });
}

/** Works out what a fix would do and shows it. */
export async function previewFix({ engine, activity, readiness }: Workbench, request: FixRequest): Promise<void> {
  const outcome = await activity.run(readinessTexts.previewing, (options) =>
    engine.request('readiness/preview-fix', request, options),
  );
  if (outcome) readiness.set({ fix: { request, outcome } });
}

/** Does the fix that was looked at, and says how to take it back. */
export async function applyFix(workbench: Workbench): Promise<void> {
  const { engine, activity, readiness } = workbench;
  const { fix } = readiness.get();
  if (!fix) return;
  const done = await activity.run(readinessTexts.fixing, (options) =>
    engine.request('readiness/fix', fix.request, options),
  );
  if (!done) return;
  readiness.set({ fix: null });
  activity.tell({
    severity: 'info',
    message: filledText(readinessTexts.fixed, { count: done.changed.length + done.removed.length }),
    hint: { zh: '', en: '' },
    action: { label: readinessTexts.undo, run: () => void undo(workbench) },
  });
}

/** Selects what a finding is about and looks at its place. */
export function showFinding(
  { window, map }: Workbench,
  layer: LayerId,
  finding: Finding,
  unit: string | undefined,
): void {
  const { features, place, figure } = finding;
  if (features.length > 0) window.set({ selected: { layer, features }, tableLayer: layer });
  if (place && figure !== null && unit === 'm2') map.verbs?.goTo(place, 4 * Math.sqrt(figure));
  else if (place && figure !== null && unit === 'm' && features.length > 1) map.verbs?.goTo(place, 10 * figure);
  else if (features.length > 0) map.verbs?.fitFeatures(layer, features);
  else if (place) map.verbs?.goTo(place);
}

/** Gives the project a limit of its own, as one undoable step. */
export async function changeLimit({ engine, activity }: Workbench, id: ThresholdId, value: number): Promise<void> {
  try {
    await engine.request('readiness/set-limits', { limits: { [id]: value } });
  } catch (thrown) {
    activity.fail(thrown);
  }
}
