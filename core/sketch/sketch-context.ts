import type { GeometryEngine } from '#core/geometry/engine.ts';
import type { AssumptionValues } from '#core/model/assumption.ts';
import type { DevelopmentType } from '#core/model/development-type.ts';
import type { FeatureState } from '#core/model/edit.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { Layer } from '#core/model/layer.ts';
import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { RecipePoint } from '#core/model/recipe.ts';
import type { Remark } from '#core/model/remark.ts';
import { type RoleId, roleOf } from '#core/model/role.ts';
import type { LocalText } from '#core/model/text.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import type { FeatureNumbers } from './feature-numbers.ts';

/** A layer as the scenario has it at this moment. */
export interface SketchLayer {
  readonly layer: Layer;
  readonly table: FeatureTable;
  /** What the table is made of, where that is known. */
  readonly images?: LayerImages;
}

/** What a scenario makes of the baseline of a layer. */
export interface LayerImages {
  readonly baseline: FeatureTable;
  /** What it says of a feature, which may be a known row of the baseline; undefined where that is as in the baseline. */
  at(feature: FeatureId, row?: number): FeatureState | undefined;
}

/** Sums over parcels; what is not known of one counts as nothing. */
export type ParcelTotals = Readonly<Record<'residents' | 'jobs' | 'floor_area', number>>;

/** What a sketch may look at. It changes nothing itself: it says what features are to become. */
export interface SketchContext {
  /** Number of the step in its recipe, from 1, for messages. */
  readonly step: number;
  readonly types: ReadonlyMap<string, DevelopmentType>;
  readonly assumptions: AssumptionValues;
  readonly geometry: GeometryEngine;
  layer(role: RoleId): SketchLayer | undefined;
  /** A table of parcels with what is derived of them (area_m2, far, floor_area, residents, jobs) as columns. */
  withDerived(parcels: FeatureTable): FeatureTable;
  /** What all parcels have together; nothing in a project without parcels. */
  totals(): ParcelTotals;
  /** The features of a layer's baseline with their numbers. */
  numbers(layer: LayerId): FeatureNumbers;
  newFeatureId(): FeatureId;
}

/** New states of features of one layer. */
export interface LayerChanges {
  readonly layer: LayerId;
  readonly states: ReadonlyMap<FeatureId, FeatureState>;
}

/** What a sketch comes to: what features become, and what to tell and draw about it. */
export interface SketchResult {
  readonly changes: readonly LayerChanges[];
  readonly areaSquareMetres: number;
  readonly outlines: readonly { readonly label: LocalText; readonly geometry: PackedGeometry }[];
  readonly remarks: readonly Remark[];
}

/** The layer of `role`; error `recipe/missing-role` when the project has none. */
export function requireLayer(context: SketchContext, role: RoleId, sketch: string): SketchLayer {
  const found = context.layer(role);
  if (found) return found;
  throw new WorkbenchError('recipe/missing-role', { step: context.step, sketch, role: roleOf(role).label });
}

/** The development type `id`; error `sketch/unknown-type` naming those there are. */
export function requireType(context: SketchContext, id: string): DevelopmentType {
  const type = context.types.get(id);
  if (type) return type;
  throw new WorkbenchError('sketch/unknown-type', { type: id, known: [...context.types.keys()].join(', ') });
}

/** Points of a recipe, which are in the project's system by now, as coordinates: x and y in turn, metres. */
export function coordinatesOf(points: readonly RecipePoint[]): Float64Array {
  return Float64Array.from(points.flat());
}
