import { Checkbox } from '@mantine/core';
import { IconCheck, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { useState } from 'react';
import type { Manifest } from '#core/evaluation/contract.ts';
import type { ScenarioId } from '#core/model/ids.ts';
import { formatFixed } from '#core/model/text.ts';
import { runEvaluations } from '#renderer/state/evaluation-commands.ts';
import { cellKey, type EvaluationState } from '#renderer/state/evaluation-state.ts';
import { useStore } from '#renderer/state/store.ts';
import { useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { Progress } from '#renderer/ui/Progress.tsx';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { type EvaluationView, refusal } from './use-evaluation.ts';

interface CellProps {
  readonly evaluation: EvaluationView;
  readonly manifest: Manifest;
  readonly scenario: ScenarioId;
}

/** One evaluator on one scenario: waiting, running, done, or why not. */
function RunCell({ evaluation, manifest, scenario }: CellProps) {
  const say = useText();
  const store = useWorkbench().evaluation;
  const cell = useStore(store, ({ cells }) => cells[cellKey(manifest.id, scenario)]);
  const result = evaluation.resultOf(manifest.id, scenario);
  if (cell?.state === 'queued') return <span className="dim">{say(evaluateTexts.queued)}</span>;
  if (cell?.state === 'running') {
    return (
      <span className="run-progress">
        <Progress share={cell.share} label={say(manifest.name)} />
        {Math.round(cell.share * 100)} %
      </span>
    );
  }
  if (cell?.outcome?.error) {
    const { message, hint } = cell.outcome.error;
    return (
      <span className="run-failed" title={`${say(message)} ${say(hint)}`}>
        <span className="chip bad">{say(evaluateTexts.failed)}</span>
        <span className="ellipsis">{say(message)}</span>
      </span>
    );
  }
  if (cell?.state === 'cancelled') return <span className="dim">{say(evaluateTexts.cancelled)}</span>;
  const refused = refusal(result);
  if (refused) return <IndicatorStatus value={refused} />;
  if (!result && cell?.state !== 'done') return <span className="dim">{say(evaluateTexts.notRun)}</span>;
  if (result && !result.current && cell?.state !== 'done')
    return <span className="chip warn">{say(evaluateTexts.outdated)}</span>;
  const { outcome } = cell ?? {};
  const fresh = cell?.state === 'done' ? evaluateTexts.done : evaluateTexts.stored;
  const note = outcome ? `${formatFixed(outcome.seconds, 1)} s` : say(fresh);
  return (
    <span className="run-done">
      <Icon of={IconCheck} size={14} />
      {outcome?.reused ? say(evaluateTexts.reused) : note}
    </span>
  );
}

function countDone(cells: EvaluationState['cells']): number {
  return Object.values(cells).filter((cell) => cell.state === 'done').length;
}

/** Which evaluators run on which scenarios, how far they are, and what came of them. */
export function RunMatrix({ evaluation }: { readonly evaluation: EvaluationView }) {
  const workbench = useWorkbench();
  const say = useText();
  const { chosen, scenarios, running, resultOf, current } = evaluation;
  const count = useStore(workbench.evaluation, ({ cells }) => Object.keys(cells).length);
  const done = useStore(workbench.evaluation, ({ cells }) => countDone(cells));
  const [leftOut, setLeftOut] = useState<ReadonlySet<ScenarioId>>(new Set());
  const included = scenarios.filter(({ id }) => !leftOut.has(id));
  const refused = chosen.flatMap((manifest) => included.filter(({ id }) => refusal(resultOf(manifest.id, id)))).length;
  const toggle = (id: ScenarioId): void => {
    const next = new Set(leftOut);
    if (!next.delete(id)) next.add(id);
    setLeftOut(next);
  };
  const run = (): void =>
    void runEvaluations(
      workbench,
      chosen.map(({ id }) => id),
      included.map(({ id }) => id),
    );
  /** The one reason for which an evaluator refuses every scenario. */
  const sharedRefusal = (manifest: Manifest) => {
    const reasons = scenarios.map(({ id }) => refusal(resultOf(manifest.id, id)));
    const [first] = reasons;
    const same = first && reasons.every((one) => one?.status === first.status && one.reason?.en === first.reason?.en);
    return same && !running ? first : null;
  };
  return (
    <section className="panel run-matrix" aria-label={say(evaluateTexts.run)}>
      <div className="run-head">
        <h2>{say(evaluateTexts.runTitle, { evaluators: chosen.length, scenarios: included.length })}</h2>
        <span className="dim" aria-live="polite">
          {[
            ...(count > 0 ? [say(evaluateTexts.doneOf, { done, count })] : []),
            ...(refused > 0 ? [say(evaluateTexts.notAssessed, { count: refused })] : []),
          ].join(' · ')}
        </span>
        <span className="space" />
        {running ? (
          <button type="button" className="button" onClick={() => workbench.evaluation.get().cancel?.()}>
            <Icon of={IconPlayerStop} size={14} />
            {say(evaluateTexts.cancelRun)}
          </button>
        ) : (
          <button
            type="button"
            className="button primary"
            disabled={chosen.length === 0 || included.length === 0}
            onClick={run}
          >
            <Icon of={IconPlayerPlay} size={14} />
            {say(evaluateTexts.run)}
          </button>
        )}
      </div>
      <table className="plain run-table">
        <thead>
          <tr>
            <th scope="col">{say(evaluateTexts.evaluator)}</th>
            {scenarios.map((scenario) => (
              <th key={scenario.id} scope="col">
                <span className="run-scenario">
                  <Checkbox
                    aria-label={say(evaluateTexts.include, { name: say(scenario.name) })}
                    checked={!leftOut.has(scenario.id)}
                    disabled={running}
                    onChange={() => toggle(scenario.id)}
                  />
                  <ScenarioBadge scenario={scenario} />
                  <span className="ellipsis">{say(scenario.name)}</span>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chosen.map((manifest) => {
            const shared = sharedRefusal(manifest);
            return (
              <tr key={manifest.id} className={manifest.id === current?.id ? 'current' : ''}>
                <th scope="row">
                  <button type="button" onClick={() => workbench.evaluation.set({ current: manifest.id })}>
                    {say(manifest.name)}
                  </button>
                </th>
                {shared ? (
                  <td colSpan={scenarios.length}>
                    <span className="run-refused">
                      <IndicatorStatus value={shared} withReason />
                    </span>
                  </td>
                ) : (
                  scenarios.map(({ id }) => (
                    <td key={id}>
                      <RunCell evaluation={evaluation} manifest={manifest} scenario={id} />
                    </td>
                  ))
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
