import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mannKendall, seasonalMannKendall } from '#core/methods/mann-kendall.ts';
import { twoSidedChance, twoSidedQuantile } from '#core/methods/normal-distribution.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { recordCompleteness } from '#core/methods/record-completeness.ts';

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 10, maxLength: 40 });
const timesOf = (list: readonly unknown[]) => list.map((_, at) => at);

describe('Mann-Kendall', () => {
  test('turns round with the values, and no monotone change of scale moves it', () => {
    fc.assert(
      fc.property(values, (list) => {
        const found = mannKendall(timesOf(list), list);
        const turned = mannKendall(
          timesOf(list),
          list.map((value) => -value),
        );
        const stretched = mannKendall(
          timesOf(list),
          list.map((value) => value ** 3 + 5 * value),
        );
        expect(turned.score).toBe(-found.score || 0);
        expect(valueOrNaN(turned.slope)).toBeCloseTo(-valueOrNaN(found.slope), 9);
        expect([stretched.score, stretched.variance]).toEqual([found.score, found.variance]);
        const [low, slope, high] = [found.slopeLow, found.slope, found.slopeHigh].map(valueOrNaN) as [
          number,
          number,
          number,
        ];
        expect(low).toBeLessThanOrEqual(slope + 1e-12);
        expect(slope).toBeLessThanOrEqual(high + 1e-12);
      }),
    );
  });

  test('does not mind the order of the rows nor missing values', () => {
    fc.assert(
      fc.property(values, (list) => {
        const found = mannKendall(timesOf(list), list);
        const times = [...timesOf(list).reverse(), 999];
        expect(mannKendall(times, [...[...list].reverse(), Number.NaN])).toEqual(found);
      }),
    );
  });

  test('rises for sure where every value is larger, however large the last one', () => {
    const found = mannKendall(timesOf(Array.from({ length: 12 })), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1e6]);
    expect(valueOrNaN(found.tau)).toBe(1);
    expect(valueOrNaN(found.slope)).toBeCloseTo(1, 9);
    expect(valueOrNaN(found.chance)).toBeLessThan(1e-4);
  });

  test('seasons that differ make no trend, and one season is the plain test', () => {
    const months = Array.from({ length: 60 }, (_, at) => at);
    const wave = months.map((month) => 20 * Math.cos((month / 6) * Math.PI) + ((month + Math.floor(month / 12)) % 2));
    const seasons = months.map((month) => month % 12);
    expect(valueOrNaN(seasonalMannKendall(months, wave, seasons).chance)).toBeGreaterThan(0.05);
    const single = seasonalMannKendall(
      months,
      wave,
      months.map(() => 0),
    );
    expect(single).toEqual(mannKendall(months, wave));
    const falling = wave.map((value, month) => value - 0.2 * month);
    const found = seasonalMannKendall(months, falling, seasons);
    expect(valueOrNaN(found.chance)).toBeLessThan(1e-6);
    expect(valueOrNaN(found.slope)).toBeCloseTo(-0.2, 1);
  });
});

describe('normal distribution', () => {
  test.each([
    [0, 1],
    [1, 0.31731050786291415],
    [1.959963984540054, 0.05],
    [3.5, 0.000465258158071],
    [3.6, 0.00031821718031506727],
    [8, 1.24419211485435e-15],
  ])('chance beyond %d', (z, chance) => {
    expect(Math.abs(twoSidedChance(z) / chance - 1)).toBeLessThan(1e-9);
    expect(twoSidedQuantile(chance)).toBeCloseTo(z, 6);
  });
});

describe('completeness', () => {
  test('what is missing and what is there make up what is expected', () => {
    const days = fc.uniqueArray(fc.nat({ max: 300 }), { minLength: 2, maxLength: 200 });
    fc.assert(
      fc.property(days, (list) => {
        const found = recordCompleteness(list, { step: 1, start: 0, end: 300 });
        const missing = found.gaps.reduce((sum, gap) => sum + gap.missing, 0);
        expect(found.present + missing).toBe(301);
        expect(found.expected).toBe(301);
        expect(valueOrNaN(found.share)).toBeCloseTo(list.length / 301, 12);
        const longest = Math.max(0, ...found.gaps.map((gap) => gap.missing));
        expect(found.longestGap?.missing ?? 0).toBe(longest);
      }),
    );
  });
});
