import {
  fillText,
  type IndicatorDefinition,
  type LocalText,
  type Others,
  type ResultChart,
  type ResultTable,
  unitCell,
} from '#sdk';
import type { Design } from './design.ts';
import { type Effect, type Effects, effectsOf } from './effects.ts';
import type { Factor } from './factors.ts';
import type { ScenarioOrder } from './order.ts';

/** Factors that a chart shows. */
const shownFactors = 10;

const column = (id: string, zh: string, en: string, decimals?: number, unit?: string) => ({
  id,
  label: { zh, en },
  ...(decimals === undefined ? {} : { decimals }),
  ...(unit === undefined ? {} : { unit }),
});

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The digits that tell values of a factor apart. */
function shown(value: number): number {
  return Number(value.toPrecision(4));
}

function atValue({ label }: Factor, value: number): LocalText {
  return fillText('{label} = {value}', '{label} = {value}', { label, value: shown(value) });
}

const factorColumns = [
  column('factor', '因素', 'Factor'),
  column('unit', '单位', 'Unit'),
  column('low', '低值', 'Low', 3),
  column('base', '基准值', 'Base', 3),
  column('high', '高值', 'High', 3),
];

function factorCells({ label, unit, low, base, high }: Factor) {
  return [label, unitCell(unit), low, base, high];
}

/** All factors with what they do to the indicator under study, strongest first. */
export function effectTable(
  { method }: Design,
  { list }: Effects,
  definition: IndicatorDefinition,
  base: number,
): ResultTable {
  const { decimals, label } = definition;
  const columns = {
    'one-at-a-time': [
      column('at-low', '因素取低值时', 'With the factor low', decimals),
      column('at-high', '因素取高值时', 'With the factor high', decimals),
      column('swing', '变幅', 'Swing', decimals),
      column('share', '占基准值', 'Of the base value', 1, '%'),
    ],
    morris: [
      column('mean', 'μ', 'μ', decimals),
      column('mean-absolute', 'μ*', 'μ*', decimals),
      column('deviation', 'σ', 'σ', decimals),
      column('share', 'μ* 占基准值', 'μ* of the base value', 1, '%'),
    ],
    sobol: [
      column('first', 'S1', 'S1', 3),
      column('first-confidence', 'S1 置信半宽（95 %）', 'S1, half-width (95 %)', 3),
      column('total', 'ST', 'ST', 3),
      column('total-confidence', 'ST 置信半宽（95 %）', 'ST, half-width (95 %)', 3),
    ],
  }[method];
  const share = (effect: Effect) => known((100 * effect.strength) / Math.abs(base));
  const cells = (effect: Effect) => {
    if (method === 'one-at-a-time') return [known(effect.atLow), known(effect.atHigh), effect.strength, share(effect)];
    if (method === 'morris') return [known(effect.mean), effect.strength, known(effect.deviation), share(effect)];
    return [known(effect.first), known(effect.firstConfidence), effect.strength, known(effect.totalConfidence)];
  };
  return {
    id: 'effects',
    title: fillText('各因素对“{label}”的作用', 'What the factors do to: {label}', { label }),
    columns: [...factorColumns, ...columns],
    rows: list.map((effect) => [...factorCells(effect.factor), ...cells(effect)]),
  };
}

/** A tornado: the change against the base with each factor low and high, strongest first. */
function tornadoChart({ list }: Effects, { label, unit, decimals }: IndicatorDefinition, base: number): ResultChart {
  const moving = list.filter(({ strength }) => strength > 0);
  const bars = moving.slice(0, shownFactors).flatMap(({ factor, atLow, atHigh }) => [
    { name: atValue(factor, factor.low), value: known(atLow - base) },
    { name: atValue(factor, factor.high), value: known(atHigh - base) },
  ]);
  return {
    id: 'tornado',
    title: fillText('龙卷风图：{label}相对基准的变化', 'Tornado: change against the base, {label}', { label }),
    kind: 'bar',
    x: { label: { zh: '因素', en: 'Factor' } },
    y: { label: { zh: '变化', en: 'Change' }, ...(unit === '1' ? {} : { unit }), decimals },
    categories: bars.map(({ name }) => name),
    values: bars.map(({ value }) => value),
  };
}

/** The chart that suits the method; undefined when no factor does anything that is known. */
export function effectChart(
  { method }: Design,
  effects: Effects,
  definition: IndicatorDefinition,
  base: number,
): ResultChart | undefined {
  const { list } = effects;
  const { label, unit, decimals } = definition;
  if (!list.some(({ strength }) => strength > 0)) return undefined;
  if (method === 'one-at-a-time') return tornadoChart(effects, definition, base);
  if (method === 'morris') {
    const axis = unit === '1' ? {} : { unit };
    return {
      id: 'morris',
      title: fillText('Morris 筛选：{label}', 'Morris screening: {label}', { label }),
      kind: 'scatter',
      x: { label: { zh: 'μ*（大小）', en: 'μ* (size)' }, ...axis },
      y: { label: { zh: 'σ（弯曲或共同作用）', en: 'σ (curves, acting together)' }, ...axis, decimals },
      points: list.flatMap(({ factor, strength, deviation }): [number, number, string][] =>
        Number.isNaN(deviation) ? [] : [[strength, deviation, factor.id]],
      ),
    };
  }
  const bars = list.slice(0, shownFactors);
  return {
    id: 'sobol',
    title: fillText('Sobol 总指数：{label}', 'Sobol total indices: {label}', { label }),
    kind: 'bar',
    x: { label: { zh: '因素', en: 'Factor' } },
    y: { label: { zh: '总指数 ST', en: 'Total index ST' }, decimals: 3 },
    categories: bars.map(({ factor }) => factor.label),
    values: bars.map(({ strength }) => strength),
  };
}

/** Smallest and largest of the values that are known; NaN when there are none. */
export function rangeOf(outputs: Float64Array): { readonly low: number; readonly high: number } {
  const values = outputs.filter((value) => !Number.isNaN(value));
  if (values.length === 0) return { low: Number.NaN, high: Number.NaN };
  return {
    low: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    high: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

/** Every indicator of the evaluator under study: its range over the runs and the factor that moves it most. */
export function indicatorsTable(
  { subject }: Others,
  design: Design,
  outputsOf: (indicator: string) => Float64Array,
): ResultTable {
  return {
    id: 'indicators',
    title: fillText('“{name}”的全部指标', 'All indicators of: {name}', { name: subject!.name }),
    columns: [
      column('indicator', '指标', 'Indicator'),
      column('unit', '单位', 'Unit'),
      column('base', '基准', 'Base', 3),
      column('low', '最小', 'Least', 3),
      column('high', '最大', 'Greatest', 3),
      column('spread', '变幅占基准值', 'Spread of the base value', 1, '%'),
      column('factor', '最强因素', 'Strongest factor'),
    ],
    rows: subject!.indicators.map(({ id, label, unit }) => {
      const outputs = outputsOf(id);
      const { low, high } = rangeOf(outputs);
      const [strongest] = effectsOf(design, outputs).list;
      const moves = strongest !== undefined && strongest.strength > 0;
      return [
        label,
        unitCell(unit),
        known(outputs[0]!),
        known(low),
        known(high),
        known((100 * (high - low)) / Math.abs(outputs[0]!)),
        moves ? strongest.factor.label : null,
      ];
    }),
  };
}

/** How the scenarios stand: places, ranges, and who beats whom in how many runs. */
export function orderTables(
  { scenarios }: Others,
  design: Design,
  outputs: readonly Float64Array[],
  order: ScenarioOrder,
  { decimals }: IndicatorDefinition,
): readonly ResultTable[] {
  const named = design.scenarios.map((id) => scenarios.find((each) => each.id === id)!);
  // The order of the project, so that the table is the same in the results of all scenarios.
  const rows = scenarios.flatMap(({ id }) => {
    const at = design.scenarios.indexOf(id);
    return at < 0 ? [] : [at];
  });
  return [
    {
      id: 'order',
      title: { zh: '情景在各次运行中的名次', en: 'Places of the scenarios over the runs' },
      columns: [
        column('scenario', '情景', 'Scenario'),
        column('base', '基准', 'Base', decimals),
        column('place', '基准名次', 'Place in the base', 0),
        column('low', '最小', 'Least', decimals),
        column('high', '最大', 'Greatest', decimals),
        column('first', '居首的运行', 'First, of the runs', 1, '%'),
        column('keeps', '名次不变的运行', 'Place kept, of the runs', 1, '%'),
      ],
      rows: rows.map((at) => {
        const { low, high } = rangeOf(outputs[at]!);
        return [
          named[at]!.name,
          known(outputs[at]![0]!),
          order.places[at]!,
          known(low),
          known(high),
          100 * order.first[at]!,
          100 * order.keeps[at]!,
        ];
      }),
    },
    {
      id: 'beats',
      title: {
        zh: '两两比较：行优于列的运行占比',
        en: 'In pairs: share of the runs in which the row beats the column',
      },
      columns: [
        column('scenario', '情景', 'Scenario'),
        ...rows.map((at) => ({ id: named[at]!.id, label: named[at]!.name, unit: '%', decimals: 1 })),
      ],
      rows: rows.map((row) => [
        named[row]!.name,
        ...rows.map((at) => (at === row ? null : 100 * order.beats[row]![at]!)),
      ]),
    },
  ];
}
