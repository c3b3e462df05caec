import type { ParameterValues } from '#core/evaluation/contract.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { EvaluationOutcome } from '#core/rpc/requests.ts';

/** One evaluator on one scenario in the run that is under way or was the last one. */
export interface RunCell {
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  /** 0 to 1 while it runs. */
  readonly share: number;
  readonly outcome?: EvaluationOutcome;
}

export interface EvaluationState {
  /** Evaluators that the next run takes; null before a person chose, which means all. */
  readonly chosen: readonly string[] | null;
  /** The one whose parameters and results are shown. */
  readonly current: string | null;
  /** Parameters that differ from the defaults, by evaluator. */
  readonly parameters: Readonly<Record<string, ParameterValues>>;
  readonly running: boolean;
  readonly cells: Readonly<Record<string, RunCell>>;
  readonly cancel: (() => void) | null;
}

export const initialEvaluationState: EvaluationState = {
  chosen: null,
  current: null,
  parameters: {},
  running: false,
  cells: {},
  cancel: null,
};

export function cellKey(evaluator: string, scenario: ScenarioId): string {
  return `${evaluator} ${scenario}`;
}
