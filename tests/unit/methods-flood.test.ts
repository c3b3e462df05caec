import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catchmentsOf, depressionsOf, type ElevationGrid, fillDepressions } from '#core/methods/priority-flood.ts';

/** Grids of up to 9 × 9 cells with few levels, so that there is much that is level, and some cells without data. */
const grids = fc
  .record({ columns: fc.integer({ min: 1, max: 9 }), rows: fc.integer({ min: 1, max: 9 }) })
  .chain(({ columns, rows }) =>
    fc
      .array(fc.constantFrom(0, 1, 1, 2, 2, 3, 3, 4, 5, Number.NaN), {
        minLength: columns * rows,
        maxLength: columns * rows,
      })
      .map((values): ElevationGrid => ({ columns, rows, cellMetres: 2, values })),
  );
const joined = fc.constantFrom(4 as const, 8 as const);

function neighboursOf({ columns, rows }: ElevationGrid, cell: number, neighbours: 4 | 8): (number | undefined)[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const steps = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [right, down] as const));
  return steps
    .filter(([right, down]) =>
      neighbours === 8 ? right !== 0 || down !== 0 : Math.abs(right + down) === 1 && right * down === 0,
    )
    .map(([right, down]) => {
      const [otherColumn, otherRow] = [column + right, row + down];
      const isInside = otherColumn >= 0 && otherColumn < columns && otherRow >= 0 && otherRow < rows;
      return isInside ? otherRow * columns + otherColumn : undefined;
    });
}

/** Planchon & Darboux 2001 in its plainest form: flood everything, then let water off until nothing changes. */
function drained(grid: ElevationGrid, neighbours: 4 | 8): number[] {
  const ground = Array.from(grid.values);
  const isOutlet = (cell: number) =>
    neighboursOf(grid, cell, neighbours).some((other) => other === undefined || Number.isNaN(ground[other]!));
  const level = ground.map((height, cell) =>
    Number.isNaN(height) || isOutlet(cell) ? height : Number.POSITIVE_INFINITY,
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (let cell = 0; cell < level.length; cell++) {
      if (Number.isNaN(level[cell]!) || level[cell] === ground[cell]) continue;
      const lowest = Math.min(...neighboursOf(grid, cell, neighbours).map((other) => level[other!]!));
      const next = Math.max(ground[cell]!, lowest);
      if (next >= level[cell]!) continue;
      level[cell] = next;
      changed = true;
    }
  }
  return level;
}

describe('depression filling', () => {
  test('is what letting water off step by step gives', () => {
    fc.assert(
      fc.property(grids, joined, (grid, neighbours) => {
        const { filled } = fillDepressions(grid, neighbours);
        expect([...filled]).toEqual(drained(grid, neighbours));
      }),
      { numRuns: 300 },
    );
  });

  test('filling what is filled changes nothing', () => {
    fc.assert(
      fc.property(grids, joined, (grid, neighbours) => {
        const { filled } = fillDepressions(grid, neighbours);
        expect(fillDepressions({ ...grid, values: filled }, neighbours).filled).toEqual(filled);
      }),
    );
  });

  test('more ways out never raise the water', () => {
    fc.assert(
      fc.property(grids, fc.nat(), (grid, pick) => {
        const { filled } = fillDepressions(grid, 8);
        const outlets = new Uint8Array(filled.length);
        outlets[pick % filled.length] = 1;
        const lower = fillDepressions(grid, 8, outlets).filled;
        for (const [cell, level] of lower.entries()) {
          if (Number.isNaN(level)) expect(filled[cell]).toBeNaN();
          else expect(level).toBeLessThanOrEqual(filled[cell]!);
        }
      }),
    );
  });

  test('depressions add up to the water on the grid, noise left out', () => {
    fc.assert(
      fc.property(grids, joined, fc.constantFrom(0, 0.5, 1), (grid, neighbours, noise) => {
        const { filled } = fillDepressions(grid, neighbours);
        const { depth, list, ofCell } = depressionsOf(grid, filled, noise, neighbours);
        const water = depth.reduce((sum, value) => sum + (value > 0 ? value : 0), 0) * grid.cellMetres ** 2;
        expect(list.reduce((sum, { volume }) => sum + volume, 0)).toBeCloseTo(water, 9);
        for (const { maximumDepth } of list) expect(maximumDepth).toBeGreaterThan(noise);
        for (const [cell, place] of ofCell.entries()) {
          if (place < 0) continue;
          expect(depth[cell]).toBeGreaterThan(0);
          expect(filled[cell]).toBe(list[place]!.level);
        }
        expect(list.reduce((sum, { cells }) => sum + cells, 0)).toBe(ofCell.filter((place) => place >= 0).length);
      }),
    );
  });

  test('every cell is in the catchment of the first depression on its way out', () => {
    fc.assert(
      fc.property(grids, joined, (grid, neighbours) => {
        const { filled, outletOf } = fillDepressions(grid, neighbours);
        const { ofCell } = depressionsOf(grid, filled, 0, neighbours);
        const catchment = catchmentsOf(outletOf, ofCell);
        for (let cell = 0; cell < catchment.length; cell++) {
          let at = cell;
          while (at >= 0 && ofCell[at]! < 0) {
            const next = outletOf[at]!;
            // Water never runs uphill.
            if (next >= 0) expect(filled[next]!).toBeLessThanOrEqual(filled[at]!);
            at = next;
          }
          expect(catchment[cell]).toBe(at < 0 ? -1 : ofCell[at]);
        }
      }),
    );
  });
});
