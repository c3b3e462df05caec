import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Manifest } from '#core/evaluation/contract.ts';
import { baselineId } from '#core/model/ids.ts';
import type { IndicatorDefinition, IndicatorValue } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWorkbench } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { Delta } from '#renderer/ui/Delta.tsx';
import { Icon } from '#renderer/ui/Icon.tsx';
import { IndicatorStatus } from '#renderer/ui/IndicatorStatus.tsx';
import { measureOf, writeNumber } from '#renderer/ui/measure.ts';
import { ScenarioBadge } from '#renderer/ui/ScenarioBadge.tsx';
import { ResultDetail } from './ResultDetail.tsx';
import { ScenarioChartView } from './ScenarioChartView.tsx';
import { ShowOnMap } from './ShowOnMap.tsx';
import type { EvaluationView } from './use-evaluation.ts';

interface ResultCardProps {
  readonly manifest: Manifest;
  readonly evaluation: EvaluationView;
  readonly scenario: Scenario;
}

function valueOf(
  { evaluation, manifest }: ResultCardProps,
  scenario: Scenario,
  indicator: string,
): IndicatorValue | undefined {
  const result = evaluation.resultOf(manifest.id, scenario.id);
  return result?.record.result.indicators.find(({ id }) => id === indicator);
}

/** The first indicator that has a number in some scenario. */
function headline(props: ResultCardProps): IndicatorDefinition | undefined {
  const { manifest, evaluation } = props;
  const has = ({ id }: IndicatorDefinition): boolean =>
    evaluation.scenarios.some((scenario) => valueOf(props, scenario, id)?.status === 'ok');
  return manifest.indicators.find(has) ?? manifest.indicators[0];
}

/** The headline number with its change against the baseline. */
function Headline({
  definition,
  props,
}: {
  readonly definition: IndicatorDefinition;
  readonly props: ResultCardProps;
}) {
  const say = useText();
  const language = useLanguage();
  const value = valueOf(props, props.scenario, definition.id);
  const baseline = props.evaluation.scenarios.find(({ id }) => id === baselineId);
  const before = baseline && valueOf(props, baseline, definition.id)?.value;
  const measure = measureOf(definition.unit, definition.decimals, language, value?.value);
  return (
    <div className="headline">
      {value?.value === undefined ? (
        value && <IndicatorStatus value={value} />
      ) : (
        <>
          <strong>{writeNumber(value.value, measure)}</strong>
          <span className="unit">{measure.unit}</span>
        </>
      )}
      <span className="soft ellipsis">{say(definition.label)}</span>
      <span className="space" />
      {value?.value !== undefined && before !== undefined && props.scenario.id !== baselineId && (
        <Delta before={before} after={value.value} measure={measure} better={definition.better} />
      )}
    </div>
  );
}

/** The headline indicator of every scenario, side by side. */
function ByScenario({
  definition,
  props,
}: {
  readonly definition: IndicatorDefinition;
  readonly props: ResultCardProps;
}) {
  const say = useText();
  const language = useLanguage();
  return (
    <ul className="by-scenario">
      {props.evaluation.scenarios.map((scenario) => {
        const value = valueOf(props, scenario, definition.id);
        const measure = measureOf(definition.unit, definition.decimals, language, value?.value);
        return (
          <li key={scenario.id} aria-label={say(scenario.name)}>
            <ScenarioBadge scenario={scenario} />
            {value?.value === undefined ? (
              value ? (
                <IndicatorStatus value={value} />
              ) : (
                <span className="dim">{say(evaluateTexts.notRun)}</span>
              )
            ) : (
              <span>
                <strong>{writeNumber(value.value, measure)}</strong> <span className="unit">{measure.unit}</span>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** What one evaluator found: the headline, a chart over the scenarios, and on demand everything else. */
export function ResultCard(props: ResultCardProps) {
  const { manifest, evaluation, scenario } = props;
  const workbench = useWorkbench();
  const say = useText();
  const [open, setOpen] = useState(false);
  const definition = headline(props);
  const result = evaluation.resultOf(manifest.id, scenario.id);
  const missing = result?.record.result.indicators.some(({ status }) => status !== 'ok') ?? false;
  const firstChart = result?.record.result.charts?.[0]?.id;
  return (
    <section className={`card ${open ? 'open' : ''}`} aria-label={say(manifest.name)}>
      <div className="card-head">
        <h3>
          <button type="button" onClick={() => workbench.evaluation.set({ current: manifest.id })}>
            {say(manifest.name)}
          </button>
        </h3>
        <span className="space" />
        {result && !result.current ? (
          <span className="chip warn">{say(evaluateTexts.outdated)}</span>
        ) : (
          <span className={`chip ${missing ? 'warn' : 'ok'}`}>
            {!missing && <Icon of={IconCheck} size={13} />}
            {say(missing ? evaluateTexts.partly : evaluateTexts.done)}
          </span>
        )}
      </div>
      {definition && <Headline definition={definition} props={props} />}
      {firstChart === undefined ? (
        definition && <ByScenario definition={definition} props={props} />
      ) : (
        <ScenarioChartView
          evaluation={evaluation}
          evaluator={manifest.id}
          chart={firstChart}
          current={scenario}
          height={172}
        />
      )}
      {open && <ResultDetail manifest={manifest} evaluation={evaluation} scenario={scenario} />}
      <div className="card-foot">
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {say(open ? evaluateTexts.fewer : evaluateTexts.allIndicators, { count: manifest.indicators.length })}
        </button>
        <span className="space" />
        {result && <ShowOnMap manifest={manifest} result={result.record.result} leads />}
      </div>
    </section>
  );
}
