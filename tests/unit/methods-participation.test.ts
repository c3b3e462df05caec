import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { postStratify, representativeness } from '#core/methods/representativeness.ts';
import { wilsonInterval } from '#core/methods/statistics.ts';

const groups = fc.array(fc.tuple(fc.nat({ max: 500 }), fc.integer({ min: 1, max: 500 })), {
  minLength: 1,
  maxLength: 8,
});

describe('representativeness', () => {
  test('is between 0 and 1, 1 for the same shares, and blind to size', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const [sample, whole] = [list.map(([count]) => count), list.map(([, people]) => people)];
        const found = representativeness(sample, whole);
        if (sample.every((count) => count === 0)) {
          expect(found.status).toBe('undefined');
          return;
        }
        expect(valueOrNaN(found)).toBeGreaterThanOrEqual(0);
        expect(valueOrNaN(found)).toBeLessThanOrEqual(1);
        const tenfold = sample.map((count) => 10 * count);
        expect(valueOrNaN(representativeness(tenfold, whole))).toBeCloseTo(valueOrNaN(found), 12);
        expect(valueOrNaN(representativeness(whole, whole))).toBe(1);
      }),
    );
  });

  test('no group in common is 0', () => {
    expect(valueOrNaN(representativeness([3, 0], [0, 7]))).toBe(0);
  });
});

describe('post-stratification', () => {
  test('without a cap the weights give every group that took part its share among those groups', () => {
    fc.assert(
      fc.property(groups, (list) => {
        const [sample, whole] = [list.map(([count]) => count), list.map(([, people]) => people)];
        fc.pre(sample.some((count) => count > 0));
        const { weights, effectiveSize, capped, unheard } = postStratify(sample, whole, 1e9);
        expect(capped).toBe(0);
        const heard = whole.filter((_, group) => sample[group]! > 0).reduce((sum, people) => sum + people, 0);
        const sizes = sample.map((count, group) => (count > 0 ? count * weights[group]! : 0));
        const total = sizes.reduce((sum, own) => sum + own, 0);
        for (const [group, own] of sizes.entries()) {
          if (own > 0) expect(own / total).toBeCloseTo(whole[group]! / heard, 9);
        }
        const people = whole.reduce((sum, own) => sum + own, 0);
        expect(valueOrNaN(unheard)).toBeCloseTo(1 - heard / people, 9);
        const count = sample.reduce((sum, own) => sum + own, 0);
        expect(valueOrNaN(effectiveSize)).toBeLessThanOrEqual(count + 1e-6);
      }),
    );
  });

  test('no weight passes the cap', () => {
    fc.assert(
      fc.property(groups, fc.integer({ min: 1, max: 6 }), (list, cap) => {
        const { weights, capped } = postStratify(
          list.map(([count]) => count),
          list.map(([, people]) => people),
          cap,
        );
        for (const weight of weights) if (!Number.isNaN(weight)) expect(weight).toBeLessThanOrEqual(cap);
        expect(weights.filter((weight) => weight === cap).length).toBeGreaterThanOrEqual(capped);
      }),
    );
  });
});

test('the Wilson interval holds the share and narrows as the sample grows', () => {
  fc.assert(
    fc.property(fc.nat({ max: 100 }), fc.integer({ min: 1, max: 100 }), (a, b) => {
      const [successes, trials] = [Math.min(a, b), b];
      const small = wilsonInterval(successes, trials);
      const large = wilsonInterval(100 * successes, 100 * trials);
      const width = ({ low, high }: typeof small) => valueOrNaN(high) - valueOrNaN(low);
      expect(valueOrNaN(small.low)).toBeLessThanOrEqual(successes / trials + 1e-12);
      expect(valueOrNaN(small.high)).toBeGreaterThanOrEqual(successes / trials - 1e-12);
      expect(width(large)).toBeLessThan(width(small));
    }),
  );
});
