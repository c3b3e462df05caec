import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutlineIndex } from '#core/geometry/outline-index.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';

const place = fc.double({ min: -500, max: 500, noNaN: true });
const box = fc.record({ x: place, y: place, width: fc.double({ min: 1, max: 300, noNaN: true }) });

test('finds the distance that looking at every whole polygon finds', () => {
  fc.assert(
    fc.property(fc.array(box, { maxLength: 12 }), place, place, fc.constantFrom(0, 20, 400), (boxes, x, y, limit) => {
      const packer = new GeometryPacker('polygon');
      for (const { x: left, y: bottom, width } of boxes) {
        const [right, top] = [left + width, bottom + width];
        packer.addFeature([[[left, bottom, right, bottom, right, top, left, top, left, bottom]]]);
      }
      const geometry = packer.finish();
      const [nearest] = new SpatialIndex(geometry).nearest(x, y, 1, limit);
      expect(new OutlineIndex(geometry).distance(x, y, limit)).toBeCloseTo(
        nearest?.distance ?? Number.POSITIVE_INFINITY,
        9,
      );
    }),
    { numRuns: 300 },
  );
});

test('nothing is near to a place that is not known', () => {
  const geometry = new GeometryPacker('polygon').finish();
  expect(new OutlineIndex(geometry).distance(Number.NaN, 0, 100)).toBe(Number.POSITIVE_INFINITY);
  expect(new OutlineIndex(geometry).distance(0, 0, 100)).toBe(Number.POSITIVE_INFINITY);
});
