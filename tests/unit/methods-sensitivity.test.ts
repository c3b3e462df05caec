import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { morrisDesign, morrisEffects } from '#core/methods/morris.ts';
import { changedWeights, tornado } from '#core/methods/one-at-a-time.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { sobolDesign, sobolIndices } from '#core/methods/sobol-indices.ts';
import { mostSobolDimensions, sobolPoints } from '#core/methods/sobol-sequence.ts';
import { seededRandom } from '#core/platform/seeded-random.ts';

const seed = fc.integer();

describe('Sobol sequence', () => {
  test('every dimension puts one point into each of its intervals, scrambled or not', () => {
    for (const start of [undefined, 1, -77]) {
      const points = sobolPoints(256, mostSobolDimensions, start);
      for (let dimension = 0; dimension < mostSobolDimensions; dimension++) {
        const cells = new Set(points.map((point) => Math.floor(256 * point[dimension]!)));
        expect(cells.size).toBe(256);
      }
    }
  });

  test('pairs of the first dimensions fill all elementary boxes', () => {
    for (const start of [undefined, 5]) {
      const points = sobolPoints(64, 2, start);
      for (const [columns, rows] of [
        [64, 1],
        [16, 4],
        [8, 8],
        [2, 32],
      ] as const) {
        const boxes = new Set(points.map(([x, y]) => Math.floor(columns * x!) + columns * Math.floor(rows * y!)));
        expect(boxes.size).toBe(64);
      }
    }
  });

  test('the plain sequence is that of Joe and Kuo', () => {
    const points = sobolPoints(1024, 100);
    expect(Array.from(points[5]!.slice(0, 5))).toEqual([0.625, 0.125, 0.875, 0.625, 0.625]);
    expect(Array.from(points[777]!.slice(40, 43))).toEqual([0.0595703125, 0.3271484375, 0.8876953125]);
    expect(Array.from(points[1023]!.slice(97))).toEqual([0.7978515625, 0.1572265625, 0.7197265625]);
  });

  test('the seed decides the scrambling and nothing else', () => {
    fc.assert(
      fc.property(seed, (start) => {
        const points = sobolPoints(16, 6, start);
        expect(sobolPoints(16, 6, start)).toEqual(points);
        for (const point of points) for (const value of point) expect(value > 0 && value < 1).toBe(true);
      }),
    );
    expect(sobolPoints(16, 6, 1)).not.toEqual(sobolPoints(16, 6, 2));
  });
});

describe('Sobol indices', () => {
  test('mixed rows are A with one input from B', () => {
    const points = sobolDesign(3, 8, 9);
    expect(points).toHaveLength(8 * 5);
    for (let sample = 0; sample < 8; sample++) {
      const [a, b, ...mixed] = points.slice(5 * sample, 5 * sample + 5);
      for (const [input, row] of mixed.entries()) {
        expect(Array.from(row)).toEqual(Array.from(a!, (value, at) => (at === input ? b![at]! : value)));
      }
    }
  });

  test('an input that does nothing has 0, a function of one input gives it 1, and adding a constant changes nothing', () => {
    fc.assert(
      fc.property(seed, fc.double({ min: -1e3, max: 1e3, noNaN: true }), (start, constant) => {
        const points = sobolDesign(3, 256, start);
        const outputs = points.map(([, y]) => Math.exp(2 * y!) + constant);
        const { indices } = sobolIndices(outputs, 3, seededRandom(start).next);
        expect(valueOrNaN(indices[0]!.total)).toBeCloseTo(0, 9);
        expect(valueOrNaN(indices[2]!.first)).toBeCloseTo(0, 9);
        expect(Math.abs(valueOrNaN(indices[1]!.total) - 1)).toBeLessThan(0.1);
        expect(Math.abs(valueOrNaN(indices[1]!.first) - 1)).toBeLessThan(0.1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('Morris', () => {
  test('trajectories stay in the cube and move every input once', () => {
    fc.assert(
      fc.property(seed, fc.integer({ min: 1, max: 8 }), fc.constantFrom(4, 6, 10), (start, inputs, levels) => {
        const points = morrisDesign(inputs, 5, levels, seededRandom(start).next);
        expect(points).toHaveLength(5 * (inputs + 1));
        for (let row = 0; row < points.length; row++) {
          for (const value of points[row]!) expect(value > -1e-12 && value < 1 + 1e-12).toBe(true);
        }
        for (let trajectory = 0; trajectory < 5; trajectory++) {
          const rows = points.slice(trajectory * (inputs + 1), (trajectory + 1) * (inputs + 1));
          const moved = rows.slice(1).map((row, at) => row.findIndex((value, input) => value !== rows[at]![input]));
          expect(new Set(moved).size).toBe(inputs);
        }
      }),
    );
  });

  test('effects of a linear function are its coefficients, without deviation', () => {
    fc.assert(
      fc.property(seed, fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 6 }), (start, factors) => {
        const points = morrisDesign(factors.length, 4, 4, seededRandom(start).next);
        const outputs = points.map((point) => 3 + factors.reduce((sum, factor, at) => sum + factor * point[at]!, 0));
        for (const [at, effect] of morrisEffects(points, outputs).entries()) {
          expect(valueOrNaN(effect.mean)).toBeCloseTo(factors[at]!, 9);
          expect(valueOrNaN(effect.meanAbsolute)).toBeCloseTo(Math.abs(factors[at]!), 9);
          expect(valueOrNaN(effect.deviation)).toBeCloseTo(0, 9);
          expect(effect.count).toBe(4);
        }
      }),
    );
  });
});

test('changed weights add up to 1 and keep the proportions of the others', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 5, noNaN: true }), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(weights, fc.double({ min: -1, max: 3, noNaN: true }), (list, share) => {
      const changed = changedWeights(list, 0, share);
      expect(changed.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 10);
      for (const value of changed) expect(value).toBeGreaterThanOrEqual(0);
      if (changed[1]! > 1e-9) expect(changed[2]! / changed[1]!).toBeCloseTo(list[2]! / list[1]!, 6);
    }),
  );
});

test('a tornado falls from swing to swing and leaves out what is not known', () => {
  const end = fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.constant(Number.NaN));
  fc.assert(
    fc.property(fc.array(fc.tuple(end, end), { maxLength: 8 }), (pairs) => {
      const swings = tornado(
        1,
        pairs.map(([low]) => low),
        pairs.map(([, high]) => high),
      );
      expect(swings).toHaveLength(pairs.filter((pair) => pair.some((value) => !Number.isNaN(value))).length);
      for (let at = 1; at < swings.length; at++) expect(swings[at]!.swing).toBeLessThanOrEqual(swings[at - 1]!.swing);
    }),
  );
});
