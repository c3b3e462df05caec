import { type LocalText, type ResultChart, type ResultTable, type WasteRoute, wasteRoutes } from '#sdk';
import type { YearOfWaste } from './flows.ts';

const routeLabels: Readonly<Record<WasteRoute, LocalText>> = {
  recycled: { zh: '回收利用', en: 'Recycling' },
  composted: { zh: '堆肥与厌氧', en: 'Composting and digestion' },
  wasteToEnergy: { zh: '焚烧发电', en: 'Waste to energy' },
  landfill: { zh: '填埋', en: 'Landfill' },
  uncollected: { zh: '未收集', en: 'Not collected' },
};

/** Where the waste comes from. */
export function sourceTable({ fromResidents, fromJobs, generated }: YearOfWaste): ResultTable {
  const row = (zh: string, en: string, tonnes: number) => [
    { zh, en },
    tonnes / 365,
    tonnes,
    generated === 0 ? null : (100 * tonnes) / generated,
  ];
  return {
    id: 'sources',
    title: { zh: '垃圾来源', en: 'Where waste comes from' },
    columns: [
      { id: 'source', label: { zh: '来源', en: 'Source' } },
      { id: 'day', label: { zh: '日产生量', en: 'A day' }, unit: 't/d', decimals: 1 },
      { id: 'year', label: { zh: '年产生量', en: 'A year' }, unit: 't', decimals: 0 },
      { id: 'share', label: { zh: '占比', en: 'Share' }, unit: '%', decimals: 1 },
    ],
    rows: [row('居民', 'Residents', fromResidents), row('就业岗位', 'Jobs', fromJobs), row('合计', 'Total', generated)],
  };
}

/** Which way the waste takes, and the greenhouse gas of each; negative emissions are avoided ones. */
export function routeTable(year: YearOfWaste): {
  readonly table: ResultTable;
  readonly charts: readonly ResultChart[];
} {
  const { flows, factors, emissions, generated } = year;
  const routed = wasteRoutes.reduce((sum, route) => sum + flows[route], 0);
  const categories = wasteRoutes.map((route) => routeLabels[route]);
  const route = { label: { zh: '路线', en: 'Route' } };
  const share = (tonnes: number) => (generated === 0 ? null : (100 * tonnes) / generated);
  return {
    table: {
      id: 'routes',
      title: { zh: '处理路线与排放', en: 'Routes and emissions' },
      columns: [
        { id: 'route', ...route },
        { id: 'tonnes', label: { zh: '年处理量', en: 'A year' }, unit: 't', decimals: 0 },
        { id: 'share', label: { zh: '占产生量', en: 'Share of generation' }, unit: '%', decimals: 1 },
        { id: 'factor', label: { zh: '排放因子', en: 'Emission factor' }, unit: 'kgCO2e/t', decimals: 0 },
        { id: 'emissions', label: { zh: '排放', en: 'Emissions' }, unit: 'tCO2e', decimals: 0 },
      ],
      rows: [
        ...wasteRoutes.map((name) => [
          routeLabels[name],
          flows[name],
          share(flows[name]),
          factors[name],
          emissions.byRoute[name] / 1000,
        ]),
        [{ zh: '合计', en: 'Total' }, routed, share(routed), null, emissions.net / 1000],
      ],
    },
    charts: [
      {
        id: 'routes',
        title: { zh: '各路线年处理量', en: 'Waste by route, a year' },
        kind: 'bar',
        x: route,
        y: { label: { zh: '处理量', en: 'Waste' }, unit: 't', decimals: 0 },
        categories,
        values: wasteRoutes.map((name) => flows[name]),
      },
      {
        id: 'emissions',
        title: { zh: '各路线排放（负为避免）', en: 'Emissions by route (negative: avoided)' },
        kind: 'bar',
        x: route,
        y: { label: { zh: '排放', en: 'Emissions' }, unit: 'tCO2e', decimals: 0 },
        categories,
        values: wasteRoutes.map((name) => emissions.byRoute[name] / 1000),
      },
    ],
  };
}
