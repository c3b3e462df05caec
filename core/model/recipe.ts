import type { Scalar } from './feature-table.ts';
import type { FloorUse, StreetClass } from './role.ts';
import type { LocalText } from './text.ts';

/** x and y in the recipe's coordinate system. */
export type RecipePoint = readonly [x: number, y: number];

/**
 * Which features a step works on. All conditions given have to hold; without any, every feature of the layer.
 * `ids` ties a recipe to one data set, the others can be replayed on new data.
 */
export interface Selection {
  /** Expression over the fields, such as `land_use = 'residential' and far < 1.5`. */
  readonly where?: string;
  /** Inside this ring (x, y pairs): the feature's representative point decides. */
  readonly within?: readonly RecipePoint[];
  /** Within a walk or a straight line from stations. */
  readonly near?: { readonly stations: StationChoice; readonly catchment: Catchment };
  readonly ids?: readonly string[];
  /** Many features by number: what a drawn selection is kept as. With `ids` both together are meant. */
  readonly numbered?: NumberedFeatures;
  /** Neighbours of another selection, without that selection itself: parcels no further from it than this, edge to edge. */
  readonly adjacent?: { readonly of: Selection; readonly withinMetres: number };
}

/**
 * Features of the baseline by their numbers in the project file (`fid`), as ranges: `1-5000, 5007`. `of` is the identity of the
 * project, as numbers stand for other features in another one; copies of a project share it.
 */
export interface NumberedFeatures {
  readonly of: string;
  readonly numbers: string;
}

/** Which stations a step starts from: existing ones by expression or name, or new ones placed by the step itself. */
export interface StationChoice {
  readonly where?: string;
  readonly names?: readonly string[];
  /** All stations of these lines: a station tells its lines in the field `lines`. */
  readonly lines?: readonly string[];
  readonly place?: readonly { readonly point: RecipePoint; readonly name: string; readonly mode: string }[];
}

/** Bands around a station, innermost first: straight-line rings in metres, or walking time on the street network in minutes. */
export type Catchment =
  | { readonly mode: 'ring'; readonly metres: readonly number[] }
  | { readonly mode: 'walk'; readonly minutes: readonly number[] };

/** TOD: development types by band around stations. */
export interface TodStep {
  readonly sketch: 'tod';
  readonly stations: StationChoice;
  readonly catchment: Catchment;
  /** Type for each band, innermost first; null leaves a band as it is. A parcel keeps its own type where it is denser. */
  readonly types: readonly (string | null)[];
  /** Which parcels of a band are converted; all that are not protected when absent. */
  readonly convert?: Selection;
  /** Land uses left alone; the land uses protected by default when absent. */
  readonly protect?: readonly string[];
  /** Convert a parcel also where that lowers its floor-area ratio. */
  readonly allowLowerDensity?: boolean;
  /** Floor-area ratio at the station and at the outer limit, in a straight line between: in the place of that of the types. */
  readonly gradient?: { readonly from: number; readonly to: number };
  readonly targets?: TodTargets;
}

/**
 * Residents and jobs that the whole catchment is to have. Parcels are converted one after another until they are met, none
 * denser than it may be; without targets all parcels of a band are converted.
 */
export interface TodTargets {
  readonly residents?: number;
  readonly jobs?: number;
  /** The nearest parcels first, or those that can take most. */
  readonly order: 'distance' | 'capacity';
  /** Largest floor-area ratio by development type; that of the type (or of the gradient) where absent. */
  readonly mostFar?: Readonly<Record<string, number>>;
}

/** Green corridor: drawn, or the least-cost path between green spaces. */
export interface CorridorStep {
  readonly sketch: 'corridor';
  readonly name?: string;
  readonly line?: readonly RecipePoint[];
  /** Names or ids of two or more green spaces to join, in turn. */
  readonly between?: readonly string[];
  readonly widthMetres: number;
  /** What happens to parcels underneath: cut along the corridor's edge, or wholly converted from `convertShare` overlap on. */
  readonly parcels: 'split' | 'convert';
  readonly convertShare?: number;
  /** Development type the land becomes. */
  readonly type: string;
  /** Resistance by land use for the least-cost path; defaults where absent. */
  readonly resistance?: Readonly<Record<string, number>>;
  /** Leave the ground of buildings out of the corridor, where a layer of buildings exists. */
  readonly keepBuildings?: boolean;
  /** Width where the centre line starts and ends; it changes evenly from there to `widthMetres` in the middle. */
  readonly startWidthMetres?: number;
  readonly endWidthMetres?: number;
  /**
   * Where it meets streets: ecoducts carry it over, so that it stays one green space, or gaps part it into several. One green
   * space whatever lies between when absent.
   */
  readonly streets?: 'gap' | 'ecoduct';
  /** Land uses left alone, and `built` for land with buildings; the land uses protected by default when absent. */
  readonly protect?: readonly string[];
}

/** Mixed use: parcels painted with a type, or given a mix of their own. */
export interface MixedUseStep {
  readonly sketch: 'mixed-use';
  readonly select: Selection;
  readonly type?: string;
  /** Shares of floor area by use, adding up to 1; with `far`, when no type is named. */
  readonly mix?: Readonly<Partial<Record<FloorUse, number>>>;
  readonly far?: number;
  /** A mix by floors, from the ground up: shares and density follow from it, in the place of `mix` and `far`. */
  readonly byFloor?: FloorStack;
  readonly protect?: readonly string[];
}

/** What stands on a parcel, floor by floor. */
export interface FloorStack {
  /** Share of the parcel that the ground floor covers, 0 to 1. */
  readonly coverage: number;
  readonly levels: readonly FloorLevel[];
}

/** Storeys of one kind, one above another. */
export interface FloorLevel {
  readonly level: 'ground' | 'podium' | 'upper';
  readonly storeys: number;
  /** Floor of a storey as a share of the ground floor; 1 when absent. */
  readonly plate?: number;
  /** Shares of the floor area of these storeys by use; they add up to 1. */
  readonly mix: Readonly<Partial<Record<FloorUse, number>>>;
}

/** New or closed streets, footbridges, entrances. */
export interface NetworkStep {
  readonly sketch: 'network';
  readonly add?: readonly {
    readonly line: readonly RecipePoint[];
    readonly class: StreetClass;
    readonly name?: string;
  }[];
  readonly close?: Selection;
}

/** Plain change of attributes. */
export interface AttributeStep {
  readonly sketch: 'attributes';
  readonly role: string;
  readonly select: Selection;
  readonly set: Readonly<Record<string, Scalar>>;
}

/** Back to what the parent has. */
export interface RevertStep {
  readonly sketch: 'revert';
  readonly select: Selection;
}

export type RecipeStep = TodStep | CorridorStep | MixedUseStep | NetworkStep | AttributeStep | RevertStep;

/** Everything that makes a scenario, readable and replayable: the window records one while a planner sketches. */
export interface Recipe {
  readonly cityloom: 'recipe/1';
  readonly name: LocalText;
  readonly description?: string;
  /** Letter of the scenario, A to E; the next free one when absent. */
  readonly letter?: string;
  /** Name (in either language) or letter of the parent scenario; the baseline when absent. */
  readonly parent?: string;
  /** Coordinate system of the points in the steps, such as EPSG:4528; the project's when absent. */
  readonly crs?: string;
  readonly steps: readonly RecipeStep[];
}
