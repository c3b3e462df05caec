import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { branchDiversityOf } from '#core/methods/effective-mix.ts';
import { hillOf, mixEntropy, shannonOf } from '#core/methods/mix.ts';
import { dissimilarity, jobPopulationBalance, segregation, twoClassBalance } from '#core/methods/mix-balance.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';

const amounts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 8 });
const mixed = amounts.filter((list) => list.some((amount) => amount > 0));

describe('mix', () => {
  test('entropy lies between 0 and 1 and is largest for equal shares', () => {
    fc.assert(
      fc.property(mixed, (list) => {
        const value = valueOrNaN(mixEntropy(list, list.length));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(
          valueOrNaN(
            mixEntropy(
              list.map(() => 3),
              list.length,
            ),
          ),
        ).toBeCloseTo(1, 12);
      }),
    );
  });

  test('entropy does not see which use is which, nor the unit of the amounts', () => {
    fc.assert(
      fc.property(mixed, fc.double({ min: 0.001, max: 1000, noNaN: true }), (list, factor) => {
        const turned = list.toReversed().map((amount) => amount * factor);
        expect(shannonOf(turned)).toBeCloseTo(shannonOf(list), 10);
      }),
    );
  });

  test('Hill numbers fall with the order and lie between 1 and the number of classes', () => {
    fc.assert(
      fc.property(mixed, (list) => {
        const numbers = [0, 0.3, 0.999, 1, 1.001, 2, 5, 40].map((order) => hillOf(list, order));
        for (let index = 1; index < numbers.length; index++) {
          expect(numbers[index]!).toBeLessThanOrEqual(numbers[index - 1]! * (1 + 1e-9));
        }
        expect(numbers.at(-1)!).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(numbers[0]).toBe(list.filter((amount) => amount > 0).length);
        expect(numbers[3]).toBeCloseTo(Math.exp(shannonOf(list)), 10);
      }),
    );
  });

  test('the branch form with all uses at the door is the Hill number, and falls with distance', () => {
    fc.assert(
      fc.property(mixed, fc.constantFrom(0, 0.5, 1, 2), fc.integer({ min: 1, max: 800 }), (list, order, distance) => {
        const near = branchDiversityOf(
          list,
          list.map(() => 0),
          order,
          0.005,
        );
        expect(near).toBeCloseTo(hillOf(list, order), 8);
        const far = branchDiversityOf(
          list,
          list.map(() => distance),
          order,
          0.005,
        );
        expect(far).toBeLessThan(near);
        expect(far).toBeCloseTo(near * Math.exp(-0.005 * distance), 8);
      }),
    );
  });

  test('dissimilarity is 0 on one use and never above 1', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 24, maxLength: 24 }), (cells) => {
        const { index } = dissimilarity(cells, 6);
        if (index.status !== 'ok') return;
        expect(index.value).toBeGreaterThanOrEqual(0);
        expect(index.value).toBeLessThanOrEqual(1);
        expect(
          valueOrNaN(
            dissimilarity(
              cells.map((cell) => Math.min(cell, 0)),
              6,
            ).index,
          ),
        ).toBe(0);
      }),
    );
  });

  test('segregation is 0 where every unit has the same share', () => {
    expect(valueOrNaN(segregation([10, 30, 5], [20, 60, 10]))).toBeCloseTo(0, 12);
    expect(segregation([30], [20]).status).toBe('out-of-method-range');
  });

  test('balances are 1 at their own balance point', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (share) => {
        expect(valueOrNaN(twoClassBalance(share, share))).toBeCloseTo(1, 10);
        expect(valueOrNaN(jobPopulationBalance(0.2 * share, share))).toBeCloseTo(1, 10);
      }),
    );
  });
});
