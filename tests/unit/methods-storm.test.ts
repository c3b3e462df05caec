import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AbstractionShare,
  compositeCurveNumber,
  imperviousCurveNumber,
  runoffMillimetres,
  storageMillimetres,
} from '#core/methods/curve-number.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { peakFlow, rationalPeak, rationalPeakAmerican, stormIntensity } from '#core/methods/peak-flow.ts';
import {
  achievedRainfall,
  captureOf,
  designRainfall,
  rainRecord,
  storageVolume,
} from '#core/methods/volume-capture.ts';

const rain = fc.double({ min: 0, max: 400, noNaN: true });
const curveNumbers = fc.double({ min: 1, max: 100, noNaN: true });
const abstraction = fc.constantFrom<AbstractionShare>(0.2, 0.05);

describe('curve numbers', () => {
  test('runoff is never more than rain, and none until the initial abstraction is filled', () => {
    fc.assert(
      fc.property(rain, curveNumbers, abstraction, (depth, number, share) => {
        const runoff = runoffMillimetres(depth, number, share);
        expect(runoff).toBeGreaterThanOrEqual(0);
        expect(runoff).toBeLessThanOrEqual(depth + 1e-9);
        const excess = depth - share * storageMillimetres(number, share);
        if (excess <= 0) expect(runoff).toBe(0);
        // The square of what lies beneath a nanometre is nothing to a double.
        else if (excess > 1e-6) expect(runoff).toBeGreaterThan(0);
      }),
    );
  });

  test('runoff grows with rain and with the curve number', () => {
    fc.assert(
      fc.property(rain, rain, curveNumbers, curveNumbers, abstraction, (one, other, low, high, share) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const [dry, wet] = [Math.min(low, high), Math.max(low, high)];
        expect(runoffMillimetres(less, dry, share)).toBeLessThanOrEqual(runoffMillimetres(more, dry, share) + 1e-9);
        expect(runoffMillimetres(more, dry, share)).toBeLessThanOrEqual(runoffMillimetres(more, wet, share) + 1e-9);
      }),
    );
  });

  test('impervious land lifts the number, less so where it drains over green, and never beyond its own', () => {
    const percent = fc.double({ min: 0, max: 100, noNaN: true });
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    const pervious = fc.double({ min: 30, max: 98, noNaN: true });
    fc.assert(
      fc.property(pervious, percent, shares, (number, tight, unconnected) => {
        const connected = compositeCurveNumber(number, tight);
        const partly = compositeCurveNumber(number, tight, unconnected);
        expect(partly).toBeGreaterThanOrEqual(number - 1e-9);
        expect(partly).toBeLessThanOrEqual(connected + 1e-9);
        expect(connected).toBeLessThanOrEqual(imperviousCurveNumber + 1e-9);
        if (tight > 30) expect(partly).toBe(connected);
      }),
    );
  });
});

const days = fc.array(
  fc.integer({ min: 0, max: 1200 }).map((tenths) => tenths / 10),
  { minLength: 1, maxLength: 60 },
);
const rainy = days.filter((list) => list.some((depth) => depth > 2));

describe('volume capture', () => {
  test('is the clause at every observed depth, and the sum of what each day lets in', () => {
    fc.assert(
      fc.property(rainy, (list) => {
        const record = rainRecord(list);
        const kept = list.filter((depth) => depth > 2).sort((a, b) => a - b);
        const total = kept.reduce((sum, depth) => sum + depth, 0);
        for (const [place, depth] of kept.entries()) {
          const below = kept.slice(0, place + 1).reduce((sum, each) => sum + each, 0);
          expect(captureOf(record, depth)).toBeCloseTo((below + depth * (kept.length - place - 1)) / total, 9);
        }
        const between = kept[0]! * 0.7;
        const held = kept.reduce((sum, depth) => sum + Math.min(depth, between), 0);
        expect(captureOf(record, between)).toBeCloseTo(held / total, 9);
      }),
    );
  });

  test('design rainfall is its exact inverse, both ways, and grows with the target', () => {
    const target = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(rainy, target, target, (list, one, other) => {
        const record = rainRecord(list);
        const depth = valueOrNaN(designRainfall(record, one));
        expect(captureOf(record, depth)).toBeCloseTo(one, 9);
        expect(valueOrNaN(designRainfall(record, captureOf(record, depth)))).toBeCloseTo(depth, 6);
        const further = valueOrNaN(designRainfall(record, Math.max(one, other)));
        expect(further).toBeGreaterThanOrEqual(depth - 1e-9);
        expect(further).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });

  test('neither the order of days nor small rain matters', () => {
    fc.assert(
      fc.property(rainy, fc.double({ min: 0, max: 80, noNaN: true }), (list, depth) => {
        const shuffled = rainRecord([...list, 0, 2, 1.9, Number.NaN].reverse());
        expect(captureOf(shuffled, depth)).toBeCloseTo(captureOf(rainRecord(list), depth), 12);
      }),
    );
    const none = designRainfall(rainRecord([30], [true]), 0.5);
    expect(none.status).toBe('insufficient-data');
    expect(designRainfall(rainRecord([30]), 1.01).status).toBe('out-of-method-range');
  });

  test('the storage of a design rainfall holds just that rainfall', () => {
    const surface = fc.record({
      hectares: fc.integer({ min: 1, max: 90 }),
      coefficient: fc.integer({ min: 5, max: 100 }).map((percent) => percent / 100),
    });
    fc.assert(
      fc.property(fc.array(surface, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 90 }), (list, depth) => {
        const whole = storageVolume(depth, list);
        const parts = list.reduce((sum, each) => sum + valueOrNaN(storageVolume(depth, [each]).cubicMetres), 0);
        expect(valueOrNaN(whole.cubicMetres)).toBeCloseTo(parts, 6);
        const back = achievedRainfall(valueOrNaN(whole.cubicMetres), valueOrNaN(whole.coefficient), whole.hectares);
        expect(valueOrNaN(back)).toBeCloseTo(depth, 9);
      }),
    );
    expect(storageVolume(30, [{ hectares: 0, coefficient: 1 }]).cubicMetres.status).toBe('undefined');
    expect(achievedRainfall(10, 0, 5).status).toBe('undefined');
  });
});

describe('peaks', () => {
  test('the three units agree', () => {
    const coefficient = fc.double({ min: 0, max: 1, noNaN: true });
    const intensity = fc.double({ min: 0, max: 200, noNaN: true });
    fc.assert(
      fc.property(
        coefficient,
        intensity,
        fc.double({ min: 0, max: 80, noNaN: true }),
        (share, millimetres, hectares) => {
          const metric = valueOrNaN(rationalPeak(share, millimetres, hectares).cubicMetresPerSecond);
          expect(valueOrNaN(peakFlow(share, millimetres / 0.36, hectares)) / 1000).toBeCloseTo(metric, 9);
          const american = rationalPeakAmerican(share, millimetres / 25.4, hectares / 0.404_685_642_24);
          expect(valueOrNaN(american.cubicMetresPerSecond)).toBeCloseTo(metric, 9);
        },
      ),
    );
  });

  test('storms of longer return are stronger, longer ones weaker', () => {
    const formula = { a1: 9.581, c: 0.846, b: 7, n: 0.656 };
    const at = (years: number, minutes: number) => valueOrNaN(stormIntensity(formula, years, minutes));
    expect(at(5, 15)).toBeGreaterThan(at(3, 15));
    expect(at(3, 30)).toBeLessThan(at(3, 15));
    // 1 + C lg P is not positive for very frequent storms.
    expect(stormIntensity({ ...formula, c: 1 }, 0.1, 15).status).toBe('out-of-method-range');
  });
});
