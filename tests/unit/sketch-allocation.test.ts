import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AllocationParcel, allocateTargets } from '#core/sketch/allocate-targets.ts';

const parcel = fc.record<AllocationParcel>({
  areaSquareMetres: fc.integer({ min: 100, max: 40_000 }),
  distance: fc.integer({ min: 0, max: 1000 }),
  residents: fc.integer({ min: 0, max: 500 }),
  jobs: fc.integer({ min: 0, max: 500 }),
  residentsPerFloor: fc.constantFrom(0, 0.01, 0.025),
  jobsPerFloor: fc.constantFrom(0, 0.01, 0.04),
  mostFar: fc.constantFrom(0, 0.5, 1.8, 5),
});
const parcels = fc.array(parcel, { maxLength: 30 });
const order = fc.constantFrom('distance' as const, 'capacity' as const);

const presentOf = (all: readonly AllocationParcel[]) => ({
  residents: all.reduce((sum, one) => sum + one.residents, 0),
  jobs: all.reduce((sum, one) => sum + one.jobs, 0),
});

test('an allocation never makes a parcel denser than it may be, and counts what it makes', () => {
  fc.assert(
    fc.property(parcels, order, fc.nat(40_000), fc.nat(40_000), (all, by, residents, jobs) => {
      const present = presentOf(all);
      const done = allocateTargets(all, present, { residents, jobs, order: by });
      const sums = { ...present };
      for (const [at, { mostFar, areaSquareMetres, ...one }] of all.entries()) {
        const far = done.far[at]!;
        if (Number.isNaN(far)) continue;
        expect(far).toBeGreaterThanOrEqual(0);
        expect(far).toBeLessThanOrEqual(mostFar);
        sums.residents += far * areaSquareMetres * one.residentsPerFloor - one.residents;
        sums.jobs += far * areaSquareMetres * one.jobsPerFloor - one.jobs;
      }
      expect(done.residents).toBeCloseTo(sums.residents, 4);
      expect(done.jobs).toBeCloseTo(sums.jobs, 4);
    }),
  );
});

test('one target alone is never overshot, and a higher one never converts less', () => {
  fc.assert(
    fc.property(parcels, order, fc.nat(40_000), fc.nat(20_000), (all, by, target, more) => {
      const present = presentOf(all);
      const low = allocateTargets(all, present, { residents: target, order: by });
      const high = allocateTargets(all, present, { residents: target + more, order: by });
      expect(low.residents).toBeLessThanOrEqual(Math.max(target, present.residents) + 1e-6);
      expect(high.residents).toBeGreaterThanOrEqual(low.residents - 1e-6);
      for (const [at, far] of low.far.entries()) {
        if (!Number.isNaN(far)) expect(high.far[at]!).toBeGreaterThanOrEqual(far - 1e-9);
      }
    }),
  );
});

test('the nearest parcels come first, or those that take most', () => {
  const one = { areaSquareMetres: 10_000, residents: 0, jobs: 0, residentsPerFloor: 0.025, jobsPerFloor: 0 };
  const near = { ...one, distance: 100, mostFar: 1 };
  const large = { ...one, distance: 900, mostFar: 4 };
  const none = { residents: 0, jobs: 0 };
  const by = (way: 'distance' | 'capacity') => [
    ...allocateTargets([large, near], none, { residents: 200, order: way }).far,
  ];
  expect(by('distance')).toEqual([Number.NaN, 0.8]);
  expect(by('capacity')).toEqual([0.8, Number.NaN]);
});
