import {
  assumptionLabel,
  type FloorUse,
  floorUseLabels,
  floorUses,
  type LocalText,
  netPresentValue,
  type ResultChart,
  type ResultTable,
  valueOrNaN,
} from '#sdk';
import type { Sensitivity } from './bands.ts';
import type { CashFlow } from './cash-flow.ts';
import type { Change } from './change.ts';
import type { PublicCost } from './public-cost.ts';

function money(id: string, zh: string, en: string, decimals = 1) {
  return { id, label: { zh, en }, unit: 'MCNY', decimals };
}

function area(id: string, zh: string, en: string) {
  return { id, label: { zh, en }, unit: 'm2', decimals: 0 };
}

const yearColumn = { id: 'year', label: { zh: '年', en: 'Year' }, decimals: 0 };

/** What is built and taken down, by use of floor area, and the land and infrastructure that go with it. */
export function quantityTable(change: Change): ResultTable {
  const { built, converted, givenUp, removed } = change.total;
  const land: readonly (readonly [LocalText, number])[] = [
    [{ zh: '新增道路', en: 'Streets added' }, change.streetArea],
    [{ zh: '新增步行桥', en: 'Footbridges added' }, change.footbridgeArea],
    [{ zh: '新增绿地与广场', en: 'Green and squares added' }, change.greenArea],
    [{ zh: '新增建设用地', en: 'Land newly built up' }, change.developedLand],
  ];
  return {
    id: 'quantities',
    title: { zh: '相对现状的变化量', en: 'Change against the baseline' },
    columns: [
      { id: 'item', label: { zh: '项目', en: 'Item' } },
      area('built', '新建', 'Built'),
      area('converted', '改造为此用途', 'Converted to it'),
      area('given-up', '改作他用', 'Converted from it'),
      area('removed', '拆除', 'Taken down'),
    ],
    // Uses and land that nothing happens to say nothing.
    rows: [
      ...floorUses.map((use: FloorUse) => [
        floorUseLabels[use],
        built[use],
        converted[use],
        givenUp[use],
        removed[use],
      ]),
      ...land.map(([label, value]) => [label, value, null, null, null]),
    ].filter((row) => row.some((cell) => typeof cell === 'number' && cell > 0)),
  };
}

/** Running sums of a flow, discounted. */
function cumulated(flow: Float64Array, rate: number): number[] {
  return Array.from(flow, (_, year) => valueOrNaN(netPresentValue(rate, flow.subarray(0, year + 1))));
}

export function cashFlowTable(flow: CashFlow, rate: number): ResultTable {
  const discounted = cumulated(flow.net, rate);
  const column = (id: string, zh: string, en: string) => ({ id, label: { zh, en }, decimals: 1 });
  return {
    id: 'cash-flow',
    title: { zh: '逐年现金流（百万元，不变价）', en: 'Cash flow by year (million CNY, constant prices)' },
    columns: [
      yearColumn,
      column('land', '用地与拆迁', 'Land'),
      column('construction', '建设', 'Works'),
      column('infrastructure', '基础设施', 'Streets, green'),
      column('upkeep', '养护', 'Upkeep'),
      column('sales', '销售', 'Sales'),
      column('rent', '租金与期末价值', 'Rent, end value'),
      column('net', '净现金流', 'Net'),
      column('discounted', '折现累计', 'Discounted sum'),
    ],
    rows: Array.from(flow.net, (net, year) => [
      year,
      flow.land[year]!,
      flow.construction[year]!,
      flow.infrastructure[year]!,
      flow.upkeep[year]!,
      flow.sales[year]!,
      flow.rent[year]!,
      net,
      discounted[year]!,
    ]),
  };
}

export function gapTable({ straight, annuity }: PublicCost): ResultTable {
  return {
    id: 'viability-gap',
    title: { zh: '逐年可行性缺口补助', en: 'Viability gap by year' },
    columns: [
      yearColumn,
      money('straight', '直线式（财金〔2015〕21 号）', 'Straight form (2015 guideline)', 2),
      money('annuity', '等额年金式', 'Level annuity', 2),
    ],
    rows: straight.map((value, year) => [year + 1, value, annuity[year]!]),
  };
}

export function sensitivityTable(found: readonly Sensitivity[]): ResultTable {
  return {
    id: 'sensitivity',
    title: { zh: '单项假设取低、高值时的净现值', en: 'Net present value at the low and high of one assumption' },
    columns: [
      { id: 'assumption', label: { zh: '假设', en: 'Assumption' } },
      money('low', '取低值', 'At its low'),
      money('high', '取高值', 'At its high'),
      money('swing', '摆幅', 'Swing'),
    ],
    rows: found.map(({ id, low, high }) => [assumptionLabel(id), low, high, Math.abs(high - low)]),
  };
}

const moneyAxis = (label: LocalText) => ({ label, unit: 'MCNY', decimals: 1 });

/** Most assumptions in the chart of swings. */
const shownSwings = 12;

export function chartsOf(flow: CashFlow, rate: number, gap: PublicCost, found: readonly Sensitivity[]): ResultChart[] {
  const yearAxis = { label: { zh: '年', en: 'Year' } };
  return [
    {
      id: 'cash-flow',
      title: { zh: '逐年净现金流', en: 'Net cash flow by year' },
      kind: 'line',
      x: yearAxis,
      y: moneyAxis({ zh: '净现金流', en: 'Net cash flow' }),
      points: Array.from(flow.net, (net, year) => [year, net] as const),
    },
    {
      id: 'cumulated',
      title: { zh: '累计折现现金流', en: 'Cumulated discounted cash flow' },
      kind: 'line',
      x: yearAxis,
      y: moneyAxis({ zh: '累计', en: 'Cumulated' }),
      points: cumulated(flow.net, rate).map((value, year) => [year, value] as const),
    },
    {
      id: 'viability-gap',
      title: { zh: '逐年可行性缺口补助（直线式）', en: 'Viability gap by year (straight form)' },
      kind: 'line',
      x: yearAxis,
      y: moneyAxis({ zh: '补助', en: 'Subsidy' }),
      points: gap.straight.map((value, year) => [year + 1, value] as const),
    },
    {
      id: 'sensitivity',
      title: { zh: '净现值随单项假设的摆幅', en: 'Swing of the net present value with one assumption' },
      kind: 'bar',
      x: { label: { zh: '假设', en: 'Assumption' } },
      y: moneyAxis({ zh: '摆幅', en: 'Swing' }),
      categories: found.slice(0, shownSwings).map(({ id }) => assumptionLabel(id)),
      values: found.slice(0, shownSwings).map(({ low, high }) => Math.abs(high - low)),
    },
  ];
}
