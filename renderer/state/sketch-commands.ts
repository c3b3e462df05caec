import type { FeatureId } from '#core/model/ids.ts';
import { baselineId } from '#core/model/ids.ts';
import type { Recipe, RecipeStep, Selection } from '#core/model/recipe.ts';
import { renderText } from '#core/model/text.ts';
import type { FileSource } from '#core/platform/platform.ts';
import type { StepOutcome } from '#core/rpc/requests.ts';
import { projectTexts } from '#renderer/texts/project-texts.ts';
import { comparedWith } from './compare-choices.ts';
import type { Workbench } from './workbench.ts';

/** Runs a step on the scenario that is worked on; undefined when it failed. */
export async function runStep(workbench: Workbench, step: RecipeStep): Promise<StepOutcome | undefined> {
  const { engine, activity, window } = workbench;
  const { scenario } = window.get();
  if (scenario === baselineId) return undefined;
  return activity.run(projectTexts.runningStep, (options) =>
    engine.request('scenario/run-step', { scenario, step }, options),
  );
}

/** Adds parcels to what is selected: the more ways one can select, the less one has to click. */
export async function selectParcels(workbench: Workbench, select: Selection): Promise<void> {
  const { engine, activity, window } = workbench;
  const { scenario } = window.get();
  try {
    const { layer, features } = await engine.request('sketch/select', { scenario, select });
    const { selected } = window.get();
    const kept = selected.layer === layer ? selected.features : [];
    window.set({ selected: { layer, features: [...new Set([...kept, ...features])] }, tableLayer: layer });
  } catch (thrown) {
    activity.fail(thrown);
  }
}

/** Gives features back what the parent scenario has. */
export async function revertFeatures(workbench: Workbench, ids: readonly FeatureId[]): Promise<void> {
  await runStep(workbench, { sketch: 'revert', select: { ids } });
}

/** Replays a recipe whose numbers were changed, as a new scenario, and shows it; false when it failed. */
export async function replayEdited({ engine, activity, window }: Workbench, recipe: Recipe): Promise<boolean> {
  const name = recipe.name;
  const label = {
    zh: renderText(projectTexts.replaying, 'zh', { name: name.zh }),
    en: renderText(projectTexts.replaying, 'en', { name: name.en }),
  };
  const id = await activity.run(label, async (options) => {
    const request = { text: JSON.stringify(recipe), fileName: name.en };
    return (await engine.request('scenario/replay', request, options)).id;
  });
  if (id) window.set((state) => ({ scenario: id, compared: comparedWith(state, id), mode: 'scenario' }));
  return id !== undefined;
}

/** Makes a scenario from a recipe file and shows it. */
export async function replayRecipe(workbench: Workbench, file: FileSource): Promise<void> {
  const { engine, activity, window } = workbench;
  const name = { name: file.name };
  const label = {
    zh: renderText(projectTexts.replaying, 'zh', name),
    en: renderText(projectTexts.replaying, 'en', name),
  };
  await activity.run(label, async (options) => {
    const text = new TextDecoder().decode(await file.read(0, file.bytes));
    const { id } = await engine.request('scenario/replay', { text, fileName: file.name }, options);
    window.set((state) => ({ scenario: id, compared: comparedWith(state, id), mode: 'scenario', dialog: null }));
  });
}
