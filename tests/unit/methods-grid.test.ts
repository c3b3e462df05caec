import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridPatches } from '#core/methods/grid-patches.ts';
import { landscapeMetrics, leastPerimeter, mostJoins } from '#core/methods/landscape-metrics.ts';
import { costSurface, leastCostCorridor, leastCostPath, pathLength } from '#core/methods/least-cost.ts';
import { nearestPatchDistances } from '#core/methods/nearest-patch.ts';

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
}

/** Class grids of up to 12 × 12 cells, some of them outside the landscape. */
const classGrids = fc
  .record({ columns: fc.integer({ min: 1, max: 12 }), rows: fc.integer({ min: 1, max: 12 }) })
  .chain(
    ({ columns, rows }): fc.Arbitrary<Grid> =>
      fc
        .array(fc.constantFrom(1, 1, 1, 2, 2, 3, Number.NaN), { minLength: columns * rows, maxLength: columns * rows })
        .map((values) => ({ columns, rows, values })),
  );

function rotated({ columns, rows, values }: Grid): Grid {
  const turned = values.map((_, cell) => {
    const column = cell % rows;
    const row = Math.floor(cell / rows);
    return values[(rows - 1 - column) * columns + row]!;
  });
  return { columns: rows, rows: columns, values: turned };
}

describe('landscape metrics', () => {
  test('do not change when the raster is turned', () => {
    fc.assert(
      fc.property(classGrids, fc.constantFrom(4 as const, 8 as const), (grid, neighbours) => {
        fc.pre(grid.values.some((value) => !Number.isNaN(value)));
        const upright = landscapeMetrics({ ...grid, cellMetres: 10 }, neighbours);
        const turned = landscapeMetrics({ ...rotated(grid), cellMetres: 10 }, neighbours);
        const pairs = [
          [upright.landscape, turned.landscape],
          ...upright.classes.map((entry, place) => [entry.metrics, turned.classes[place]!.metrics]),
        ];
        for (const [before, after] of pairs) {
          for (const [name, value] of Object.entries(before!)) {
            if (value === null) expect(after![name], name).toBeNull();
            else expect(after![name], name).toBeCloseTo(value, 6);
          }
        }
      }),
    );
  });

  test('shares of classes add up to 100 and every patch has a bounded shape', () => {
    fc.assert(
      fc.property(classGrids, (grid) => {
        fc.pre(grid.values.some((value) => !Number.isNaN(value)));
        const { classes, landscape } = landscapeMetrics({ ...grid, cellMetres: 10 });
        expect(classes.reduce((sum, { metrics }) => sum + metrics.PLAND!, 0)).toBeCloseTo(100, 8);
        expect(classes.reduce((sum, { metrics }) => sum + metrics.NP!, 0)).toBe(landscape.NP);
        expect(classes.reduce((sum, { metrics }) => sum + metrics.TE!, 0)).toBeCloseTo(2 * landscape.TE!, 8);
        for (const { metrics } of classes) {
          expect(metrics.SHAPE_MN!).toBeGreaterThanOrEqual(1);
          if (metrics.AI !== null) expect(metrics.AI!).toBeLessThanOrEqual(100 + 1e-9);
        }
      }),
    );
  });

  test('the nearest patch is the one found by comparing all cells', () => {
    fc.assert(
      fc.property(classGrids, fc.constantFrom(4 as const, 8 as const), (grid, neighbours) => {
        const { columns, rows } = grid;
        const patches = gridPatches({ ...grid, cellMetres: 1 }, neighbours);
        const found = nearestPatchDistances(patches, columns, rows);
        const best = new Float64Array(found.length).fill(Number.POSITIVE_INFINITY);
        for (let here = 0; here < grid.values.length; here++) {
          for (let there = 0; there < grid.values.length; there++) {
            const patch = patches.patchOfCell[here]!;
            if (patch < 0 || patches.classOfCell[here] !== patches.classOfCell[there]) continue;
            if (patches.patchOfCell[there] === patch) continue;
            const distance = Math.hypot(
              (here % columns) - (there % columns),
              Math.floor(here / columns) - Math.floor(there / columns),
            );
            best[patch] = Math.min(best[patch]!, distance);
          }
        }
        for (const [patch, distance] of found.entries()) {
          if (best[patch] === Number.POSITIVE_INFINITY) expect(distance).toBeNaN();
          else expect(distance).toBeCloseTo(best[patch]!, 10);
        }
      }),
    );
  });

  test('four neighbours never join more than eight', () => {
    fc.assert(
      fc.property(classGrids, (grid) => {
        const eight = gridPatches({ ...grid, cellMetres: 1 }, 8).cells.length;
        expect(gridPatches({ ...grid, cellMetres: 1 }, 4).cells.length).toBeGreaterThanOrEqual(eight);
      }),
    );
  });

  test('bounds of perimeter and joins are those of the most compact patch', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 13].map(leastPerimeter)).toEqual([4, 6, 8, 8, 10, 10, 12, 12, 14, 14, 16]);
    expect([1, 2, 3, 4, 5, 6, 7, 9, 10].map(mostJoins)).toEqual([0, 1, 2, 4, 5, 7, 8, 12, 13]);
  });

  test('refuse a grid without cells', () => {
    expect(() => landscapeMetrics({ columns: 2, rows: 1, cellMetres: 1, values: [Number.NaN, Number.NaN] })).toThrow(
      /at least one cell with a class/,
    );
    expect(() => landscapeMetrics({ columns: 2, rows: 2, cellMetres: 1, values: [1, 2] })).toThrow(/4 cells/);
  });
});

const resistances = fc
  .record({ columns: fc.integer({ min: 1, max: 9 }), rows: fc.integer({ min: 1, max: 9 }) })
  .chain(({ columns, rows }) =>
    fc.record({
      columns: fc.constant(columns),
      rows: fc.constant(rows),
      cellMetres: fc.constant(5),
      values: fc.array(fc.constantFrom(1, 1, 2, 5, 30, Number.NaN), {
        minLength: columns * rows,
        maxLength: columns * rows,
      }),
    }),
  );

describe('least-cost ways', () => {
  test('cost the same in both directions, and the path adds up to the cost', () => {
    fc.assert(
      fc.property(
        resistances,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(4 as const, 8 as const),
        (grid, a, b, neighbours) => {
          const size = grid.columns * grid.rows;
          const [from, to] = [a % size, b % size];
          fc.pre(!Number.isNaN(grid.values[from]!) && !Number.isNaN(grid.values[to]!));
          const there = costSurface(grid, [from], neighbours);
          const back = costSurface(grid, [to], neighbours);
          if (!Number.isFinite(there[to]!)) {
            expect(back[from]).toBe(Number.POSITIVE_INFINITY);
            expect(leastCostPath(grid, there, to, neighbours)).toHaveLength(0);
            return;
          }
          expect(back[from]).toBeCloseTo(there[to]!, 9);
          const path = leastCostPath(grid, there, to, neighbours);
          expect([path[0], path.at(-1)]).toEqual([from, to]);
          let cost = 0;
          for (let step = 1; step < path.length; step++) {
            const pair = [path[step - 1]!, path[step]!];
            cost += (pathLength(pair, grid) * (grid.values[pair[0]!]! + grid.values[pair[1]!]!)) / 2;
          }
          expect(cost).toBeCloseTo(there[to]!, 9);
        },
      ),
    );
  });

  test('a corridor holds its path and grows with the tolerance', () => {
    fc.assert(
      fc.property(resistances, fc.nat(), fc.nat(), (grid, a, b) => {
        const size = grid.columns * grid.rows;
        const [from, to] = [a % size, b % size];
        const narrow = leastCostCorridor(grid, [from], [to], 0);
        const wide = leastCostCorridor(grid, [from], [to], 0.5);
        expect(wide.cellCount).toBeGreaterThanOrEqual(narrow.cellCount);
        for (const cell of narrow.path) expect(narrow.cells[cell]).toBe(1);
      }),
    );
  });

  test('says when resistances are below 1', () => {
    const grid = { columns: 2, rows: 1, cellMetres: 1, values: [1, 0.5] };
    expect(leastCostCorridor(grid, [0], [1]).cost.status).toBe('out-of-method-range');
  });

  test('finds its way over 320,000 cells in well under ten seconds', () => {
    const [columns, rows] = [640, 500];
    const values = Float32Array.from({ length: columns * rows }, (_, cell) => 1 + ((cell * 7919) % 97));
    const started = performance.now();
    const corridor = leastCostCorridor({ columns, rows, cellMetres: 10, values }, [0], [columns * rows - 1], 0.05);
    expect(corridor.cost.status).toBe('ok');
    landscapeMetrics({ columns, rows, cellMetres: 10, values: values.map((value) => value % 5) });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
