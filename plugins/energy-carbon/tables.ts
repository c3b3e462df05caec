import {
  assumed,
  type EvaluatorContext,
  floorUseLabels,
  floorUses,
  type MethodValue,
  type ResultChart,
  type ResultTable,
} from '#sdk';
import type { EnergyYear } from './energy.ts';
import type { Carbon } from './indicators.ts';
import type { DChange } from './travel.ts';

const orNull = (value: MethodValue) => (value.status === 'ok' ? value.value : null);

/** Floor area, intensity and energy by use. */
export function useTable(year: EnergyYear): { readonly table: ResultTable; readonly chart: ResultChart } {
  const use = { label: { zh: '用途', en: 'Use' } };
  const gigawattHours = floorUses.map((name) => year.byUse[name] / 1e6);
  return {
    table: {
      id: 'energy-by-use',
      title: { zh: '各类建筑的年能耗', en: 'Energy by use, a year' },
      columns: [
        { id: 'use', ...use },
        { id: 'floor', label: { zh: '建筑面积', en: 'Floor area' }, unit: 'ha', decimals: 1 },
        { id: 'intensity', label: { zh: '强度', en: 'Intensity' }, unit: 'kWh/m2', decimals: 1 },
        { id: 'energy', label: { zh: '能耗', en: 'Energy' }, unit: 'GWh', decimals: 1 },
        { id: 'share', label: { zh: '占比', en: 'Share' }, unit: '%', decimals: 1 },
      ],
      rows: floorUses.map((name, place) => [
        floorUseLabels[name],
        year.floorByUse[name] / 10_000,
        year.floorByUse[name] === 0 ? null : year.byUse[name] / year.floorByUse[name],
        gigawattHours[place]!,
        year.energy === 0 ? null : (100 * year.byUse[name]) / year.energy,
      ]),
    },
    chart: {
      id: 'energy-by-use',
      title: { zh: '各类建筑的年能耗', en: 'Energy by use, a year' },
      kind: 'bar',
      x: use,
      y: { label: { zh: '能耗', en: 'Energy' }, unit: 'GWh', decimals: 0 },
      categories: floorUses.map((name) => floorUseLabels[name]),
      values: gigawattHours,
    },
  };
}

/** CO2 by source; what photovoltaics spare is shown beside, not added. */
export function carbonTable(
  carbon: Carbon,
  context: EvaluatorContext,
): { readonly table: ResultTable; readonly chart: ResultChart } {
  const source = { label: { zh: '来源', en: 'Source' } };
  const spared = (carbon.year.account.photovoltaics * assumed(context.assumptions, 'grid-emission-factor')) / 1000;
  const sources = [
    { label: { zh: '建筑用电（净购电）', en: 'Electricity from the grid' }, tonnes: orNull(carbon.electricity) },
    { label: { zh: '建筑用气', en: 'Gas in buildings' }, tonnes: carbon.gas },
    { label: { zh: '小汽车出行', en: 'Driving' }, tonnes: orNull(carbon.travel) },
  ];
  const whole = orNull(carbon.total);
  const share = (tonnes: number | null) =>
    whole === null || whole === 0 || tonnes === null ? null : (100 * tonnes) / whole;
  return {
    table: {
      id: 'co2-by-source',
      title: { zh: '二氧化碳按来源', en: 'CO2 by source, a year' },
      columns: [
        { id: 'source', ...source },
        { id: 'tonnes', label: { zh: '排放', en: 'Emissions' }, unit: 'tCO2', decimals: 0 },
        { id: 'share', label: { zh: '占比', en: 'Share' }, unit: '%', decimals: 1 },
      ],
      rows: [
        ...sources.map(({ label, tonnes }) => [label, tonnes, share(tonnes)]),
        [{ zh: '合计', en: 'Total' }, whole, share(whole)],
        [{ zh: '其中光伏已减少的购电排放', en: 'Spared by photovoltaics, already left out' }, -spared, null],
      ],
    },
    chart: {
      id: 'co2-by-source',
      title: { zh: '二氧化碳按来源', en: 'CO2 by source, a year' },
      kind: 'bar',
      x: source,
      y: { label: { zh: '排放', en: 'Emissions' }, unit: 'tCO2', decimals: 0 },
      categories: sources.map(({ label }) => label),
      values: sources.map(({ tonnes }) => tonnes),
    },
  };
}

/** The D variables of the baseline and the scenario, and what each does to driving in the product form. */
export function travelTable(changes: readonly DChange[]): ResultTable {
  return {
    id: 'd-variables',
    title: { zh: 'D 变量与车公里', en: 'D variables and vehicle kilometres' },
    columns: [
      { id: 'variable', label: { zh: '变量（居民平均）', en: 'Variable (mean resident)' } },
      { id: 'before', label: { zh: '基准', en: 'Baseline' }, decimals: 3 },
      { id: 'after', label: { zh: '情景', en: 'Scenario' }, decimals: 3 },
      { id: 'ratio', label: { zh: '比值', en: 'Ratio' }, decimals: 3 },
      { id: 'elasticity', label: { zh: '弹性', en: 'Elasticity' }, decimals: 2 },
      { id: 'effect', label: { zh: '对车公里', en: 'Effect on driving' }, unit: '%', decimals: 2 },
    ],
    rows: changes.map(({ label, before, after, ratio, elasticity }) => {
      const effect = elasticity === 0 ? 0 : 100 * (ratio ** elasticity - 1);
      return [
        label,
        before,
        after,
        Number.isFinite(ratio) ? ratio : null,
        elasticity,
        Number.isFinite(effect) ? effect : null,
      ];
    }),
  };
}

/** CO2 of the energy of each parcel's buildings, before photovoltaics, t: energy times what a kWh emits on average. */
export function parcelCarbon(carbon: Carbon, byParcel: Float64Array, context: EvaluatorContext): Float64Array {
  const { year } = carbon;
  const grid = assumed(context.assumptions, 'grid-emission-factor');
  const gross = (year.electricity * grid) / 1000 + carbon.gas;
  const perKilowattHour = year.energy === 0 ? Number.NaN : gross / year.energy;
  return byParcel.map((energy) => energy * perKilowattHour);
}
