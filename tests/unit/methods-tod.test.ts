import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nodePlace } from '#core/methods/node-place.ts';
import { goalpost, minMax } from '#core/methods/normalise.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { ringDensities } from '#core/methods/ring-density.ts';
import { quantile, wilsonInterval } from '#core/methods/statistics.ts';
import { todMetrics } from '#core/methods/tod-standard.ts';
import { pointsOf, scoreTodStandard } from '#core/methods/tod-standard-score.ts';
import { coverageWithin, transitAccess } from '#core/methods/transit-access.ts';

const stations = fc.array(
  fc.record({ trips: fc.integer({ min: 0, max: 500 }), people: fc.integer({ min: 0, max: 900 }) }),
  {
    minLength: 2,
    maxLength: 8,
  },
);

function measure(list: readonly { trips: number; people: number }[]) {
  return nodePlace(
    [{ id: 'trips', values: list.map(({ trips }) => trips) }],
    [{ id: 'people', values: list.map(({ people }) => people), logarithm: true }],
  );
}

describe('node and place', () => {
  test('a station inside the range changes no score of the others', () => {
    fc.assert(
      fc.property(stations, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const between = (key: 'trips' | 'people') => {
          const values = list.map((station) => station[key]);
          return Math.min(...values) + share * (Math.max(...values) - Math.min(...values));
        };
        const before = measure(list);
        const after = measure([...list, { trips: between('trips'), people: between('people') }]);
        expect(after.dropped).toEqual(before.dropped);
        expect(after.stations.slice(0, list.length)).toEqual(before.stations);
      }),
    );
  });

  test('the best on all is 1, the worst on all 0', () => {
    fc.assert(
      fc.property(stations, (list) => {
        const best = { trips: 501, people: 901 };
        const worst = { trips: -0, people: 0 };
        const { stations: scores } = measure([best, ...list, worst]);
        expect(valueOrNaN(scores[0]!.node)).toBe(1);
        expect(valueOrNaN(scores[0]!.place)).toBe(1);
        expect(valueOrNaN(scores.at(-1)!.node)).toBe(0);
        expect(valueOrNaN(scores.at(-1)!.place)).toBe(0);
        expect(scores[0]!.balance).toBe('stress');
        expect(scores.at(-1)!.balance).toBe('dependence');
      }),
    );
  });

  test('stations that are all the same have no score instead of dividing by zero', () => {
    const { stations: scores, dropped } = measure([
      { trips: 5, people: 5 },
      { trips: 5, people: 5 },
    ]);
    expect(dropped).toEqual(['trips', 'people']);
    expect(scores[0]!.gap.status).toBe('insufficient-data');
    expect(scores[0]!.balance).toBe('unknown');
  });

  test('a station that lacks an indicator is scored by the others', () => {
    const result = nodePlace(
      [
        { id: 'a', values: [0, 10, Number.NaN] },
        { id: 'b', values: [0, 10, 5], weight: 3 },
      ],
      [{ id: 'p', values: [1, 2, 3] }],
    );
    expect(result.stations.map(({ node }) => valueOrNaN(node))).toEqual([0, 1, 0.5]);
  });
});

describe('access', () => {
  test('thresholds are inclusive', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (limit) => {
        const access = transitAccess([7], [limit], [limit], { lowMetres: limit, highMetres: limit });
        expect(access.covered).toBe(7);
        const beyond = [limit + 1e-9 * limit];
        expect(transitAccess([7], beyond, beyond, { lowMetres: limit, highMetres: limit }).covered).toBe(0);
      }),
    );
  });

  test('coverage grows with the limit and is a share', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 900 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 900 }), (list, limit) => {
        const people = list.map(([amount]) => amount);
        const distances = list.map(([, distance]) => distance);
        const near = coverageWithin(people, distances, limit);
        const far = coverageWithin(people, distances, limit + 50);
        expect(far.covered).toBeGreaterThanOrEqual(near.covered);
        if (near.share.status === 'ok') expect(near.share.value).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('rings keep all that lies within the outermost bound', () => {
    const parcels = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(parcels, (distances) => {
        const ones = distances.map(() => 1);
        const rings = ringDensities([300, 500, 800], [1, 1, 1], {
          distanceMetres: distances,
          floorAreaSquareMetres: ones,
          residents: ones,
          jobs: ones,
        });
        const inside = distances.filter((distance) => distance <= 800).length;
        expect(rings.reduce((sum, ring) => sum + ring.residents, 0)).toBe(inside);
      }),
    );
  });
});

describe('TOD Standard', () => {
  test('has 24 metrics worth 100 points, and tables that stay within them', () => {
    expect(todMetrics).toHaveLength(24);
    expect(todMetrics.reduce((sum, { maximum }) => sum + maximum, 0)).toBe(100);
    for (const { id, table, maximum } of todMetrics) {
      if (!table) continue;
      expect(Math.max(...table.steps.map(({ points }) => points)), id).toBe(maximum);
    }
  });

  test('a table gives points by its best step, inclusive', () => {
    const table = todMetrics.find(({ id }) => id === 'roadway-area')!.table!;
    expect([0.1, 0.15, 0.151, 0.2, 0.21].map((share) => pointsOf(table, share))).toEqual([6, 6, 3, 3, 0]);
    expect(table.verifyLocally).toBe(false);
  });

  test('a table of the user replaces the default and is not marked', () => {
    const tables = {
      'small-blocks': {
        rule: 'at-most' as const,
        steps: [{ limit: 200, points: 10 }],
        source: 'x',
        verifyLocally: false,
      },
    };
    const score = scoreTodStandard({ measures: { 'small-blocks': 200 }, points: {}, tables });
    expect(score.assessed).toEqual({ points: 10, maximum: 10, metrics: 1 });
    expect(score.metrics.find(({ id }) => id === 'small-blocks')!.verifyLocally).toBe(false);
  });

  test('unknown metrics and impossible points are refused', () => {
    expect(() => scoreTodStandard({ measures: { blocks: 1 }, points: {}, tables: {} })).toThrow(/\$\.measures\.blocks/);
    expect(() => scoreTodStandard({ measures: {}, points: { walkways: 4 }, tables: {} })).toThrow(/from 0 to 3/);
  });
});

describe('shared', () => {
  const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 30 });

  test('min-max scores lie between 0 and 1, a cost is the mirror of a benefit', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const benefit = minMax(values);
        if (benefit.constant) return;
        const cost = minMax(values, 'cost');
        for (const [index, score] of benefit.scores.entries()) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(score + cost.scores[index]!).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  test('goalpost scores are clamped, whichever end is the larger', () => {
    expect([-5, 0, 5, 10, 15].map((value) => goalpost(value, 0, 10))).toEqual([0, 0, 0.5, 1, 1]);
    expect([-5, 0, 5, 10, 15].map((value) => goalpost(value, 10, 0))).toEqual([1, 1, 0.5, 0, 0]);
    expect(goalpost(Number.NaN, 0, 1)).toBeNaN();
  });

  test('quantiles rise with the share', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const found = [0, 0.1, 0.5, 0.9, 1].map((share) => valueOrNaN(quantile(values, share)));
        expect(found).toEqual(found.toSorted((a, b) => a - b));
        expect(found[0] === Math.min(...values)).toBe(true);
        expect(found[4] === Math.max(...values)).toBe(true);
      }),
    );
  });

  test('a Wilson interval holds its share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat({ max: 500 }), (trials, some) => {
        const { share, low, high } = wilsonInterval(Math.min(trials, some), trials);
        expect(valueOrNaN(low)).toBeLessThanOrEqual(valueOrNaN(share) + 1e-12);
        expect(valueOrNaN(high)).toBeGreaterThanOrEqual(valueOrNaN(share) - 1e-12);
        expect(valueOrNaN(low)).toBeGreaterThanOrEqual(0);
        expect(valueOrNaN(high)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
