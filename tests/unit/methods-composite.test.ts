import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ahp, judgementMatrix } from '#core/methods/ahp.ts';
import { attainment, entropyWeights, ranksOf, topsis, weightedSum } from '#core/methods/composite.ts';
import { landConsumption } from '#core/methods/land-consumption.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { rankRobustness, shareAhead } from '#core/methods/rank-robustness.ts';

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const weight = fc.double({ min: 0.01, max: 10, noNaN: true });
const positive = fc.double({ min: 0.1, max: 100, noNaN: true });

/** Rows of equal length. */
function matrix(item: fc.Arbitrary<number>, rows: number, columns: number) {
  const row = fc.array(item, { minLength: columns, maxLength: columns }).map((list) => Float64Array.from(list));
  return fc.array(row, { minLength: rows, maxLength: rows });
}

describe('analytic hierarchy process', () => {
  test('judgements that follow from weights give these weights, and both ways agree', () => {
    fc.assert(
      fc.property(fc.array(positive, { minLength: 2, maxLength: 9 }), (values) => {
        const judgements = values.map((own) => Float64Array.from(values, (other) => own / other));
        const total = values.reduce((sum, value) => sum + value, 0);
        for (const method of ['eigenvector', 'geometric-mean'] as const) {
          const { weights, consistencyRatio, isConsistent } = ahp(judgements, method);
          for (const [at, value] of values.entries()) expect(weights[at]).toBeCloseTo(value / total, 8);
          expect(valueOrNaN(consistencyRatio)).toBeCloseTo(0, 8);
          expect(isConsistent).toBe(true);
        }
      }),
    );
  });

  test('weights add up to 1 and λmax is never below n', () => {
    const judgement = fc.constantFrom(1 / 9, 1 / 5, 1 / 3, 1, 2, 4, 9);
    fc.assert(
      fc.property(fc.array(judgement, { minLength: 15, maxLength: 15 }), (upper) => {
        const { weights, lambdaMax, consistencyRatio } = ahp(judgementMatrix(upper, 6));
        expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
        expect(lambdaMax).toBeGreaterThanOrEqual(6 - 1e-9);
        expect(valueOrNaN(consistencyRatio)).toBeCloseTo((lambdaMax - 6) / 5 / 1.24, 10);
      }),
    );
  });

  test('beyond the table of random indices there is no ratio', () => {
    const { consistencyRatio, isConsistent } = ahp(judgementMatrix(new Float64Array(55).fill(1), 11));
    expect(consistencyRatio.status).toBe('out-of-method-range');
    expect(isConsistent).toBeUndefined();
  });

  test('a matrix that is not reciprocal is refused where it is not', () => {
    expect(() => ahp([Float64Array.of(1, 3), Float64Array.of(0.5, 1)])).toThrow(/\$\.matrix\[1\]\[0\]/);
    expect(() => ahp([Float64Array.of(2)])).toThrow(/\$\.matrix\[0\]\[0\]/);
  });
});

describe('weighted sum', () => {
  test('leaving a score out lowers the points and the assessable share, never raises them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(share, weight), { minLength: 2, maxLength: 9 }),
        fc.nat({ max: 8 }),
        (pairs, pick) => {
          const scores = pairs.map(([score]) => score);
          const weights = pairs.map(([, value]) => value);
          const whole = weightedSum(scores, weights);
          const without = weightedSum(scores.with(pick % scores.length, Number.NaN), weights);
          expect(valueOrNaN(whole.assessable)).toBeCloseTo(1, 12);
          expect(valueOrNaN(without.points)).toBeLessThanOrEqual(valueOrNaN(whole.points) + 1e-12);
          expect(valueOrNaN(without.assessable)).toBeLessThan(1);
          expect(valueOrNaN(without.points)).toBeLessThanOrEqual(valueOrNaN(without.assessable) + 1e-12);
        },
      ),
    );
  });
});

test('attainment is 1 at the target and falls away from it', () => {
  fc.assert(
    fc.property(positive, positive, (value, target) => {
      for (const comparison of ['at-least', 'at-most'] as const) {
        expect(attainment(target, { value: target, comparison })).toEqual({
          isMet: true,
          degree: { status: 'ok', value: 1 },
        });
        const { isMet, degree } = attainment(value, { value: target, comparison });
        expect(isMet).toBe(comparison === 'at-least' ? value >= target : value <= target);
        expect(valueOrNaN(degree) === 1).toBe(isMet);
      }
    }),
  );
});

describe('entropy weights', () => {
  test('add up to 1, do not see the unit, and give nothing to a constant', () => {
    fc.assert(
      fc.property(matrix(positive, 4, 3), positive, (rows, factor) => {
        const withConstant = rows.map((row) => Float64Array.of(...row, 5));
        const { weights, telling } = entropyWeights(withConstant);
        if (telling.status !== 'ok') return;
        expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
        expect(weights[3]).toBe(0);
        const other = entropyWeights(withConstant.map((row) => row.map((value) => value * factor))).weights;
        for (const [at, value] of weights.entries()) expect(other[at]).toBeCloseTo(value, 6);
      }),
    );
  });
});

describe('TOPSIS', () => {
  test('lies between 0 and 1, and an alternative that is best in everything has 1', () => {
    fc.assert(
      fc.property(matrix(positive, 4, 3), (rows) => {
        const directions = ['benefit', 'cost', 'benefit'] as const;
        const best = Float64Array.of(200, 0.01, 200);
        for (const norm of ['vector', 'min-max'] as const) {
          const { closeness, ranks } = topsis([...rows, best], [1, 2, 3], directions, norm);
          for (const each of closeness) {
            expect(valueOrNaN(each)).toBeGreaterThanOrEqual(0);
            expect(valueOrNaN(each)).toBeLessThanOrEqual(1);
          }
          expect(valueOrNaN(closeness[4]!)).toBeCloseTo(1, 12);
          expect(ranks[4]).toBe(1);
        }
      }),
    );
  });

  test('a further alternative can turn the ranking of the others', () => {
    const directions = ['benefit', 'benefit'] as const;
    const two = [
      [1, 4],
      [2, 1],
    ];
    expect(topsis(two, [0.6, 0.4], directions).ranks).toEqual([1, 2]);
    expect(topsis([...two, [1, 3]], [0.6, 0.4], directions).ranks).toEqual([2, 1, 3]);
  });
});

test('places by value: equal values share one, missing ones come last', () => {
  expect(ranksOf([3, 5, 5, Number.NaN, 1])).toEqual([3, 1, 1, 5, 4]);
});

describe('robustness over weights', () => {
  test('the exact share agrees with counting in two dimensions, and both sides make a whole', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 9 }), (list) => {
        const ahead = shareAhead(list);
        expect(ahead).toBeGreaterThanOrEqual(0);
        expect(ahead).toBeLessThanOrEqual(1);
        const behind = shareAhead(list.map((value) => -value));
        expect(ahead + behind).toBeCloseTo(1, 9);
      }),
    );
    for (const [up, down] of [
      [1, -1],
      [3, -1],
      [0.2, -5],
    ] as const) {
      expect(shareAhead([up, down])).toBeCloseTo(up / (up - down), 12);
      expect(shareAhead([0, down, 0, up])).toBeCloseTo(up / (up - down), 12);
    }
  });

  test('better in everything is first everywhere, and sampling agrees with the exact shares', () => {
    fc.assert(
      fc.property(matrix(share, 2, 4), (rows) => {
        const top = rows[0]!.map((value, at) => Math.max(value, rows[1]![at]!) + 0.01);
        const { pairs, places } = rankRobustness([...rows, top], 256, 1);
        expect(places[2]![0]).toBeCloseTo(1, 10);
        expect(pairs[2]![0]).toBe(1);
        const two = rankRobustness(rows, 4096, 3);
        if (rows[0]!.some((value, at) => value !== rows[1]![at])) {
          expect(Math.abs(two.places[0]![0]! - two.pairs[0]![1]!)).toBeLessThan(0.03);
        }
      }),
      { numRuns: 30 },
    );
  });
});

test('land consumption: the two rates and their ratio hold together', () => {
  fc.assert(
    fc.property(positive, positive, positive, positive, fc.integer({ min: 1, max: 30 }), (v0, v1, p0, p1, years) => {
      const { landConsumptionRate, populationGrowthRate, ratio } = landConsumption([v0, v1], [p0, p1], years);
      expect(v0 * (1 + valueOrNaN(landConsumptionRate) * years)).toBeCloseTo(v1, 6);
      expect(p0 * Math.exp(valueOrNaN(populationGrowthRate) * years)).toBeCloseTo(p1, 6);
      if (p0 === p1) expect(ratio.status).toBe('undefined');
      else expect(valueOrNaN(ratio)).toBe(valueOrNaN(landConsumptionRate) / valueOrNaN(populationGrowthRate));
    }),
  );
});
