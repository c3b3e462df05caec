import fc from 'fast-check';
import { expect, test } from 'vitest';
import { attribute } from '#core/compare/attribute.ts';
import { roundedParts } from '#core/compare/rounded-parts.ts';
import { baselineId, type ScenarioId } from '#core/model/ids.ts';
import type { RecipeStep } from '#core/model/recipe.ts';
import type { ExplainBy } from '#core/rpc/compare-answers.ts';
import { parcelEngine } from '../fixtures/parcel-engine.ts';

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);

test('a ratio is split between what is above and below the line, and a sum is left as it is', () => {
  const ratio = attribute(Float64Array.of(10, 5), [Float64Array.of(5, 0), Float64Array.of(0, 5)], ([a, b]) => a! / b!)!;
  expect(sum(ratio)).toBeCloseTo(15 / 10 - 10 / 5, 12);
  expect(ratio[0]).toBeGreaterThan(0);
  expect(ratio[1]).toBeLessThan(0);
  expect(attribute(Float64Array.of(3), [Float64Array.of(4), Float64Array.of(-1)], ([a]) => 2 * a!)).toEqual([
    expect.closeTo(8, 9),
    expect.closeTo(-2, 9),
  ]);
  // The part of a change is that of its pieces together.
  const whole = attribute(Float64Array.of(9, 4), [Float64Array.of(6, 3), Float64Array.of(1, -2)], ([a, b]) => a! / b!)!;
  const pieces = attribute(
    Float64Array.of(9, 4),
    [Float64Array.of(2, 0), Float64Array.of(4, 3), Float64Array.of(1, -2)],
    ([a, b]) => a! / b!,
  )!;
  expect(pieces[0]! + pieces[1]!).toBeCloseTo(whole[0]!, 6);
  expect(attribute(Float64Array.of(1), [Float64Array.of(1)], () => Number.NaN)).toBeUndefined();
});

test('parts are written so that they add up to the difference as it is written', () => {
  const part = fc.double({ min: -1e5, max: 1e5, noNaN: true });
  fc.assert(
    fc.property(
      part,
      fc.array(part, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 0, max: 3 }),
      (from, parts, decimals) => {
        const to = from + sum(parts);
        const shown = roundedParts(from, to, parts, decimals);
        const digits = (value: number) => Math.sign(value) * Math.round(Math.abs(value) * 10 ** decimals) + 0;
        expect(sum(shown.map(digits))).toBe(digits(to) - digits(from));
        for (const [at, one] of shown.entries())
          expect(Math.abs(one - parts[at]!)).toBeLessThanOrEqual(2.01 / 10 ** decimals);
      },
    ),
  );
});

const uses = ['residential', 'commercial', 'office', 'industrial', 'undeveloped', 'green'] as const;

/** Steps on a town of 36 parcels: painted, reshaped in use, floor and people. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('paint' as const), at: fc.integer({ min: 0, max: 32 }), type: fc.nat(20) }),
  fc.record({
    kind: fc.constant('far' as const),
    at: fc.integer({ min: 0, max: 32 }),
    type: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({ kind: fc.constant('close' as const), at: fc.integer({ min: 0, max: 32 }), type: fc.constant(0) }),
);

test('the bars of every indicator add up to its change, whatever was edited and however it is split', async () => {
  const { engine, ids } = await parcelEngine(36, 6, (parcel) => ({
    land_use: uses[parcel % uses.length]!,
    far: parcel % uses.length < 4 ? 1 + (parcel % 3) : 0,
    green_ratio: 0.3,
    building_coverage: 0.3,
  }));
  const { description } = await engine.request('project/state', {});
  const types = description.developmentTypes.map(({ id }) => id);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      const name = { zh: '试', en: 'Try' };
      const { id } = await engine.request('scenario/create', { name, parent: baselineId });
      try {
        for (const { kind, at, type } of steps) {
          const select = { ids: ids.slice(at, at + 4) };
          const made: Readonly<Record<typeof kind, RecipeStep>> = {
            paint: { sketch: 'mixed-use', select, type: types[type % types.length]!, protect: [] },
            far: { sketch: 'attributes', role: 'parcel', select, set: { far: type } },
            close: { sketch: 'attributes', role: 'parcel', select, set: { residents: 0, jobs: 10 } },
          };
          await engine.request('scenario/run-step', { scenario: id, step: made[kind] });
        }
        await checkBars(id);
      } finally {
        await engine.request('scenario/delete', { id });
      }
    }),
    { numRuns: 5 },
  );

  async function checkBars(id: ScenarioId): Promise<void> {
    const live = await engine.request('indicators/live', { scenarios: [baselineId, id] });
    for (const [place, { id: indicator, decimals }] of live.definitions.entries()) {
      // Depends on which parcels lie beside each other.
      if (indicator === 'local-mix') continue;
      const [from, to] = [baselineId, id].map((one) => live.byScenario[one]![place]!);
      for (const by of ['land-use', 'development-type', 'step'] satisfies ExplainBy[]) {
        const found = await engine.request('compare/explain', { from: baselineId, to: id, indicator, by });
        if (from!.value === undefined || to!.value === undefined) {
          expect(found.bars).toEqual([]);
          continue;
        }
        expect(found.from.value).toBeCloseTo(from!.value, 6);
        expect(found.to.value).toBeCloseTo(to!.value, 6);
        const difference = found.to.value! - found.from.value!;
        const amounts = found.bars.map(({ amount }) => amount);
        expect([
          indicator,
          by,
          Math.abs(sum(amounts) - difference) <= 1e-9 * Math.max(1, Math.abs(difference)),
        ]).toEqual([indicator, by, true]);
        const shown = roundedParts(found.from.value!, found.to.value!, amounts, decimals);
        expect(Math.abs(sum(shown) - difference)).toBeLessThanOrEqual(1.001 / 10 ** decimals);
        for (const { features } of found.bars) for (const feature of features) expect(ids).toContain(feature);
      }
    }
  }
}, 120_000);

test('assumptions that differ have bars of their own, and parcels keep theirs', async () => {
  const { engine, ids } = await parcelEngine(9, 3, () => ({ land_use: 'residential', far: 1, building_coverage: 0.3 }));
  const { id } = await engine.request('scenario/create', { name: { zh: '甲', en: 'A' }, parent: baselineId });
  const set: RecipeStep = { sketch: 'attributes', role: 'parcel', select: { ids: ids.slice(0, 3) }, set: { far: 2 } };
  await engine.request('scenario/run-step', { scenario: id, step: set });
  const ask = { from: baselineId, to: id, indicator: 'residents', by: 'land-use' as const };
  const plain = await engine.request('compare/explain', ask);
  expect(plain.bars).toMatchObject([{ kind: 'parcels', amount: expect.closeTo(750, 6), features: ids.slice(0, 3) }]);
  const ranged = await engine.request('compare/explain', { ...ask, toAssumptions: 'low' });
  expect(ranged.to.value).toBeCloseTo(120_000 / 32, 6);
  expect(ranged.bars.map(({ kind, key }) => `${kind} ${key}`).sort()).toEqual([
    'assumption floor-area-per-resident',
    'parcels residential',
  ]);
  expect(sum(ranged.bars.map(({ amount }) => amount))).toBeCloseTo(120_000 / 32 - 90_000 / 40, 9);
  // Half of the effect of the parcels is felt under either assumption.
  const parcels = ranged.bars.find(({ kind }) => kind === 'parcels')!;
  expect(parcels.amount).toBeCloseTo((30_000 / 40 + 30_000 / 32) / 2, 6);
});

test('the report says why the main indicators differ, with parts that add up', async () => {
  const { engine, ids } = await parcelEngine(9, 3, () => ({ land_use: 'residential', far: 1, building_coverage: 0.3 }));
  const { id } = await engine.request('scenario/create', { name: { zh: '甲', en: 'First' }, parent: baselineId });
  const set: RecipeStep = {
    sketch: 'attributes',
    role: 'parcel',
    select: { ids: ids.slice(0, 3) },
    set: { land_use: 'office', far: 2 },
  };
  await engine.request('scenario/run-step', { scenario: id, step: set });
  const bytes = await engine.request('report/build', { language: 'en', format: 'html' });
  const html = new TextDecoder().decode(bytes);
  expect(html).toContain('Why First differs from the baseline');
  expect(html).toContain('Residential → Office');
  expect(html).toContain('−750');
  const excerpt = async (chapter: 'comparison' | 'scenarios') => {
    const request = { language: 'en', format: 'html', chapters: [chapter] } as const;
    return new TextDecoder().decode(await engine.request('report/build', request));
  };
  // The chapter reads as in the whole report.
  const reasons = html.slice(html.indexOf('id="table-why-1"')).match(/^[\s\S]*?<\/table>/)![0];
  expect(reasons).toContain('Residential → Office');
  expect(await excerpt('comparison')).toContain(reasons);
  expect(await excerpt('scenarios')).not.toContain('Why First differs');
});

test('what cannot be explained says why', async () => {
  const { engine } = await parcelEngine(4, 2, () => ({ land_use: 'residential', far: 1 }));
  const scenario = async (en: string) =>
    (await engine.request('scenario/create', { name: { zh: en, en }, parent: baselineId })).id;
  const [first, second] = [await scenario('One'), await scenario('Two')];
  const ask = { from: first, to: second, indicator: 'residents', by: 'step' as const };
  await expect(engine.request('compare/explain', ask)).rejects.toMatchObject({ code: 'compare/no-steps-between' });
  await expect(engine.request('compare/explain', { ...ask, indicator: 'joy' })).rejects.toMatchObject({
    code: 'compare/unknown-indicator',
  });
  await expect(engine.request('compare/explain', { ...ask, indicator: 'local-mix' })).rejects.toMatchObject({
    code: 'compare/not-by-parcel',
  });
  const same = await engine.request('compare/explain', { ...ask, by: 'land-use' });
  expect(same.bars).toEqual([]);
});
