import { type MethodValue, notDefined, ok, outOfRange } from './outcome.ts';

/**
 * A grid of resistances, row by row from the north. NaN is a barrier that cannot be crossed; every other value is at least
 * 1 (0 would make loops free of charge).
 */
export interface ResistanceGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  readonly values: ArrayLike<number>;
}

export type Neighbours = 4 | 8;

/** Binary heap of cells by cost, without decrease-key: stale entries are skipped when they come up. */
class CellHeap {
  #costs = new Float64Array(1024);
  #cells = new Int32Array(1024);
  length = 0;
  topCost = 0;

  push(cell: number, cost: number): void {
    if (this.length === this.#cells.length) {
      const costs = new Float64Array(2 * this.length);
      const cells = new Int32Array(2 * this.length);
      costs.set(this.#costs);
      cells.set(this.#cells);
      this.#costs = costs;
      this.#cells = cells;
    }
    const costs = this.#costs;
    const cells = this.#cells;
    let place = this.length++;
    while (place > 0) {
      const above = (place - 1) >> 2;
      if (costs[above]! <= cost) break;
      costs[place] = costs[above]!;
      cells[place] = cells[above]!;
      place = above;
    }
    costs[place] = cost;
    cells[place] = cell;
  }

  /** Takes out the cheapest cell; its cost is then in `topCost`. */
  pop(): number {
    const costs = this.#costs;
    const cells = this.#cells;
    const top = cells[0]!;
    this.topCost = costs[0]!;
    const last = --this.length;
    const cost = costs[last]!;
    const cell = cells[last]!;
    let place = 0;
    for (;;) {
      const first = 4 * place + 1;
      if (first >= last) break;
      let child = first;
      const end = Math.min(first + 4, last);
      for (let other = first + 1; other < end; other++) if (costs[other]! < costs[child]!) child = other;
      if (costs[child]! >= cost) break;
      costs[place] = costs[child]!;
      cells[place] = cells[child]!;
      place = child;
    }
    costs[place] = cost;
    cells[place] = cell;
    return top;
  }
}

interface Steps {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly lengths: readonly number[];
}

function stepsOf(neighbours: Neighbours): Steps {
  const diagonal = Math.SQRT2;
  return neighbours === 4
    ? { columns: [0, -1, 1, 0], rows: [-1, 0, 0, 1], lengths: [1, 1, 1, 1] }
    : {
        columns: [-1, 0, 1, -1, 1, -1, 0, 1],
        rows: [-1, -1, -1, 0, 0, 1, 1, 1],
        lengths: [diagonal, 1, diagonal, 1, 1, diagonal, 1, diagonal],
      };
}

/** The first cell with a resistance below 1, or undefined when all are usable. */
export function findLowResistance(grid: ResistanceGrid): number | undefined {
  for (let cell = 0; cell < grid.values.length; cell++) {
    if (grid.values[cell]! < 1) return cell;
  }
  return undefined;
}

/**
 * Cost of the cheapest way from any of `sources` to every cell, Infinity where there is none (Dijkstra 1959). A step costs
 * the mean of the two resistances times its length (cell, or √2 cells across a corner), so that costs are in metres of
 * resistance 1 and the same in both directions. Corners between two barriers may be crossed. With `targets` the search ends at
 * the nearest of them: costs beyond its own are not final then.
 *
 * Source: convention of gdistance, scikit-image MCP_Geometric and ArcGIS; adding up the cells entered is another
 * convention with other numbers.
 */
export function costSurface(
  grid: ResistanceGrid,
  sources: ArrayLike<number>,
  neighbours: Neighbours = 8,
  targets?: ArrayLike<number>,
): Float64Array {
  const limit = Number.POSITIVE_INFINITY;
  return spread(grid, sources, neighbours, targets ? { limit, targets: markedCells(grid, targets) } : { limit });
}

/** 1 for each of `cells`. */
function markedCells(grid: ResistanceGrid, cells: ArrayLike<number>): Uint8Array {
  const marked = new Uint8Array(grid.values.length);
  for (let index = 0; index < cells.length; index++) marked[cells[index]!] = 1;
  return marked;
}

/** How far a search goes: as far as `limit`, or beyond the first of `targets` by `tolerance` of its cost. */
interface Reach {
  limit: number;
  readonly targets?: Uint8Array;
  readonly tolerance?: number;
}

/** The rounding of long sums must not decide whether a cell is within a limit. */
const slack = 1 + 1e-12;

/** Costs within the reach are final; beyond it they are either Infinity or too large to be within it. */
function spread(grid: ResistanceGrid, sources: ArrayLike<number>, neighbours: Neighbours, reach: Reach): Float64Array {
  const { columns, rows, cellMetres, values } = grid;
  const costs = new Float64Array(columns * rows).fill(Number.POSITIVE_INFINITY);
  const steps = stepsOf(neighbours);
  const count = steps.lengths.length;
  const offsets = Int32Array.from(steps.rows, (row, step) => row * columns + steps.columns[step]!);
  const halves = Float64Array.from(steps.lengths, (length) => (length * cellMetres) / 2);
  const heap = new CellHeap();
  for (let index = 0; index < sources.length; index++) {
    const cell = sources[index]!;
    if (Number.isNaN(values[cell]!) || costs[cell] === 0) continue;
    costs[cell] = 0;
    heap.push(cell, 0);
  }
  while (heap.length > 0) {
    const cell = heap.pop();
    const cost = heap.topCost;
    if (cost > costs[cell]!) continue;
    if (cost > reach.limit) break;
    if (reach.targets?.[cell] && reach.limit === Number.POSITIVE_INFINITY) {
      reach.limit = cost * (1 + (reach.tolerance ?? 0)) * slack;
    }
    const own = values[cell]!;
    const column = cell % columns;
    const row = (cell - column) / columns;
    const isInside = column > 0 && column < columns - 1 && row > 0 && row < rows - 1;
    for (let step = 0; step < count; step++) {
      if (!isInside) {
        const otherColumn = column + steps.columns[step]!;
        const otherRow = row + steps.rows[step]!;
        if (otherColumn < 0 || otherColumn >= columns || otherRow < 0 || otherRow >= rows) continue;
      }
      const other = cell + offsets[step]!;
      // Comparing with NaN is false: barriers are never entered.
      const reached = cost + halves[step]! * (own + values[other]!);
      if (reached < costs[other]!) {
        costs[other] = reached;
        heap.push(other, reached);
      }
    }
  }
  return costs;
}

/**
 * The cells of the cheapest way to `target` over a cost surface, from a source to the target; empty when it was not reached.
 * Of equally cheap ways it takes, going back from the target, the cell with the smaller number.
 */
export function leastCostPath(
  grid: ResistanceGrid,
  costs: Float64Array,
  target: number,
  neighbours: Neighbours = 8,
): Int32Array {
  const { columns, rows, cellMetres, values } = grid;
  if (!Number.isFinite(costs[target]!)) return new Int32Array(0);
  const steps = stepsOf(neighbours);
  const path = [target];
  let cell = target;
  while (costs[cell]! > 0) {
    const column = cell % columns;
    const row = (cell - column) / columns;
    let best = -1;
    let excess = Number.POSITIVE_INFINITY;
    const tolerance = 1e-12 * costs[target]!;
    for (const [step, length] of steps.lengths.entries()) {
      const otherColumn = column + steps.columns[step]!;
      const otherRow = row + steps.rows[step]!;
      if (otherColumn < 0 || otherColumn >= columns || otherRow < 0 || otherRow >= rows) continue;
      const other = otherRow * columns + otherColumn;
      if (!(costs[other]! < costs[cell]!)) continue;
      const over = costs[other]! + ((length * cellMetres) / 2) * (values[cell]! + values[other]!) - costs[cell]!;
      if (over < excess - tolerance) {
        excess = over;
        best = other;
      }
    }
    if (best < 0) break;
    cell = best;
    path.push(cell);
  }
  return Int32Array.from(path.reverse());
}

export interface Corridor {
  /** Cost of the cheapest way, metres of resistance 1. */
  readonly cost: MethodValue;
  /** Its cells, from the first place to the second. */
  readonly path: Int32Array;
  /** Length of the way on the ground, metres. */
  readonly lengthMetres: number;
  /** 1 for cells of the corridor. */
  readonly cells: Uint8Array;
  readonly cellCount: number;
}

const noCorridor = { path: new Int32Array(0), lengthMetres: 0, cells: new Uint8Array(0), cellCount: 0 };

/**
 * Least-cost corridor between two groups of cells: all cells with C_A + C_B ≤ LCP · (1 + tolerance), inclusive.
 * Source: Adriaensen et al. 2003; tolerance 5 to 10 % is usual. `out-of-method-range` for a resistance below 1, `undefined`
 * when barriers lie between the two everywhere.
 */
export function leastCostCorridor(
  grid: ResistanceGrid,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  tolerance = 0.05,
  neighbours: Neighbours = 8,
): Corridor {
  const low = findLowResistance(grid);
  if (low !== undefined) {
    const seen = grid.values[low]!;
    return {
      ...noCorridor,
      cost: outOfRange(`阻力须不小于 1，有格网为 ${seen}`, `resistances must be at least 1, a cell has ${seen}`),
    };
  }
  const targets = markedCells(grid, to);
  const there = spread(grid, from, neighbours, { limit: Number.POSITIVE_INFINITY, targets, tolerance });
  let target = -1;
  for (let index = 0; index < to.length; index++) {
    if (target < 0 || there[to[index]!]! < there[target]!) target = to[index]!;
  }
  if (target < 0 || !Number.isFinite(there[target]!)) {
    const blocked = notDefined('两地之间全是不可穿越的屏障', 'barriers lie between the two everywhere');
    return { ...noCorridor, cost: blocked };
  }
  const limit = there[target]! * (1 + tolerance) * slack;
  const back = spread(grid, to, neighbours, { limit });
  const cells = new Uint8Array(there.length);
  let cellCount = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    if (!(there[cell]! + back[cell]! <= limit)) continue;
    cells[cell] = 1;
    cellCount++;
  }
  const path = leastCostPath(grid, there, target, neighbours);
  return { cost: ok(there[target]!), path, lengthMetres: pathLength(path, grid), cells, cellCount };
}

/** Length of a way of neighbouring cells on the ground, metres. */
export function pathLength(path: ArrayLike<number>, grid: Pick<ResistanceGrid, 'columns' | 'cellMetres'>): number {
  let length = 0;
  for (let index = 1; index < path.length; index++) {
    const columnStep = (path[index]! % grid.columns) - (path[index - 1]! % grid.columns);
    const rowStep = Math.floor(path[index]! / grid.columns) - Math.floor(path[index - 1]! / grid.columns);
    length += Math.hypot(columnStep, rowStep) * grid.cellMetres;
  }
  return length;
}
