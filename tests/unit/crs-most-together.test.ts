import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kilometresBetween } from '#core/crs/crs-candidates.ts';
import type { Extent } from '#core/crs/definitions.ts';
import { mostTogether } from '#core/crs/most-together.ts';

test('those together are the ones around the place with most, as distances one by one tell', () => {
  const place = fc
    .tuple(fc.double({ min: -180, max: 179, noNaN: true }), fc.double({ min: -90, max: 89, noNaN: true }))
    .map(([x, y]): Extent => [x, y, x + 1, y + 1]);
  fc.assert(
    fc.property(fc.array(place, { maxLength: 30 }), fc.integer({ min: 100, max: 9000 }), (places, kilometres) => {
      // A hair on the border may fall to either side.
      const gap = places.every((a) => places.every((b) => Math.abs(kilometresBetween(a, b) - kilometres) > 1e-3));
      fc.pre(gap);
      const near = places.map((one) =>
        [...places.keys()].filter((at) => kilometresBetween(one, places[at]!) <= kilometres),
      );
      const most = near.reduce((best, these) => (these.length > best.length ? these : best), []);
      expect(mostTogether(places, kilometres)).toEqual(most);
    }),
  );
});

test('tens of thousands of places are compared in a moment', () => {
  const places = Array.from({ length: 10_000 }, (_, at): Extent => {
    const x = 100 + (at % 100) / 5;
    const y = 20 + Math.floor(at / 100) / 5;
    return [x, y, x, y];
  });
  const started = performance.now();
  expect(mostTogether(places, 150).length).toBeGreaterThan(100);
  expect(performance.now() - started).toBeLessThan(5000);
});
