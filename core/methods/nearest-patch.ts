import type { GridPatches } from './grid-patches.ts';

const none = 0x7fffffff;

/** Per column the nearest cell of the class up or down, and the nearest of a different patch than that one. */
interface ColumnScan {
  readonly distance: Int32Array;
  readonly patch: Int32Array;
  readonly otherDistance: Int32Array;
  readonly otherPatch: Int32Array;
}

/** Takes a cell of `patch`, `distance` rows away, into the two nearest of different patches at `cell`. */
function offer(scan: ColumnScan, cell: number, patch: number, distance: number): void {
  const nearest = scan.patch[cell]!;
  if (patch === nearest) {
    if (distance < scan.distance[cell]!) scan.distance[cell] = distance;
  } else if (distance < scan.distance[cell]!) {
    scan.otherDistance[cell] = scan.distance[cell]!;
    scan.otherPatch[cell] = nearest;
    scan.distance[cell] = distance;
    scan.patch[cell] = patch;
  } else if (distance < scan.otherDistance[cell]!) {
    scan.otherDistance[cell] = distance;
    scan.otherPatch[cell] = patch;
  }
}

function scanColumns(patches: GridPatches, columns: number, rows: number, kind: number, scan: ColumnScan): void {
  scan.distance.fill(none);
  scan.patch.fill(-1);
  scan.otherDistance.fill(none);
  scan.otherPatch.fill(-1);
  const { classOfCell, patchOfCell } = patches;
  for (const direction of [1, -1] as const) {
    for (let column = 0; column < columns; column++) {
      // The two latest different patches met on the way along the column, and the rows where they were met.
      let [last, lastRow, previous, previousRow] = [-1, 0, -1, 0];
      for (let step = 0; step < rows; step++) {
        const row = direction === 1 ? step : rows - 1 - step;
        const cell = row * columns + column;
        if (classOfCell[cell] === kind) {
          const patch = patchOfCell[cell]!;
          if (patch !== last) [previous, previousRow] = [last, lastRow];
          last = patch;
          lastRow = row;
        }
        if (last >= 0) offer(scan, cell, last, Math.abs(row - lastRow));
        if (previous >= 0) offer(scan, cell, previous, Math.abs(row - previousRow));
      }
    }
  }
}

/**
 * Distance from every patch to the nearest other patch of its class, cell centre to cell centre, in cells; NaN for a patch
 * that is alone in its class. Exact: columns are scanned once for the two nearest cells of different patches, then every
 * cell at the rim of a patch looks sideways only as far as the best distance found so far.
 */
export function nearestPatchDistances(patches: GridPatches, columns: number, rows: number): Float64Array {
  const { classOfCell, patchOfCell, classOfPatch, classes } = patches;
  const squares = new Float64Array(classOfPatch.length).fill(Number.POSITIVE_INFINITY);
  const counts = new Uint32Array(classes.length);
  for (const kind of classOfPatch) counts[kind]!++;
  const size = columns * rows;
  const scan: ColumnScan = {
    distance: new Int32Array(size),
    patch: new Int32Array(size),
    otherDistance: new Int32Array(size),
    otherPatch: new Int32Array(size),
  };
  for (const [kind, count] of counts.entries()) {
    if (count < 2) continue;
    scanColumns(patches, columns, rows, kind, scan);
    for (let cell = 0; cell < size; cell++) {
      if (classOfCell[cell] !== kind || isInner(classOfCell, cell, columns, rows)) continue;
      const patch = patchOfCell[cell]!;
      const column = cell % columns;
      let best = squares[patch]!;
      for (let step = 0; step * step < best; step++) {
        const left = column - step;
        const right = column + step;
        if (left < 0 && right >= columns) break;
        for (const other of step === 0 ? [cell] : [cell - step, cell + step]) {
          if (other < cell ? left < 0 : right >= columns) continue;
          const distance = scan.patch[other] === patch ? scan.otherDistance[other]! : scan.distance[other]!;
          if (distance === none) continue;
          const square = step * step + distance * distance;
          if (square < best) best = square;
        }
      }
      squares[patch] = best;
    }
  }
  return squares.map((square) => (square === Number.POSITIVE_INFINITY ? Number.NaN : Math.sqrt(square)));
}

/** A cell whose four neighbours are of its class is never the nearest one. */
function isInner(classOfCell: Int32Array, cell: number, columns: number, rows: number): boolean {
  const column = cell % columns;
  const row = (cell - column) / columns;
  if (column === 0 || column === columns - 1 || row === 0 || row === rows - 1) return false;
  const kind = classOfCell[cell];
  return (
    classOfCell[cell - 1] === kind &&
    classOfCell[cell + 1] === kind &&
    classOfCell[cell - columns] === kind &&
    classOfCell[cell + columns] === kind
  );
}
