import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  annuityPayment,
  annuityPresentValue,
  landValueCapture,
  modifiedInternalRate,
  netPresentValue,
  paybackPeriod,
} from '#core/methods/cash-flow.ts';
import { internalRates } from '#core/methods/internal-rate.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { annuityViabilityGap, budgetShare, straightViabilityGap } from '#core/methods/viability-gap.ts';

const flows = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
const rate = fc.integer({ min: -30, max: 60 }).map((percent) => percent / 100);

function size(values: readonly number[], at: number): number {
  return values.reduce((sum, value, year) => sum + Math.abs(value) / (1 + at) ** year, 0);
}

describe('net present value', () => {
  test('is the sum of discounted flows, linear, and the plain sum at no interest', () => {
    fc.assert(
      fc.property(flows, rate, fc.integer({ min: -9, max: 9 }), (list, r, factor) => {
        const plain = list.reduce((sum, value, year) => sum + value / (1 + r) ** year, 0);
        const found = valueOrNaN(netPresentValue(r, list));
        expect(Math.abs(found - plain)).toBeLessThan(1e-9 * (1 + size(list, r)));
        const scaled = netPresentValue(
          r,
          list.map((value) => factor * value),
        );
        expect(Math.abs(valueOrNaN(scaled) - factor * found)).toBeLessThan(1e-8 * (1 + size(list, r)));
        expect(valueOrNaN(netPresentValue(0, list))).toBe(list.reduce((sum, value) => sum + value, 0));
      }),
    );
  });

  test('has no value at a rate of −100 %', () => {
    expect(netPresentValue(-1, [1, 2]).status).toBe('out-of-method-range');
  });
});

describe('internal rates', () => {
  test('make the net present value 0, are no more than the changes of sign, and of the same parity', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const { rates, extremeRates, signChanges, rate: single } = internalRates(list);
        const all = [...extremeRates, ...rates];
        expect(all.length).toBeLessThanOrEqual(signChanges);
        for (const r of all) {
          expect(Math.abs(valueOrNaN(netPresentValue(r, list)))).toBeLessThanOrEqual(1e-9 * size(list, r));
        }
        if (signChanges === 1) expect(single.status).toBe('ok');
        if (signChanges === 0) expect(all).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('all rates put into a polynomial are found again', () => {
    const set = fc.uniqueArray(fc.integer({ min: -40, max: 200 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(set, (percents) => {
        // Σ cₜ vᵗ = Π (1 − (1 + r) v) vanishes at v = 1 / (1 + r).
        let list = [1];
        for (const percent of percents) {
          const factor = 1 + percent / 100;
          list = [...list, 0].map((value, year) => value - factor * (year > 0 ? list[year - 1]! : 0));
        }
        const expected = percents.map((percent) => percent / 100).sort((a, b) => a - b);
        const { rates } = internalRates(list);
        expect(rates).toHaveLength(expected.length);
        for (const [at, r] of rates.entries()) expect(Math.abs(r - expected[at]!)).toBeLessThan(1e-6);
      }),
    );
  });

  test('a simple loan has the rate of its payment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 50 }), (periods, percent) => {
        const payment = -valueOrNaN(annuityPayment({ rate: percent / 100, periods }, 1000));
        const list = [-1000, ...Array.from({ length: periods }, () => payment)];
        expect(valueOrNaN(internalRates(list).rate)).toBeCloseTo(percent / 100, 9);
        const modified = valueOrNaN(modifiedInternalRate(list, percent / 100, percent / 100));
        expect(modified).toBeCloseTo(percent / 100, 9);
      }),
    );
  });

  test('scaling the flows changes no rate', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const scaled = internalRates(list.map((value) => 1e9 * value));
        for (const [at, r] of internalRates(list).rates.entries()) expect(scaled.rates[at]).toBeCloseTo(r, 9);
      }),
    );
  });
});

describe('annuities', () => {
  test('payment and present value are inverse, at the beginning and at the end of a period', () => {
    const periods = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(rate, periods, fc.integer({ min: 1, max: 10_000 }), fc.boolean(), (r, count, value, due) => {
        const terms = { rate: r, periods: count, due };
        const payment = valueOrNaN(annuityPayment(terms, value, -0.3 * value));
        const back = valueOrNaN(annuityPresentValue(terms, payment, -0.3 * value));
        expect(Math.abs(back - value)).toBeLessThan(1e-6 * value);
      }),
    );
  });
});

describe('payback', () => {
  test('discounting never shortens it, and the flows up to it add up to 0', () => {
    const returns = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), returns, (outlay, list) => {
        const all = [-outlay, ...list];
        const simple = valueOrNaN(paybackPeriod(all).years);
        const discounted = valueOrNaN(paybackPeriod(all, 0.08).years);
        if (Number.isNaN(simple)) {
          expect(list.reduce((sum, value) => sum + value, 0)).toBeLessThan(outlay);
          expect(discounted).toBeNaN();
          return;
        }
        if (!Number.isNaN(discounted)) expect(discounted).toBeGreaterThanOrEqual(simple - 1e-9);
        const whole = Math.floor(simple);
        const before = all.slice(0, whole + 1).reduce((sum, value) => sum + value, 0);
        const rest = (all[whole + 1] ?? 0) * (simple - whole);
        expect(before + rest).toBeCloseTo(0, 6);
      }),
    );
  });

  test('tells when the money is gone again, and when there was nothing to pay back', () => {
    expect(paybackPeriod([-10, 20, -30, 25])).toEqual({ years: { status: 'ok', value: 0.5 }, negativeAgain: true });
    expect(paybackPeriod([5, 5]).years.status).toBe('undefined');
  });
});

describe('viability gap', () => {
  const terms = { capex: 900, profitRate: 0.08, discountRate: 0.05, subsidyYears: 20, opex: 30, userFees: 0 };

  test('the annuity form pays the investment back at its rate', () => {
    const { gap } = annuityViabilityGap({ ...terms, opex: 0 });
    const list = [-900, ...Array.from({ length: 20 }, () => gap)];
    expect(valueOrNaN(netPresentValue(0.08, list))).toBeCloseTo(0, 9);
    expect(annuityViabilityGap({ ...terms, opex: 0, profitRate: 0 }).gap).toBeCloseTo(45, 12);
  });

  test('the straight form, discounted, pays the investment and its profit', () => {
    const sum = Array.from({ length: 20 }, (_, year) => straightViabilityGap({ ...terms, opex: 0 }, year + 1).gap);
    expect(valueOrNaN(netPresentValue(0.05, [0, ...sum]))).toBeCloseTo(900 * 1.08, 9);
  });

  test('every yuan that users pay is one the government does not, down to nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), (fees) => {
        const { gap, subsidy } = straightViabilityGap({ ...terms, userFees: fees }, 4);
        expect(gap).toBeCloseTo(straightViabilityGap(terms, 4).gap - fees, 9);
        expect(subsidy).toBe(Math.max(0, gap));
      }),
    );
  });

  test('the limit of the budget is inclusive', () => {
    expect(budgetShare(10, 100).withinLimit).toBe(true);
    expect(budgetShare(10.01, 100).withinLimit).toBe(false);
    expect(budgetShare(10, 0)).toMatchObject({ share: { status: 'undefined' }, withinLimit: null });
  });
});

test('value captured adds up over places', () => {
  const parts = [landValueCapture([50], [600], [0.1], 0.3), landValueCapture([20], [500], [-0.05], 0.3)];
  const whole = landValueCapture([50, 20], [600, 500], [0.1, -0.05], 0.3);
  expect(whole.uplift).toBeCloseTo(parts[0]!.uplift + parts[1]!.uplift, 9);
  expect(whole.captured).toBeCloseTo(0.3 * whole.uplift, 9);
});
