import { expect, test } from 'vitest';
import { baselineId } from '#core/model/ids.ts';
import type { SuggestTargets } from '#core/model/suggest-targets.ts';
import { formatRecipe } from '#core/scenario/recipe.ts';
import { parseTargets } from '#core/scenario/suggest-targets.ts';
import { parcelEngine } from '../fixtures/parcel-engine.ts';

const uses = ['residential', 'undeveloped', 'office', 'commercial', 'undeveloped', 'green'] as const;

function town() {
  return parcelEngine(48, 8, (parcel) => ({
    land_use: uses[parcel % uses.length]!,
    far: uses[parcel % uses.length] === 'green' || uses[parcel % uses.length] === 'undeveloped' ? 0 : 1.2,
    green_ratio: 0.3,
    building_coverage: 0.3,
  }));
}

const targets: SuggestTargets = {
  cityloom: 'targets/1',
  maxFar: 3,
  objectives: [
    { indicator: 'transit-access' },
    { indicator: 'connected-green' },
    { indicator: 'mix-entropy' },
    { indicator: 'construction-cost' },
    { indicator: 'building-carbon' },
  ],
  limits: [
    { indicator: 'residents', comparison: 'at-least', value: 6000 },
    { indicator: 'construction-cost', comparison: 'at-most', value: 900 },
    { indicator: 'green-land-share', comparison: 'at-least', value: 18 },
  ],
};

test('what an offer says is what the live indicators of the accepted scenario say, and limits hold', async () => {
  const { engine } = await town();
  const ask = { scenario: baselineId, targets, seed: 3, rounds: 12 };
  const heard: number[] = [];
  engine.on('suggest/progress', ({ front }) => heard.push(front.length));
  const found = await engine.request('suggest/search', ask);
  expect(heard.length).toBeGreaterThan(3);
  expect(found.offers.length).toBe(5);
  expect(found.candidates).toBe(40);
  const again = await engine.request('suggest/search', ask);
  expect(again.offers.map(({ values }) => values)).toEqual(found.offers.map(({ values }) => values));
  const { description } = await engine.request('project/state', {});
  for (const offer of found.offers.slice(0, 3)) {
    for (const [at, { comparison, value }] of found.limits.entries()) {
      const own = offer.values[found.wishes.length + at]!;
      if (comparison === 'at-least') expect(own).toBeGreaterThanOrEqual(value - 1e-6);
      else expect(own).toBeLessThanOrEqual(value + 1e-6);
    }
    for (const { type } of offer.types)
      expect(description.developmentTypes.find(({ id }) => id === type)!.far).toBeLessThanOrEqual(3);
    const text = formatRecipe(offer.recipe);
    const { id } = await engine.request('scenario/replay', { text, fileName: 'offer.yaml' });
    const live = await engine.request('indicators/live', { scenarios: [id] });
    for (const [place, { id: indicator }] of found.definitions.entries()) {
      if (indicator === 'connected-green') continue;
      const at = live.definitions.findIndex((one) => one.id === indicator);
      expect([indicator, live.byScenario[id]![at]!.value]).toEqual([
        indicator,
        expect.closeTo(offer.values[place]!, 4),
      ]);
    }
    // Where the next search would start from: measured anew from the features of the scenario.
    const next = await engine.request('suggest/search', {
      ...ask,
      scenario: id,
      targets: { ...targets, limits: [] },
      rounds: 1,
    });
    expect(next.start.slice(0, 5)).toEqual(offer.values.slice(0, 5).map((value) => expect.closeTo(value, 4)));
    const { state } = { state: await engine.request('edit/undo', {}) };
    expect(state.description.scenarios.length).toBe(1);
  }
}, 120_000);

test('a search is called off, and what it cannot do is said with what is missing', async () => {
  const { engine } = await town();
  const ask = { scenario: baselineId, targets, seed: 3, rounds: 5000 };
  const off = new AbortController();
  const stop = engine.on('suggest/progress', () => off.abort());
  await expect(engine.request('suggest/search', ask, { signal: off.signal })).rejects.toMatchObject({
    code: 'command/cancelled',
  });
  stop();
  const rejected = (change: Partial<SuggestTargets>) =>
    engine.request('suggest/search', { ...ask, rounds: 2, targets: { ...targets, ...change } });
  const limit = (indicator: string, comparison: 'at-least' | 'at-most', value: number) => ({
    indicator,
    comparison,
    value,
  });
  await expect(rejected({ limits: [limit('green-land-share', 'at-least', 200)] })).rejects.toMatchObject({
    code: 'suggest/out-of-reach',
    message: expect.stringMatching(/Green land share ≥ 200 \(reached \d+/),
  });
  const contradiction = [limit('residents', 'at-least', 9), limit('residents', 'at-most', 3)];
  await expect(rejected({ limits: contradiction })).rejects.toMatchObject({ code: 'suggest/limits-conflict' });
  await expect(rejected({ maxFar: -1 })).rejects.toMatchObject({ code: 'suggest/no-types' });
  await expect(rejected({ types: ['castle'] })).rejects.toMatchObject({ code: 'sketch/unknown-type' });
  await expect(rejected({ objectives: [{ indicator: 'mix-entropy' }] })).rejects.toMatchObject({
    code: 'suggest/objectives',
  });
  await expect(
    rejected({ objectives: [{ indicator: 'mix-entropy' }, { indicator: 'residents' }] }),
  ).rejects.toMatchObject({ code: 'suggest/no-direction' });
  await expect(
    rejected({ objectives: [{ indicator: 'mix-entropy' }, { indicator: 'park-access' }] }),
  ).rejects.toMatchObject({ code: 'suggest/unknown-indicator' });
  await expect(rejected({ area: { where: "land_use = 'green'" } })).rejects.toMatchObject({
    code: 'suggest/nothing-to-change',
  });
});

test('targets are read from YAML, and what is wrong is named', () => {
  const read = parseTargets(
    `cityloom: targets/1
area: { where: "land_use = 'undeveloped'" }
maxFar: 3
objectives: [transit-access, { indicator: residents, wish: more }]
limits:
  - { indicator: green-land-share, atLeast: 15, atMost: 40 }
`,
    'targets.yaml',
  );
  expect(read.objectives).toEqual([{ indicator: 'transit-access' }, { indicator: 'residents', wish: 'more' }]);
  expect(read.limits).toEqual([
    { indicator: 'green-land-share', comparison: 'at-least', value: 15 },
    { indicator: 'green-land-share', comparison: 'at-most', value: 40 },
  ]);
  for (const [text, path] of [
    ['cityloom: targets/2', 'cityloom'],
    ['cityloom: targets/1\nobjectives: []', 'objectives'],
    ['cityloom: targets/1\nobjectives: [a, b]\nlimits: [{ indicator: x }]', 'limits[0]'],
    ['cityloom: targets/1\nobjectives: [a, b]\nmaxFar: tall', 'maxFar'],
    ['cityloom: targets/1\nwishes: 3', '$.wishes'],
  ] as const) {
    expect(() => parseTargets(text, 'targets.yaml')).toThrow(path);
  }
});

test('a search that is ended keeps and offers what it has found, and its seed and rounds repeat it', async () => {
  const { engine } = await town();
  const stop = engine.on('suggest/progress', ({ done }) => {
    if (done >= 2) void engine.request('suggest/end', {});
  });
  const found = await engine.request('suggest/search', { scenario: baselineId, targets, seed: 3, rounds: 5000 });
  stop();
  expect(found.rounds).toBeGreaterThanOrEqual(2);
  expect(found.rounds).toBeLessThan(5000);
  expect(found.offers.length).toBeGreaterThan(0);
  const again = await engine.request('suggest/search', {
    scenario: baselineId,
    targets,
    seed: 3,
    rounds: found.rounds,
  });
  expect(again.offers.map(({ values }) => values)).toEqual(found.offers.map(({ values }) => values));
});
