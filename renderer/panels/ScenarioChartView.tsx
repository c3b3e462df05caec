import { useElementSize } from '@mantine/hooks';
import { useMemo } from 'react';
import type { ScenarioId } from '#core/model/ids.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { useLanguage, useText } from '#renderer/state/use-text.ts';
import { useWindow } from '#renderer/state/workbench.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { Chart } from '#renderer/ui/Chart.tsx';
import { chartLook } from '#renderer/ui/chart-look.ts';
import {
  barsLie,
  lyingHeight,
  resultChartOption,
  type ScenarioChart,
  valueName,
} from '#renderer/ui/result-chart-option.ts';
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
  const { ref, width } = useElementSize();
  const isLying = barsLie(charts, language, width);
  const tall = isLying ? Math.max(height, lyingHeight(charts)) : height;
  const option = useMemo(
    () =>
      charts.length > 0
        ? resultChartOption({ charts, current, language, theme, look: chartLook(), height: tall, isLying })
        : null,
    [charts, current, language, theme, tall, isLying],
  );
  const [first] = charts;
  if (!option || !first) return null;
  const title = say(first.chart.title);
  return (
    <div ref={ref}>
      <Chart option={option} height={tall} label={title} />
      <p className="chart-title dim">
        {isLying ? say(evaluateTexts.titleWithUnit, { title, unit: valueName(first.chart, language) }) : title}
      </p>
    </div>
  );
}
