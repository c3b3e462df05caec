import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import { countInRanges, formatRanges, parseRanges } from '#core/model/number-ranges.ts';
import type { MixedUseStep, Selection } from '#core/model/recipe.ts';
import { type SketchTown, sketchTown } from '#tests/fixtures/sketch-town.ts';

let town: SketchTown;
beforeEach(async () => {
  town = await sketchTown();
});

const replay = (text: string) => town.engine.request('scenario/replay', { text, fileName: 'recipe.yaml' });
const recipe = (id: ScenarioId) => town.engine.request('scenario/recipe', { id });
const typesOf = async (scenario: ScenarioId) =>
  (await town.engine.request('layer/read', { layer: town.layers.parcel, scenario })).columns['development_type'];
const paint = async (select: Selection) => {
  const step: MixedUseStep = { sketch: 'mixed-use', select, type: 'mixed-block', protect: [] };
  await town.engine.request('scenario/run-step', { scenario: town.scenario, step });
  const { steps } = await town.engine.request('scenario/read-recipe', { id: town.scenario });
  return (steps.at(-1) as MixedUseStep).select;
};

test('numbers come back from their text, however they lie', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(300)), (numbers) => {
      const sorted = [...numbers].sort((a, b) => a - b);
      const text = formatRanges(sorted);
      if (sorted.length === 0) return;
      const back = parseRanges(text)!.flatMap(([from, to]) =>
        Array.from({ length: to - from + 1 }, (_, at) => from + at),
      );
      expect(back).toEqual(sorted);
      expect(countInRanges(text)).toBe(sorted.length);
    }),
  );
});

test('many drawn parcels are kept by number and replayed to the same parcels; few keep their ids', async () => {
  const { ids } = await town.engine.request('layer/read', { layer: town.layers.parcel, scenario: baselineId });
  const few = ids.slice(0, 3);
  expect(await paint({ ids: few })).toEqual({ ids: few });
  const many = [...ids.slice(5, 40), ...ids.slice(42, 60)];
  const kept = await paint({ ids: [...many].reverse() });
  expect(kept).toEqual({ numbered: { of: expect.any(String), numbers: expect.stringMatching(/^\d+-\d+, \d+-\d+$/) } });
  const { id } = await replay(await recipe(town.scenario));
  expect(await typesOf(id)).toEqual(await typesOf(town.scenario));
  expect(await recipe(id)).toContain('numbers:');
  const old = `cityloom: recipe/1\nname: old\nsteps:\n  - { sketch: mixed-use, type: mixed-block, protect: [], select: { ids: [${[...few, ...many].join(', ')}] } }\n`;
  const replayed = await replay(old);
  expect(await typesOf(replayed.id)).toEqual(await typesOf(town.scenario));
});

test('numbers of another project are refused with nothing changed, and what is no range is pointed at', async () => {
  const before = await town.engine.request('project/state', {});
  const text = (numbers: string) =>
    `cityloom: recipe/1\nname: x\nsteps:\n  - { sketch: mixed-use, type: mixed-block, select: { numbered: { of: elsewhere, numbers: ${numbers} } } }\n`;
  await expect(replay(text('1-30'))).rejects.toMatchObject({ code: 'sketch/other-project' });
  await expect(replay(text('1..30'))).rejects.toMatchObject({ code: 'recipe/invalid' });
  expect(await town.engine.request('project/state', {})).toEqual(before);
});
