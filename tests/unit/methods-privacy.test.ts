import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anonymity } from '#core/methods/anonymity.ts';
import { donutDisplacement, innerRadiusFor, spatialAnonymity } from '#core/methods/donut-mask.ts';
import { valueOrNaN } from '#core/methods/outcome.ts';
import { suppressSmallCells } from '#core/methods/small-cells.ts';

const letter = fc.constantFrom('a', 'b', 'c', 'd');
const records = fc.array(fc.record({ key: letter, finer: letter, secret: letter }), { minLength: 1, maxLength: 60 });

describe('anonymity', () => {
  test('a coarser description never lowers k, nor l', () => {
    fc.assert(
      fc.property(records, (list) => {
        const secrets = list.map(({ secret }) => secret);
        const fine = anonymity(
          list.map(({ key, finer }) => key + finer),
          secrets,
        );
        const coarse = anonymity(
          list.map(({ key }) => key),
          secrets,
        );
        expect(valueOrNaN(coarse.k)).toBeGreaterThanOrEqual(valueOrNaN(fine.k));
        expect(valueOrNaN(coarse.distinctL)).toBeGreaterThanOrEqual(valueOrNaN(fine.distinctL));
        expect(valueOrNaN(coarse.meanRisk)).toBeLessThanOrEqual(valueOrNaN(fine.meanRisk));
      }),
    );
  });

  test('entropy-l is between 1 and distinct-l, distinct-l at most k, and class sizes add up', () => {
    fc.assert(
      fc.property(records, (list) => {
        const found = anonymity(
          list.map(({ key }) => key),
          list.map(({ secret }) => secret),
        );
        const [k, l, entropy] = [found.k, found.distinctL, found.entropyL].map(valueOrNaN) as [number, number, number];
        expect(entropy).toBeGreaterThanOrEqual(1 - 1e-12);
        expect(entropy).toBeLessThanOrEqual(l + 1e-9);
        expect(k * found.classes).toBeLessThanOrEqual(list.length);
        expect(valueOrNaN(found.highestRisk)).toBe(1 / k);
        const perRecord = found.classSizes.reduce((sum, own) => sum + 1 / own, 0);
        expect(perRecord).toBeCloseTo(found.classes, 9);
      }),
    );
  });

  test('no records, no k', () => {
    expect(anonymity([]).k.status).toBe('undefined');
  });
});

describe('small cells', () => {
  const row = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 4, maxLength: 4 });

  test('every small count is withheld, zeros never, and no total gives one away', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (table) => {
        const { marks, small, complementary, exposedTotals } = suppressSmallCells(table, 5);
        const lines = [...marks.map((line) => [...line]), ...[0, 1, 2, 3].map((at) => marks.map((line) => line[at]!))];
        expect(lines.filter((line) => line.filter((mark) => mark > 0).length === 1)).toHaveLength(exposedTotals);
        let [first, second] = [0, 0];
        for (const [at, line] of table.entries()) {
          for (const [column, count] of line.entries()) {
            const mark = marks[at]![column]!;
            expect(mark === 1).toBe(count > 0 && count < 5);
            if (count === 0) expect(mark).toBe(0);
            if (mark === 1) first++;
            if (mark === 2) second++;
          }
        }
        expect([first, second]).toEqual([small, complementary]);
        // Exposed only where nothing else could have been withheld.
        for (const [at, line] of table.entries()) {
          const withheld = marks[at]!.filter((mark) => mark > 0).length;
          if (withheld === 1) expect(line.filter((count) => count > 0)).toHaveLength(1);
        }
      }),
    );
  });
});

describe('donut mask', () => {
  const radii = fc.tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 300 }));

  test('stays in the ring and is fixed by secret and record', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), radii, (secret, record, [inner, width]) => {
        const move = donutDisplacement(secret, record, inner, inner + width);
        const metres = Math.hypot(move.dx, move.dy);
        expect(metres).toBeGreaterThanOrEqual(inner - 1e-6);
        expect(metres).toBeLessThanOrEqual(inner + width + 1e-6);
        expect(donutDisplacement(secret, record, inner, inner + width)).toEqual(move);
      }),
    );
  });

  test('is uniform by area and direction: mean r² is the mean of the squares of the radii', () => {
    const count = 20_000;
    let [squares, x, y] = [0, 0, 0];
    for (let record = 0; record < count; record++) {
      const { dx, dy } = donutDisplacement('secret', `r${record}`, 60, 180);
      squares += (dx * dx + dy * dy) / count;
      x += dx / count;
      y += dy / count;
    }
    const expected = (60 ** 2 + 180 ** 2) / 2;
    // Standard error of the mean of a uniform variable between 60² and 180².
    expect(Math.abs(squares - expected)).toBeLessThan((4 * (180 ** 2 - 60 ** 2)) / Math.sqrt(12 * count));
    expect(Math.hypot(x, y)).toBeLessThan((4 * 180) / Math.sqrt(count));
  });

  test('another secret moves elsewhere', () => {
    expect(donutDisplacement('one', 'r', 10, 20)).not.toEqual(donutDisplacement('two', 'r', 10, 20));
  });

  test('the inner radius is where the estimated k is reached', () => {
    expect(spatialAnonymity(0.012, valueOrNaN(innerRadiusFor(10, 0.012)))).toBeCloseTo(10, 9);
    expect(innerRadiusFor(10, 0).status).toBe('undefined');
  });
});
