import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadIntegerSolver } from '#core/methods/highs-solver.ts';
import { maximalCovering, pCenter, pMedian, setCovering } from '#core/methods/location.ts';
import { costsTo, exactLimit, type LocationProblem } from '#core/methods/location-problem.ts';
import { coverBound, proveMedian, searchCover, searchMedian } from '#core/methods/location-search.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

const solver = await loadIntegerSolver();

/** Every choice of `count` of the numbers below `of`. */
function choices(of: number, count: number, from = 0): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: Math.max(0, of - from) }, (_, at) => from + at).flatMap((first) =>
    choices(of, count - 1, first + 1).map((rest) => [first, ...rest]),
  );
}

function costOf({ costs, weights, existing }: LocationProblem, sites: readonly number[]): number {
  const reached = costsTo(costs, [...existing, ...sites]);
  return reached.reduce((sum, cost, demand) => (weights[demand]! > 0 ? sum + weights[demand]! * cost : sum), 0);
}

const problems = fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 2, max: 7 })).chain(([demands, sites]) =>
  fc.record({
    costs: fc.array(
      fc
        .array(fc.integer({ min: 0, max: 30 }), { minLength: sites, maxLength: sites })
        .map((row) => Float64Array.from(row)),
      { minLength: demands, maxLength: demands },
    ),
    weights: fc
      .array(fc.integer({ min: 0, max: 50 }), { minLength: demands, maxLength: demands })
      .map((list) => Float64Array.from(list)),
    existing: fc.constantFrom<readonly number[]>([], [], [0], [1]),
  }),
);

describe('against enumeration', () => {
  test('p-median', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 3 }), (problem, p) => {
        const free = problem.costs[0]!.length - problem.existing.length;
        const count = Math.min(p, free);
        const best = Math.min(
          ...choices(problem.costs[0]!.length, count)
            .filter((sites) => !sites.some((site) => problem.existing.includes(site)))
            .map((sites) => costOf(problem, sites)),
        );
        const result = pMedian(problem, p, solver);
        expect(valueOrNaN(result.objective)).toBeCloseTo(best, 9);
        expect(result.status).toBe('optimal');
        expect(result.sites).toHaveLength(count);
        expect(costOf(problem, result.sites)).toBeCloseTo(best, 9);
        // The search is never better than the optimum, and its bound never worse.
        const found = costOf(problem, searchMedian(problem, count));
        expect(found).toBeGreaterThanOrEqual(best - 1e-9);
        expect(proveMedian(problem, count, found).bound).toBeLessThanOrEqual(best + 1e-6);
      }),
      { numRuns: 60 },
    );
  });

  test('maximal covering counts people within the radius, inclusive', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 2 }), (problem, radius, p) => {
        const covered = (sites: readonly number[]) =>
          problem.weights.reduce((sum, weight, demand) => {
            const isWithin = [...problem.existing, ...sites].some((site) => problem.costs[demand]![site]! <= radius);
            return isWithin ? sum + weight : sum;
          }, 0);
        const best = Math.max(...choices(problem.costs[0]!.length, Math.min(p, problem.costs[0]!.length)).map(covered));
        const result = maximalCovering(problem, radius, p, solver);
        // What stands already is no worse to have twice, so the free choice is at least as good.
        if (problem.existing.length === 0) expect(valueOrNaN(result.objective)).toBeCloseTo(best, 9);
        expect(covered(result.sites)).toBeCloseTo(valueOrNaN(result.objective), 9);
        expect(result.status).toBe('optimal');
      }),
      { numRuns: 60 },
    );
  });

  test('set covering', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 0, max: 30 }), (problem, radius) => {
        const result = setCovering(problem, radius, solver);
        const sites = problem.costs[0]!.length;
        const isCover = (chosen: readonly number[]) =>
          problem.costs.every(
            (row, demand) =>
              problem.weights[demand] === 0 ||
              result.unserved.includes(demand) ||
              [...problem.existing, ...chosen].some((site) => row[site]! <= radius),
          );
        const fewest = Array.from({ length: sites + 1 }, (_, count) => count).find((count) =>
          choices(sites, count).some(isCover),
        );
        expect(valueOrNaN(result.objective)).toBe(fewest);
        expect(isCover(result.sites)).toBe(true);
        for (const demand of result.unserved) expect(Math.min(...problem.costs[demand]!)).toBeGreaterThan(radius);
        const reach = problem.costs.map((row) => [...row.keys()].filter((site) => row[site]! <= radius));
        const found = searchCover(reach, sites);
        expect(coverBound(reach, sites, found.length)).toBeLessThanOrEqual(found.length);
      }),
      { numRuns: 60 },
    );
  });

  test('p-center', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 3 }), (problem, p) => {
        if (problem.weights.every((weight) => weight === 0)) return;
        const longest = (sites: readonly number[]) =>
          costsTo(problem.costs, [...problem.existing, ...sites]).reduce(
            (most, cost, demand) => (problem.weights[demand]! > 0 ? Math.max(most, cost) : most),
            0,
          );
        const count = Math.min(p, problem.costs[0]!.length);
        const best = Math.min(...choices(problem.costs[0]!.length, count).map(longest));
        const result = pCenter(problem, p, solver);
        expect(valueOrNaN(result.objective)).toBe(best);
        expect(longest(result.sites)).toBe(best);
        expect(result.status).toBe('optimal');
      }),
      { numRuns: 60 },
    );
  });
});

/** Places strewn over a square town, with people, and some of them as sites. */
function town(demands: number, sites: number, seed: number): LocationProblem {
  const random = seededRandom(seed);
  const places = Array.from({ length: demands }, () => [6000 * random.next(), 6000 * random.next()] as const);
  const costs = places.map(([x, y]) =>
    Float64Array.from(places.slice(0, sites), ([toX, toY]) => Math.hypot(x - toX, y - toY)),
  );
  return { costs, weights: Float64Array.from(places, () => Math.ceil(200 * random.next())), existing: [] };
}

describe('sizes', () => {
  test('500 demands and 100 sites are solved to the end', () => {
    const problem = town(500, 100, 7);
    expect(problem.costs.length * problem.costs[0]!.length).toBe(exactLimit);
    const results = [maximalCovering(problem, 900, 4, solver), setCovering(problem, 1200, solver)];
    for (const result of results) expect([result.status, result.solvedBy]).toEqual(['optimal', 'exact']);
  });

  test('a p-median is proven, twice the same, and the search comes near it', () => {
    const problem = town(100, 40, 7);
    const median = pMedian(problem, 4, solver);
    expect([median.status, median.solvedBy]).toEqual(['optimal', 'exact']);
    expect(pMedian(problem, 4, solver)).toEqual(median);
    const cost = costOf(problem, searchMedian(problem, 4));
    expect(cost).toBeGreaterThanOrEqual(valueOrNaN(median.objective) - 1e-6);
    expect(cost).toBeLessThanOrEqual(1.01 * valueOrNaN(median.objective));
  });

  test('larger ones are searched, with a gap that is small and says so', () => {
    const problem = town(1200, 150, 11);
    const median = pMedian(problem, 8, solver);
    expect(median.solvedBy).toBe('heuristic');
    expect(valueOrNaN(median.gap)).toBeLessThan(0.05);
    expect(valueOrNaN(median.bound)).toBeLessThanOrEqual(valueOrNaN(median.objective));
    const most = maximalCovering(problem, 900, 5, solver);
    expect(valueOrNaN(most.bound)).toBeGreaterThanOrEqual(valueOrNaN(most.objective));
    expect(valueOrNaN(most.gap)).toBeLessThan(0.15);
    const cover = setCovering(problem, 1000, solver);
    expect(valueOrNaN(cover.bound)).toBeLessThanOrEqual(valueOrNaN(cover.objective));
    expect(valueOrNaN(cover.bound)).toBeGreaterThan(5);
    const centre = pCenter(problem, 8, solver);
    expect(centre.solvedBy).toBe('heuristic');
    expect(valueOrNaN(centre.bound)).toBeLessThanOrEqual(valueOrNaN(centre.objective));
  });
});
