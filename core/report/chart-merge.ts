import type { ResultChart } from '#core/evaluation/contract.ts';
import type { LocalText } from '#core/model/text.ts';
import type { ReportFacts, ResultGroup } from './report-facts.ts';
import type { ScenarioMark } from './scenario-mark.ts';

/** One scenario in a chart; `scenario` is undefined where all scenarios have the same numbers. */
export interface ChartSeries {
  readonly scenario?: ScenarioMark;
  /** Bars: a value for every category of the chart. */
  readonly values: readonly (number | null)[];
  /** Lines and scatters. */
  readonly points: readonly (readonly [x: number, y: number, name?: string])[];
}

/** The same chart of several scenarios as one. */
export interface MergedChart {
  readonly kind: 'chart';
  readonly shape: ResultChart['kind'];
  readonly title: LocalText;
  readonly x: ResultChart['x'];
  readonly y: ResultChart['y'];
  readonly categories: readonly LocalText[];
  readonly series: readonly ChartSeries[];
  /** Categories left out because there are too many to read. */
  readonly omitted: number;
}

/** Bars stay readable up to this many, and fit on a page. */
const barLimit = 48;
const categoryLimit = 24;

function key(text: LocalText): string {
  return `${text.zh}\n${text.en}`;
}

/** The categories of all scenarios: in the order of the first that has them, new ones at the end. */
function allCategories(charts: readonly (ResultChart | undefined)[]): LocalText[] {
  const categories = new Map<string, LocalText>();
  for (const chart of charts) {
    for (const category of chart?.categories ?? [])
      if (!categories.has(key(category))) categories.set(key(category), category);
  }
  return [...categories.values()];
}

function seriesOf(chart: ResultChart, categories: readonly LocalText[]): ChartSeries {
  const places = new Map(chart.categories?.map((category, place) => [key(category), place]));
  return {
    values: categories.map((category) => {
      const place = places.get(key(category));
      return place === undefined ? null : (chart.values?.[place] ?? null);
    }),
    points: chart.points ?? [],
  };
}

/** Merges one chart of an evaluator over the scenarios; `charts[i]` is undefined where scenario i has none. */
export function mergeCharts(
  charts: readonly (ResultChart | undefined)[],
  marks: readonly ScenarioMark[],
): MergedChart | undefined {
  const first = charts.find((chart) => chart !== undefined);
  if (!first) return undefined;
  const all = allCategories(charts);
  const present = charts.filter((chart) => chart !== undefined).length;
  const categories = all.slice(0, Math.min(categoryLimit, Math.floor(barLimit / present)));
  const drawn = charts.flatMap((chart, index) =>
    chart ? [{ ...seriesOf(chart, categories), scenario: marks[index]! }] : [],
  );
  const numbers = (series: ChartSeries) => JSON.stringify([series.values, series.points]);
  const alike = drawn.length > 1 && drawn.every((series) => numbers(series) === numbers(drawn[0]!));
  const { scenario: _, ...only } = drawn[0]!;
  return {
    kind: 'chart',
    shape: first.kind,
    title: first.title,
    x: first.x,
    y: first.y,
    categories,
    series: alike ? [only] : drawn,
    omitted: all.length - categories.length,
  };
}

/** All charts of an evaluator by id, merged over the scenarios, in the order in which they first appear. */
export function chartsOf(
  group: ResultGroup,
  facts: ReportFacts,
): { readonly id: string; readonly chart: MergedChart }[] {
  const ids = new Set(group.records.flatMap((record) => record?.result.charts?.map(({ id }) => id) ?? []));
  return [...ids].flatMap((id) => {
    const chart = mergeCharts(
      group.records.map((record) => record?.result.charts?.find((entry) => entry.id === id)),
      facts.marks,
    );
    return chart ? [{ id, chart }] : [];
  });
}
