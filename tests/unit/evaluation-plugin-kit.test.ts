import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvaluatorContext } from '#core/evaluation/contract.ts';
import { createJstsEngine } from '#core/geometry/jsts-engine.ts';
import { featureAreas } from '#core/geometry/measure.ts';
import { type MethodValue, notDefined, ok } from '#core/methods/outcome.ts';
import { assumptionRanges, assumptionValues, completeAssumptions, defaultAssumptions } from '#core/model/assumption.ts';
import { GeometryPacker } from '#core/model/packed-geometry.ts';
import { buildStreetGraph } from '#core/network/street-graph.ts';
import { assumed, setBanded } from '#plugins/sdk/banded.ts';
import { cellAreas } from '#plugins/sdk/cell-areas.ts';
import { IndicatorList } from '#plugins/sdk/indicator-list.ts';
import { junctionsOf } from '#plugins/sdk/junctions.ts';
import { exampleManifest } from './evaluation-example.ts';

const geometry = createJstsEngine();

function contextWith(
  assumptions: EvaluatorContext['assumptions'],
  ranges: EvaluatorContext['ranges'],
): EvaluatorContext {
  return {
    parameters: {},
    assumptions,
    ranges,
    random: { next: () => 0 },
    geometry,
    progress: () => {},
    remark: () => {},
  };
}

describe('assumptions', () => {
  test('each has a range around its base, a source, and an id of its own', () => {
    expect(new Set(defaultAssumptions.map(({ id }) => id)).size).toBe(defaultAssumptions.length);
    for (const { id, low, base, high, source, label } of defaultAssumptions) {
      expect(low <= base && base <= high, id).toBe(true);
      expect(source, id).not.toBe('');
      expect(label.zh, id).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('an older project takes the defaults of those it lacks, and keeps its own', () => {
    const own = { ...defaultAssumptions[0]!, base: 41 };
    const complete = completeAssumptions([own]);
    expect(complete).toHaveLength(defaultAssumptions.length);
    expect(assumptionValues(complete)[own.id]).toBe(41);
    expect(assumptionValues(complete)['waste-per-resident']).toBe(1);
    expect(assumptionRanges(complete, ['waste-per-resident', 'unheard-of'])).toEqual({
      'waste-per-resident': { low: 0.8, high: 1.2 },
    });
  });

  test('an evaluator reads the value it is given, and none that its manifest does not name', () => {
    expect(assumed({ 'household-size': 3 }, 'household-size')).toBe(3);
    expect(() => assumed({}, 'household-size')).toThrow(/household-size.*manifest/);
  });
});

describe('bands', () => {
  const ranges = { a: { low: 1, high: 4 }, b: { low: 5, high: 5 } };

  function bandOf(measure: (values: EvaluatorContext['assumptions']) => MethodValue) {
    const list = new IndicatorList(exampleManifest);
    setBanded(list, contextWith({ a: 2, b: 5 }, ranges), (values) => new Map([['largest', measure(values)]]));
    return list.finish()[1]!;
  }

  test('span what one assumption at a time makes of the indicator', () => {
    expect(bandOf(({ a, b }) => ok(a! * b!))).toEqual({ id: 'largest', status: 'ok', value: 10, low: 5, high: 20 });
    // It need not be at an end of the range that the indicator is at its least.
    expect(bandOf(({ a }) => ok((a! - 2) ** 2))).toMatchObject({ value: 0, low: 0, high: 4 });
  });

  test('there is none where nothing varies, by rounding alone, or without a number', () => {
    expect(bandOf(() => ok(7))).toEqual({ id: 'largest', status: 'ok', value: 7 });
    expect(bandOf(({ a }) => ok(7 + a! * 1e-12))).not.toHaveProperty('low');
    const none = notDefined('没有', 'none');
    expect(bandOf(() => none)).toEqual({ id: 'largest', ...none });
    expect(bandOf(({ a }) => (a === 4 ? none : ok(a!)))).toMatchObject({ value: 2, low: 1, high: 2 });
  });
});

describe('areas of cells', () => {
  test('are as large as their cells, hole or no hole', () => {
    const labels = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 42, maxLength: 42 });
    fc.assert(
      fc.property(labels, (list) => {
        const used = [...new Set(list)].filter((label) => label >= 0);
        const count = used.length === 0 ? 0 : Math.max(...used) + 1;
        fc.pre(used.length === count);
        const grid = { columns: 7, rows: 6, left: 100, top: 500, cellSize: 10 };
        const areas = featureAreas(cellAreas(grid, list, count, geometry));
        expect(areas).toHaveLength(count);
        for (const [label, area] of areas.entries()) {
          expect(area).toBeCloseTo(100 * list.filter((each) => each === label).length, 6);
        }
      }),
      { numRuns: 60 },
    );
  });
});

test('junctions are where at least so many ways meet', () => {
  const packer = new GeometryPacker('line');
  // A cross at (100, 100), a T at (200, 100).
  packer.addFeature([[[0, 100, 100, 100]]]);
  packer.addFeature([[[100, 100, 200, 100]]]);
  packer.addFeature([[[100, 0, 100, 100]]]);
  packer.addFeature([[[100, 100, 100, 200]]]);
  packer.addFeature([[[200, 0, 200, 100]]]);
  packer.addFeature([[[200, 100, 200, 200]]]);
  const graph = buildStreetGraph(packer.finish());
  const sorted = (ways: number) => {
    const { x, y } = junctionsOf(graph, ways);
    return Array.from(x, (each, at) => [each, y[at]]).sort((a, b) => a[0]! - b[0]!);
  };
  expect(sorted(3)).toEqual([
    [100, 100],
    [200, 100],
  ]);
  expect(sorted(4)).toEqual([[100, 100]]);
});
