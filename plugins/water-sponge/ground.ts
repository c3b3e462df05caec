import {
  type AssumptionValues,
  assumed,
  countOf,
  type EvaluatorContext,
  featureAreas,
  fillText,
  landOf,
  landUseOf,
  numberParameter,
  numbersOf,
  orZero,
  type Snapshot,
  studyAreaOf,
  sumOf,
  textsOf,
} from '#sdk';
import { type SurfaceKind, surfaceKinds } from './surface-kinds.ts';

/** What a piece of land is made of before the assumptions split its hard ground. */
export interface Land {
  /** m2; water has none. */
  readonly area: Float64Array;
  readonly green: Float64Array;
  readonly roof: Float64Array;
  /** 1 where what is not green is bare soil. */
  readonly isOpen: Uint8Array;
  /** 1 where the land belongs to the town's drainage: land in use, with its parks and streets. */
  readonly isCatchment: Uint8Array;
}

/** The parcels, and after them one piece for the streets between them. */
export interface Ground extends Land {
  readonly parcels: number;
  /** m2 */
  readonly streetSquareMetres: number;
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, orZero(value)));
}

/** Land of the plan that belongs to no parcel, m2; 0 without a plan boundary, where it cannot be known. */
function streetLand(snapshot: Snapshot, context: EvaluatorContext, parcelLand: number): number {
  if (!snapshot.layers.boundary || countOf(snapshot.layers.boundary) === 0) {
    context.remark('info', {
      zh: '没有规划范围，地块之间的道路未计入汇水面积。',
      en: 'Without a plan boundary the streets between parcels are not in the catchment.',
    });
    return 0;
  }
  const land = sumOf(featureAreas(landOf(studyAreaOf(snapshot, context), snapshot, context)));
  return Math.max(0, land - parcelLand);
}

/** Reads the land of a scenario and remarks on what is not known of it. */
export function groundOf(snapshot: Snapshot, context: EvaluatorContext): Ground {
  const parcel = snapshot.layers.parcel!;
  const parcels = countOf(parcel);
  const uses = textsOf(parcel, 'land_use');
  const areas = numbersOf(parcel, 'area_m2');
  const planted = numbersOf(parcel, 'green_area');
  const coverage = numbersOf(parcel, 'building_coverage');
  const floors = numbersOf(parcel, 'floor_area');
  const count = parcels + 1;
  const area = new Float64Array(count);
  const green = new Float64Array(count);
  const roof = new Float64Array(count);
  const isOpen = new Uint8Array(count);
  const isCatchment = new Uint8Array(count);
  let unknownRoofs = 0;
  for (let row = 0; row < parcels; row++) {
    const use = landUseOf(uses[row]);
    if (use === 'water') continue;
    area[row] = Math.max(0, orZero(areas[row]!));
    green[row] = within(planted[row]!, area[row]!);
    isOpen[row] = use === 'undeveloped' || use === 'agriculture' ? 1 : 0;
    isCatchment[row] = isOpen[row] ? 0 : 1;
    if (Number.isNaN(coverage[row]!) && floors[row]! > 0) unknownRoofs++;
    roof[row] = within(within(coverage[row]!, 1) * area[row]!, area[row]! - green[row]!);
  }
  const streets = streetLand(snapshot, context, sumOf(area));
  area[parcels] = streets;
  green[parcels] = streets * numberParameter(context.parameters, 'streetGreenShare');
  isCatchment[parcels] = 1;
  if (unknownRoofs > 0) {
    context.remark(
      'info',
      fillText(
        '{count} 个有建筑的地块建筑密度未知，屋面按铺装计。',
        'The building coverage of {count|built-up parcel|built-up parcels} is not known; its roofs count as paving.',
        { count: unknownRoofs },
      ),
    );
  }
  return { area, green, roof, isOpen, isCatchment, parcels, streetSquareMetres: streets };
}

/** Area of each kind of surface on every piece of land, m2: piece by piece, in the order of `surfaceKinds`. */
export type SurfaceAreas = Float64Array;

/** Splits the land into surfaces: what is neither green nor soil is hard, and a share of it is impervious. */
export function surfaceAreas(ground: Ground, assumptions: AssumptionValues, greenRoofShare: number): SurfaceAreas {
  const imperviousShare = within(assumed(assumptions, 'impervious-roof-and-road'), 1);
  const width = surfaceKinds.length;
  const result = new Float64Array(ground.area.length * width);
  for (let piece = 0; piece < ground.area.length; piece++) {
    const put = (kind: SurfaceKind, amount: number) => {
      result[piece * width + surfaceKinds.indexOf(kind)] = amount;
    };
    const rest = ground.area[piece]! - ground.green[piece]!;
    put('green', ground.green[piece]!);
    if (ground.isOpen[piece]) {
      put('soil', rest - ground.roof[piece]!);
      put('roof', ground.roof[piece]!);
      continue;
    }
    const impervious = rest * imperviousShare;
    const roof = Math.min(ground.roof[piece]!, impervious);
    put('roof', roof * (1 - greenRoofShare));
    put('greenRoof', roof * greenRoofShare);
    put('paving', impervious - roof);
    put('permeable', rest - impervious);
  }
  return result;
}
