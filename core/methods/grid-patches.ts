/** A grid of classes, row by row from the north; cells whose value is not finite belong to no landscape. */
export interface ClassGrid {
  readonly columns: number;
  readonly rows: number;
  readonly cellMetres: number;
  readonly values: ArrayLike<number>;
}

/** Patches of a class grid: connected cells of one class. */
export interface GridPatches {
  /** Class values in ascending order. */
  readonly classes: readonly number[];
  /** Per cell the place of its class in `classes`, −1 outside the landscape. */
  readonly classOfCell: Int32Array;
  /** Per cell the number of its patch, −1 outside. */
  readonly patchOfCell: Int32Array;
  /** Per patch the place of its class, its cells, and its sides (the map's edge counted) in cells and cell sides. */
  readonly classOfPatch: Int32Array;
  readonly cells: Float64Array;
  readonly sides: Float64Array;
}

/** Small whole numbers, as classes mostly are, are counted in a table. */
const tableSize = 65_536;

function smallClassesOf(values: ArrayLike<number>): { classes: number[]; classOfCell: Int32Array } | undefined {
  const placeOf = new Int32Array(tableSize).fill(-1);
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell]!;
    if (!Number.isFinite(value)) continue;
    // A fraction, a negative or a large number has no place in the table.
    if (placeOf[value] === undefined) return undefined;
    placeOf[value] = 0;
  }
  const classes: number[] = [];
  for (const [value, mark] of placeOf.entries()) if (mark === 0) placeOf[value] = classes.push(value) - 1;
  const classOfCell = new Int32Array(values.length);
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell]!;
    classOfCell[cell] = Number.isFinite(value) ? placeOf[value]! : -1;
  }
  return { classes, classOfCell };
}

function classesOf(values: ArrayLike<number>): { classes: number[]; classOfCell: Int32Array } {
  return smallClassesOf(values) ?? anyClassesOf(values);
}

function anyClassesOf(values: ArrayLike<number>): { classes: number[]; classOfCell: Int32Array } {
  const seen = new Set<number>();
  for (let cell = 0; cell < values.length; cell++) {
    if (Number.isFinite(values[cell]!)) seen.add(values[cell]!);
  }
  const classes = [...seen].sort((a, b) => a - b);
  const places = new Map(classes.map((value, place) => [value, place]));
  return { classes, classOfCell: Int32Array.from(values, (value) => places.get(value) ?? -1) };
}

/**
 * Finds the patches of a grid, with cells joined over their sides (4) or also over their corners (8).
 * Patches are numbered in the order of their first cell, row by row.
 */
export function gridPatches(grid: ClassGrid, neighbours: 4 | 8): GridPatches {
  const { columns, rows } = grid;
  const { classes, classOfCell } = classesOf(grid.values);
  const count = columns * rows;
  const patchOfCell = new Int32Array(count).fill(-1);
  const stack = new Int32Array(count);
  const classOfPatch: number[] = [];
  const cells: number[] = [];
  const sides: number[] = [];
  for (let first = 0; first < count; first++) {
    const kind = classOfCell[first]!;
    if (kind < 0 || patchOfCell[first]! >= 0) continue;
    const patch = classOfPatch.length;
    let height = 0;
    let patchCells = 0;
    let patchSides = 0;
    patchOfCell[first] = patch;
    stack[height++] = first;
    while (height > 0) {
      const cell = stack[--height]!;
      patchCells++;
      const column = cell % columns;
      const row = (cell - column) / columns;
      for (let rowStep = -1; rowStep <= 1; rowStep++) {
        for (let columnStep = -1; columnStep <= 1; columnStep++) {
          if (rowStep === 0 && columnStep === 0) continue;
          const isSide = rowStep === 0 || columnStep === 0;
          const otherRow = row + rowStep;
          const otherColumn = column + columnStep;
          if (otherRow < 0 || otherRow >= rows || otherColumn < 0 || otherColumn >= columns) {
            if (isSide) patchSides++;
            continue;
          }
          const other = otherRow * columns + otherColumn;
          if (classOfCell[other] !== kind) {
            if (isSide) patchSides++;
          } else if ((isSide || neighbours === 8) && patchOfCell[other]! < 0) {
            patchOfCell[other] = patch;
            stack[height++] = other;
          }
        }
      }
    }
    classOfPatch.push(kind);
    cells.push(patchCells);
    sides.push(patchSides);
  }
  return {
    classes,
    classOfCell,
    patchOfCell,
    classOfPatch: Int32Array.from(classOfPatch),
    cells: Float64Array.from(cells),
    sides: Float64Array.from(sides),
  };
}
