import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { districtEnergy, energyAccount, meanYieldShare, roofYield } from '#core/methods/building-energy.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { vktChange, vktElasticities } from '#core/methods/travel-elasticity.ts';
import { wasteBalance, wasteEmissions, wasteRoutes } from '#core/methods/waste-flows.ts';
import { evaluator as energyCarbon } from '#plugins/energy-carbon/index.ts';

const tonnes = fc.integer({ min: 0, max: 9000 });
const flows = fc.record({
  recycled: tonnes,
  composted: tonnes,
  wasteToEnergy: tonnes,
  landfill: tonnes,
  uncollected: tonnes,
});
const factor = fc.integer({ min: -2000, max: 2000 });

describe('waste', () => {
  test('what is diverted is put to use, and both are shares', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const { diversion, resourceUse, gap, generated } = wasteBalance(list);
        if (generated === 0) {
          expect([diversion.status, resourceUse.status, gap.status]).toEqual(['undefined', 'undefined', 'undefined']);
          return;
        }
        expect(valueOrNaN(gap)).toBe(0);
        expect(valueOrNaN(diversion)).toBeGreaterThanOrEqual(0);
        expect(valueOrNaN(resourceUse)).toBeGreaterThanOrEqual(valueOrNaN(diversion));
        expect(valueOrNaN(resourceUse)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('rates hold only while the balance closes to a thousandth', () => {
    fc.assert(
      fc.property(flows, fc.double({ min: -0.01, max: 0.01, noNaN: true }), (list, error) => {
        const { routed } = wasteBalance(list);
        fc.pre(routed > 0 && Math.abs(Math.abs(error) - 0.001) > 1e-6);
        const generated = routed / (1 + error);
        const isClosed = Math.abs(error) <= 0.001;
        expect(wasteBalance(list, generated).diversion.status).toBe(isClosed ? 'ok' : 'out-of-method-range');
      }),
    );
  });

  test('emissions are the sum over routes, with credits apart', () => {
    const factors = fc.record({
      recycled: factor,
      composted: factor,
      wasteToEnergy: factor,
      landfill: factor,
      uncollected: factor,
    });
    fc.assert(
      fc.property(flows, factors, (list, each) => {
        const { emissions, credits, net } = wasteEmissions(list, each);
        expect(net).toBe(wasteRoutes.reduce((sum, route) => sum + list[route] * each[route], 0));
        expect(emissions).toBeGreaterThanOrEqual(0);
        expect(credits).toBeLessThanOrEqual(0);
        expect(emissions + credits).toBe(net);
      }),
    );
  });
});

describe('energy', () => {
  const factors = {
    gridKilogramsPerKilowattHour: 0.5366,
    coalPerKilowattHour: 0.1229,
    coalPerGasCubicMetre: 1.33,
    kilogramsPerGasCubicMetre: 2.162,
  };

  test('photovoltaics spare CO2 and leave the coal equivalent of what is consumed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 0, max: 1e7 }), tonnes, (used, yielded, gas) => {
        const without = energyAccount(used, 0, gas, factors);
        const account = energyAccount(used, yielded, gas, factors);
        expect(account.coalEquivalent).toBe(without.coalEquivalent);
        if (yielded > used) {
          expect(account.totalTonnes.status).toBe('out-of-method-range');
          return;
        }
        const spared = valueOrNaN(without.totalTonnes) - valueOrNaN(account.totalTonnes);
        expect(spared).toBeCloseTo((yielded * 0.5366) / 1000, 6);
      }),
    );
  });

  test('roofs yield in proportion to each of their factors, and less over the years', () => {
    const plant = {
      roofSquareMetres: 4000,
      usableShare: 0.6,
      efficiency: 0.21,
      irradiation: 1450,
      performanceRatio: 0.8,
    };
    for (const name of Object.keys(plant) as (keyof typeof plant)[]) {
      expect(roofYield({ ...plant, [name]: plant[name] / 2 })).toBeCloseTo(roofYield(plant) / 2, 6);
    }
    expect(meanYieldShare(0, 25)).toBe(1);
    expect(meanYieldShare(0.005, 1)).toBeCloseTo(1, 12);
    expect(meanYieldShare(0.005, 25)).toBeLessThan(meanYieldShare(0.005, 10));
  });

  test('a network without losses and pumps takes what the boilers take', () => {
    expect(districtEnergy(900, 0.9, 0, 0)).toBeCloseTo(1000, 9);
    expect(districtEnergy(900, 0.9, 0.1, 0.02)).toBeCloseTo(1000 / 0.9 + 18, 9);
  });
});

describe('vehicle kilometres', () => {
  const variables = fc.array(
    fc.record({
      elasticity: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
      ratio: fc.double({ min: 0.3, max: 3, noNaN: true }),
    }),
    { minLength: 1, maxLength: 6 },
  );

  test('no change changes nothing; the order of variables does not matter', () => {
    fc.assert(
      fc.property(variables, (list) => {
        const still = vktChange(list.map(({ elasticity }) => ({ elasticity, ratio: 1 })));
        expect(valueOrNaN(still.product)).toBe(0);
        expect(valueOrNaN(still.linear)).toBe(0);
        const forward = vktChange(list);
        const backward = vktChange(list.toReversed());
        expect(valueOrNaN(backward.product)).toBeCloseTo(valueOrNaN(forward.product), 12);
        expect(valueOrNaN(forward.product)).toBeGreaterThanOrEqual(-0.25);
        expect(valueOrNaN(forward.linear)).toBeGreaterThanOrEqual(-0.25);
        expect(forward.isCapped).toBe(forward.uncapped.product < -0.25 || forward.uncapped.linear < -0.25);
      }),
    );
  });

  test('the product form is undone by the way back, and both forms agree for small changes', () => {
    fc.assert(
      fc.property(variables, (list) => {
        const there = vktChange(list, 1).uncapped.product;
        const back = vktChange(
          list.map(({ elasticity, ratio }) => ({ elasticity, ratio: 1 / ratio })),
          1,
        ).uncapped.product;
        expect((1 + there) * (1 + back)).toBeCloseTo(1, 9);
        const little = list.map(({ elasticity, ratio }) => ({ elasticity, ratio: 1 + (ratio - 1) / 1e4 }));
        const { product, linear } = vktChange(little).uncapped;
        expect(Math.abs(product - linear)).toBeLessThan(1e-6);
      }),
    );
  });

  test('the evaluator starts from the published elasticities', () => {
    const defaults = Object.entries(energyCarbon.manifest.parameters).flatMap(([name, parameter]) =>
      name.startsWith('elasticity') ? [[name.slice('elasticity'.length), parameter.default] as const] : [],
    );
    const published = new Map<string, number>(
      Object.entries(vktElasticities).map(([name, value]) => [`${name[0]!.toUpperCase()}${name.slice(1)}`, value]),
    );
    expect(defaults.length).toBe(7);
    for (const [name, value] of defaults) expect(value, name).toBe(published.get(name));
  });

  test('a variable is named where it is the reason; without an elasticity it is none', () => {
    const label = { zh: '岗位密度', en: 'Job density' };
    const { product } = vktChange([{ label, elasticity: -0.1, ratio: 0 }]);
    expect(product).toMatchObject({ status: 'undefined', reason: { en: expect.stringContaining('Job density is 0') } });
    expect(vktChange([{ label, elasticity: 0, ratio: Number.POSITIVE_INFINITY }]).product).toEqual({
      status: 'ok',
      value: 0,
    });
  });

  test('what had no value before has no ratio', () => {
    expect(vktChange([{ elasticity: -0.1, ratio: Number.POSITIVE_INFINITY }]).product.status).toBe('undefined');
    expect(vktChange([{ elasticity: -0.1, ratio: Number.NaN }]).linear.status).toBe('undefined');
    expect(vktChange([{ elasticity: -0.1, ratio: 4 }]).product.status).toBe('ok');
    expect(vktChange([{ elasticity: -0.1, ratio: 0.24 }]).product.status).toBe('out-of-method-range');
  });
});
