import type { EditOrigin } from '#core/model/edit.ts';
import type { LocalText } from '#core/model/text.ts';
import type { ProjectState } from './requests.ts';

/** One action of the past, as a person sees it. */
export interface HistoryStep {
  /** Number of the action in the journal. */
  readonly number: number;
  readonly label: LocalText;
  readonly origin: EditOrigin;
  /** May be empty. */
  readonly author: string;
  /** ISO 8601. */
  readonly instant: string;
}

/** What can be taken back and done again. */
export interface ProjectHistory {
  /** The oldest first. */
  readonly steps: readonly HistoryStep[];
  /** How many of the first steps hold; those behind were taken back. */
  readonly position: number;
  /** How many of the first steps can no longer be taken back. */
  readonly fixed: number;
}

/** The requests about what was done. */
export interface HistoryRequests {
  'edit/history': (request: object) => ProjectHistory;
  /**
   * Takes back or does again as many actions as it takes until the action of that number is the last that holds; none holds
   * with null. All or nothing. Fails with `edit/unknown-step`, `edit/step-fixed`.
   */
  'edit/go-to-step': (request: { readonly step: number | null }) => ProjectState;
}
