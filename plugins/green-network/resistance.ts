import {
  type Box,
  countOf,
  type EvaluatorContext,
  extentOf,
  type Grid,
  type LandUse,
  landUseDefinitions,
  landUseOf,
  numberParameter,
  rasterizePolygons,
  type Snapshot,
  type StudyArea,
  textsOf,
} from '#sdk';
import type { Patches } from './patches.ts';

/** A grid laid over the study area: row 0 is the northern one. */
export function gridOver(box: Box, wantedMetres: number, mostCells: number): Grid {
  const width = box.maxX - box.minX;
  const height = box.maxY - box.minY;
  const cellSize = Math.max(wantedMetres, Math.sqrt((width * height) / mostCells));
  return {
    columns: Math.max(1, Math.ceil(width / cellSize)),
    rows: Math.max(1, Math.ceil(height / cellSize)),
    left: box.minX,
    top: box.maxY,
    cellSize,
  };
}

/** 1 for every feature, or one value for all. */
export function constant(count: number, value: number): Float64Array {
  return new Float64Array(count).fill(value);
}

export interface ResistanceSurface {
  readonly grid: Grid;
  /** NaN outside the study area. */
  readonly values: Float32Array;
  /** Patch of every cell, −1 for none. */
  readonly patchOfCell: Int32Array;
}

/** How hard it is to cross land of a use, by the parameters of the evaluator. */
function resistanceOf(landUse: LandUse, context: EvaluatorContext): number {
  const value = (name: string) => numberParameter(context.parameters, name);
  if (landUse === 'green' || landUse === 'protective-green' || landUse === 'square') return value('resistanceGreen');
  if (landUse === 'agriculture' || landUse === 'undeveloped') return value('resistanceOpen');
  if (landUse === 'water') return value('resistanceWater');
  if (landUse === 'road' || landUse === 'transport') return value('resistanceStreet');
  return landUseDefinitions[landUse].floorUse === 'industrial'
    ? value('resistanceIndustrial')
    : value('resistanceBuilt');
}

/**
 * Resistance to movement over the study area: from land use, with water, buildings and the patches laid over it. What is
 * covered by no parcel counts as street.
 */
export function resistanceSurface(
  snapshot: Snapshot,
  study: StudyArea,
  patches: Patches,
  context: EvaluatorContext,
): ResistanceSurface {
  const { parcel, water, building } = snapshot.layers;
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const grid = gridOver(extentOf(study.geometry), parameter('corridorCell'), 600_000);
  const count = grid.columns * grid.rows;
  const values = new Float32Array(count).fill(Number.NaN);
  rasterizePolygons(study.geometry, [parameter('resistanceStreet')], grid, values);
  const uses = textsOf(parcel, 'land_use');
  const byParcel = Float64Array.from(uses, (text) => resistanceOf(landUseOf(text), context));
  const inside = values.slice();
  rasterizePolygons(parcel!.geometry, byParcel, grid, values);
  if (water) rasterizePolygons(water.geometry, constant(countOf(water), parameter('resistanceWater')), grid, values);
  if (building) {
    const resistance = parameter('resistanceBuilding');
    rasterizePolygons(building.geometry, constant(countOf(building), resistance), grid, values);
  }
  // Parcels and water may reach beyond the study area; what is looked for lies within it.
  for (let cell = 0; cell < count; cell++) if (Number.isNaN(inside[cell]!)) values[cell] = Number.NaN;
  const patchOfCell = new Int32Array(count).fill(-1);
  const numbers = Float64Array.from(patches.areas, (_, patch) => patch);
  rasterizePolygons(patches.geometry, numbers, grid, patchOfCell);
  for (let cell = 0; cell < count; cell++) if (patchOfCell[cell]! >= 0) values[cell] = parameter('resistanceGreen');
  return { grid, values, patchOfCell };
}
