import type { Scalar } from '#core/model/feature-table.ts';
import { baselineId, type FeatureId, type LayerId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { AnswerOf, RequestName, RequestOf } from '#core/rpc/requests.ts';
import type { Workbench } from './workbench.ts';

/** Requests that edit features of a layer directly. */
type DirectRequest = Extract<
  RequestName,
  | 'edit/set-values'
  | 'edit/set-geometry'
  | 'edit/add-features'
  | 'edit/delete-features'
  | 'edit/split-features'
  | 'edit/merge-features'
  | 'edit/move-vertex'
  | 'edit/change-outline'
  | 'table/calculate'
>;

/** The reason for mending the baseline, asked for once; undefined when the person lets it be. */
function reasonFor({ window }: Workbench): Promise<string | undefined> {
  const { correction } = window.get();
  if (correction !== null) return Promise.resolve(correction);
  return new Promise((resolve) => {
    const stop = window.subscribe(() => {
      if (window.get().dialog?.kind === 'correction') return;
      stop();
      resolve(window.get().correction ?? undefined);
    });
    window.set({
      dialog: { kind: 'correction', onReason: (reason) => window.set({ correction: reason, dialog: null }) },
    });
  });
}

/**
 * Edits features of a layer as one undoable step in the scenario that is shown. On the baseline it is a correction of the
 * data, whose reason is asked for once. Undefined when the person lets it be; fails with the engine's error.
 */
export async function editDirectly<Name extends DirectRequest>(
  workbench: Workbench,
  name: Name,
  request: Omit<RequestOf<Name>, 'scenario' | 'correction'>,
): Promise<AnswerOf<Name> | undefined> {
  const { scenario } = workbench.window.get();
  const correction = scenario === baselineId ? await reasonFor(workbench) : undefined;
  if (scenario === baselineId && correction === undefined) return undefined;
  const whole = { ...request, scenario, ...(correction === undefined ? {} : { correction }) };
  return workbench.engine.request(name, whole as RequestOf<Name>);
}

/** Gives features new values. Returns the error that refuses them, for the place where they were typed. */
export async function setValues(
  workbench: Workbench,
  layer: LayerId,
  label: LocalText,
  changes: readonly { readonly feature: FeatureId; readonly values: Readonly<Record<string, Scalar>> }[],
): Promise<WorkbenchError | undefined> {
  try {
    await editDirectly(workbench, 'edit/set-values', { layer, label, changes });
    return undefined;
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}
