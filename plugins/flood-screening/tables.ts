import type { LocalText, ResultChart, ResultTable } from '#sdk';
import { type DepthClass, depthClasses, type Exposure } from './exposure.ts';
import type { Terrain } from './terrain.ts';

/** Most rows of the table of depressions. */
const listedPlaces = 30;

const classNames: Readonly<Record<DepthClass, LocalText>> = {
  nuisance: { zh: '积水', en: 'Nuisance' },
  vehicles: { zh: '车辆受阻', en: 'Vehicles stall' },
  danger: { zh: '危险', en: 'Danger' },
};

const orNull = (value: number) => (Number.isNaN(value) ? null : value);

/** What lies deeper than the limit of each class. */
export function classTable(exposed: Readonly<Record<DepthClass, Exposure>>): {
  readonly table: ResultTable;
  readonly chart: ResultChart;
} {
  const names = depthClasses.map((name): LocalText => {
    const limit = exposed[name].limitMetres;
    const { zh, en } = classNames[name];
    return { zh: `${zh}（大于 ${limit} m）`, en: `${en} (more than ${limit} m)` };
  });
  return {
    table: {
      id: 'classes',
      title: { zh: '各级水深的暴露', en: 'Exposure by class of depth' },
      columns: [
        { id: 'class', label: { zh: '水深', en: 'Depth' } },
        { id: 'area', label: { zh: '土地', en: 'Land' }, unit: 'ha', decimals: 1 },
        { id: 'residents', label: { zh: '居住人口', en: 'Residents' }, unit: 'person', decimals: 0 },
        { id: 'jobs', label: { zh: '就业岗位', en: 'Jobs' }, unit: 'job', decimals: 0 },
        { id: 'floor', label: { zh: '建筑面积', en: 'Floor area' }, unit: 'm2', decimals: 0 },
        { id: 'facilities', label: { zh: '设施', en: 'Facilities' }, decimals: 0 },
      ],
      rows: depthClasses.map((name, place) => {
        const { squareMetres, residents, jobs, floorArea, facilities } = exposed[name];
        const rest = [residents, jobs, floorArea, facilities].map(orNull);
        return [names[place]!, squareMetres / 10_000, ...rest];
      }),
    },
    chart: {
      id: 'people-by-class',
      title: { zh: '各级水深的居住人口', en: 'Residents by class of depth' },
      kind: 'bar',
      x: { label: { zh: '水深', en: 'Depth' } },
      y: { label: { zh: '居住人口', en: 'Residents' }, unit: 'person', decimals: 0 },
      categories: names,
      values: depthClasses.map((name) => orNull(exposed[name].residents)),
    },
  };
}

/** The largest depressions. */
export function placeTable({ places }: Terrain): ResultTable {
  return {
    id: 'depressions',
    title: { zh: '最大的洼地', en: 'Largest depressions' },
    columns: [
      { id: 'rank', label: { zh: '序', en: 'Rank' }, decimals: 0 },
      { id: 'area', label: { zh: '面积', en: 'Area' }, unit: 'ha', decimals: 2 },
      { id: 'depth', label: { zh: '最大水深', en: 'Greatest depth' }, unit: 'm', decimals: 2 },
      { id: 'volume', label: { zh: '容积', en: 'Volume' }, unit: 'm3', decimals: 0 },
      { id: 'level', label: { zh: '溢出高程', en: 'Level of spilling' }, unit: 'm', decimals: 2 },
      { id: 'catchment', label: { zh: '汇水面积', en: 'Catchment' }, unit: 'ha', decimals: 1 },
      { id: 'rain', label: { zh: '填满所需径流', en: 'Runoff that fills it' }, unit: 'mm', decimals: 0 },
    ],
    rows: places
      .slice(0, listedPlaces)
      .map(({ squareMetres, maximumDepth, volume, level, catchmentSquareMetres, fillMillimetres }, place) => [
        place + 1,
        squareMetres / 10_000,
        maximumDepth,
        volume,
        level,
        catchmentSquareMetres / 10_000,
        fillMillimetres,
      ]),
  };
}

/** Facilities that stand in water. */
export function facilityTable(
  wet: readonly { readonly name: string; readonly kind: string; readonly depth: number }[],
): ResultTable {
  return {
    id: 'facilities',
    title: { zh: '水深使车辆受阻的设施', en: 'Facilities where vehicles stall' },
    columns: [
      { id: 'name', label: { zh: '名称', en: 'Name' } },
      { id: 'kind', label: { zh: '类别', en: 'Kind' } },
      { id: 'depth', label: { zh: '水深', en: 'Depth' }, unit: 'm', decimals: 2 },
    ],
    rows: wet.map(({ name, kind, depth }) => [name, kind, depth]),
  };
}
