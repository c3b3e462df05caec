import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { formatNumber, type Language } from '#core/model/text.ts';
import type { ChartSeries, MergedChart } from './chart-merge.ts';
import { escapeHtml } from './html-escape.ts';
import { markPath } from './mark-svg.ts';
import { type Scale, scaleOf } from './report-format.ts';

use([BarChart, LineChart, ScatterChart, GridComponent, LabelLayout, SVGRenderer]);

const size = { width: 680, height: 300, rowHeight: 12 } as const;
const grid = '#DCE0E5';
const axisInk = '#5E6975';
const labelInk = '#1A2129';
const noScenario = { colour: '#2F55B0', ink: '#28499B', shape: 'circle' } as const;
const typeSize = 11;
/** More categories than this are drawn as lying bars, so that their names can be read. */
const standingLimit = 7;

function numbersOf(chart: MergedChart): { x: number[]; y: number[] } {
  const values = chart.series.flatMap(({ values }) => values.filter((value) => value !== null));
  const points = chart.series.flatMap(({ points }) => points);
  return { x: points.map(([x]) => x), y: [...values, ...points.map(([, y]) => y)] };
}

function axisName(label: string, scale: Scale, language: Language): string {
  const { unit } = scale[language];
  if (unit === '') return label;
  return language === 'zh' ? `${label}（${unit}）` : `${label} (${unit})`;
}

function symbolOf(series: ChartSeries): string {
  return `path://${markPath(series.scenario?.shape ?? noScenario.shape, 0, 0, 10)}`;
}

/** What all series share: no motion, nothing that reacts. */
const still = { silent: true, animation: false, emphasis: { disabled: true } } as const;

function barSeries(
  chart: MergedChart,
  series: ChartSeries,
  divisor: number,
  lying: boolean,
  language: Language,
): object {
  const { colour, ink } = series.scenario ?? noScenario;
  const narrow = chart.series.length * chart.categories.length > 40 && !lying;
  const named = series.scenario !== undefined && !series.scenario.baseline && !narrow;
  return {
    ...still,
    type: 'bar',
    data: series.values.map((value) => (value === null ? null : value / divisor)),
    itemStyle: { color: colour, ...(colour === '#E69F00' && { borderColor: '#87919D', borderWidth: 1 }) },
    barMaxWidth: lying ? 9 : 26,
    barGap: '8%',
    barCategoryGap: '28%',
    label: {
      show: named,
      position: lying ? 'right' : 'top',
      distance: 2,
      formatter: () => series.scenario!.short[language],
      color: ink,
      fontSize: 9,
    },
  };
}

function pointSeries(
  chart: MergedChart,
  series: ChartSeries,
  scales: { x: Scale; y: Scale },
  language: Language,
): object {
  const { colour, ink } = series.scenario ?? noScenario;
  const points = series.points.map(([x, y, name]) => ({
    value: [x / scales.x[language].divisor, y / scales.y[language].divisor],
    name: name ?? '',
  }));
  const shared = {
    ...still,
    data: points,
    symbol: symbolOf(series),
    symbolKeepAspect: true,
    itemStyle: { color: colour, opacity: 1 },
  };
  if (chart.shape === 'scatter') {
    const named = series.scenario === undefined || series === chart.series[0];
    return {
      ...shared,
      type: 'scatter',
      symbolSize: 9,
      label: { show: named, formatter: '{b}', position: 'right', color: labelInk, fontSize: 10 },
      labelLayout: { hideOverlap: true },
    };
  }
  return {
    ...shared,
    type: 'line',
    symbolSize: 7,
    showAllSymbol: points.length <= 40,
    showSymbol: points.length <= 40,
    lineStyle: { color: colour, width: 1.6 },
    endLabel: {
      show: series.scenario !== undefined,
      formatter: () => series.scenario!.short[language],
      color: ink,
      fontSize: typeSize,
      fontWeight: 600,
      distance: 7,
    },
    labelLayout: { moveOverlap: 'shiftY' },
  };
}

function axis(kind: 'value' | 'category', name: string, place: 'end' | 'middle', more: object): object {
  return {
    type: kind,
    name,
    nameLocation: place,
    nameGap: place === 'middle' ? 26 : 10,
    nameTextStyle: {
      color: axisInk,
      fontSize: typeSize,
      ...(place === 'end' && { align: 'left', padding: [0, 0, 0, -20] }),
    },
    axisLine: { show: kind === 'category', lineStyle: { color: '#87919D' } },
    axisTick: { show: false },
    splitLine: { show: kind === 'value', lineStyle: { color: grid } },
    axisLabel: {
      color: axisInk,
      fontSize: typeSize,
      ...(kind === 'value' && { formatter: (value: number) => formatNumber(value) }),
    },
    ...more,
  };
}

function optionsOf(chart: MergedChart, language: Language): { options: Record<string, unknown>; height: number } {
  const numbers = numbersOf(chart);
  const scales = {
    x: scaleOf(chart.x.unit ?? '1', 2, numbers.x),
    y: scaleOf(chart.y.unit ?? '1', chart.y.decimals ?? 2, numbers.y),
  };
  const nameX = axisName(chart.x.label[language], scales.x, language);
  const nameY = axisName(chart.y.label[language], scales.y, language);
  const base = {
    animation: false,
    textStyle: { fontFamily: 'inherit', color: labelInk },
    grid: { left: 8, right: 34, top: 28, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'all' },
  };
  if (chart.shape !== 'bar') {
    return {
      height: size.height,
      options: {
        ...base,
        xAxis: axis('value', nameX, 'middle', {
          scale: true,
          splitLine: { show: false },
          axisLine: { show: true, onZero: false, lineStyle: { color: '#87919D' } },
        }),
        yAxis: axis('value', nameY, 'end', chart.shape === 'scatter' ? { scale: true } : {}),
        series: chart.series.map((series) => pointSeries(chart, series, scales, language)),
      },
    };
  }
  const names = chart.categories.map((category) => category[language]);
  const lying = names.length > standingLimit;
  const { divisor } = scales.y[language];
  const series = chart.series.map((entry) => barSeries(chart, entry, divisor, lying, language));
  if (lying) {
    const rows = names.length * Math.max(1.4, chart.series.length * 0.75 + 0.6);
    return {
      height: Math.round(70 + rows * size.rowHeight),
      options: {
        ...base,
        grid: { ...base.grid, top: 8 },
        xAxis: axis('value', nameY, 'middle', {}),
        yAxis: axis('category', '', 'end', { data: names, inverse: true }),
        series,
      },
    };
  }
  return {
    height: size.height,
    options: {
      ...base,
      grid: { ...base.grid, bottom: 8 },
      xAxis: axis('category', '', 'middle', {
        data: names,
        axisLabel: { interval: 0, color: axisInk, fontSize: typeSize, overflow: 'break', width: 600 / names.length },
      }),
      yAxis: axis('value', nameY, 'end', {}),
      series,
    },
  };
}

/**
 * Draws a chart as inline SVG. The library numbers its drawings over the life of the process and adds hooks for scripts; both
 * are taken out, so that the same chart gives the same text.
 */
export function chartSvg(chart: MergedChart, language: Language, id: string, title: string): string {
  const { options, height } = optionsOf(chart, language);
  const drawing = init(null, null, { renderer: 'svg', ssr: true, width: size.width, height });
  drawing.setOption(options);
  const svg = drawing.renderToSVGString();
  drawing.dispose();
  const inner = svg
    .replace(/^[^]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replace(/<style\b[^]*?<\/style>/g, '')
    .replace(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replace(/font-family:inherit;?/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .trim();
  return `<svg class="chart" viewBox="0 0 ${size.width} ${height}" role="img" aria-labelledby="${id}-title"><title id="${id}-title">${escapeHtml(title)}</title>\n${inner}\n</svg>`;
}
