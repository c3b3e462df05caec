import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseOthers } from '#core/evaluation/case-others.ts';
import type { EvaluationResult, EvaluatorParameter } from '#core/evaluation/contract.ts';
import type { EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import type { Evaluator } from '#core/evaluation/evaluator-worker.ts';
import { runCase } from '#core/evaluation/run-case.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { matches } from '#plugins/benchmark/comparisons.ts';
import { evaluator as benchmark } from '#plugins/benchmark/index.ts';
import { coreIndicators } from '#plugins/policy-assessment/catalogue.ts';
import { evaluator as policyAssessment } from '#plugins/policy-assessment/index.ts';
import { evaluator as sensitivity } from '#plugins/sensitivity/index.ts';

const geometry = createJstsEngine();

const units = Object.fromEntries([
  ...matches.map(({ evaluator, indicator, unit }) => [`${evaluator}/${indicator}`, unit] as const),
  ...coreIndicators.map(({ feed, unit }) => [`${feed.evaluator}/${feed.indicator}`, unit] as const),
]);

const value = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: -50, max: 400, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1e12, 1e12) },
  { weight: 2, arbitrary: fc.constantFrom('undefined', 'insufficient-data', 'out-of-method-range') },
);

/** Values of some of the indicators an evaluator reads, in some of the scenarios. */
function resultsFor({ manifest }: Evaluator, scenarios: readonly string[]): fc.Arbitrary<CaseOthers['results']> {
  const byEvaluator = manifest.reads!.map(({ evaluator, indicators }) => {
    const ofScenario = fc.record(Object.fromEntries(indicators.map((id) => [id, value])), { requiredKeys: [] });
    const ofEvaluator = fc.record(Object.fromEntries(scenarios.map((id) => [id, ofScenario])), { requiredKeys: [] });
    return [evaluator, ofEvaluator] as const;
  });
  return fc.record(Object.fromEntries(byEvaluator), { requiredKeys: [] }) as fc.Arbitrary<CaseOthers['results']>;
}

function someValue({
  type,
  default: usual,
  enum: choices,
  minimum,
  maximum,
}: EvaluatorParameter): fc.Arbitrary<unknown> {
  if (choices) return fc.constantFrom(...choices);
  if (type === 'boolean') return fc.boolean();
  if (type === 'array')
    return fc.constantFrom(
      usual,
      [],
      (usual as readonly number[]).map(() => 0.5),
      [1],
    );
  if (type === 'string') return fc.constant(usual);
  return fc.constantFrom(usual, minimum ?? usual, Math.min(maximum ?? Number.POSITIVE_INFINITY, 40));
}

function parametersFor({ manifest }: Evaluator): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(manifest.parameters).map(([name, parameter]) => [name, someValue(parameter)]);
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function expectSound({ manifest }: Evaluator, { indicators }: EvaluationResult): void {
  expect(indicators.map(({ id }) => id)).toEqual(manifest.indicators.map(({ id }) => id));
  for (const { id, status, value: number, reason } of indicators) {
    if (status === 'ok') expect(Number.isFinite(number), id).toBe(true);
    else expect(reason?.en, id).not.toBe('it was not calculated');
  }
}

function caseOf(others: CaseOthers, parameters: Readonly<Record<string, unknown>>): EvaluatorCase {
  return { id: '', source: '', parameters, others, layers: {}, expected: {}, tolerance: {} };
}

describe.each([
  ['policy-assessment', policyAssessment],
  ['benchmark', benchmark],
] as const)('%s', (_, evaluator) => {
  test('gives numbers or reasons whatever others gave', () => {
    const scenarios = ['baseline', 'a', 'b'];
    const given = fc.integer({ min: 1, max: 3 }).chain((count) =>
      fc.record({
        results: resultsFor(evaluator, scenarios.slice(0, count)),
        own: fc.constantFrom(...scenarios.slice(0, count)),
        parameters: parametersFor(evaluator),
        count: fc.constant(count),
      }),
    );
    fc.assert(
      fc.property(given, ({ results, own, parameters, count }) => {
        const others: CaseOthers = { scenarios: scenarios.slice(0, count), own, results: results!, units };
        expectSound(evaluator, runCase(evaluator, caseOf(others, parameters), geometry));
      }),
      { numRuns: 120 },
    );
  });
});

describe('policy-assessment', () => {
  test('points never exceed what can be assessed, and a value more never lowers the assessable share', () => {
    const given = resultsFor(policyAssessment, ['baseline']);
    fc.assert(
      fc.property(given, fc.nat({ max: 27 }), (results, pick) => {
        const valueIn = (from: CaseOthers['results'], id: string) => {
          const others: CaseOthers = { scenarios: ['baseline'], own: 'baseline', results: from!, units };
          return (
            runCase(policyAssessment, caseOf(others, {}), geometry).indicators.find((each) => each.id === id)?.value ??
            0
          );
        };
        const share = valueIn(results, 'assessable-share');
        expect(valueIn(results, 'points')).toBeLessThanOrEqual(share + 1e-9);
        const { evaluator, indicator } = coreIndicators[pick]!.feed;
        const more = { ...results, [evaluator]: { baseline: { ...results![evaluator]?.baseline, [indicator]: 1 } } };
        expect(valueIn(more, 'assessable-share')).toBeGreaterThanOrEqual(share - 1e-9);
      }),
      { numRuns: 60 },
    );
  });
});

describe('sensitivity', () => {
  const name = fc.constantFrom('a', 'b', 'p');
  const factor = fc.constantFrom(-3, 0, 0.5, 2, Number.NaN);
  const formula = fc.array(fc.tuple(factor, name, name), { maxLength: 3 });
  const range = fc.tuple(fc.integer({ min: -5, max: 5 }), fc.integer({ min: 0, max: 4 }));

  test('gives numbers or reasons for any formula, range and method', () => {
    const given = fc.record({
      formulas: fc.array(formula, { minLength: 1, maxLength: 3 }),
      ranges: fc.tuple(range, range),
      parameters: parametersFor(sensitivity),
      indicator: fc.constantFrom('model/y', 'model/y', 'model/y', 'model/none', 'odd'),
      better: fc.constantFrom('higher', 'lower', 'neutral'),
    });
    fc.assert(
      fc.property(given, ({ formulas, ranges, parameters, indicator, better }) => {
        const scenarios = formulas.map((_, at) => `s${at}`);
        const others: CaseOthers = {
          scenarios,
          own: scenarios.at(-1)!,
          assumptions: ['a', 'b'].map((id, at) => {
            const [low, width] = ranges[at]!;
            return { id: id as never, low, base: low + width / 2, high: low + width };
          }),
          subject: {
            id: 'model',
            better: { y: better as 'higher' },
            parameters: {
              p: {
                type: 'integer',
                title: { zh: '参数', en: 'Parameter' },
                default: 7,
                minimum: 0,
                maximum: 8,
                source: 'test',
              },
            },
            formulas: Object.fromEntries(scenarios.map((id, at) => [id, { y: formulas[at]! }])),
          },
        };
        expectSound(sensitivity, runCase(sensitivity, caseOf(others, { ...parameters, indicator }), geometry));
      }),
      { numRuns: 150 },
    );
  });
});
