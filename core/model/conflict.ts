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
