import {
  choiceInput,
  flagInput,
  type Input,
  listInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  shapeInput,
  tableInput,
  textInput,
  withDefault,
} from './input.ts';
import { defineMethod, type Method } from './method.ts';
import { nodePlace, todIndex } from './node-place.ts';
import { farGradient, ringDensities } from './ring-density.ts';
import { type PointTable, todMetrics, todRank, todRanks } from './tod-standard.ts';
import { scoreTodStandard } from './tod-standard-score.ts';
import { coverageWithin, detourRatio, peopleNearTransit, stationZone, transitAccess } from './transit-access.ts';

const metres = { unit: 'm', minimum: 0 };
const amount = numberOrNull('数量，null 为未知', 'an amount, null where unknown', { minimum: 0 });
const amounts = (zh: string, en: string) => numbersInput(amount, zh, en, 1);
const distances = (zh: string, en: string) =>
  numbersInput(numberOrNull('米，null 为到不了', 'metres, null where nothing is reached', metres), zh, en, 1);

const pointTable: Input<PointTable> = shapeInput({
  rule: choiceInput('达到或不超过', 'at least or at most', ['at-least', 'at-most']),
  steps: listInput(
    shapeInput({
      limit: numberInput('界限', 'limit'),
      points: numberInput('得分', 'points', { minimum: 0 }),
      exclusive: withDefault(flagInput('不含界限', 'without the limit itself'), false),
    }),
    '各级',
    'steps',
    1,
  ),
  source: withDefault(textInput('来源', 'source'), ''),
  verifyLocally: withDefault(flagInput('需本地核实', 'to be verified locally'), false),
});

const indicator = {
  id: textInput('编号', 'id'),
  values: numbersInput(numberOrNull('数值', 'a value'), '每站一个', 'one per station', 1),
  direction: optional(choiceInput('方向', 'direction', ['benefit', 'cost'])),
  logarithm: optional(flagInput('先取 ln(1 + x)', 'ln(1 + x) first')),
  weight: optional(numberInput('权重', 'weight', { minimum: 0 })),
};

const walk = { unit: 'm', minimum: 0 };
const noTables = {} as Readonly<Record<string, never>>;
const assessable = todMetrics.filter((metric) => metric.measure).map((metric) => metric.id);

/** Station areas. */
export const todMethods: readonly Method[] = [
  defineMethod({
    name: 'tod-standard',
    title: { zh: 'TOD 标准 3.0 评分', en: 'TOD Standard 3.0 scorecard' },
    summary: {
      zh: `按 ITDP 评分卡计分。只计已评指标，小计旁给出自己的满分，不折算为 100 分；公交要求不满足即不合格。从规划数据可评：${assessable.join(', ')}。除道路用地与车行出入口外，分级界限为默认值，需本地核实，可用 tables 替换。`,
      en: `Scores a site by the ITDP scorecard. Only assessed metrics count; the subtotal stands beside its own maximum and is never rescaled to 100; failing the transit requirement disqualifies. Assessable from a plan: ${assessable.join(', ')}. Apart from roadway area and driveways the thresholds are defaults to be verified locally; tables replaces them.`,
    },
    source: 'ITDP, TOD Standard 3.0, 2017',
    input: shapeInput({
      measures: withDefault(tableInput(numberInput('测得值', 'measured'), '测得值', 'measured quantities'), noTables),
      points: withDefault(tableInput(numberInput('得分', 'points'), '调查得分', 'points of a survey'), noTables),
      tables: withDefault(tableInput(pointTable, '替换的分级', 'tables that replace defaults'), noTables),
      rapidTransitMetres: optional(numberOrNull('至快速公交', 'walk to rapid transit', walk)),
      frequentServiceMetres: optional(numberOrNull('至高频线路', 'walk to a frequent service', walk)),
    }),
    example: { measures: { 'small-blocks': 120, 'roadway-area': 0.18 }, rapidTransitMetres: 640 },
    calculate: ({ rapidTransitMetres: rapid, frequentServiceMetres: frequent, ...evidence }) =>
      scoreTodStandard({
        ...evidence,
        rapidTransitMetres: Number.isNaN(rapid) ? null : rapid,
        frequentServiceMetres: Number.isNaN(frequent) ? null : frequent,
      }),
  }),
  defineMethod({
    name: 'tod-rank',
    title: { zh: 'TOD 标准定级', en: 'Rank in the TOD Standard' },
    summary: {
      zh: '完整总分（满分 100）对应的级别：86 金、71 银、56 铜。以满足公交要求为前提。界限需本地核实。',
      en: 'Rank of a complete score out of 100: gold from 86, silver from 71, bronze from 56. Presumes that the transit requirement is met. Verify the bounds locally.',
    },
    source: 'ITDP, TOD Standard 3.0, 2017',
    input: shapeInput({
      scores: listInput(numberInput('总分', 'score', { minimum: 0, maximum: 100 }), '总分', 'scores', 1),
    }),
    example: { scores: [90, 70.5] },
    calculate: ({ scores }) => {
      const principles: Record<string, number> = {};
      for (const { principle, maximum } of todMetrics) principles[principle] = (principles[principle] ?? 0) + maximum;
      const maximum = Object.values(principles).reduce((sum, points) => sum + points, 0);
      return { ranks: scores.map(todRank), bounds: todRanks, maximum, principles };
    },
  }),
  defineMethod({
    name: 'node-place',
    title: { zh: '节点—场所模型', en: 'Node-place model' },
    summary: {
      zh: '各站指标极差归一后取均值，得节点值、场所值、差值与类型（压力、依赖、失衡节点、失衡场所、均衡）。各站相同的指标被剔除并列出。类型界限为默认值，需本地核实。',
      en: 'Indicators normalised over the stations and averaged to node, place, gap and class (stress, dependence, unbalanced node, unbalanced place, balanced). Indicators equal everywhere are dropped and named. The bounds of the classes are defaults to be verified locally.',
    },
    source: 'Bertolini 1999; Reusser et al. 2008',
    input: shapeInput({
      node: listInput(shapeInput(indicator), '节点指标', 'node indicators', 1),
      place: listInput(shapeInput(indicator), '场所指标', 'place indicators', 1),
      tolerance: optional(numberInput('均衡容差', 'tolerance', { minimum: 0 })),
      stressFrom: optional(numberInput('压力下界', 'stress from', { minimum: 0, maximum: 1 })),
      dependenceTo: optional(numberInput('依赖上界', 'dependence to', { minimum: 0, maximum: 1 })),
    }),
    example: {
      node: [{ id: 'lines', values: [4, 2, 1] }],
      place: [{ id: 'residents', values: [9000, 14000, 3000], logarithm: true }],
    },
    calculate: ({ node, place, ...options }) => nodePlace(node, place, options),
  }),
  defineMethod({
    name: 'tod-index',
    title: { zh: 'TOD 指数', en: 'TOD index' },
    summary: {
      zh: '归一化指标的加权和，权重之和为 1。给出 worst 与 best 时用目标线，跨情景可比；否则用极差法。',
      en: 'Weighted sum of normalised indicators, weights adding up to 1. With worst and best by goalposts, comparable across scenarios; otherwise min-max.',
    },
    source: 'Evans & Pratt 2007; Singh et al. 2014, 2017',
    input: shapeInput({
      indicators: listInput(
        shapeInput({
          ...indicator,
          worst: optional(numberInput('最差', 'worst')),
          best: optional(numberInput('最好', 'best')),
        }),
        '指标',
        'indicators',
        1,
      ),
    }),
    example: { indicators: [{ id: 'density', values: [80, 200], worst: 0, best: 250, weight: 2 }] },
    calculate: ({ indicators }) => todIndex(indicators),
  }),
  defineMethod({
    name: 'transit-access',
    title: { zh: '公共交通可达（SDG 11.2.1）', en: 'Access to public transport (SDG 11.2.1)' },
    summary: {
      zh: '步行至低容量站点不超过 500 m 或至大容量站点不超过 1000 m 的人口占比，含界限。BRT 属低容量。',
      en: 'Share of people who walk at most 500 m to a stop of low capacity or 1,000 m to one of high capacity, inclusive. Bus rapid transit counts as low.',
    },
    source: 'UN-Habitat, SDG indicator metadata 11-02-01, 2021',
    input: shapeInput({
      population: amounts('人口', 'population'),
      lowCapacityMetres: distances('至低容量站点', 'walk to a stop of low capacity'),
      highCapacityMetres: distances('至大容量站点', 'walk to a stop of high capacity'),
      lowMetres: withDefault(numberInput('低容量界限', 'limit, low capacity', metres), 500),
      highMetres: withDefault(numberInput('大容量界限', 'limit, high capacity', metres), 1000),
    }),
    example: { population: [1200, 800], lowCapacityMetres: [480, null], highCapacityMetres: [null, 1001] },
    calculate: ({ population, lowCapacityMetres, highCapacityMetres, ...limits }) =>
      transitAccess(population, lowCapacityMetres, highCapacityMetres, limits),
  }),
  defineMethod({
    name: 'people-near-transit',
    title: { zh: '快速公交邻近人口', en: 'People near transit' },
    summary: {
      zh: '距快速公交直线 1 km 以内的人口占比。分母应为都市区人口，否则与公布值不可比。',
      en: 'Share of people within 1 km in a straight line of rapid transit. The denominator is the metropolitan population; otherwise it is not comparable with published figures.',
    },
    source: 'ITDP, People Near Transit, 2016',
    input: shapeInput({
      population: amounts('人口', 'population'),
      straightMetres: distances('直线距离', 'straight distance'),
      limitMetres: withDefault(numberInput('界限', 'limit', metres), 1000),
    }),
    example: { population: [500, 300], straightMetres: [900, 1001] },
    calculate: (input) => peopleNearTransit(input.population, input.straightMetres, input.limitMetres),
  }),
  defineMethod({
    name: 'coverage',
    title: { zh: '距离覆盖率', en: 'Coverage by distance' },
    summary: {
      zh: '距离不超过界限的人口（或面积）占比，含界限。须说明数量是人口还是用地。',
      en: 'Share of people (or land) within a distance, inclusive. State what the amounts are.',
    },
    source: 'Cityloom',
    input: shapeInput({
      amounts: amounts('数量', 'amounts'),
      distances: distances('距离', 'distances'),
      limitMetres: numberInput('界限', 'limit', metres),
    }),
    example: { amounts: [120, 80], distances: [300, 301], limitMetres: 300 },
    calculate: (input) => coverageWithin(input.amounts, input.distances, input.limitMetres),
  }),
  defineMethod({
    name: 'detour',
    title: { zh: '绕行系数', en: 'Detour ratio' },
    summary: {
      zh: '路网距离与直线距离之比，按数量加权。',
      en: 'Network distance over straight distance, weighted by amounts.',
    },
    source: 'Cityloom',
    input: shapeInput({
      amounts: amounts('权重', 'weights'),
      networkMetres: distances('路网距离', 'network distance'),
      straightMetres: distances('直线距离', 'straight distance'),
    }),
    example: { amounts: [1, 3], networkMetres: [700, 450], straightMetres: [500, 400] },
    calculate: (input) => detourRatio(input.amounts, input.networkMetres, input.straightMetres),
  }),
  defineMethod({
    name: 'ring-density',
    title: { zh: '圈层密度与毛容积率', en: 'Density and gross FAR by ring' },
    summary: {
      zh: '各圈层内建筑面积、人口、岗位除以圈层内规划范围以内的用地，而不是 πr²。外界含在圈层内。',
      en: 'Floor area, residents and jobs of each ring over its land inside the plan boundary, not over π r². The outer bound belongs to the ring.',
    },
    source: 'GB 50137-2011',
    input: shapeInput({
      outerMetres: listInput(
        numberInput('外界', 'outer bound', metres),
        '各圈外界，升序',
        'outer bounds, ascending',
        1,
      ),
      landSquareMetres: numbersInput(numberInput('用地', 'land', { minimum: 0 }), '各圈用地', 'land of the rings', 1),
      distanceMetres: distances('地块至站点', 'parcels to station'),
      floorAreaSquareMetres: amounts('建筑面积', 'floor area'),
      residents: amounts('人口', 'residents'),
      jobs: amounts('岗位', 'jobs'),
    }),
    example: {
      outerMetres: [300, 500],
      landSquareMetres: [200000, 400000],
      distanceMetres: [120, 300, 480],
      floorAreaSquareMetres: [90000, 110000, 200000],
      residents: [400, 900, 2100],
      jobs: [2500, 1500, 800],
    },
    calculate: ({ outerMetres, landSquareMetres, ...parcels }) => ({
      rings: ringDensities(outerMetres, landSquareMetres, parcels),
    }),
  }),
  defineMethod({
    name: 'far-gradient',
    title: { zh: '容积率梯度', en: 'FAR gradient' },
    summary: {
      zh: 'ln(FAR) 对距离的回归斜率及其是否单调下降。FAR 为 0 的圈层没有对数，单独计数。',
      en: 'Slope of ln(FAR) on distance and whether FAR falls monotonically. Rings with FAR 0 have no logarithm and are counted apart.',
    },
    source: 'Clark 1951',
    input: shapeInput({
      distanceMetres: distances('距离', 'distance'),
      far: numbersInput(numberOrNull('容积率', 'FAR', { minimum: 0 }), '容积率', 'FAR', 1),
    }),
    example: { distanceMetres: [150, 400, 650], far: [2.8, 1.9, 1.1] },
    calculate: (input) => farGradient(input.distanceMetres, input.far),
  }),
  defineMethod({
    name: 'station-zones',
    title: { zh: '轨道影响区与站点核心区', en: 'Influence and core zones of rail stations' },
    summary: {
      zh: '按至站点距离划分核心区与影响区（含界限）。默认 500 与 800 m，需本地核实。',
      en: 'Core and influence zone by the distance from the station, inclusive. Defaults 500 and 800 m, verify locally.',
    },
    source: '住房城乡建设部, 城市轨道沿线地区规划设计导则, 2015',
    input: shapeInput({
      distanceMetres: distances('距离', 'distance'),
      coreMetres: withDefault(numberInput('核心区', 'core', metres), 500),
      influenceMetres: withDefault(numberInput('影响区', 'influence', metres), 800),
    }),
    example: { distanceMetres: [300, 500, 801] },
    calculate({ distanceMetres, coreMetres, influenceMetres }) {
      if (influenceMetres < coreMetres) {
        rejectInput({ method: 'station-zones', path: '$.influenceMetres' }, influenceMetres, {
          zh: '不小于 coreMetres 的数',
          en: 'a number of at least coreMetres',
        });
      }
      return { zones: Array.from(distanceMetres, (distance) => stationZone(distance, coreMetres, influenceMetres)) };
    },
  }),
];
