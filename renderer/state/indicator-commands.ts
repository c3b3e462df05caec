import type { IndicatorDefinition, Target } from '#core/model/indicator.ts';
import type { OwnIndicator } from '#core/model/own-indicator.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { indicatorTexts } from '#renderer/texts/indicator-texts.ts';
import { filledText } from './filled-text.ts';
import { applyEdits, tellRemoved } from './record-commands.ts';
import type { Workbench } from './workbench.ts';

/** Keeps an own indicator as one undoable step. Returns the error that refuses it, for the place where it was written. */
export async function putOwnIndicator(
  { engine }: Workbench,
  indicator: OwnIndicator,
  isNew: boolean,
): Promise<WorkbenchError | undefined> {
  try {
    await engine.request('indicators/put-own', { indicator, isNew });
    return undefined;
  } catch (thrown) {
    return WorkbenchError.from(thrown);
  }
}

/** Deletes an own indicator, with the way back; what still uses it is told. */
export async function deleteOwnIndicator(workbench: Workbench, { id, name }: OwnIndicator): Promise<void> {
  try {
    await workbench.engine.request('indicators/delete-own', { id });
    tellRemoved(workbench, filledText(indicatorTexts.deleted, { name }));
  } catch (thrown) {
    workbench.activity.fail(thrown);
  }
}

/** Sets the target of an indicator for this project, or with null goes back to the one it comes with. */
export function setTarget(
  workbench: Workbench,
  { id, label }: IndicatorDefinition,
  before: Target | undefined,
  after: Target | null,
): Promise<boolean> {
  const text = after ? indicatorTexts.targetSet : indicatorTexts.targetReset;
  const step = { zh: filledText(text, { name: label.zh }).zh, en: filledText(text, { name: label.en }).en };
  return applyEdits(workbench, step, [{ kind: 'record', record: 'target', id, before: before ?? null, after }]);
}

/** Colours the parcels by what they add to an indicator, or takes the colours off. */
export function toggleShownIndicator({ window }: Workbench, id: string): void {
  window.set(({ shownResult }) => {
    const isShown = shownResult?.kind === 'live' && shownResult.id === id;
    return { shownResult: isShown ? null : { evaluator: '', kind: 'live', id } };
  });
}
