import type { LayerId } from '#core/model/ids.ts';
import type { CheckId } from '#core/readiness/checks.ts';
import type { ProjectReadiness } from '#core/readiness/readiness.ts';
import type { FixOutcome, FixRequest } from '#core/rpc/layer-messages.ts';
import type { ProjectState } from '#core/rpc/requests.ts';

/** What the list beside the layers shows. */
export type ReadinessPage = LayerId | 'evaluators' | 'limits';

/** A fix that a person looks at before it is done. */
export interface PreparedFix {
  readonly request: FixRequest;
  readonly outcome: FixOutcome;
}

export interface ReadinessState {
  /** What was found last, and the state of the project that it is of. */
  readonly found: ProjectReadiness | null;
  readonly of: ProjectState | null;
  readonly busy: boolean;
  readonly page: ReadinessPage | null;
  readonly check: CheckId | null;
  readonly fix: PreparedFix | null;
}

export const initialReadiness: ReadinessState = {
  found: null,
  of: null,
  busy: false,
  page: null,
  check: null,
  fix: null,
};
