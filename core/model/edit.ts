import type { Scalar } from './feature-table.ts';
import type { FeatureId, LayerId, ScenarioId } from './ids.ts';

/** The kinds of small documents a project keeps beside its features. */
export const recordKinds = [
  'project',
  'scenario',
  'layer',
  'layer-group',
  'bookmark',
  'style',
  'development-type',
  'assumption',
  'code-table',
  'target',
  'own-indicator',
  'import-profile',
  'recipe',
  'readiness',
  'plugin',
  'conflicts',
  'print-layout',
] as const;
export type RecordKind = (typeof recordKinds)[number];

/** A feature as a scenario has it: its whole geometry (WKB) and all its values. */
export interface FeatureImage {
  readonly geometry: Uint8Array | null;
  readonly values: Readonly<Record<string, Scalar>>;
}

/**
 * What a scenario says about a feature: an image of its own, that it is gone, or nothing (as in the parent). The baseline
 * has an image of each of its features and nothing else; there, null means that there is no such feature.
 */
export type FeatureState = FeatureImage | 'deleted' | null;

/** What is said of a feature, before and after. */
export interface StateChange {
  readonly feature: FeatureId;
  readonly before: FeatureState;
  readonly after: FeatureState;
}

/** A change of one feature in one scenario. */
export interface FeatureEdit extends StateChange {
  readonly kind: 'feature';
  readonly scenario: ScenarioId;
  readonly layer: LayerId;
}

/** A change of one small document; null means that it does not exist. */
export interface RecordEdit {
  readonly kind: 'record';
  readonly record: RecordKind;
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}

/** The one form of change: what it was, what it becomes. Swapping the two gives its inverse. */
export type Edit = FeatureEdit | RecordEdit;

/**
 * Who made a change. `correction` is a person who mends the data of the baseline themselves, which is protected against
 * sketches: those come from `user` and `recipe`.
 */
export type EditOrigin = 'user' | 'recipe' | 'correction' | 'import' | 'undo' | 'redo' | 'migration';

export function invertEdit(edit: Edit): Edit {
  return { ...edit, before: edit.after, after: edit.before } as Edit;
}

/** The edits that take back `edits`, in the order in which they have to be applied. */
export function invertEdits(edits: readonly Edit[]): Edit[] {
  return edits.map(invertEdit).reverse();
}
