import { beforeEach, expect, test } from 'vitest';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type SketchTown, sketchTown, south, west } from '#tests/fixtures/sketch-town.ts';

let town: SketchTown;
beforeEach(async () => {
  town = await sketchTown(5);
});

const label = { zh: '改', en: 'Change' };
const stateOf = async () => {
  const state = await town.engine.request('project/state', {});
  const { steps } = await town.engine.request('scenario/read-recipe', { id: town.scenario });
  return JSON.stringify([state, steps]);
};

/** What a refusal says; the project is as it was before. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  const before = await stateOf();
  const error = await attempt.then(
    () => undefined,
    (thrown: unknown) => WorkbenchError.from(thrown),
  );
  expect(error, 'it went through').toBeDefined();
  for (const language of ['zh', 'en'] as const) {
    const text = error!.describe(language);
    expect(text).not.toMatch(/[{}]|undefined|NaN|\[object/);
    expect(/[\u4e00-\u9fff]/.test(text.replaceAll(/[“"].*?[”"]/g, ''))).toBe(language === 'zh');
  }
  expect(await stateOf()).toBe(before);
  return error!.code;
}

const run = (step: RecipeStep, scenario: ScenarioId = town.scenario) =>
  town.engine.request('scenario/run-step', { scenario, step });
const replay = (text: string) => town.engine.request('scenario/replay', { text, fileName: 'recipe.yaml' });

test('steps that cannot be done are refused in both languages, with nothing half applied', async () => {
  const corridor = { sketch: 'corridor', widthMetres: 40, parcels: 'split', type: 'linear-park' } as const;
  const outside = [
    [west - 9000, south - 9000],
    [west - 8000, south - 9000],
  ] as const;
  expect(await refusal(run({ ...corridor, line: outside }))).toBe('sketch/corridor-outside');
  const place = [{ point: [west + 200, south - 3000] as const, name: 'Far', mode: 'metro' }];
  const tod = { sketch: 'tod', catchment: { mode: 'walk', minutes: [5] }, types: ['mixed-block'] } as const;
  expect(await refusal(run({ ...tod, stations: { place } }))).toBe('sketch/station-off-network');
  const select = { where: "land_use = 'residential'" };
  const mixed = { sketch: 'mixed-use', select } as const;
  expect(await refusal(run({ ...mixed, mix: { residential: 0.7, office: 0.7 } }))).toBe('sketch/mix-not-one');
  expect(await refusal(run({ ...mixed, type: 'castle' }))).toBe('sketch/unknown-type');
  expect(await refusal(run({ ...mixed, select: { where: 'far >' }, type: 'mixed-block' }))).toBe('recipe/expression');
  expect(await refusal(run({ ...mixed, type: 'mixed-block' }, baselineId))).toBe('edit/baseline-protected');
  await town.engine.request('scenario/change', { id: town.scenario, change: { locked: true } });
  expect(await refusal(run({ ...mixed, type: 'mixed-block' }))).toBe('edit/scenario-locked');
});

test('recipes without a parent, parents with children, and indicators that name each other are refused', async () => {
  const painted = '  - { sketch: mixed-use, type: mixed-block, select: { where: "far < 9" } }\n';
  const orphan = `cityloom: recipe/1\nname: x\nparent: Z\nsteps:\n${painted}`;
  expect(await refusal(replay(orphan))).toBe('recipe/unknown-parent');
  // The second step fails: nothing of the first stays.
  const steps = `  - { sketch: mixed-use, type: mixed-block, select: { where: "land_use = 'residential'" } }\n  - { sketch: mixed-use, type: castle, select: {} }\n`;
  const broken = `cityloom: recipe/1\nname: x\nsteps:\n${steps}`;
  expect(await refusal(replay(broken))).toBe('sketch/unknown-type');
  await expect(replay(broken)).rejects.toSatisfy((error: WorkbenchError) =>
    error.describe('en').startsWith('Step 2: '),
  );
  const name = { zh: '子', en: 'Child' };
  const { id } = await town.engine.request('scenario/create', { name, parent: town.scenario });
  expect(await refusal(town.engine.request('scenario/delete', { id: town.scenario }))).toBe('scenario/has-children');
  await town.engine.request('scenario/delete', { id });
  const gone = { label, scenario: id, layer: town.layers.parcel, changes: [] };
  expect(await refusal(town.engine.request('edit/set-values', gone))).toBe('edit/unknown-scenario');
  const put = (own: string, formula: string, isNew = true) => {
    const form = { unit: '', decimals: 1, better: 'neutral', source: '' } as const;
    return town.engine.request('indicators/put-own', { indicator: { id: own, name: own, formula, ...form }, isNew });
  };
  await put('first', 'sum(residents)');
  await put('second', 'first * 2');
  expect(await refusal(put('first', 'second * 2', false))).toBe('indicator/circle');
  expect(await refusal(put('third', 'third * 2'))).toBe('indicator/circle');
});
