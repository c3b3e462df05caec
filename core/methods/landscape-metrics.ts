import { type ClassGrid, type GridPatches, gridPatches } from './grid-patches.ts';
import { rejectInput } from './input.ts';
import { nearestPatchDistances } from './nearest-patch.ts';

/**
 * Metrics of FRAGSTATS by their names there. null: the metric has no value (a single patch has no nearest neighbour; a
 * class of one cell no aggregation). Units: CA, TA, AREA_MN, AREA_SD, MESH in ha; TE and ENN in m; ED in m/ha; PD and PRD
 * in patches (classes) per 100 ha; PLAND, LPI, AI, COHESION in %; SHAPE, DIVISION, SPLIT and the diversity metrics 1.
 */
type LandscapeMetricTable = Readonly<Record<string, number | null>>;

export interface LandscapeMetrics {
  readonly classes: readonly { readonly class: number; readonly metrics: LandscapeMetricTable }[];
  readonly landscape: LandscapeMetricTable;
  readonly neighbours: 4 | 8;
}

interface PatchSum {
  cells: number;
  patches: number;
  largest: number;
  squares: number;
  shapes: number;
  shapeWeighted: number;
  sides: number;
  sidesTimesRoot: number;
  nearest: number;
  nearestCount: number;
  inner: number;
  like: number;
}

const emptySum = (): PatchSum => ({
  cells: 0,
  patches: 0,
  largest: 0,
  squares: 0,
  shapes: 0,
  shapeWeighted: 0,
  sides: 0,
  sidesTimesRoot: 0,
  nearest: 0,
  nearestCount: 0,
  inner: 0,
  like: 0,
});

/** Smallest perimeter, in cell sides, of any patch of `cells` cells: 4k, 4k + 2 or 4k + 4 with k = ⌊√cells⌋. */
export function leastPerimeter(cells: number): number {
  const side = Math.floor(Math.sqrt(cells));
  const rest = cells - side * side;
  if (rest === 0) return 4 * side;
  return rest <= side ? 4 * side + 2 : 4 * side + 4;
}

/** Most joins between cells of one class that `cells` cells can have, each counted once (He et al. 2000). */
export function mostJoins(cells: number): number {
  const side = Math.floor(Math.sqrt(cells));
  const rest = cells - side * side;
  const square = 2 * side * (side - 1);
  if (rest === 0) return square;
  return rest <= side ? square + 2 * rest - 1 : square + 2 * rest - 2;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Sides between two classes and joins within a class; the frame of the map and cells outside take no part. */
function countJoins(patches: GridPatches, columns: number, rows: number, sums: readonly PatchSum[]): number {
  const { classOfCell } = patches;
  let edges = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cell = row * columns + column;
      const kind = classOfCell[cell]!;
      if (kind < 0) continue;
      for (let side = 0; side < 2; side++) {
        if (side === 0 ? column + 1 === columns : row + 1 === rows) continue;
        const other = classOfCell[side === 0 ? cell + 1 : cell + columns]!;
        if (other < 0) continue;
        if (other === kind) {
          sums[kind]!.like++;
        } else {
          edges++;
          sums[kind]!.inner++;
          sums[other]!.inner++;
        }
      }
    }
  }
  return edges;
}

/** Metrics that classes and the landscape share, from sums over their patches. */
function common(sum: PatchSum, total: number, cellMetres: number): Record<string, number | null> {
  const hectares = (cellMetres * cellMetres) / 10_000;
  const area = total * hectares;
  const mean = (sum.cells / sum.patches) * hectares;
  // In whole cells, so that equal patches give exactly 0.
  const variance = (sum.patches * sum.squares - sum.cells ** 2) / sum.patches ** 2;
  return {
    NP: sum.patches,
    PD: (sum.patches / area) * 100,
    LPI: (100 * sum.largest) / total,
    AREA_MN: mean,
    AREA_SD: Math.sqrt(Math.max(0, variance)) * hectares,
    SHAPE_MN: sum.shapes / sum.patches,
    SHAPE_AM: sum.shapeWeighted / sum.cells,
    ENN_MN: finite((sum.nearest / sum.nearestCount) * cellMetres),
    DIVISION: 1 - sum.squares / (total * total),
    MESH: (sum.squares / total) * hectares,
    SPLIT: (total * total) / sum.squares,
    COHESION: finite((100 * (1 - sum.sides / sum.sidesTimesRoot)) / (1 - 1 / Math.sqrt(total))),
  };
}

/**
 * Landscape metrics of a class grid, at class and landscape level.
 *
 * PD = n/A; ED = Σe/A without the frame of the map; LPI = max a/A; MESH = Σa²/A; DIVISION = 1 − Σ(a/A)²; SPLIT = A²/Σa²;
 * SHAPE = perimeter over the least perimeter of a raster patch of as many cells; AI = 100 g/max g in single count;
 * COHESION = 100 (1 − Σp/Σp√a)/(1 − 1/√Z) in cells; SHDI, SHEI, SIDI, SIEI, MSIDI, MSIEI, PR, PRD; ENN = centre to centre
 * to the nearest cell of another patch of the class. Means are over patches.
 *
 * Source: McGarigal, Cushman & Ene, FRAGSTATS 4.2. Pitfalls: 8 or 4 neighbours change patches and everything after;
 * the perimeter in SHAPE and COHESION does include the frame. Classes are whole numbers by custom, but any will do.
 * Errors: `evaluation/method-input` for a grid without cells in the landscape or of a wrong size.
 */
export function landscapeMetrics(grid: ClassGrid, neighbours: 4 | 8 = 8): LandscapeMetrics {
  const { columns, rows, cellMetres } = grid;
  if (grid.values.length !== columns * rows) {
    rejectInput({ method: 'landscape-metrics', path: '$.values' }, grid.values.length, {
      zh: `${columns * rows} 个格网值`,
      en: `${columns * rows} cells`,
    });
  }
  const patches = gridPatches(grid, neighbours);
  if (patches.cells.length === 0) {
    rejectInput({ method: 'landscape-metrics', path: '$.values' }, 0, {
      zh: '至少一个有类别的格网',
      en: 'at least one cell with a class',
    });
  }
  const nearest = nearestPatchDistances(patches, columns, rows);
  const sums = patches.classes.map(emptySum);
  for (let patch = 0; patch < patches.cells.length; patch++) {
    const sum = sums[patches.classOfPatch[patch]!]!;
    const cells = patches.cells[patch]!;
    const sides = patches.sides[patch]!;
    const shape = sides / leastPerimeter(cells);
    sum.cells += cells;
    sum.patches++;
    sum.largest = Math.max(sum.largest, cells);
    sum.squares += cells * cells;
    sum.shapes += shape;
    sum.shapeWeighted += shape * cells;
    sum.sides += sides;
    sum.sidesTimesRoot += sides * Math.sqrt(cells);
    if (Number.isNaN(nearest[patch]!)) continue;
    sum.nearest += nearest[patch]!;
    sum.nearestCount++;
  }
  const edges = countJoins(patches, columns, rows, sums);
  const total = sums.reduce((cells, sum) => cells + sum.cells, 0);
  const hectares = (cellMetres * cellMetres) / 10_000;
  const area = total * hectares;

  const classes = patches.classes.map((value, place) => {
    const sum = sums[place]!;
    return {
      class: value,
      metrics: {
        CA: sum.cells * hectares,
        PLAND: (100 * sum.cells) / total,
        TE: sum.inner * cellMetres,
        ED: (sum.inner * cellMetres) / area,
        AI: finite((100 * sum.like) / mostJoins(sum.cells)),
        ...common(sum, total, cellMetres),
      },
    };
  });
  return {
    classes,
    landscape: {
      TA: area,
      TE: edges * cellMetres,
      ED: (edges * cellMetres) / area,
      AI: aggregation(sums, total),
      ...common(addUp(sums), total, cellMetres),
      ...diversity(sums, total, area),
    },
    neighbours,
  };
}

function addUp(sums: readonly PatchSum[]): PatchSum {
  const whole = emptySum();
  for (const sum of sums) {
    for (const key of Object.keys(whole) as (keyof PatchSum)[]) {
      whole[key] = key === 'largest' ? Math.max(whole.largest, sum.largest) : whole[key] + sum[key];
    }
  }
  return whole;
}

/** Aggregation of the landscape: that of its classes weighted by area; classes of one cell have none and count 0. */
function aggregation(sums: readonly PatchSum[], total: number): number | null {
  let index = 0;
  let known = 0;
  for (const sum of sums) {
    const most = mostJoins(sum.cells);
    if (most === 0) continue;
    known++;
    index += ((100 * sum.like) / most) * (sum.cells / total);
  }
  return known === 0 ? null : index;
}

function diversity(sums: readonly PatchSum[], total: number, area: number): Record<string, number | null> {
  let shannon = 0;
  let squares = 0;
  for (const { cells } of sums) {
    const share = cells / total;
    shannon -= share * Math.log(share);
    squares += share * share;
  }
  const richness = sums.length;
  const even = (value: number, most: number) => (richness < 2 ? null : value / most);
  const modified = Math.max(0, -Math.log(squares));
  return {
    PR: richness,
    PRD: (richness / area) * 100,
    SHDI: Math.max(0, shannon),
    SIDI: 1 - squares,
    MSIDI: modified,
    SHEI: even(shannon, Math.log(richness)),
    SIEI: even(1 - squares, 1 - 1 / richness),
    MSIEI: even(modified, Math.log(richness)),
  };
}
