import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  balancedCatchment,
  enhancedZones,
  reachedOpportunities,
  spatialAvailability,
  threeStepCatchment,
  twoStepCatchment,
  twoStepOverPairs,
} from '#core/methods/accessibility.ts';
import { type Decay, decayWeight } from '#core/methods/decay.ts';
import { isochrone } from '#core/methods/isochrone.ts';

/** Towns of a few places; some ways are missing, some places have no people. */
const problems = fc
  .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 6 }))
  .chain(([origins, destinations]) =>
    fc.record({
      costs: fc.array(
        fc
          .array(
            fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.constant(Number.POSITIVE_INFINITY)),
            {
              minLength: destinations,
              maxLength: destinations,
            },
          )
          .map((row) => Float64Array.from(row)),
        { minLength: origins, maxLength: origins },
      ),
      population: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: origins, maxLength: origins }),
      supply: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: destinations, maxLength: destinations }),
    }),
  );

const decays = fc.constantFrom<Decay>(
  { kind: 'cumulative', limit: 30 },
  { kind: 'exponential', beta: 0.08 },
  { kind: 'power', scale: 1, exponent: -1, minimum: 1 },
  { kind: 'linear', limit: 45 },
  { kind: 'stepped', steps: [10, 20, 30], weights: [0.68, 0.22, 0] },
  { kind: 'logistic', cutoff: 20, deviation: 5 },
  { kind: 'gaussian', deviation: 15 },
  enhancedZones,
);

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

/** Supply that somebody can reach. */
function suppliedTo({ costs, population, supply }: Parameters<typeof twoStepCatchment>[0], decay: Decay): number {
  const sites = [...(supply as readonly number[])];
  return sum(
    sites.filter((_, site) =>
      costs.some((row, origin) => population[origin]! > 0 && decayWeight(decay, row[site]!) > 0),
    ),
  );
}

describe('floating catchments', () => {
  test.each([
    ['two steps', twoStepCatchment],
    ['three steps', threeStepCatchment],
  ])('%s give out all supply that anybody can reach, and no more', (_, method) => {
    fc.assert(
      fc.property(problems, decays, (problem, decay) => {
        const { accessibility } = method(problem, decay);
        const received = sum(accessibility.map((value, origin) => value * problem.population[origin]!));
        expect(received).toBeCloseTo(suppliedTo(problem, decay), 6);
      }),
    );
  });

  test('balanced ones count everybody with a site as demand once, and pass on levels of service in full', () => {
    fc.assert(
      fc.property(problems, decays, (problem, decay) => {
        const { accessibility, supplyRatio } = balancedCatchment(problem, decay);
        const demand = sum(
          supplyRatio
            .map((ratio, site) => (ratio > 0 ? problem.supply[site]! / ratio : Number.NaN))
            .filter((value) => value > 0),
        );
        const withSite = problem.population.filter((_, origin) =>
          problem.costs[origin]!.some((cost) => decayWeight(decay, cost) > 0),
        );
        if (problem.supply.every((amount) => amount > 0)) expect(demand).toBeCloseTo(sum(withSite), 6);
        expect(sum(accessibility)).toBeCloseTo(sum(supplyRatio.filter((ratio) => ratio >= 0)), 6);
      }),
    );
  });

  test('are the same when the weights come pair by pair', () => {
    fc.assert(
      fc.property(problems, decays, (problem, decay) => {
        const pairs = problem.costs.flatMap((row, origin) =>
          [...row].map((cost, destination) => ({ origin, destination, weight: decayWeight(decay, cost) })),
        );
        const sparse = twoStepOverPairs(
          {
            origins: problem.costs.length,
            origin: pairs.map(({ origin }) => origin),
            destination: pairs.map(({ destination }) => destination),
            weight: pairs.map(({ weight }) => weight),
          },
          problem.population,
          problem.supply,
        );
        const dense = twoStepCatchment(problem, decay);
        for (const [origin, value] of dense.accessibility.entries()) {
          expect(sparse.accessibility[origin]).toBeCloseTo(value, 9);
        }
      }),
    );
  });

  test('no demand in a catchment makes no ratio, and nobody gains from it', () => {
    const costs = [Float64Array.of(5, 50), Float64Array.of(5, 50)];
    const { accessibility, supplyRatio } = twoStepCatchment(
      { costs, population: [10, 30], supply: [20, 7] },
      enhancedZones,
    );
    expect([...supplyRatio]).toEqual([0.5, Number.NaN]);
    expect([...accessibility]).toEqual([0.5, 0.5]);
  });
});

describe('spatial availability', () => {
  test('gives every opportunity that can be reached to somebody exactly once', () => {
    fc.assert(
      fc.property(problems, decays, fc.constantFrom(0.5, 1, 2), (problem, decay, exponent) => {
        const { available } = spatialAvailability(problem, decay, exponent);
        expect(sum(available)).toBeCloseTo(suppliedTo(problem, decay), 6);
      }),
    );
  });

  test('is per person what two steps give', () => {
    fc.assert(
      fc.property(problems, decays, (problem, decay) => {
        const { perPerson } = spatialAvailability(problem, decay);
        const { accessibility } = twoStepCatchment(problem, decay);
        for (const [origin, value] of perPerson.entries()) {
          if (problem.population[origin]! > 0) expect(value).toBeCloseTo(accessibility[origin]!, 9);
          else expect(value).toBeNaN();
        }
      }),
    );
  });
});

describe('opportunities', () => {
  test('grow with the limit, and a limit counts what lies on it', () => {
    fc.assert(
      fc.property(problems, fc.integer({ min: 1, max: 60 }), (problem, limit) => {
        const near = reachedOpportunities(problem, { kind: 'cumulative', limit });
        const far = reachedOpportunities(problem, { kind: 'cumulative', limit: limit + 5 });
        for (const [origin, value] of near.entries()) {
          expect(far[origin]).toBeGreaterThanOrEqual(value);
          const counted = problem.supply.filter((_, site) => problem.costs[origin]![site]! <= limit);
          expect(value).toBe(sum(counted));
        }
      }),
    );
  });

  test('on the limit of a zone the weight is that of the zone', () => {
    expect([0, 10, 10.1, 20, 30, 30.1].map((cost) => decayWeight(enhancedZones, cost))).toEqual([
      1, 1, 0.68, 0.68, 0.22, 0,
    ]);
  });
});

describe('isochrone', () => {
  const networks = fc.integer({ min: 2, max: 8 }).chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      edges: fc.array(
        fc.tuple(fc.nat({ max: nodes - 1 }), fc.nat({ max: nodes - 1 }), fc.integer({ min: 1, max: 500 })),
        { minLength: 1, maxLength: 14 },
      ),
    }),
  );

  test('takes each edge as far as one gets from both ends', () => {
    fc.assert(
      fc.property(networks, fc.integer({ min: 0, max: 1500 }), ({ nodes, edges }, limit) => {
        const list = {
          nodes,
          from: Uint32Array.from(edges, ([from]) => from),
          to: Uint32Array.from(edges, ([, to]) => to),
          lengths: Float64Array.from(edges, ([, , length]) => length),
        };
        const { distances, nodesWithin, reachableMetres } = isochrone(list, 0, limit);
        const expected = edges.reduce((metres, [from, to, length]) => {
          const rest = (node: number) => Math.max(0, limit - distances[node]!);
          return metres + Math.min(length, rest(from) + rest(to));
        }, 0);
        expect(reachableMetres).toBeCloseTo(expected, 6);
        expect(nodesWithin).toEqual([...distances.keys()].filter((node) => distances[node]! <= limit));
      }),
    );
  });
});
