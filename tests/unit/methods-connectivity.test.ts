import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { featureAreas } from '#core/geometry/measure.ts';
import { gapsBetween, gapsForWays, probabilityNetwork, reachOf } from '#core/indicators/green-network.ts';
import {
  dispersalRate,
  type HabitatNetwork,
  integralConnectivity,
  probabilityOfConnectivity,
} from '#core/methods/connectivity.ts';
import { connectivityByDistance } from '#core/methods/connectivity-by-distance.ts';
import { newLinkGains } from '#core/methods/connectivity-change.ts';
import { PatchSearch, patchGraph } from '#core/methods/patch-graph.ts';
import { PatchWays, wayLanes } from '#core/methods/patch-ways.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

interface Link {
  readonly a: number;
  readonly b: number;
  readonly p: number;
}

function network(areas: readonly number[], links: readonly Link[]): HabitatNetwork {
  return { areas, from: links.map(({ a }) => a), to: links.map(({ b }) => b), probability: links.map(({ p }) => p) };
}

/** Networks of up to nine patches; probabilities are rough, so that equal and dominated ways are common. */
const habitats = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 9 }).chain((areas) =>
  fc.record({
    areas: fc.constant(areas),
    links: fc.array(
      fc.record({
        a: fc.nat({ max: areas.length - 1 }),
        b: fc.nat({ max: areas.length - 1 }),
        p: fc.constantFrom(0, 0.05, 0.1, 0.25, 0.5, 0.5, 0.75, 0.9, 1),
      }),
      { maxLength: 24 },
    ),
  }),
);

/** The index without patch k, by making the patch vanish and measuring anew. */
function without(areas: readonly number[], links: readonly Link[], removed: number): HabitatNetwork {
  return network(
    areas.map((area, patch) => (patch === removed ? 0 : area)),
    links.filter(({ a, b }) => a !== removed && b !== removed),
  );
}

describe('connectivity', () => {
  test.each([
    ['PC', probabilityOfConnectivity],
    ['IIC', integralConnectivity],
  ] as const)('d%s is what removing the patch takes away, and the sum of its three parts', (_, measure) => {
    fc.assert(
      fc.property(habitats, ({ areas, links }) => {
        const whole = measure(network(areas, links));
        fc.pre(whole.numerator > 0);
        for (let patch = 0; patch < areas.length; patch++) {
          const rest = measure(without(areas, links, patch)).numerator;
          const { total, intra, flux, connector } = whole.importances;
          expect(total[patch]).toBeCloseTo((100 * (whole.numerator - rest)) / whole.numerator, 8);
          expect(total[patch]).toBeCloseTo(intra[patch]! + flux[patch]! + connector[patch]!, 10);
          expect(connector[patch]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('grows with every area and every link', () => {
    fc.assert(
      fc.property(habitats, fc.nat(), fc.nat(), ({ areas, links }, pick, other) => {
        const before = probabilityOfConnectivity(network(areas, links)).numerator;
        const larger = areas.map((area, patch) => (patch === pick % areas.length ? area + 7 : area));
        expect(probabilityOfConnectivity(network(larger, links)).numerator).toBeGreaterThanOrEqual(
          before * (1 - 1e-12),
        );
        const more = [...links, { a: pick % areas.length, b: other % areas.length, p: 0.6 }];
        expect(probabilityOfConnectivity(network(areas, more)).numerator).toBeGreaterThanOrEqual(before * (1 - 1e-12));
      }),
    );
  });

  test('the equivalent connected area lies between the largest patch and all habitat', () => {
    fc.assert(
      fc.property(habitats, ({ areas, links }) => {
        const { equivalentArea, fractions } = probabilityOfConnectivity(network(areas, links));
        const value = equivalentArea.status === 'ok' ? equivalentArea.value : Number.NaN;
        expect(value).toBeGreaterThanOrEqual(Math.max(...areas) * (1 - 1e-12));
        expect(value).toBeLessThanOrEqual(areas.reduce((sum, area) => sum + area, 0) * (1 + 1e-12));
        if (fractions.intra.status !== 'ok') return;
        const parts = [fractions.intra, fractions.direct, fractions.step];
        expect(parts.reduce((sum, part) => sum + (part.status === 'ok' ? part.value : 0), 0)).toBeCloseTo(100, 8);
      }),
    );
  });

  test('the gain of a link is the difference of the networks with and without it', () => {
    fc.assert(
      fc.property(habitats, fc.nat(), fc.nat(), ({ areas, links }, first, second) => {
        const habitat = network(areas, links);
        const link = { a: first % areas.length, b: second % areas.length, probability: 0.6 };
        const [gain] = newLinkGains(habitat, [link]);
        const { a, b, probability: p } = link;
        const after = probabilityOfConnectivity(network(areas, [...links, { a, b, p }])).numerator;
        const before = probabilityOfConnectivity(habitat).numerator;
        expect(gain!.numerator).toBeCloseTo(after - before, 6);
      }),
    );
  });

  test('leaving negligible ways out changes the numerator by less than declared', () => {
    const random = seededRandom(5);
    const areas = Array.from({ length: 60 }, () => random.next() * 10);
    const links = areas.flatMap((_, a) =>
      areas.flatMap((__, b) => (b > a && random.next() < 0.1 ? [{ a, b, p: random.next() * 0.3 }] : [])),
    );
    const habitat = network(areas, links);
    const exact = probabilityOfConnectivity(habitat);
    const near = probabilityOfConnectivity(habitat, { negligibleProbability: 1e-3 });
    const total = areas.reduce((sum, area) => sum + area, 0);
    expect(exact.numerator - near.numerator).toBeGreaterThan(0);
    expect(exact.numerator - near.numerator).toBeLessThan(1e-3 * total ** 2);
    expect(near.negligibleProbability).toBe(1e-3);
    expect(exact.negligibleProbability).toBe(0);
  });

  test.each([
    ['PC', probabilityOfConnectivity],
    ['IIC', integralConnectivity],
  ] as const)('%s is the same whether patches are searched from one by one or all at once', (_, measure) => {
    fc.assert(
      fc.property(habitats, ({ areas, links }) => {
        const one = measure(network(areas, links));
        const all = measure(network(areas, links), { connectors: false });
        expect(all.numerator).toBeCloseTo(one.numerator, 8);
        for (const [patch, flux] of one.importances.flux.entries()) {
          expect(all.importances.flux[patch]).toBeCloseTo(flux, 8);
        }
      }),
    );
  });

  test.each([3, 9, 40])('ways over patches with %i links each and more are the shortest of all', (links) => {
    const random = seededRandom(11);
    const size = 90;
    const from = Array.from({ length: links * size }, () => Math.floor(random.next() * size));
    const to = from.map(() => Math.floor(random.next() * size));
    const graph = patchGraph(
      size,
      { from, to },
      from.map(() => Math.round(random.next() * 20)),
    );
    const search = new PatchSearch(graph);
    const ways = new PatchWays(graph);
    let compared = 0;
    ways.pairs(({ patches, count, lengths }, lowest) => {
      for (let lane = 0; lane < count; lane++) {
        search.run(patches[lane]!, Number.MAX_VALUE);
        for (let place = lowest + lane; place < size; place++, compared++) {
          expect(lengths[wayLanes * place + lane]).toBe(search.distance[ways.patches[place]!]);
        }
      }
    });
    expect(compared).toBe((size * (size + 1)) / 2);
    ways.from([7, 3], ({ patches, lengths }) => {
      for (const [lane, patch] of [...(patches as number[])].entries()) {
        search.run(patch, Number.MAX_VALUE);
        for (let place = 0; place < size; place++) {
          expect(lengths[wayLanes * place + lane]).toBe(search.distance[ways.patches[place]!]);
        }
      }
    });
  });

  test('several distances at once are what each is alone, also where not all gaps are measured', () => {
    const random = seededRandom(3);
    const packer = new GeometryPacker('polygon');
    for (let patch = 0; patch < 40; patch++) {
      const [x, y, side] = [random.next() * 6000, random.next() * 6000, 20 + random.next() * 200];
      packer.addFeature([[[x, y, x + side, y, x + side, y + side, x, y + side, x, y]]]);
    }
    const patches = packer.finish();
    const areas = featureAreas(patches);
    const distances = [60, 250, 500, 1000];
    const reach = (metres: number) => reachOf({ metres, probability: 0.5, negligible: 0.02 });
    const some = gapsForWays(patches, reach(250), reach(1000));
    const every = gapsBetween(patches, reach(1000));
    expect(some.metres.length).toBeLessThan(every.metres.length);
    const hectares = areas.map((area) => area / 10_000);
    const results = connectivityByDistance(
      { ...some, areas: hectares },
      distances.map((metres) => ({ rate: dispersalRate(metres), negligible: 0.02 })),
    );
    for (const [at, metres] of distances.entries()) {
      const dispersal = { metres, probability: 0.5, negligible: 0.02 };
      const alone = probabilityOfConnectivity(probabilityNetwork(areas, every, dispersal));
      expect(results[at]!.equivalentArea ** 2).toBeCloseTo(alone.numerator, 8);
      expect(results[at]!.components).toBe(alone.components);
    }
  });

  test('without connectors the totals are lower bounds', () => {
    const habitat = network(
      [10, 20, 30],
      [
        { a: 0, b: 1, p: 0.5 },
        { a: 1, b: 2, p: 0.4 },
      ],
    );
    const { importances } = probabilityOfConnectivity(habitat, { connectors: false });
    expect([...importances.connector]).toEqual([0, 0, 0]);
    expect(importances.total[1]).toBeCloseTo(18.1818 + 30.9091, 3);
  });

  test('can be cancelled between patches', () => {
    const habitat = network([1, 1, 1], []);
    const cancel = (share: number) => {
      if (share > 0.5) throw new Error('cancelled');
    };
    expect(() => probabilityOfConnectivity(habitat, { progress: cancel })).toThrow('cancelled');
  });

  test('names the link that is wrong', () => {
    const wrong = { areas: [1, 2], from: [0], to: [2], probability: [0.5] };
    expect(() => probabilityOfConnectivity(wrong)).toThrow(/\$\.to\[0\].*the number of a patch, 0 to 1.*found 2/);
    const unlikely = { areas: [1, 2], from: [0], to: [1], probability: [1.5] };
    expect(() => probabilityOfConnectivity(unlikely)).toThrow(/\$\.probability\[0\]/);
  });
});
