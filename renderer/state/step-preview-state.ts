import type { RecipeStep } from '#core/model/recipe.ts';
import type { WorkbenchError } from '#core/model/workbench-error.ts';
import type { StepOutcome } from '#core/rpc/requests.ts';

/** What the step that is being prepared would do. */
export interface StepPreview {
  readonly step: RecipeStep | null;
  readonly outcome: StepOutcome | null;
  readonly error: WorkbenchError | null;
  readonly busy: boolean;
}

export const noPreview: StepPreview = { step: null, outcome: null, error: null, busy: false };
