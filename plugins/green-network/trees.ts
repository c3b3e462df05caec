import {
  countOf,
  type EvaluatorContext,
  type Grid,
  numberParameter,
  numbersOf,
  type Points,
  type Snapshot,
} from '#sdk';

/** Trees in columns; what is not known of a tree is taken from the parameters. */
export interface Trees extends Points {
  readonly heights: Float64Array;
  readonly crownDiameters: Float64Array;
  readonly crownAreas: Float64Array;
  /** Trees whose crown is not known. */
  readonly guessed: number;
}

/** The trees of a scenario; undefined when there is no such layer. */
export function treesOf(snapshot: Snapshot, context: EvaluatorContext): Trees | undefined {
  const layer = snapshot.layers.tree;
  const count = countOf(layer);
  if (!layer || count === 0) return undefined;
  const usualHeight = numberParameter(context.parameters, 'treeHeight');
  const usualCrown = numberParameter(context.parameters, 'crownDiameter');
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = layer.geometry;
  const x = new Float64Array(count).fill(Number.NaN);
  const y = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < count; row++) {
    if (featureOffsets[row] === featureOffsets[row + 1]) continue;
    const at = 2 * ringOffsets[partOffsets[featureOffsets[row]!]!]!;
    x[row] = coordinates[at]!;
    y[row] = coordinates[at + 1]!;
  }
  const known = numbersOf(layer, 'crown_diameter');
  const crownDiameters = known.map((diameter) => (Number.isNaN(diameter) ? usualCrown : diameter));
  return {
    x,
    y,
    heights: numbersOf(layer, 'height').map((height) => (Number.isNaN(height) ? usualHeight : height)),
    crownDiameters,
    crownAreas: crownDiameters.map((diameter) => (Math.PI * diameter * diameter) / 4),
    guessed: known.filter((diameter) => Number.isNaN(diameter)).length,
  };
}

/** Calls `visit` with every cell whose centre lies under the crown of a tree. */
export function eachCrownCell(trees: Trees, grid: Grid, visit: (cell: number, tree: number) => void): void {
  const { columns, rows, left, top, cellSize } = grid;
  for (let tree = 0; tree < trees.x.length; tree++) {
    const radius = trees.crownDiameters[tree]! / 2;
    const column = (trees.x[tree]! - left) / cellSize;
    const row = (top - trees.y[tree]!) / cellSize;
    if (Number.isNaN(column) || Number.isNaN(row)) continue;
    const reach = radius / cellSize;
    for (let r = Math.max(0, Math.floor(row - reach)); r <= Math.min(rows - 1, row + reach); r++) {
      for (let c = Math.max(0, Math.floor(column - reach)); c <= Math.min(columns - 1, column + reach); c++) {
        if (Math.hypot(c + 0.5 - column, r + 0.5 - row) <= reach) visit(r * columns + c, tree);
      }
    }
  }
}
