import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadGeosEngine } from '#core/geometry/geos-engine.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { packAll, type SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import { readWkb, writeWkb } from '#core/geometry/wkb.ts';
import type { LayerId } from '#core/model/ids.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';
import { checkLayer } from '#core/readiness/check-layer.ts';
import { type FixableCheck, fixableChecks } from '#core/readiness/checks.ts';
import { fixLayer } from '#core/readiness/fix-layer.ts';
import type { CheckResult, LayerReadiness } from '#core/readiness/readiness.ts';
import { thresholdValues } from '#core/readiness/thresholds.ts';
import { partition, plotMiddle, polygonOf, rectangle, tableOf } from '#tests/fixtures/readiness-ground.ts';

const engine = await loadGeosEngine();
const shapeChecks = new Set(['empty-geometry', 'invalid-geometry', 'duplicate-geometry', 'overlap', 'gap', 'sliver']);
const side = 5;

function runToEnd<Result>(work: Generator<void, Result>): Result {
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

function inputOf(shapes: readonly SimpleGeometry[], limits = {}) {
  const table = tableOf('parcel', 'polygon', shapes);
  const layer = { id: 'lots' as LayerId, name: 'Lots', role: 'parcel' as const, fields: table.fields };
  return { layer, table, engine, limits: thresholdValues(limits), year: 2026 };
}

function check(shapes: readonly SimpleGeometry[], limits = {}): LayerReadiness {
  return runToEnd(checkLayer(inputOf(shapes, limits)));
}

function resultOf({ checks }: LayerReadiness, id: string): CheckResult {
  return checks.find((each) => each.check === id)!;
}

function found(readiness: LayerReadiness): string[] {
  return readiness.checks.filter((each) => each.count > 0 && shapeChecks.has(each.check)).map((each) => each.check);
}

/** The layer after its fix; features that go are gone. */
function mended(
  shapes: readonly SimpleGeometry[],
  wanted: readonly FixableCheck[] = fixableChecks,
  limits = {},
): SimpleGeometry[] {
  const input = inputOf(shapes, limits);
  const { changes } = runToEnd(fixLayer(input, { checks: wanted }));
  return shapes.flatMap((shape, row) => {
    const change = changes.get(input.table.ids[row]!);
    return change === null ? [] : [change ? readWkb(change) : shape];
  });
}

function areaOf(shapes: readonly SimpleGeometry[]): number {
  return featureAreas(packAll('polygon', shapes)).reduce((sum, area) => sum + area, 0);
}

function without(shape: SimpleGeometry, hole: SimpleGeometry): SimpleGeometry {
  return readWkb(engine.overlay('difference', writeWkb(shape), writeWkb(hole)));
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });
/** Sides of a rectangle that stays inside a plot and below the limits of what is mended. */
const lengths = fc.tuple(fc.double({ min: 1, max: 9, noNaN: true }), fc.double({ min: 0.5, max: 1, noNaN: true }));
const places = fc.tuple(fc.integer({ min: 1, max: side - 2 }), fc.integer({ min: 1, max: side - 2 }));

describe('a partition', () => {
  test('has nothing to find, whatever its plots are', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        expect(found(check(partition(seededRandom(seed), side)))).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('with a rectangle laid over it has overlaps of exactly its area, and none once it is mended', () => {
    fc.assert(
      fc.property(seeds, places, lengths, (seed, [column, row], [width, height]) => {
        const [x, y] = plotMiddle(column, row);
        const shapes = [...partition(seededRandom(seed), side), rectangle(x, y - 2, width, height)];
        const limits = { 'sliver-area': 0, 'least-area': 1e-5 };
        const readiness = check(shapes, limits);
        expect(found(readiness)).toEqual(['overlap']);
        const { findings } = resultOf(readiness, 'overlap');
        const total = findings.reduce((sum, { figure }) => sum + figure!, 0);
        expect(total).toBeCloseTo(width * height, 6);
        for (const { features } of findings) expect(features).toContain(`feature-${shapes.length - 1}`);
        const after = mended(shapes, ['overlap'], limits);
        expect(found(check(after, limits))).toEqual([]);
        expect(areaOf(after)).toBeCloseTo(areaOf(shapes) - width * height, 3);
      }),
      { numRuns: 30 },
    );
  });

  test('with a rectangle cut out of it has gaps of exactly its area, and none once they are closed', () => {
    fc.assert(
      fc.property(seeds, places, lengths, fc.boolean(), (seed, [column, row], [width, height], atBorder) => {
        const plots = partition(seededRandom(seed), side);
        const [x, y] = plotMiddle(column, row);
        // Across the border of two plots, or in the midst of one.
        const hole = rectangle(x + (atBorder ? 28 : 0), y, width, height);
        const shapes = plots.map((plot) => without(plot, hole));
        const readiness = check(shapes);
        expect(found(readiness)).toEqual(['gap']);
        const [gap, ...others] = resultOf(readiness, 'gap').findings;
        expect(others).toEqual([]);
        expect(gap!.figure).toBeCloseTo(width * height, 6);
        const after = mended(shapes);
        expect(found(check(after))).toEqual([]);
        expect(areaOf(after)).toBeCloseTo(areaOf(plots), 4);
        expect(after).toHaveLength(shapes.length);
      }),
      { numRuns: 30 },
    );
  });

  test('with a strip cut off a plot has a sliver of exactly its area, which a neighbour takes in', () => {
    fc.assert(
      fc.property(seeds, places, fc.double({ min: 0.2, max: 1, noNaN: true }), (seed, [column, row], width) => {
        const plots = partition(seededRandom(seed), side);
        const [x, y] = plotMiddle(column, row);
        const strip = rectangle(x - 10, y, 20, width);
        const shapes = [...plots.map((plot) => without(plot, strip)), strip];
        const readiness = check(shapes);
        expect(found(readiness)).toEqual(['sliver']);
        expect(resultOf(readiness, 'sliver').findings.map(({ figure }) => figure)).toEqual([
          expect.closeTo(20 * width, 6),
        ]);
        const after = mended(shapes);
        expect(found(check(after))).toEqual([]);
        expect(after).toHaveLength(plots.length);
        expect(areaOf(after)).toBeCloseTo(areaOf(plots), 4);
      }),
      { numRuns: 30 },
    );
  });
});

describe('single faults', () => {
  const plots = partition(seededRandom(7), side);

  test('a ring that crosses itself is told with the place, and mended to what it encloses', () => {
    const [x, y] = [490_000, 3_400_000];
    const shapes = [...plots, polygonOf([x, y], [x + 10, y + 10], [x + 10, y], [x, y + 10])];
    const { findings } = resultOf(check(shapes), 'invalid-geometry');
    expect(findings).toEqual([
      expect.objectContaining({
        place: [x + 5, y + 5],
        detail: expect.objectContaining({ en: 'The outline crosses itself' }),
      }),
    ]);
    const after = mended(shapes);
    expect(found(check(after))).toEqual([]);
    expect(areaOf([after.at(-1)!])).toBeCloseTo(50, 6);
  });

  test('a copy is a duplicate and no overlap; mending keeps the first', () => {
    const copy = plots[3]!;
    const shapes = [...plots, copy];
    const readiness = check(shapes);
    expect(found(readiness)).toEqual(['duplicate-geometry']);
    expect(resultOf(readiness, 'duplicate-geometry').findings[0]!.features).toEqual([
      'feature-3',
      `feature-${plots.length}`,
    ]);
    expect(mended(shapes)).toEqual(plots);
  });

  test('large overlaps are told and left', () => {
    const [x, y] = plotMiddle(1, 1);
    const shapes = [...plots, rectangle(x + 3, y - 10, 20, 20)];
    const { count, fixable } = resultOf(check(shapes), 'overlap');
    expect([count > 0, fixable]).toEqual([true, 0]);
    expect(mended(shapes)).toEqual(shapes);
  });

  test('one fault in many costs few points, and none leaves a hundred', () => {
    expect(check(plots).score).toBeLessThan(100);
    const land = plots.map(() => 'residential');
    const table = tableOf('parcel', 'polygon', plots, { land_use: land });
    expect(runToEnd(checkLayer({ ...inputOf(plots), table })).score).toBe(100);
  });
});
