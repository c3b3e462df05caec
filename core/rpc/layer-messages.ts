import type { Scalar } from '#core/model/feature-table.ts';
import type { FeatureId, LayerId } from '#core/model/ids.ts';
import type { LocalText } from '#core/model/text.ts';
import type { FixableCheck } from '#core/readiness/checks.ts';
import type { FixNote } from '#core/readiness/fix-layer.ts';
import type { ThresholdValues } from '#core/readiness/thresholds.ts';
import type { EditPlace } from '#core/scenario/image-edits.ts';

/** What mending a layer does, or would do. */
export interface FixOutcome {
  readonly layer: LayerId;
  readonly changed: readonly FeatureId[];
  readonly removed: readonly FeatureId[];
  /** Feature by feature what is done, and what could be done by its kind and is not, with the reason. */
  readonly notes: readonly FixNote[];
  readonly left: readonly FixNote[];
}

/** What to mend of a layer: findings of these checks, all or those that concern some features. */
export interface FixRequest {
  readonly layer: LayerId;
  readonly checks: readonly FixableCheck[];
  readonly features?: readonly FeatureId[];
  /** Limits in place of the project's own. */
  readonly limits?: Partial<ThresholdValues>;
}

/** A layer to be written: all of it, or the features and fields that are named. */
export interface ExportedLayer {
  readonly layer: LayerId;
  readonly features?: readonly FeatureId[];
  /** A condition that features meet, as in recipes. */
  readonly where?: string;
  readonly fields?: readonly string[];
}

/** Features of one layer in one scenario that a person changes directly, as one undoable step called `label`. */
export interface DirectEdit extends EditPlace {
  readonly label: LocalText;
  /** Why the data themselves are mended: with it, and only with it, the baseline may be changed. */
  readonly correction?: string;
}

/** A field and the expression that gives its values, for all features or some of them. */
export interface FieldCalculation extends EditPlace {
  readonly field: string;
  readonly expression: string;
  readonly only?: readonly FeatureId[];
}

export interface CalculationPreview {
  /** Features whose value changes. */
  readonly count: number;
  /** The first of them. */
  readonly rows: readonly { readonly feature: FeatureId; readonly before: Scalar; readonly after: Scalar }[];
}
