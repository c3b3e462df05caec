import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvaluatorContext, Snapshot } from '#core/evaluation/contract.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { ShapePair } from '#core/geometry/shape-pair.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import { type FeatureId } from '#core/model/ids.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { defineEvaluator } from '#plugins/sdk/define-evaluator.ts';
import { IndicatorList } from '#plugins/sdk/indicator-list.ts';
import { PointGrid, type Points } from '#plugins/sdk/point-grid.ts';
import { straightWalking, type Walking, walkingFor } from '#plugins/sdk/walking.ts';
import { linesOf } from '#plugins/tod/stops.ts';
import { lengthInDisc, longestSide } from '#plugins/tod/street-form.ts';
import { exampleManifest, exampleOutput } from './evaluation-example.ts';

const coordinate = fc.integer({ min: -500, max: 500 });
const points = fc
  .array(fc.tuple(coordinate, coordinate), { maxLength: 40 })
  .map((list): Points => ({ x: Float64Array.from(list, ([x]) => x), y: Float64Array.from(list, ([, y]) => y) }));

describe('point grid', () => {
  test('finds what comparing all points finds', () => {
    const radius = fc.integer({ min: 1, max: 900 });
    fc.assert(
      fc.property(
        points,
        coordinate,
        coordinate,
        radius,
        fc.integer({ min: 1, max: 400 }),
        (list, x, y, reach, cell) => {
          const grid = new PointGrid(list, cell);
          const found: number[] = [];
          grid.within(x, y, reach, (index, distance) => {
            expect(distance).toBeCloseTo(Math.hypot(list.x[index]! - x, list.y[index]! - y), 9);
            found.push(index);
          });
          const all = Array.from(list.x, (_, index) => Math.hypot(list.x[index]! - x, list.y[index]! - y));
          expect(found.sort((a, b) => a - b)).toEqual(
            all.flatMap((distance, index) => (distance <= reach ? [index] : [])),
          );
          const nearest = grid.nearest(x, y, reach);
          const least = Math.min(...all);
          if (least <= reach) expect(nearest.index).toBe(all.indexOf(least));
          else expect(nearest).toEqual({ index: -1, distance: Number.POSITIVE_INFINITY });
        },
      ),
    );
  });

  test('points without a place are nowhere', () => {
    const grid = new PointGrid({ x: Float64Array.of(Number.NaN, 1), y: Float64Array.of(0, Number.NaN) }, 10);
    expect(grid.nearest(0, 0, 100).index).toBe(-1);
    expect(grid.nearest(0, 0, Number.POSITIVE_INFINITY).index).toBe(-1);
  });
});

/** Streets every 100 m, ten each way. */
function gridOfStreets(): PackedGeometry {
  const packer = new GeometryPacker('line');
  for (let at = 0; at <= 1000; at += 100) {
    packer.addFeature([[[at, 0, at, 1000]]]);
    packer.addFeature([[[0, at, 1000, at]]]);
  }
  return packer.finish();
}

function walkingOn(streets: PackedGeometry, places: Points, remarks: string[] = []): Walking {
  const ids = Array.from({ length: streets.featureOffsets.length - 1 }, (_, row) => String(row) as FeatureId);
  const street = { role: 'street', name: 'Streets', ids, geometry: streets, fields: [], columns: {} } as const;
  const snapshot: Snapshot = { epsg: 4547, layers: { street }, rasters: {} };
  const context: EvaluatorContext = {
    parameters: { distance: 'network', snapDistance: 200 },
    assumptions: {},
    ranges: {},
    random: { next: () => 0 },
    geometry: createJstsEngine(),
    progress: () => {},
    remark: (_, text) => remarks.push(text.en),
  };
  return walkingFor(snapshot, places, context);
}

describe('walks on a street network', () => {
  const places = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 })), {
      minLength: 1,
      maxLength: 12,
    })
    .map((list): Points => ({ x: Float64Array.from(list, ([x]) => x), y: Float64Array.from(list, ([, y]) => y) }));

  test('are at least as long as straight lines, and pairs agree with the nearest', () => {
    fc.assert(
      fc.property(places, places, (origins, targets) => {
        const walking = walkingOn(gridOfStreets(), origins);
        const nearest = walking.nearest(origins, targets, 5000);
        const straight = straightWalking.nearest(origins, targets, 5000);
        const least = new Float64Array(origins.x.length).fill(Number.POSITIVE_INFINITY);
        const seen = new Set<string>();
        walking.pairs(origins, targets, 5000, (origin, target, metres) => {
          expect(seen.has(`${origin} ${target}`)).toBe(false);
          seen.add(`${origin} ${target}`);
          const isSame = origins.x[origin] === targets.x[target] && origins.y[origin] === targets.y[target];
          const direct = Math.hypot(origins.x[origin]! - targets.x[target]!, origins.y[origin]! - targets.y[target]!);
          expect(metres).toBeGreaterThanOrEqual(direct - 1e-6);
          if (!isSame) least[origin] = Math.min(least[origin]!, metres);
        });
        expect(seen.size).toBe(origins.x.length * targets.x.length);
        for (const [origin, metres] of nearest.metres.entries()) {
          expect(metres).toBeGreaterThanOrEqual(straight.metres[origin]! - 1e-6);
          expect(metres).toBeLessThanOrEqual(least[origin]! + 1e-6);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('follow the streets and end at the limit, which is inclusive', () => {
    const origin = { x: Float64Array.of(50), y: Float64Array.of(20) };
    const target = { x: Float64Array.of(350), y: Float64Array.of(230) };
    const walking = walkingOn(gridOfStreets(), origin);
    // 20 m to the street, 50 m to the corner, and on to (350, 200) and 30 m beyond.
    expect(walking.nearest(origin, target, 550).metres[0]).toBeCloseTo(550, 6);
    expect(walking.nearest(origin, target, 549.99).metres[0]).toBe(Number.POSITIVE_INFINITY);
    expect(walking.reachedStreets!({ x: Float64Array.of(0), y: Float64Array.of(0) }, 150).metres).toBeCloseTo(400, 6);
  });

  test('say how many parcels no street reaches', () => {
    const remarks: string[] = [];
    const far = { x: Float64Array.of(500, 5000, Number.NaN), y: Float64Array.of(500, 5000, 0) };
    const walking = walkingOn(gridOfStreets(), far, remarks);
    expect(remarks).toEqual([
      '1 parcel lies more than 200 m from any street that can be walked: out of reach on foot.',
    ]);
    expect([...walking.nearest(far, far, 9999).metres]).toEqual([0, Number.POSITIVE_INFINITY, Number.NaN]);
  });
});

/** Star-shaped polygons, valid and of all sizes, at random places. */
const stars = fc
  .record({
    x: coordinate,
    y: coordinate,
    radii: fc.array(fc.integer({ min: 5, max: 200 }), { minLength: 3, maxLength: 60 }),
  })
  .map(({ x, y, radii }) => {
    const ring = radii.flatMap((radius, corner) => {
      const angle = (2 * Math.PI * corner) / radii.length;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    });
    return [...ring, ring[0]!, ring[1]!];
  });

describe('distance of shapes', () => {
  const engine = createJstsEngine();

  test('is that of the geometry engine, and its end points lie that far apart', () => {
    fc.assert(
      fc.property(stars, stars, (first, second) => {
        const packer = new GeometryPacker('polygon');
        packer.addFeature([[first]]);
        packer.addFeature([[second]]);
        const geometry = packer.finish();
        const pair = new ShapePair(geometry);
        const expected = engine.distance(featureWkb(geometry, 0), featureWkb(geometry, 1));
        const found = pair.measure(0, 1, Number.MAX_VALUE ** 0.5);
        expect(found).toBeCloseTo(expected, 6);
        if (found > 0) expect(Math.hypot(pair.ax - pair.bx, pair.ay - pair.by)).toBeCloseTo(found, 6);
        if (expected > 10) expect(pair.measure(0, 1, expected / 100)).toBe(Number.POSITIVE_INFINITY);
      }),
      { numRuns: 60 },
    );
  });

  test('is 0 inside, and to the rim from within a hole', () => {
    const packer = new GeometryPacker('polygon');
    packer.addFeature([
      [
        [0, 0, 100, 0, 100, 100, 0, 100, 0, 0],
        [20, 20, 80, 20, 80, 80, 20, 80, 20, 20],
      ],
    ]);
    packer.addFeature([[[2, 2, 8, 2, 8, 8, 2, 8, 2, 2]]]);
    packer.addFeature([[[40, 40, 60, 40, 60, 60, 40, 60, 40, 40]]]);
    const pair = new ShapePair(packer.finish());
    expect(pair.measure(0, 1, 1000)).toBe(0);
    expect(pair.measure(0, 2, 1000)).toBe(20);
  });
});

describe('street form', () => {
  test('the longest side runs from corner to corner, over points in between', () => {
    expect(longestSide(Float64Array.of(0, 0, 50, 0, 120, 0, 120, 60, 0, 60, 0, 0))).toBe(120);
    expect(longestSide(Float64Array.of(50, 0, 120, 0, 120, 60, 0, 60, 0, 0, 50, 0))).toBe(120);
  });

  test('a round block without corners counts a quarter of its rim', () => {
    const ring = Float64Array.from({ length: 2 * 73 }, (_, at) => {
      const angle = (2 * Math.PI * (Math.floor(at / 2) % 72)) / 72;
      return 100 * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });
    expect(longestSide(ring)).toBeCloseTo((2 * Math.PI * 100) / 4, 0);
  });

  test('the length of a segment in a disc', () => {
    expect(lengthInDisc(-200, 0, 200, 0, 0, 0, 100)).toBe(200);
    expect(lengthInDisc(0, 0, 50, 0, 0, 0, 100)).toBe(50);
    expect(lengthInDisc(0, 0, 200, 0, 0, 0, 100)).toBe(100);
    expect(lengthInDisc(-200, 150, 200, 150, 0, 0, 100)).toBe(0);
    expect(lengthInDisc(5, 5, 5, 5, 0, 0, 100)).toBe(0);
  });

  test('names of lines, however they are set apart', () => {
    expect(linesOf('1号线；2号线, 10 路、10 路/K1')).toEqual(['1号线', '2号线', '10 路', 'K1']);
    expect(linesOf(null)).toEqual([]);
  });
});

describe('the kit for plugins', () => {
  test('an evaluator without a sound manifest cannot be defined', () => {
    expect(() => defineEvaluator({ ...exampleManifest, id: 'No' }, exampleOutput)).toThrow(/1 fault/);
    expect(defineEvaluator(exampleManifest, exampleOutput).manifest).toBe(exampleManifest);
  });

  test('indicators come in the declared order, and none is forgotten in silence', () => {
    const list = new IndicatorList(exampleManifest);
    list.set('largest', { status: 'ok', value: 2 }, { zh: '估计', en: 'estimated' });
    expect(list.finish()).toEqual([
      { id: 'total-area', status: 'undefined', reason: { zh: '没有计算', en: 'it was not calculated' } },
      { id: 'largest', status: 'ok', value: 2, reason: { zh: '估计', en: 'estimated' } },
    ]);
    expect(() => list.set('unheard-of', { status: 'ok', value: 1 })).toThrow(/unheard-of/);
  });
});
