import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use as register, setPlatformAPI } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { waitForTurn } from '#renderer/state/turns.ts';
import { lettersWidth } from './letter-widths.ts';

register([BarChart, LineChart, ScatterChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer]);
setPlatformAPI({ measureText: (text, font = '12px sans-serif') => ({ width: lettersWidth(text, font) }) });

interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly label: string;
}

/** A chart as SVG, as wide as its place. Where there are several each is drawn in a task of its own. */
export function Chart({ option, height, label }: ChartProps) {
  const place = useRef<HTMLElement>(null);
  const chart = useRef<ECharts | null>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const watcher = new ResizeObserver(() => chart.current?.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);
  useEffect(
    () =>
      waitForTurn(() => {
        if (!place.current) return;
        chart.current ??= init(place.current, null, { renderer: 'svg' });
        chart.current.setOption(option, { notMerge: true });
      }),
    [option],
  );
  return <figure ref={place} className="chart" aria-label={label} style={{ height }} />;
}
