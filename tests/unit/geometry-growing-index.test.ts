import { expect, test } from 'vitest';
import { featureBoxes } from '#core/geometry/measure.ts';
import { SpatialIndex } from '#core/geometry/spatial-index.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

/** Squares of many sizes here and there, some features without any. */
function squares(count: number): PackedGeometry {
  const random = seededRandom(7);
  const packer = new GeometryPacker('polygon');
  for (let feature = 0; feature < count; feature++) {
    const [x, y, side] = [random.next() * 1000, random.next() * 1000, 1 + random.next() * 40];
    if (feature % 97 === 0) packer.addFeature([]);
    else packer.addFeature([[[x, y, x + side, y, x + side, y + side, x, y + side, x, y]]]);
  }
  return packer.finish();
}

test('an index finds the same at every stage of its growth', () => {
  const geometry = squares(6000);
  const boxes = featureBoxes(geometry);
  const whole = new SpatialIndex(geometry);
  const { index, grow } = SpatialIndex.growing(geometry, boxes);
  const compare = (): void => {
    for (let step = 0; step < 8; step++) {
      const [x, y] = [117 * step + 13, 983 - 101 * step];
      const sorted = (rows: number[]): number[] => rows.sort((a, b) => a - b);
      expect(sorted(index.search(x, y, x + 30, y + 20))).toEqual(sorted(whole.search(x, y, x + 30, y + 20)));
      expect(index.polygonsAt(x, y)).toEqual(whole.polygonsAt(x, y));
      expect(index.nearest(x, y, 5)).toEqual(whole.nearest(x, y, 5));
      expect(index.nearest(x, y, 3, 4)).toEqual(whole.nearest(x, y, 3, 4));
      const isEven = (row: number): boolean => row % 2 === 0;
      expect(sorted(index.search(x, y, x + 30, y, isEven))).toEqual(sorted(whole.search(x, y, x + 30, y, isEven)));
    }
  };
  compare();
  expect(grow()).toBe(true);
  compare();
  while (grow());
  expect(grow()).toBe(false);
  compare();
});

test('an index of nothing has nothing to grow', () => {
  const geometry = new GeometryPacker('polygon').finish();
  const { index, grow } = SpatialIndex.growing(geometry, featureBoxes(geometry));
  expect(grow()).toBe(false);
  expect(index.search(-1, -1, 1, 1)).toEqual([]);
  expect(index.nearest(0, 0)).toEqual([]);
});
