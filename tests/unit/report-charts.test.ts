import { describe, expect, test } from 'vitest';
import type { ResultChart } from '#core/evaluation/contract.ts';
import { mergeCharts } from '#core/report/chart-merge.ts';
import { chartSvg } from '#core/report/chart-svg.ts';
import { gatherFacts } from '#core/report/report-facts.ts';
import { stripOf } from '#core/report/strip.ts';
import { elementsOf, readHtml, textOf } from '#tests/fixtures/html-tree.ts';
import { reportInput } from '#tests/fixtures/report-input.ts';

const facts = gatherFacts(reportInput());
const { marks } = facts;

const bar = (values: readonly (number | null)[], names: readonly string[]): ResultChart => ({
  id: 'bars',
  title: { zh: '柱', en: 'Bars' },
  kind: 'bar',
  x: { label: { zh: '类', en: 'Kind' } },
  y: { label: { zh: '数', en: 'Count' }, unit: 'm2' },
  categories: names.map((name) => ({ zh: name, en: name })),
  values,
});

function read(svg: string) {
  return elementsOf(readHtml(`<!doctype html>\n${svg}`));
}

describe('several scenarios in one chart', () => {
  test('bars are joined by category, whatever the order', () => {
    const chart = mergeCharts([bar([1, 2], ['甲', '乙']), undefined, bar([30, 20], ['丙', '乙'])], marks)!;
    expect(chart.categories.map(({ zh }) => zh)).toEqual(['甲', '乙', '丙']);
    expect(chart.series.map(({ values }) => values)).toEqual([
      [1, 2, null],
      [null, 20, 30],
    ]);
    expect(chart.series.map(({ scenario }) => scenario!.short.zh)).toEqual(['基准', 'B']);
  });

  test('equal series are drawn once', () => {
    const chart = mergeCharts([bar([1], ['甲']), bar([1], ['甲'])], marks)!;
    expect(chart.series).toHaveLength(1);
    expect(chart.series[0]!.scenario).toBeUndefined();
  });

  test('too many categories are left out and counted', () => {
    const names = Array.from({ length: 40 }, (_, at) => `类 ${at}`);
    expect(
      mergeCharts(
        [
          bar(
            names.map((_, at) => at),
            names,
          ),
        ],
        marks,
      )!.omitted,
    ).toBe(16);
  });
});

describe('drawing', () => {
  const chart = mergeCharts(
    [bar([1_000_000, 2_000_000], ['甲', '乙']), bar([3_000_000, 4_000_000], ['甲', '乙'])],
    marks,
  )!;

  test('the same chart gives the same text, whatever was drawn before', () => {
    const first = chartSvg(chart, 'zh', 'a', 'title');
    chartSvg({ ...chart, shape: 'line' }, 'en', 'b', 'title');
    expect(chartSvg(chart, 'zh', 'a', 'title')).toBe(first);
    expect(first).not.toMatch(/zr\d|ecmeta|<style|http|class="zr/);
  });

  test('two charts of one page share no ids', () => {
    const line = {
      ...chart,
      shape: 'line',
      series: chart.series.map((series) => ({
        ...series,
        points: [
          [0, 1],
          [1, 2],
        ] as const,
      })),
    } as const;
    const ids = ['one', 'two'].flatMap((id) =>
      read(chartSvg(line, 'zh', id, 't')).flatMap(({ attributes }) => attributes['id'] ?? []),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('scenarios are told apart by letter and colour, units stand at the axis', () => {
    const elements = read(chartSvg(chart, 'zh', 'a', 'title'));
    const texts = elements.filter(({ name }) => name === 'text').map(textOf);
    expect(texts.filter((text) => text === 'A')).toHaveLength(2);
    expect(texts).toContain('数（万 m²）');
    const fills = elements.filter(({ name }) => name === 'path').map(({ attributes }) => attributes['fill']);
    expect(fills.filter((fill) => fill === '#D55E00')).toHaveLength(2);
    expect(elements[1]!.attributes['role']).toBe('img');
  });

  test('names from evaluators stay text', () => {
    const named = mergeCharts([bar([1], ['<script>x</script>'])], marks)!;
    const elements = read(chartSvg(named, 'zh', 'a', '<b>'));
    expect(elements.map(({ name }) => name)).not.toContain('script');
    expect(elements.map(textOf).join()).toContain('<script>x</script>');
  });
});

test('strips span all values, bands and the target', () => {
  const row = facts.rows.find(({ definition }) => definition.id === 'eca')!;
  const strip = stripOf(row, marks);
  const places = strip.dots.flatMap(({ at, low, high }) => [at, low!, high!]);
  expect(Math.min(...places)).toBe(0);
  expect(Math.max(...places)).toBe(1);
  expect(strip.target!.at).toBeGreaterThan(strip.dots[0]!.at);
  expect(strip.target!.at).toBeLessThan(strip.dots[2]!.at);
});
