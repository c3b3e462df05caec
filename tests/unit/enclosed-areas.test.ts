import { expect, test } from 'vitest';
import { enclosedAreas } from '#core/geometry/enclosed-areas.ts';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { sharedEdgeShare } from '#core/geometry/shared-edges.ts';
import { featureWkb, packAllWkb } from '#core/geometry/wkb.ts';
import { featureCount, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { packTexts } from './geometry-shapes.ts';

function sortedAreas(geometry: PackedGeometry): number[] {
  return [...featureAreas(geometry)].map((area) => Number(area.toFixed(6))).sort((a, b) => a - b);
}

function texts(...lines: string[]): PackedGeometry {
  return enclosedAreas(packTexts('line', ...lines));
}

test('blocks beside each other are areas of their own, what hangs loose cuts nothing', () => {
  const found = texts('LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0)', 'LINESTRING (4 -3, 4 14)', 'LINESTRING (7 0, 7 5)');
  expect(sortedAreas(found)).toEqual([40, 60]);
});

test('what lies apart within an area is a hole of it, and an area itself', () => {
  const found = texts('LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0)', 'LINESTRING (3 3, 5 3, 5 5, 3 5, 3 3)');
  expect(sortedAreas(found)).toEqual([4, 96]);
  // Tied to the outside by one line it is a hole still.
  const tied = texts(
    'LINESTRING (0 0, 10 0, 10 10, 0 10, 0 0)',
    'LINESTRING (3 3, 5 3, 5 5, 3 5, 3 3)',
    'LINESTRING (0 0, 3 3)',
  );
  expect(sortedAreas(tied)).toEqual([4, 96]);
  expect(sortedAreas(texts('LINESTRING (0 0, 10 0)', 'LINESTRING (5 5, 5 -5)'))).toEqual([]);
});

test.each([1, 2, 3])('the areas are those that GEOS makes of the lines (%i)', async (seed) => {
  const random = seededRandom(seed);
  const packer = new GeometryPacker('line');
  for (let line = 0; line < 60; line++) {
    const path = Array.from({ length: 2 + Math.floor(random.next() * 4) }, () => [
      4_000_000 + random.next() * 2000,
      random.next() * 2000,
    ]);
    packer.addFeature([[path.flat()]]);
  }
  const lines = packer.finish();
  const engine = await loadGeosEngine();
  const wanted = packAllWkb(
    'polygon',
    engine.polygonize(Array.from({ length: featureCount(lines) }, (_, line) => featureWkb(lines, line))),
  );
  const found = enclosedAreas(lines);
  expect(featureCount(found)).toBeGreaterThan(500);
  expect(featureCount(found)).toBe(featureCount(wanted));
  const [one, other] = [sortedAreas(found), sortedAreas(wanted)];
  for (const [at, area] of one.entries()) expect(area).toBeCloseTo(other[at]!, 4);
});

test('edges that stand twice are counted whichever way they run', () => {
  const beside = packTexts('polygon', 'POLYGON ((0 0, 1 0, 1 1, 0 1, 0 0))', 'POLYGON ((1 0, 2 0, 2 1, 1 1, 1 0))');
  expect(sharedEdgeShare(beside, [0, 1])).toBe(0.25);
  expect(sharedEdgeShare(beside, [0])).toBe(0);
  expect(sharedEdgeShare(beside, [])).toBe(0);
});
