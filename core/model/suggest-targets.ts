import type { Selection } from './recipe.ts';

/** More or less of an indicator is wanted; what the indicator itself says where that is absent. */
export interface ObjectiveChoice {
  readonly indicator: string;
  readonly wish?: 'more' | 'less';
}

/** A value that an indicator must reach or may not exceed. */
export interface LimitChoice {
  readonly indicator: string;
  readonly comparison: 'at-least' | 'at-most';
  readonly value: number;
}

/** What suggestions are to aim for, and what they have to keep to. */
export interface SuggestTargets {
  readonly cityloom: 'targets/1';
  /** Parcels that may change; all when absent. */
  readonly area?: Selection;
  /** Development types that may be used; all when absent. */
  readonly types?: readonly string[];
  /** Types with a higher floor-area ratio are not used. */
  readonly maxFar?: number;
  /** Land uses left alone; those protected by default when absent. Parcels with a constraint are always left alone. */
  readonly protect?: readonly string[];
  /** Two to six indicators. */
  readonly objectives: readonly ObjectiveChoice[];
  readonly limits?: readonly LimitChoice[];
}
