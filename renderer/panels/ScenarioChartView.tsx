import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { Chart } from '#renderer/ui/Chart.tsx';
import { chartLook } from '#renderer/ui/chart-look.ts';
import { resultChartOption, type ScenarioChart } from '#renderer/ui/result-chart-option.ts';
import type { EvaluationView } from './use-evaluation.ts';

interface ScenarioChartViewProps {
  readonly evaluation: EvaluationView;
  readonly evaluator: string;
  /** Id of the chart. */
  readonly chart: string;
  /** Drawn stronger than the others. */
  readonly current: Scenario;
  readonly height: number;
}

/** The charts of one kind that an evaluator made for the scenarios. */
function chartsOf(evaluation: EvaluationView, evaluator: string, id: string): ScenarioChart[] {
  const of = (scenario: ScenarioId) =>
    evaluation.resultOf(evaluator, scenario)?.record.result.charts?.find((chart) => chart.id === id);
  return evaluation.scenarios.flatMap((scenario): ScenarioChart[] => {
    const chart = of(scenario.id);
    return chart ? [{ scenario, chart }] : [];
  });
}

/** A chart of an evaluator with one series for each scenario, and its title below. */
export function ScenarioChartView({ evaluation, evaluator, chart, current, height }: ScenarioChartViewProps) {
  const say = useText();
  const language = useLanguage();
  const theme = useWindow((state) => state.theme);
  const charts = useMemo(() => chartsOf(evaluation, evaluator, chart), [evaluation, evaluator, chart]);
  const option = useMemo(
    () =>
      charts.length > 0 ? resultChartOption({ charts, current, language, theme, look: chartLook(), height }) : null,
    [charts, current, language, theme, height],
  );
  const title = charts[0]?.chart.title;
  if (!option || !title) return null;
  return (
    <>
      <Chart option={option} height={height} label={say(title)} />
      <p className="chart-title dim">{say(title)}</p>
    </>
  );
}
