import type { RecordEdit } from '#core/model/edit.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { Recipe, RecipeStep } from '#core/model/recipe.ts';
import type { RoleId } from '#core/model/role.ts';
import type { Scenario } from '#core/model/scenario.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { StepOutcome } from '#core/rpc/requests.ts';
import { applyEdits, recordEdit } from '#core/scenario/apply-edits.ts';
import {
  branchScenario,
  changeScenario,
  deleteScenario,
  draftScenario,
  newScenarioLabel,
  scenariosOf,
} from '#core/scenario/branch.ts';
import { conflictsOf, resolveConflicts } from '#core/scenario/conflicts.ts';
import { formatRecipe, parseRecipe } from '#core/scenario/recipe.ts';
import { numberedStep } from '#core/sketch/numbered-step.ts';
import type { Handlers } from './handler.ts';
import { moveRecipe } from './move-recipe.ts';
import type { OpenProject, Session } from './session.ts';
import { SketchDraft } from './sketch-draft.ts';

/** What each kind of step is called. */
export const stepLabels: Readonly<Record<RecipeStep['sketch'], LocalText>> = {
  tod: { zh: 'TOD 草绘', en: 'TOD sketch' },
  corridor: { zh: '绿廊草绘', en: 'Green corridor sketch' },
  'mixed-use': { zh: '混合用途草绘', en: 'Mixed-use sketch' },
  network: { zh: '路网改动', en: 'Network change' },
  attributes: { zh: '修改属性', en: 'Attribute change' },
  revert: { zh: '还原为上级情景', en: 'Revert to parent' },
};

/** The recipe of a scenario: what was recorded, or an empty one. */
export function recipeOf({ file }: OpenProject, scenario: Scenario): Recipe {
  const recorded = file.record('recipe', scenario.id) as Recipe | null;
  const parent =
    scenario.parent === null || scenario.parent === baselineId ? undefined : file.scenario(scenario.parent);
  return {
    cityloom: 'recipe/1',
    name: scenario.name,
    ...(scenario.description === '' ? {} : { description: scenario.description }),
    letter: scenario.letter,
    ...(parent ? { parent: parent.letter } : {}),
    crs: recorded?.crs ?? `EPSG:${file.describe().epsg}`,
    steps: recorded?.steps ?? [],
  };
}

/** The scenario a recipe builds on: by letter, by name in either language, or the baseline. */
function parentOf(recipe: Recipe, scenarios: readonly Scenario[]): ScenarioId {
  const { parent } = recipe;
  if (parent === undefined || parent === 'baseline') return baselineId;
  const found = scenarios.find(({ letter, name, id }) => [letter, name.zh, name.en, id].includes(parent));
  if (found) return found.id;
  const known = scenarios.map(({ letter, name }) => `${letter} ${name.en}`.trim()).join(', ');
  throw new WorkbenchError('recipe/unknown-parent', { name: recipe.name, parent, known });
}

async function draftOn({ project, host }: Session, scenario: Scenario, start: ScenarioId): Promise<SketchDraft> {
  const parent = scenario.parent ?? baselineId;
  return new SketchDraft(project, { start, parent }, await host.loadGeometry());
}

/** Does a step of a recipe with many; an error says which step it comes from. */
function runNumbered(draft: SketchDraft, step: RecipeStep, number: number): StepOutcome {
  try {
    return draft.run(step, number);
  } catch (thrown) {
    throw thrown instanceof WorkbenchError ? thrown.ofStep(number) : thrown;
  }
}

/** An edit that adds steps to the recipe of a scenario. */
export function recordSteps(open: OpenProject, id: ScenarioId, steps: readonly RecipeStep[]): RecordEdit {
  const recipe = recipeOf(open, open.file.scenario(id));
  const numbersOf = (role: RoleId) => {
    const [layer] = open.tables.layersOf(role);
    return layer && open.tables.numbers(layer.id);
  };
  const kept = steps.map((step) => numberedStep(step, numbersOf));
  return recordEdit(open.file, 'recipe', id, { ...recipe, steps: [...recipe.steps, ...kept] });
}

export const scenarioRequests: Handlers<
  | 'scenario/create'
  | 'scenario/change'
  | 'scenario/delete'
  | 'scenario/conflicts'
  | 'scenario/resolve-conflicts'
  | 'scenario/read-recipe'
  | 'scenario/preview-step'
  | 'scenario/run-step'
  | 'scenario/recipe'
  | 'scenario/replay'
> = {
  'scenario/create'(session, chosen) {
    const { id } = branchScenario(session.project.file, chosen);
    return { state: session.state(), id };
  },

  'scenario/change'(session, { id, change }) {
    changeScenario(session.project.file, id, change);
    return session.state();
  },

  'scenario/delete'(session, { id, children }) {
    deleteScenario(session.project.file, id, children);
    return session.state();
  },

  'scenario/conflicts'(session, { id }) {
    return conflictsOf(session.project.file, id);
  },

  'scenario/resolve-conflicts'(session, { id, choices }) {
    resolveConflicts(session.project.file, id, choices);
    return session.state();
  },

  'scenario/read-recipe'(session, { id }) {
    return recipeOf(session.project, session.project.file.scenario(id));
  },

  async 'scenario/preview-step'(session, { scenario, step }) {
    const found = session.project.file.scenario(scenario);
    return (await draftOn(session, found, scenario)).run(step, 1);
  },

  async 'scenario/run-step'(session, { scenario, step }) {
    const open = session.project;
    const found = open.file.scenario(scenario);
    const draft = await draftOn(session, found, scenario);
    const outcome = draft.run(step, recipeOf(open, found).steps.length + 1);
    const edits = [...draft.edits(scenario), recordSteps(open, scenario, [step])];
    applyEdits(open.file, stepLabels[step.sketch], edits, 'user');
    draft.leaveTables();
    return { ...outcome, state: session.state() };
  },

  'scenario/recipe'(session, { id }) {
    return formatRecipe(recipeOf(session.project, session.project.file.scenario(id)));
  },

  async 'scenario/replay'(session, { text, fileName }) {
    const open = session.project;
    const { file } = open;
    const recipe = await moveRecipe(parseRecipe(text, fileName), file.describe().epsg);
    const scenarios = scenariosOf(file);
    // The letter a recipe asks for may be taken by now; then it gets the first free one.
    const isFree = recipe.letter !== undefined && scenarios.every(({ letter }) => letter !== recipe.letter);
    const scenario = draftScenario(file, {
      name: recipe.name,
      parent: parentOf(recipe, scenarios),
      ...(recipe.description === undefined ? {} : { description: recipe.description }),
      ...(isFree ? { letter: recipe.letter! } : {}),
    });
    const draft = await draftOn(session, scenario, scenario.parent!);
    const outcomes = recipe.steps.map((step, index) => runNumbered(draft, step, index + 1));
    const documents = [
      recordEdit(file, 'scenario', scenario.id, scenario),
      recordEdit(file, 'recipe', scenario.id, recipe),
    ];
    applyEdits(file, newScenarioLabel(scenario), [...documents, ...draft.edits(scenario.id)], 'recipe');
    return { state: session.state(), id: scenario.id, outcomes };
  },
};
