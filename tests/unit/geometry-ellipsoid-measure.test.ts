import { expect, test } from 'vitest';
import { coordinateSystem } from '#core/crs/coordinate-system.ts';
import { pointTransform } from '#core/crs/transform.ts';
import { ellipsoidPathLength, ellipsoidRingArea } from '#core/geometry/ellipsoid-measure.ts';
import { measureOnEllipsoid } from '#renderer/map/on-ellipsoid.ts';

const steps = (count: number): number[] => Array.from({ length: count + 1 }, (_, at) => at / count);

test('an eighth of the ellipsoid has an eighth of its area', () => {
  const ring = [0, 0, 90, 0, 90, 90, 0, 90, 0, 0];
  // 510 065 621.724 km² in all.
  expect(ellipsoidRingArea(ring) / 1e6).toBeCloseTo(510_065_621.724 / 8, 2);
  expect(ellipsoidRingArea([0, 0, 0, 90, 90, 90, 90, 0, 0, 0])).toBeLessThan(0);
});

test('a quadrant of the meridian and a degree of the equator have their lengths', () => {
  const meridian = steps(9000).flatMap((part) => [120, 90 * part]);
  expect(ellipsoidPathLength(meridian)).toBeCloseTo(10_001_965.729, 2);
  expect(ellipsoidPathLength([0, 0, 1, 0])).toBeCloseTo(111_319.491, 3);
});

test('a square of a kilometre on the central meridian of a UTM zone is larger on the ground by the square of 0.9996', async () => {
  const toDegrees = pointTransform(await coordinateSystem(32650), await coordinateSystem(4326));
  const square = [
    [499_500, 3_350_000],
    [500_500, 3_350_000],
    [500_500, 3_351_000],
    [499_500, 3_351_000],
  ] as const;
  const measured = measureOnEllipsoid(square, toDegrees);
  expect(measured.area).toBeCloseTo(1e6 / 0.9996 ** 2, 0);
  expect(measured.length).toBeCloseTo(3000 / 0.9996, 2);
});
