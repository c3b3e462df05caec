import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { worstTenth } from '#plugins/living-circle/completeness.ts';

const parcels = fc.array(
  fc.record({ value: fc.integer({ min: 0, max: 100 }), people: fc.integer({ min: 0, max: 400 }) }),
  { minLength: 1, maxLength: 30 },
);

describe('the worst-served tenth', () => {
  test('lies between the lowest value and the mean, whatever the order of the parcels', () => {
    fc.assert(
      fc.property(parcels, (list) => {
        const people = list.reduce((sum, parcel) => sum + parcel.people, 0);
        fc.pre(people > 0);
        const of = (some: typeof list) =>
          valueOrNaN(
            worstTenth(
              Float64Array.from(some, ({ value }) => value),
              Float64Array.from(some, (parcel) => parcel.people),
            ),
          );
        const worst = of(list);
        const mean = list.reduce((sum, parcel) => sum + parcel.value * parcel.people, 0) / people;
        const least = Math.min(...list.filter((parcel) => parcel.people > 0).map(({ value }) => value));
        expect(worst).toBeLessThanOrEqual(mean + 1e-9);
        expect(worst).toBeGreaterThanOrEqual(least - 1e-9);
        expect(of(list.toReversed())).toBeCloseTo(worst, 9);
      }),
    );
  });

  test('takes of a parcel no more than is needed for a tenth', () => {
    // 10 of 100 people: 4 with nothing, and 6 of the 96 with half.
    expect(worstTenth(Float64Array.of(50, 0), Float64Array.of(96, 4))).toEqual({ status: 'ok', value: 30 });
    expect(worstTenth(Float64Array.of(Number.NaN, 0), Float64Array.of(96, 0)).status).toBe('undefined');
  });
});
