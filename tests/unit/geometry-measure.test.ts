import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  extentOf,
  featureAreas,
  featureBoxes,
  featureCentroids,
  featureLengths,
  representativePoints,
  ringArea,
} from '#core/geometry/measure.ts';
import { inDegrees, looksLikeDegrees, type MetricGeometry, requireMetres } from '#core/geometry/metric-frame.ts';
import { orientation } from '#core/geometry/orientation.ts';
import { locateInFeature, locateInRing } from '#core/geometry/point-in-polygon.ts';
import { packAll } from '#core/geometry/simple-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { packTexts, starPolygons } from './geometry-shapes.ts';

describe('measures', () => {
  const polygons = packTexts(
    'polygon',
    'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))',
    'MULTIPOLYGON (((0 0, 0 2, 2 2, 2 0, 0 0)), ((10 0, 14 0, 14 1, 10 1, 10 0)))',
    'POLYGON EMPTY',
  );

  it('takes holes away and adds parts up, whichever way rings run', () => {
    expect([...featureAreas(polygons)]).toEqual([96, 8, 0]);
    expect([...featureLengths(polygons)]).toEqual([48, 18, 0]);
  });

  it('gives boxes, and NaN where there is nothing', () => {
    expect([...featureBoxes(polygons)]).toEqual([
      0,
      0,
      10,
      10,
      0,
      0,
      14,
      2,
      Number.NaN,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    ]);
    expect(extentOf(polygons)).toEqual({ minX: 0, minY: 0, maxX: 14, maxY: 10 });
    expect(extentOf(packTexts('line'))).toEqual({ minX: NaN, minY: NaN, maxX: NaN, maxY: NaN });
  });

  it('weighs centroids by area, by length, or evenly', () => {
    const [x, y] = featureCentroids(polygons);
    expect(x).toBeCloseTo((100 * 5 - 4 * 3) / 96, 12);
    expect(y).toBeCloseTo((100 * 5 - 4 * 3) / 96, 12);
    expect([...featureCentroids(packTexts('line', 'MULTILINESTRING ((0 0, 10 0), (0 5, 0 7))'))]).toEqual([50 / 12, 1]);
    expect([...featureCentroids(packTexts('point', 'MULTIPOINT ((0 0), (4 2))'))]).toEqual([2, 1]);
    expect([...featureCentroids(packTexts('polygon', 'POLYGON ((0 0, 6 0, 6 0, 0 0))'))]).toEqual([3, 0]);
  });

  it('keeps its digits far from the origin', () => {
    const square = [3_400_000.1, 0.1, 1].map((origin) =>
      Float64Array.of(origin, origin, origin + 1, origin, origin + 1, origin + 1, origin, origin + 1, origin, origin),
    );
    for (const ring of square) expect(ringArea(ring)).toBeCloseTo(1, 8);
  });

  it('puts representative points inside polygons, on lines and on points', () => {
    const shape = packTexts(
      'polygon',
      'POLYGON ((0 0, 10 0, 10 1, 1 1, 1 9, 10 9, 10 10, 0 10, 0 0))',
      'POLYGON EMPTY',
    );
    const [x, y, none] = representativePoints(shape);
    expect(locateInFeature(shape, 0, x!, y!)).toBe(1);
    expect(none).toBeNaN();
    expect([...representativePoints(packTexts('line', 'MULTILINESTRING ((0 0, 1 0), (0 5, 4 5, 4 11))'))]).toEqual([
      4, 6,
    ]);
    expect([...representativePoints(packTexts('line', 'LINESTRING (3 3, 3 3)'))]).toEqual([3, 3]);
    expect([...representativePoints(packTexts('point', 'MULTIPOINT ((0 0), (4 4), (9 9))'))]).toEqual([4, 4]);
    fc.assert(
      fc.property(starPolygons, (polygon) => {
        const packed = packAll('polygon', [polygon]);
        const [px, py] = representativePoints(packed);
        expect(locateInFeature(packed, 0, px!, py!)).toBe(1);
      }),
    );
  });
});

describe('point in polygon', () => {
  const polygon = packTexts('polygon', 'POLYGON ((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 4, 2 2))');

  it.each([
    [5, 5, 1],
    [3, 3, -1],
    [2, 3, 0],
    [4, 4, 0],
    [0, 0, 0],
    [10, 5, 0],
    [5, 0, 0],
    [-1, 0, -1],
    [11, 10, -1],
    [1, 2, 1],
    [5, 4, 1],
  ])('(%d, %d) is %d', (x, y, expected) => {
    expect(locateInFeature(polygon, 0, x, y)).toBe(expected);
  });

  it('finds a point on an edge exactly, where plain arithmetic cannot tell', () => {
    // 0.1 · 3 and the line through it: the determinant of doubles has the wrong sign or none.
    const x = 12;
    const y = 12;
    for (let step = 0; step < 64; step++) {
      const nudge = step * 2 ** -53;
      const plain = Math.sign(orientation(0.5 + nudge, 0.5, x, y, 24, 24));
      // Exactly: (0.5 + n - 24)(12 - 24) - (0.5 - 24)(12 - 24) = -12 n.
      expect(plain + 0).toBe(Math.sign(-12 * (0.5 + nudge - 0.5)) + 0);
    }
    expect(orientation(0.1, 0.1, 0.2, 0.2, 0.3, 0.3)).toBe(0);
    expect(orientation(0, 0, 1, 0, 0.5, 1e-300)).toBeGreaterThan(0);
  });

  it('does not care which way a ring runs or where it begins', () => {
    fc.assert(
      fc.property(
        starPolygons,
        fc.double({ min: -40, max: 140, noNaN: true }),
        fc.double({ min: -40, max: 140, noNaN: true }),
        (polygon, x, y) => {
          const ring = packAll('polygon', [polygon]).coordinates;
          const pairs = Array.from({ length: ring.length / 2 - 1 }, (_, k) => [ring[2 * k]!, ring[2 * k + 1]!]);
          const turned = [...pairs.slice(1), ...pairs.slice(0, 2)].toReversed().flat();
          expect(locateInRing(turned, 0, turned.length / 2, x, y)).toBe(locateInRing(ring, 0, ring.length / 2, x, y));
        },
      ),
    );
  });
});

describe('degrees', () => {
  const degrees = packTexts('polygon', 'POLYGON ((114.05 22.54, 114.06 22.54, 114.06 22.55, 114.05 22.54))');
  const drawing = packTexts('polygon', 'POLYGON ((0 0, 60 0, 60 40, 0 40, 0 0))');
  const parcel = packTexts('polygon', 'POLYGON ((500000 3400000, 500030 3400000, 500030 3400040, 500000 3400000))');

  it('are refused when the system says so, and when the coordinates do', () => {
    const codes = [
      () => requireMetres(parcel, 'degrees', 'parcels'),
      () => requireMetres(degrees, 'unknown', 'parcels'),
      () => requireMetres(degrees, 'metres', 'parcels'),
      () => requireMetres(inDegrees(parcel), 'metres', 'parcels'),
    ].map((work) => {
      try {
        work();
      } catch (thrown) {
        return thrown instanceof WorkbenchError
          ? `${thrown.code} ${String(thrown.parameters['place'])}`
          : String(thrown);
      }
      return 'nothing';
    });
    expect(new Set(codes)).toEqual(new Set(['geometry/degrees-refused parcels']));
  });

  it('are not seen in a small drawing, in metres, or in points', () => {
    expect(requireMetres(drawing, 'unknown', 'drawing')).toBe(drawing);
    expect(requireMetres(parcel, 'metres', 'parcels')).toBe(parcel);
    expect(looksLikeDegrees(packTexts('point', 'POINT (114 22)'))).toBe(false);
    expect(looksLikeDegrees(packTexts('polygon'))).toBe(false);
  });

  it('cannot be measured even where types were lost', () => {
    const lost: unknown = inDegrees(degrees);
    expect(() => featureAreas(lost as MetricGeometry)).toThrow(WorkbenchError);
    expect(() => featureLengths(structuredClone(lost) as MetricGeometry)).toThrow(WorkbenchError);
  });
});
