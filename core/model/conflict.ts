import type { Scalar } from './feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from './ids.ts';

/**
 * What of a feature both a scenario and its parent changed since the scenario was branched. The scenario has its own until a
 * person decides.
 */
export interface FeatureConflict {
  readonly layer: LayerId;
  readonly feature: FeatureId;
  /** Fields that both gave different values. */
  readonly fields: readonly string[];
  /** True when both changed the geometry. */
  readonly geometry: boolean;
  /** True when one deleted what the other changed. */
  readonly whole: boolean;
}

/** The open conflicts of one scenario, as the project keeps them. */
export interface ScenarioConflicts {
  readonly id: ScenarioId;
  readonly conflicts: readonly FeatureConflict[];
}

/** One thing that a scenario and its parent have differently because both changed it. */
export interface OpenConflict {
  readonly layer: LayerId;
  readonly feature: FeatureId;
  /** A field with both values; or the geometry, or the whole feature, which one of the two deleted. */
  readonly part:
    | { readonly kind: 'field'; readonly field: string; readonly mine: Scalar; readonly parents: Scalar }
    | { readonly kind: 'geometry' }
    | { readonly kind: 'feature'; readonly deletedBy: 'scenario' | 'parent' };
}

/** What a person decides about the conflicts of one feature: the named fields, all of it when none is named. */
export interface ConflictChoice {
  readonly layer: LayerId;
  readonly feature: FeatureId;
  readonly field?: string;
  readonly take: 'mine' | 'parents';
}
