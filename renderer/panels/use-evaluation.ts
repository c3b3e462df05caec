import { useMemo } from 'react';
import type { Manifest } from '#core/evaluation/contract.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import type { IndicatorValue } from '#core/model/indicator.ts';
import { type Scenario, shownScenarios } from '#core/model/scenario.ts';
import type { StoredEvaluation } from '#core/rpc/requests.ts';
import { cellKey, type EvaluationState } from '#renderer/state/evaluation-state.ts';
import { useStore } from '#renderer/state/store.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useDescription, useWorkbench } from '#renderer/state/workbench.ts';

/** Evaluators, scenarios and results as Evaluate mode shows them. How far a run is, which changes all the time, is not in it. */
export interface EvaluationView {
  readonly loaded: boolean;
  readonly manifests: readonly Manifest[];
  /** Those by which results are read: besides `manifests` those of plugins that are gone. */
  readonly readable: readonly Manifest[];
  readonly chosen: readonly Manifest[];
  readonly current: Manifest | undefined;
  readonly scenarios: readonly Scenario[];
  readonly running: boolean;
  readonly parameters: EvaluationState['parameters'];
  resultOf(evaluator: string, scenario: ScenarioId): StoredEvaluation | undefined;
}

export function useEvaluation(): EvaluationView {
  const { evaluation } = useWorkbench();
  const description = useDescription();
  const choice = useStore(evaluation, (state) => state.chosen);
  const shown = useStore(evaluation, (state) => state.current);
  const running = useStore(evaluation, (state) => state.running);
  const parameters = useStore(evaluation, (state) => state.parameters);
  const { data: manifests } = useQuery('evaluation/list', {});
  const { data: readable } = useQuery('evaluation/list', { withResults: true });
  const { data: results } = useQuery('evaluation/results', {});
  return useMemo(() => {
    const all = manifests ?? [];
    // Those that run others many times are chosen by hand.
    const chosen = all.filter(({ id, runs }) => (choice === null ? !runs : choice.includes(id)));
    const byKey = new Map((results ?? []).map((one) => [cellKey(one.record.evaluator, one.record.scenario), one]));
    return {
      loaded: manifests !== undefined,
      manifests: all,
      readable: readable ?? all,
      chosen,
      current: all.find(({ id }) => id === shown) ?? chosen[0] ?? all[0],
      scenarios: shownScenarios(description.scenarios),
      running,
      parameters,
      resultOf: (evaluator, scenario) => byKey.get(cellKey(evaluator, scenario)),
    };
  }, [manifests, readable, results, choice, shown, running, parameters, description.scenarios]);
}

/** Why nothing could be assessed; null as soon as one indicator has a number. */
export function refusal(result: StoredEvaluation | undefined): IndicatorValue | null {
  const values = result?.record.result.indicators ?? [];
  return values.length > 0 && values.every(({ status }) => status !== 'ok') ? values[0]! : null;
}
