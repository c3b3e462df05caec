import type { EChartsCoreOption } from 'echarts/core';
import type { ResultChart } from '#core/evaluation/contract.ts';
import { unitLabel } from '#core/model/indicator.ts';
import type { Scenario } from '#core/model/scenario.ts';
import { formatFixed, formatNumber, type Language } from '#core/model/text.ts';
import { textWidth } from '#core/model/text-width.ts';
import type { Theme } from '#renderer/state/window-state.ts';
import { evaluateTexts } from '#renderer/texts/evaluate-texts.ts';
import { type ChartLook, letterColour, seriesLook } from './chart-look.ts';
import { niceScale, spreadApart } from './nice-scale.ts';

/** The same chart of one scenario. */
export interface ScenarioChart {
  readonly scenario: Scenario;
  readonly chart: ResultChart;
}

interface OptionInput {
  readonly charts: readonly ScenarioChart[];
  /** Drawn stronger than the others. */
  readonly current: Scenario;
  readonly language: Language;
  readonly theme: Theme;
  readonly look: ChartLook;
  readonly height: number;
  /** Bars grow to the right, with the names of categories in front of them. */
  readonly isLying?: boolean;
}

/** Up to this many bars get their number. */
const labelledBars = 16;
const top = 26;
const bottom = 26;
const letterPixels = 11;
/** Bars of more categories stand, however long their names: lying ones would fill the page. */
const mostLying = 10;
/** Most width of the names in front of lying bars, px. */
const namesWidth = 132;
/** What the numbers and margins beside standing bars take, px. */
const besideBars = 56;
/** Least distance of two names at the ends of lines, px. */
const nameGap = 13;

function writtenUnit(unit: string | undefined, language: Language): string {
  return unit === undefined ? '' : unitLabel(unit)[language];
}

/** What the bars or lines measure: their unit, or their name where they have none. */
export function valueName({ y }: ResultChart, language: Language): string {
  const unit = writtenUnit(y.unit, language);
  return unit === '' ? y.label[language] : unit;
}

/** What axes, texts and tips have in common. */
function frame({ charts, language, look }: OptionInput) {
  const [{ chart }] = charts as [ScenarioChart];
  const text = { color: look.text, fontSize: 11, fontFamily: look.font };
  const decimals = chart.y.decimals ?? 1;
  return {
    text,
    common: {
      animation: false,
      textStyle: { fontFamily: look.font },
      tooltip: {
        trigger: chart.kind === 'bar' ? 'axis' : 'item',
        axisPointer: { type: 'none' },
        backgroundColor: look.panel,
        borderColor: look.grid,
        textStyle: { color: look.strong, fontSize: 12, fontFamily: look.font },
        valueFormatter: (value: unknown) => (typeof value === 'number' ? formatFixed(value, decimals) : ''),
        confine: true,
      },
    },
    yAxis: {
      type: 'value',
      name: valueName(chart, language),
      nameGap: 10,
      nameTextStyle: { ...text, align: 'left' },
      axisLabel: text,
      axisLine: { show: false },
      splitLine: { lineStyle: { color: look.grid } },
    },
    decimals,
  };
}

/** Whether the names of the categories would not fit below bars in a chart of this width, px, in two lines each. */
export function barsLie(charts: readonly ScenarioChart[], language: Language, width: number): boolean {
  const chart = charts[0]?.chart;
  const names = (chart?.kind === 'bar' && chart.categories) || [];
  if (width === 0 || names.length > mostLying) return false;
  const room = (width - besideBars) / names.length;
  return names.some((name) => {
    const text = name[language];
    const longestWord = Math.max(...text.split(' ').map(textWidth));
    const pixels = language === 'zh' ? textWidth(text) / 2 : Math.max(longestWord, textWidth(text) / 2);
    return pixels * letterPixels + 6 > room;
  });
}

/** Height that lying bars need, px. */
export function lyingHeight(charts: readonly ScenarioChart[]): number {
  return (charts[0]?.chart.categories?.length ?? 0) * Math.max(24, 7 * charts.length + 6) + bottom + 8;
}

function barOption(input: OptionInput): EChartsCoreOption {
  const { charts, language, theme, look, current, isLying = false } = input;
  const [{ chart }] = charts as [ScenarioChart];
  const { text, common, yAxis, decimals } = frame(input);
  const few = (chart.categories?.length ?? 0) * charts.length <= labelledBars;
  const names = {
    type: 'category',
    data: (chart.categories ?? []).map((category) => category[language]),
    axisLine: { lineStyle: { color: look.grid } },
    axisTick: { show: false },
  };
  const isMany = names.data.length > mostLying;
  const labels = { ...text, interval: isMany ? 'auto' : 0, overflow: 'break' };
  const axes = isLying
    ? {
        grid: { left: 4, right: few ? 44 : 14, top: 4, bottom: 4, containLabel: true },
        xAxis: { ...yAxis, name: undefined, splitNumber: 4 },
        yAxis: { ...names, inverse: true, axisLabel: { ...labels, width: namesWidth } },
      }
    : {
        grid: { left: 4, right: 14, top, bottom: 4, containLabel: true },
        xAxis: { ...names, axisLabel: { ...labels, ...(isMany ? {} : { width: 84 }) } },
        yAxis: { ...yAxis, splitNumber: 4 },
      };
  return {
    ...common,
    ...axes,
    series: charts.map(({ scenario, chart: own }) => ({
      type: 'bar',
      name: scenario.name[language],
      itemStyle: { color: seriesLook(scenario, theme).color },
      z: scenario.id === current.id ? 3 : 2,
      data: own.values ?? [],
      barMaxWidth: 22,
      barGap: '12%',
      label: {
        show: few,
        position: isLying ? 'right' : 'top',
        distance: 3,
        color: look.text,
        fontSize: 11,
        formatter: ({ value }: { readonly value?: unknown }) =>
          typeof value === 'number' ? formatFixed(value, decimals) : '',
      },
    })),
  };
}

/** How far each name at the end of a line is moved so that no two overlap, px. */
function nameShifts({ charts, height }: OptionInput, low: number, high: number): number[] {
  const pixels = height - top - bottom;
  const places = charts.map(({ chart }) => {
    const last = chart.points?.at(-1)?.[1] ?? low;
    return top + ((high - last) / (high - low)) * pixels;
  });
  return spreadApart(places, nameGap).map((place, at) => place - places[at]!);
}

function pointOption(input: OptionInput): EChartsCoreOption {
  const { charts, language, theme, look, current } = input;
  const [{ chart }] = charts as [ScenarioChart];
  const { text, common, yAxis } = frame(input);
  const points = charts.flatMap(({ chart: own }) => own.points ?? []);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const { low, high, step } = niceScale(Math.min(...ys), Math.max(...ys));
  const isLine = chart.kind === 'line';
  const across = isLine ? { low: Math.min(...xs), high: Math.max(...xs) } : niceScale(Math.min(...xs), Math.max(...xs));
  const widest = Math.max(...[low, high].map((value) => formatNumber(value).length));
  const left = 16 + widest * 6.4;
  const shifts = nameShifts(input, low, high);
  const unit = writtenUnit(chart.x.unit, language);
  return {
    ...common,
    grid: { left, right: charts.length > 1 && isLine ? 46 : 16, top, bottom, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: across.low,
      max: across.high,
      name: unit === '' ? chart.x.label[language] : unit,
      nameLocation: 'end',
      nameGap: 0,
      nameTextStyle: { ...text, align: 'right', verticalAlign: 'top', padding: [8, -40, 0, 0] },
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { onZero: false, lineStyle: { color: look.grid } },
      axisTick: { show: false },
      splitLine: { show: false },
    },
    yAxis: { ...yAxis, min: low, max: high, interval: step },
    series: charts.map(({ scenario, chart: own }, at) => {
      const { color, symbol } = seriesLook(scenario, theme);
      const strong = scenario.id === current.id;
      const common = {
        name: scenario.name[language],
        itemStyle: { color },
        symbol,
        data: own.points ?? [],
        z: strong ? 3 : 2,
      };
      if (!isLine) return { ...common, type: 'scatter', symbolSize: strong ? 11 : 8 };
      return {
        ...common,
        type: 'line',
        symbolSize: 7,
        showSymbol: (own.points?.length ?? 0) <= 12 && strong,
        lineStyle: { color, width: strong ? 2.4 : 1.6 },
        endLabel: {
          show: charts.length > 1,
          formatter: scenario.parent === null ? evaluateTexts.baselineShort[language] : scenario.letter,
          color: letterColour(scenario),
          fontSize: 11.5,
          fontWeight: 600,
          distance: 4,
          offset: [0, shifts[at] ?? 0],
        },
      };
    }),
  };
}

/** An evaluator's chart with one series for each scenario, in the colours and shapes of the scenarios. */
export function resultChartOption(input: OptionInput): EChartsCoreOption {
  return input.charts[0]?.chart.kind === 'bar' ? barOption(input) : pointOption(input);
}
