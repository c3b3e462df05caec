import {
  type EvaluatorContext,
  fillText,
  GeometryPacker,
  type IndexIndicator,
  IndicatorList,
  insufficient,
  type LocalText,
  nodePlace,
  numberParameter,
  ok,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  todIndex,
  valueOrNaN,
} from '#sdk';
import type { StationArea } from './station-areas.ts';

const balanceTexts: Readonly<Record<string, LocalText>> = {
  stress: { zh: '压力', en: 'Stress' },
  dependence: { zh: '依赖', en: 'Dependence' },
  'unbalanced-node': { zh: '失衡节点', en: 'Unbalanced node' },
  'unbalanced-place': { zh: '失衡场所', en: 'Unbalanced place' },
  balanced: { zh: '均衡', en: 'Balanced' },
  unknown: { zh: '不明', en: 'Unknown' },
};

export interface StationScores {
  readonly node: Float64Array;
  readonly place: Float64Array;
  readonly gap: Float64Array;
  readonly index: Float64Array;
  readonly balance: readonly string[];
  readonly layer: ResultLayer;
  readonly table: ResultTable;
  readonly chart: ResultChart;
}

const hectares = ({ land }: StationArea) => land / 10_000;
const activity = (area: StationArea) => (area.residents + area.jobs) / hectares(area);

/** The indicators of the TOD index: each between goalposts, so that scenarios can be compared. */
function indexIndicators(areas: readonly StationArea[], context: EvaluatorContext): readonly IndexIndicator[] {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const weights = context.parameters.indexWeights as readonly number[];
  const column = (value: (area: StationArea) => number) => areas.map((area) => value(area));
  const rows: IndexIndicator[] = [
    { id: 'density', values: column(activity), worst: 0, best: parameter('bestDensity') },
    { id: 'diversity', values: column(({ entropy }) => entropy), worst: 0, best: 1 },
    {
      id: 'design',
      values: column((area) => area.footJunctions / (hectares(area) / 100)),
      worst: 0,
      best: parameter('bestJunctions'),
    },
    { id: 'service', values: column(({ departures }) => departures), worst: 0, best: parameter('bestDepartures') },
  ];
  return (
    rows
      .map((row, place) => ({ ...row, weight: weights[place] ?? 0 }))
      // What is known of no station (no streets, no headways) leaves the index to the others.
      .filter(({ values, weight }) => weight > 0 && Array.from(values).some((value) => !Number.isNaN(value)))
  );
}

/** Node-place model and TOD index over the stations of the scenario. */
export function measureStations(
  areas: readonly StationArea[],
  list: IndicatorList,
  context: EvaluatorContext,
): StationScores {
  const column = (value: (area: StationArea) => number) => areas.map((area) => value(area));
  const model = nodePlace(
    [
      { id: 'lines', values: column(({ station }) => Math.max(1, station.lines.length)) },
      { id: 'departures', values: column(({ departures }) => departures) },
      { id: 'feeders', values: column(({ feeders }) => feeders) },
    ],
    [
      { id: 'residents', values: column(({ residents }) => residents), logarithm: true },
      { id: 'jobs', values: column(({ jobs }) => jobs), logarithm: true },
      { id: 'entropy', values: column(({ entropy }) => entropy) },
    ],
    { tolerance: numberParameter(context.parameters, 'balanceTolerance') },
  );
  if (model.dropped.length > 0 && areas.length > 1) {
    context.remark(
      'info',
      fillText(
        '节点—场所模型中各站相同的指标不参与比较：{names}。',
        'Node-place: indicators that are the same at every station are left out: {names}.',
        { names: model.dropped.join(', ') },
      ),
    );
  }
  const scores = {
    node: Float64Array.from(model.stations, ({ node }) => valueOrNaN(node)),
    place: Float64Array.from(model.stations, ({ place }) => valueOrNaN(place)),
    gap: Float64Array.from(model.stations, ({ gap }) => valueOrNaN(gap)),
    index: Float64Array.from(todIndex(indexIndicators(areas, context)).values, valueOrNaN),
    balance: model.stations.map(({ balance }) => balance),
  };
  const known = scores.balance.filter((balance) => balance !== 'unknown');
  const few = insufficient('可比较的站点少于两个', 'fewer than two stations can be compared');
  const good = known.filter((balance) => balance === 'balanced' || balance === 'stress' || balance === 'dependence');
  list.set('balanced-stations', areas.length < 2 || known.length === 0 ? few : ok((100 * good.length) / known.length));
  const indexes = scores.index.filter((value) => !Number.isNaN(value));
  const noIndex = insufficient('没有可计算指数的站点', 'no station has all that the index needs');
  list.set(
    'tod-index',
    indexes.length === 0 ? noIndex : ok(indexes.reduce((sum, value) => sum + value, 0) / indexes.length),
  );
  return { ...scores, ...outputs(areas, scores) };
}

type Scores = Pick<StationScores, 'node' | 'place' | 'gap' | 'index' | 'balance'>;

function outputs(areas: readonly StationArea[], scores: Scores): Pick<StationScores, 'layer' | 'table' | 'chart'> {
  const packer = new GeometryPacker('point');
  for (const { station } of areas) packer.addPoint(station.x, station.y);
  const orNull = (value: number) => (Number.isFinite(value) ? value : null);
  const number = (id: string, zh: string, en: string, decimals: number, unit = '1') => ({
    id,
    label: { zh, en },
    unit,
    decimals,
  });
  return {
    layer: {
      id: 'stations',
      geometry: packer.finish(),
      columns: {
        name: areas.map(({ station }) => station.name),
        balance: scores.balance.map((balance) => `${balanceTexts[balance]!.zh} / ${balanceTexts[balance]!.en}`),
        node: scores.node,
        place: scores.place,
        gap: scores.gap,
        tod_index: scores.index,
        density: Float64Array.from(areas, (area) => (area.land > 0 ? activity(area) : Number.NaN)),
      },
    },
    table: {
      id: 'stations',
      title: { zh: '各站点', en: 'Stations' },
      columns: [
        { id: 'station', label: { zh: '站点', en: 'Station' } },
        number('residents', '居住人口', 'Residents', 0, 'person'),
        number('jobs', '就业岗位', 'Jobs', 0, 'job'),
        number('density', '人岗密度', 'Residents and jobs', 0, 'person+job/ha'),
        number('node', '节点值', 'Node', 2),
        number('place', '场所值', 'Place', 2),
        number('gap', '差值', 'Gap', 2),
        { id: 'balance', label: { zh: '类型', en: 'Class' } },
        number('index', 'TOD 指数', 'TOD index', 2),
      ],
      rows: areas.map((area, place) => [
        area.station.name,
        area.residents,
        area.jobs,
        area.land > 0 ? activity(area) : null,
        orNull(scores.node[place]!),
        orNull(scores.place[place]!),
        orNull(scores.gap[place]!),
        balanceTexts[scores.balance[place]!]!,
        orNull(scores.index[place] ?? Number.NaN),
      ]),
    },
    chart: {
      id: 'node-place',
      title: { zh: '节点—场所图', en: 'Node and place of the stations' },
      kind: 'scatter',
      x: { label: { zh: '场所值', en: 'Place' } },
      y: { label: { zh: '节点值', en: 'Node' }, decimals: 2 },
      points: areas.flatMap(({ station }, place) =>
        Number.isNaN(scores.gap[place]!) ? [] : [[scores.place[place]!, scores.node[place]!, station.name] as const],
      ),
    },
  };
}
