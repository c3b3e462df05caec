import type { Assumption } from '#core/model/assumption.ts';
import type { FeatureId, LayerId, ScenarioId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import type { LocalText } from '#core/model/text.ts';

/** The live indicators of some scenarios. */
export interface LiveIndicators {
  readonly definitions: readonly IndicatorDefinition[];
  /** In the order of `definitions`. */
  readonly byScenario: Readonly<Record<ScenarioId, readonly IndicatorValue[]>>;
  /** Indicators that a swift answer leaves for later: what stands for them is no value yet. */
  readonly pending: readonly string[];
}

/** What a live indicator of a scenario is made of. */
export interface LiveExplanation {
  /** What the parts of parcels are, and their unit: parts of the value, or where they do not add up to it something of their own. */
  readonly partLabel: LocalText | null;
  readonly partUnit: string;
  /** Assumptions that the value depends on, as they are now. */
  readonly assumptions: readonly Assumption[];
  /** Part of each parcel by layer, in the order of its features as the scenario has them; NaN where it has none. */
  readonly parts: readonly { readonly layer: LayerId; readonly values: Float64Array }[];
  /** Parcels with the largest parts by size, the largest first. */
  readonly largest: readonly { readonly layer: LayerId; readonly feature: FeatureId; readonly part: number }[];
}

/** What an own indicator would come to. */
export interface OwnPreview {
  /** The unit it is told in. */
  readonly unit: string;
  /** In the order of the scenarios that were asked for. */
  readonly values: readonly IndicatorValue[];
  /** Assumptions that it takes the base value of, so that it has no band from them. */
  readonly settled: readonly string[];
}
