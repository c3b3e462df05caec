import type { DifferenceQuantity } from '#core/compare/difference-quantities.ts';
import type { CauseKind } from '#core/compare/explain.ts';
import type { ChangedFeature } from '#core/compare/table-difference.ts';
import type { FeatureTable } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import type { Recipe } from '#core/model/recipe.ts';
import type { LimitChoice, SuggestTargets } from '#core/model/suggest-targets.ts';
import type { LocalText } from '#core/model/text.ts';

/** Features of one layer in which two scenarios differ. */
export interface LayerDifference {
  readonly layer: LayerId;
  readonly added: readonly FeatureId[];
  readonly removed: readonly FeatureId[];
  readonly changed: readonly ChangedFeature[];
}

/** How one scenario differs from another. */
export interface ScenarioDifference {
  /** Layers that differ, top first. */
  readonly layers: readonly LayerDifference[];
  /** The difference of a quantity by parcel, where one was asked for; only parcels with a difference other than 0. */
  readonly parcels?: {
    readonly quantity: DifferenceQuantity;
    /** Parcels of the scenario compared, and those of the other one that are gone. */
    readonly features: readonly FeatureId[];
    readonly differences: Float64Array;
  };
}

/** Which end of the ranges of all assumptions is taken. */
export type AssumptionSet = 'low' | 'base' | 'high';

/** By what the causes of a difference are told apart. */
export type ExplainBy = 'land-use' | 'development-type' | 'step';

/** One part of the difference of an indicator, in its unit. */
export interface ExplanationBar {
  readonly key: string;
  readonly label: LocalText;
  readonly kind: CauseKind;
  /** Parcels that make it, as they are after or, where they are gone, were before. */
  readonly features: readonly FeatureId[];
  readonly amount: number;
}

/** Why an indicator differs between two scenarios: the bars add up to the difference. */
export interface Explanation {
  readonly definition: IndicatorDefinition;
  readonly from: IndicatorValue;
  readonly to: IndicatorValue;
  /** The largest first, small ones together; none where one of the ends has no value. */
  readonly bars: readonly ExplanationBar[];
}

/** Parcels that an offer paints with one type. */
export interface OfferedType {
  readonly type: string;
  readonly features: readonly FeatureId[];
  readonly areaSquareMetres: number;
  /** Land uses they have now, by number of parcels, the most frequent first. */
  readonly from: readonly { readonly landUse: string; readonly count: number }[];
}

/** One suggestion: what it changes, what that brings, and the recipe that makes it a scenario. */
export interface Offer {
  /** Values of the objectives and then of the limits, as the live indicators of the scenario will be. */
  readonly values: readonly number[];
  /** Place in the front. */
  readonly place: number;
  readonly types: readonly OfferedType[];
  /** Limits that leave less than a hundredth of room, by their place. */
  readonly binding: readonly number[];
  readonly recipe: Recipe;
}

/** What a search found. */
export interface Suggestions {
  /** Of the objectives and then of the limits. */
  readonly definitions: readonly IndicatorDefinition[];
  readonly wishes: readonly ('more' | 'less')[];
  readonly limits: readonly LimitChoice[];
  /** The scenario as it is: values of the objectives and then of the limits. */
  readonly start: readonly number[];
  /** Values of the objectives of all plans that no other beats. */
  readonly front: readonly (readonly number[])[];
  readonly offers: readonly Offer[];
  /** Parcels that could change. */
  readonly candidates: number;
  readonly seed: number;
  readonly rounds: number;
}

/** Requests that compare scenarios, and that search for new ones. */
export interface ComparisonRequests {
  /** How `to` differs from `from`: features by layer and, when one is named, a quantity by parcel. */
  'compare/difference': (request: { from: ScenarioId; to: ScenarioId; quantity?: string }) => ScenarioDifference;
  /** The features of one layer in which `to` differs from `from`, with values before and after, for other programs. */
  'compare/difference-table': (request: { from: ScenarioId; to: ScenarioId; layer: LayerId }) => FeatureTable;
  /**
   * Why a live indicator of `to` differs from that of `from`: which changed parcels, by what they became, by type or by the step
   * of the recipe that changed them, and which assumptions where other ends of their ranges are taken.
   */
  'compare/explain': (request: {
    from: ScenarioId;
    to: ScenarioId;
    indicator: string;
    by: ExplainBy;
    fromAssumptions?: AssumptionSet;
    toAssumptions?: AssumptionSet;
  }) => Explanation;
  /**
   * Searches for ways to use the parcels that trade the objectives off within the limits; the same targets, seed and rounds give
   * the same. Changes nothing: an offer becomes a scenario by replaying its recipe.
   */
  'suggest/search': (request: {
    scenario: ScenarioId;
    targets: SuggestTargets;
    seed: number;
    rounds: number;
    /** How many offers; 5 unless given. */
    offers?: number;
  }) => Suggestions;
  /** Ends a search under way with what it has found so far, once there is something; its rounds are those it came to. */
  'suggest/end': (request: object) => object;
  /** Indicators that can be objectives or limits of a search. */
  'suggest/indicators': (request: object) => readonly IndicatorDefinition[];
}
