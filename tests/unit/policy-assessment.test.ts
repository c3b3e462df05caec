import { describe, expect, test } from 'vitest';
import type { EvaluatorCase } from '#core/evaluation/evaluator-case.ts';
import { runCase } from '#core/evaluation/run-case.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { dimensions } from '#core/model/indicator.ts';
import { builtInManifests } from '#plugins/built-in/evaluators.ts';
import { coreIndicators, frameworks } from '#plugins/policy-assessment/catalogue.ts';
import { evaluator } from '#plugins/policy-assessment/index.ts';

const { manifest } = evaluator;

describe('the table of core indicators', () => {
  test('has 28 in six dimensions, and the manifest says the same', () => {
    expect(coreIndicators).toHaveLength(28);
    expect(new Set(coreIndicators.map(({ dimension }) => dimension))).toEqual(new Set(dimensions));
    for (const { id, name, dimension, unit, decimals, better, target, worst, best } of coreIndicators) {
      const declared = manifest.indicators.find((each) => each.id === id)!;
      expect(declared).toMatchObject({ label: name, dimension, unit, decimals, better, target });
      expect(better === 'higher' ? best > worst : best < worst, id).toBe(true);
      expect(target.comparison, id).toBe(better === 'higher' ? 'at-least' : 'at-most');
    }
    expect(manifest.parameters.indicatorWeights!.default).toHaveLength(28);
  });

  test('reads what it is fed by and nothing else', () => {
    const declared = manifest.reads!.flatMap(({ evaluator: id, indicators }) =>
      indicators.map((each) => `${id}/${each}`),
    );
    const fed = coreIndicators.map(({ feed }) => `${feed.evaluator}/${feed.indicator}`);
    expect(new Set(fed)).toEqual(new Set(declared));
  });

  test('agrees with the evaluators that there are', () => {
    for (const { feed, unit, better } of coreIndicators) {
      const other = builtInManifests.find(({ id }) => id === feed.evaluator);
      if (!other) continue;
      const found = other.indicators.find(({ id }) => id === feed.indicator);
      expect(found, `${feed.evaluator}/${feed.indicator}`).toMatchObject({ unit, better });
    }
  });

  test('is mapped to frameworks by ids that there are', () => {
    expect(frameworks.map(({ id }) => id)).toEqual(['sdg-11', 'gbt-33356-2022', 'tdt-1063-2021', 'iso-37120-2018']);
    const known = new Set(coreIndicators.map(({ id }) => id));
    for (const { themes } of frameworks) {
      for (const { indicators } of themes) for (const id of indicators) expect(known).toContain(id);
    }
  });
});

describe('third-party mode', () => {
  const geometry = createJstsEngine();
  const entry: EvaluatorCase = {
    id: 'seal',
    source: '',
    others: {
      scenarios: ['baseline', 'a'],
      own: 'a',
      results: { tod: { baseline: { 'sdg-11-2-1': 40 }, a: { 'sdg-11-2-1': 75 } } },
      units: { 'tod/sdg-11-2-1': '%' },
    },
    layers: {},
    expected: {},
    tolerance: {},
  };
  const run = (parameters: Record<string, unknown>) => runCase(evaluator, { ...entry, parameters }, geometry);
  const points = (parameters: Record<string, unknown>) => run(parameters).indicators.find(({ id }) => id === 'points')!;
  const sealOf = (parameters: Record<string, unknown>) =>
    run(parameters).tables!.find(({ id }) => id === 'seal')!.rows[0]![3] as string;
  const weights = { dimensionWeights: [3, 1, 1, 1, 1, 1] };

  test('gives the scores of open mode when the seal fits', () => {
    const seal = sealOf(weights);
    expect(seal).toMatch(/^[0-9a-f]{64}$/);
    const open = points(weights);
    expect(open.status).toBe('ok');
    expect(points({ ...weights, mode: 'third-party', seal })).toEqual(open);
    expect(sealOf({ ...weights, mode: 'third-party', seal })).toBe(seal);
  });

  test.each([
    { dimensionWeights: [4, 1, 1, 1, 1, 1] },
    { ...weights, normalisation: 'min-max' },
    { ...weights, indicatorWeights: [2, ...Array.from({ length: 27 }, () => 1)] },
    { ...weights, weighting: 'entropy' },
  ])('refuses scores when %j takes the place of what was sealed', (changed) => {
    const refused = points({ ...changed, mode: 'third-party', seal: sealOf(weights) });
    expect(refused.status).toBe('out-of-method-range');
    expect(refused.reason!.en).toContain('the seal does not fit');
    expect(refused.reason!.en).toContain(sealOf(changed));
  });

  test('seals the results no more than the scenarios: it can be fixed beforehand', () => {
    const other = {
      ...entry,
      others: { ...entry.others!, scenarios: ['x'], own: 'x', results: { tod: { x: { 'sdg-11-2-1': 1 } } } },
    };
    const seal = runCase(evaluator, { ...other, parameters: weights }, geometry).tables!.find(
      ({ id }) => id === 'seal',
    )!;
    expect(seal.rows[0]![3]).toBe(sealOf(weights));
  });
});
