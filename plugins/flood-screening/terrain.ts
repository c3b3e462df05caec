import {
  catchmentsOf,
  countOf,
  type Depression,
  depressionsOf,
  type EvaluatorContext,
  fillDepressions,
  landUseOf,
  numberParameter,
  pickFeatures,
  type Raster,
  rasterizePolygons,
  type Snapshot,
  textsOf,
} from '#sdk';

/** A depression of the study area with what drains into it. */
export interface LowPlace extends Depression {
  /** Land that drains into it first, m2, itself included. */
  readonly catchmentSquareMetres: number;
  /** Runoff over its own catchment that fills it to the brim, mm. */
  readonly fillMillimetres: number;
}

export interface Terrain {
  readonly raster: Raster;
  /** 1 for cells of the study area that are land with a known elevation. */
  readonly land: Uint8Array;
  /** Depth of standing water on land of the study area, m; 0 elsewhere and where none stands. */
  readonly depth: Float64Array;
  /** Depressions with land of the study area in them, the largest first. */
  readonly places: readonly LowPlace[];
  /** Place of each cell in `places`, −1 for none. */
  readonly ofCell: Int32Array;
  /** Depressions that cannot be told from the error of the elevations. */
  readonly noise: number;
}

function ones(count: number): Uint8Array {
  return new Uint8Array(count).fill(1);
}

/** 1 for cells of water bodies: the water layer and parcels of water. */
function waterCells(snapshot: Snapshot, raster: Raster): Uint8Array {
  const { water, parcel } = snapshot.layers;
  const cells = new Uint8Array(raster.columns * raster.rows);
  if (water) rasterizePolygons(water.geometry, ones(countOf(water)), raster, cells);
  if (parcel) {
    const rows = textsOf(parcel, 'land_use').flatMap((text, row) => (landUseOf(text) === 'water' ? [row] : []));
    rasterizePolygons(pickFeatures(parcel.geometry, rows), ones(rows.length), raster, cells);
  }
  return cells;
}

/** The terrain of a scenario with its depressions filled to where they spill. */
export function terrainOf(snapshot: Snapshot, raster: Raster, context: EvaluatorContext): Terrain {
  const { boundary } = snapshot.layers;
  const { columns, rows, cellSize, values } = raster;
  const grid = { columns, rows, cellMetres: cellSize, values };
  const neighbours = context.parameters.neighbours === '4' ? 4 : 8;
  const water = waterCells(snapshot, raster);
  const outlets = context.parameters.waterDrains === true ? water : undefined;
  const { filled, outletOf } = fillDepressions(grid, neighbours, outlets, (share) => context.progress(0.6 * share));
  const found = depressionsOf(grid, filled, numberParameter(context.parameters, 'noise'), neighbours);
  context.progress(0.7);

  const land = new Uint8Array(values.length);
  if (boundary && countOf(boundary) > 0) {
    rasterizePolygons(boundary.geometry, ones(countOf(boundary)), raster, land);
  } else land.fill(1);
  for (let cell = 0; cell < land.length; cell++) if (water[cell] || Number.isNaN(values[cell]!)) land[cell] = 0;

  const drained = new Float64Array(found.list.length);
  for (const place of catchmentsOf(outletOf, found.ofCell)) if (place >= 0) drained[place]! += cellSize ** 2;
  const isInside = new Uint8Array(found.list.length);
  for (const [cell, place] of found.ofCell.entries()) if (place >= 0 && land[cell]) isInside[place] = 1;
  const order = found.list
    .map((_, place) => place)
    .filter((place) => isInside[place])
    .sort((one, other) => found.list[other]!.volume - found.list[one]!.volume || one - other);
  const rank = new Int32Array(found.list.length).fill(-1);
  for (const [at, place] of order.entries()) rank[place] = at;
  return {
    raster,
    land,
    depth: found.depth.map((depth, cell) => (land[cell] && depth > 0 ? depth : 0)),
    places: order.map((place) => ({
      ...found.list[place]!,
      catchmentSquareMetres: drained[place]!,
      fillMillimetres: (1000 * found.list[place]!.volume) / drained[place]!,
    })),
    ofCell: found.ofCell.map((place) => (place < 0 ? -1 : rank[place]!)),
    noise: found.noise,
  };
}

/** Cell of a place, −1 off the grid. */
export function cellAt({ columns, rows, left, top, cellSize }: Raster, x: number, y: number): number {
  const column = Math.floor((x - left) / cellSize);
  const row = Math.floor((top - y) / cellSize);
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1;
}
