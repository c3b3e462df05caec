import {
  balancedCatchment,
  enhancedZones,
  modifiedTwoStepCatchment,
  reachedOpportunities,
  reachingPopulation,
  spatialAvailability,
  threeStepCatchment,
  twoStepCatchment,
} from './accessibility.ts';
import type { Decay } from './decay.ts';
import { decayInput } from './decay-input.ts';
import {
  type Input,
  listInput,
  matrixInput,
  numberInput,
  numberOrNull,
  numbersInput,
  optional,
  rejectInput,
  shapeInput,
  withDefault,
} from './input.ts';
import { isochrone } from './isochrone.ts';
import { defineMethod, type Method } from './method.ts';

/** Costs from origins to destinations; null is read as no way at all. */
export const costsInput: Input<readonly Float64Array[]> = (() => {
  const rows = matrixInput(
    numberOrNull('成本，null 为不可达', 'cost, null where there is no way', { minimum: 0 }),
    '从起点（行）到目的地（列）的出行成本',
    'travel costs from origins (rows) to destinations (columns)',
  );
  return {
    schema: rows.schema,
    read: (value, place) =>
      rows.read(value, place).map((row) => row.map((cost) => (Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost))),
  };
})();

const population = numbersInput(
  numberInput('人口', 'people', { minimum: 0, unit: 'person' }),
  '各起点人口',
  'people at each origin',
  1,
);
const supply = numbersInput(
  numberInput('供给', 'supply', { minimum: 0 }),
  '各目的地供给',
  'supply at each destination',
  1,
);

interface Amounts {
  readonly costs: readonly Float64Array[];
  readonly population?: ArrayLike<number> | undefined;
  readonly supply?: ArrayLike<number> | undefined;
}

/** Rejects amounts that do not fit the matrix of costs. */
function requireFit(method: string, { costs, population: people, supply: amounts }: Amounts): void {
  const expect = (name: string, array: ArrayLike<number> | undefined, count: number, zh: string, en: string) => {
    if (array === undefined || array.length === count) return;
    rejectInput({ method, path: `$.${name}` }, array.length, {
      zh: `与 costs 的${zh}一样多的列表（${count} 个）`,
      en: `a list as long as costs has ${en} (${count})`,
    });
  };
  expect('population', people, costs.length, '行', 'rows');
  expect('supply', amounts, costs[0]!.length, '列', 'columns');
}

const within30: Decay = { kind: 'cumulative', limit: 30 };
const hospital = {
  costs: [
    [1, 80, 40],
    [80, 1, 40],
    [40, 40, 1],
  ],
  population: [100, 50, 10],
  supply: [15, 20, 100],
};
const sameUnit = {
  zh: '成本与衰减用同一单位；起点到自身的成本不是 0。',
  en: 'Costs and decay are in one unit; the cost of an origin to itself is not 0.',
};

/** Whether the supply with demand is given out in full: Σ A_i P_i beside Σ S_j. */
function balance(
  people: ArrayLike<number>,
  amounts: ArrayLike<number>,
  accessibility: Float64Array,
  ratios: Float64Array,
) {
  return {
    suppliedTotal: ratios.reduce((sum, ratio, site) => (ratio >= 0 ? sum + amounts[site]! : sum), 0),
    receivedTotal: accessibility.reduce((sum, value, origin) => sum + value * people[origin]!, 0),
  };
}

const furthest = optional(
  numberInput('成本上限（含），超出即不可达', 'furthest cost that counts (inclusive)', { minimum: 0 }),
);

const floatingInput = (decay: Input<Decay>) =>
  shapeInput({ costs: costsInput, population, supply, decay, limit: furthest });

/** The input with every cost beyond its limit taken for no way at all. */
function withinLimit<T extends { readonly costs: readonly Float64Array[]; readonly limit?: number | undefined }>(
  input: T,
): T {
  const { costs, limit } = input;
  if (limit === undefined) return input;
  return { ...input, costs: costs.map((row) => row.map((cost) => (cost <= limit ? cost : Number.POSITIVE_INFINITY))) };
}

const edgeInput = listInput(
  numbersInput(numberInput('起点、终点、长度（m）', 'from, to, length (m)', { minimum: 0 }), '一条边', 'an edge', 3),
  '边：[起点, 终点, 长度]',
  'edges: [from, to, length]',
  1,
);

/** Accessibility of opportunities and services. */
export const accessMethods: readonly Method[] = [
  defineMethod({
    name: 'cumulative-access',
    title: { zh: '累计机会', en: 'Cumulative opportunities' },
    summary: {
      zh: `界限（含）以内的机会数，以及各目的地界限以内的人口（被动可达）。${sameUnit.zh}`,
      en: `Opportunities within the limit (inclusive), and people within it of each destination (passive access). ${sameUnit.en}`,
    },
    source: 'Wachs & Kumagai 1973; Pereira & Herszenhut, accessibility (R package)',
    input: shapeInput({
      costs: costsInput,
      limit: numberInput('界限（含）', 'limit (inclusive)', { minimum: 0 }),
      supply: optional(supply),
      population: optional(population),
    }),
    example: { ...hospital, limit: 40 },
    calculate({ costs, limit, supply: amounts, population: people }) {
      requireFit('cumulative-access', { costs, supply: amounts, population: people });
      const decay: Decay = { kind: 'cumulative', limit };
      return {
        reached: amounts && reachedOpportunities({ costs, supply: amounts }, decay),
        reachingPopulation: people && reachingPopulation({ costs, population: people }, decay),
      };
    },
  }),
  defineMethod({
    name: 'gravity-access',
    title: { zh: '重力可达性', en: 'Gravity access' },
    summary: {
      zh: `按出行成本衰减加权的机会数 Σ O f(t)。${sameUnit.zh}`,
      en: `Opportunities weighted by a decay over travel cost, Σ O f(t). ${sameUnit.en}`,
    },
    source: 'Hansen 1959',
    input: shapeInput({ costs: costsInput, supply, decay: decayInput, limit: furthest }),
    example: { costs: hospital.costs, supply: hospital.supply, decay: { kind: 'exponential', beta: 0.05 } },
    calculate(input) {
      requireFit('gravity-access', input);
      return { reached: reachedOpportunities(withinLimit(input), input.decay) };
    },
  }),
  defineMethod({
    name: 'two-step-catchment',
    title: { zh: '两步移动搜索法（2SFCA）', en: 'Two-step floating catchment areas (2SFCA)' },
    summary: {
      zh: `人均供给：先按搜索范围求供需比，再对起点求和。可用任一衰减；默认 30 以内不衰减。没有需求的供给不计入。${sameUnit.zh}`,
      en: `Supply per person: ratios of supply to demand within catchments, added up for each origin. Any decay; 30 without decay unless told otherwise. Supply without demand counts for nobody. ${sameUnit.en}`,
    },
    source: 'Luo & Wang 2003',
    input: floatingInput(withDefault(decayInput, within30)),
    example: { ...hospital, decay: { kind: 'cumulative', limit: 40 } },
    calculate(input) {
      requireFit('two-step-catchment', input);
      const result = twoStepCatchment(withinLimit(input), input.decay);
      return { ...result, ...balance(input.population, input.supply, result.accessibility, result.supplyRatio) };
    },
  }),
  defineMethod({
    name: 'enhanced-two-step-catchment',
    title: { zh: '增强两步移动搜索法（E2SFCA）', en: 'Enhanced two-step floating catchment areas (E2SFCA)' },
    summary: {
      zh: `两步移动搜索，分区加权；默认 10、20、30 分钟（含）以内为 1、0.68、0.22。${sameUnit.zh}`,
      en: `Two-step catchments weighted by zones; 1, 0.68 and 0.22 up to 10, 20 and 30 minutes (inclusive) unless told otherwise. ${sameUnit.en}`,
    },
    source: 'Luo & Qi 2009',
    input: floatingInput(withDefault(decayInput, enhancedZones)),
    example: { ...hospital, costs: hospital.costs.map((row) => row.map((cost) => cost / 4)) },
    calculate(input) {
      requireFit('enhanced-two-step-catchment', input);
      const result = twoStepCatchment(withinLimit(input), input.decay);
      return { ...result, ...balance(input.population, input.supply, result.accessibility, result.supplyRatio) };
    },
  }),
  defineMethod({
    name: 'modified-two-step-catchment',
    title: { zh: '修正两步移动搜索法（M2SFCA）', en: 'Modified two-step floating catchment areas (M2SFCA)' },
    summary: {
      zh: `第二步再乘一次权重：远处的供给即使无人竞争也打折，供给有一部分用不上，Σ A·P ≤ Σ S。${sameUnit.zh}`,
      en: `The weight counts once more in the second step: what is far is worth less even without competition, so that part of the supply stays unused and Σ A·P ≤ Σ S. ${sameUnit.en}`,
    },
    source: 'Delamater 2013',
    input: floatingInput(withDefault(decayInput, enhancedZones)),
    example: { ...hospital, costs: hospital.costs.map((row) => row.map((cost) => cost / 4)) },
    calculate(input) {
      requireFit('modified-two-step-catchment', input);
      const result = modifiedTwoStepCatchment(withinLimit(input), input.decay);
      return { ...result, ...balance(input.population, input.supply, result.accessibility, result.supplyRatio) };
    },
  }),
  defineMethod({
    name: 'three-step-catchment',
    title: { zh: '三步移动搜索法（3SFCA）', en: 'Three-step floating catchment areas (3SFCA)' },
    summary: {
      zh: `先按各设施的权重（Huff）分配选择概率，再做两步搜索，避免同一需求在多处重复计。${sameUnit.zh}`,
      en: `Two-step catchments after people have been shared out over sites by their weights (Huff), so that demand is not counted at each of them in full. ${sameUnit.en}`,
    },
    source: 'Wan, Zou & Sternberg 2012',
    input: floatingInput(withDefault(decayInput, enhancedZones)),
    example: { ...hospital, costs: hospital.costs.map((row) => row.map((cost) => cost / 4)) },
    calculate(input) {
      requireFit('three-step-catchment', input);
      const result = threeStepCatchment(withinLimit(input), input.decay);
      return { ...result, ...balance(input.population, input.supply, result.accessibility, result.supplyRatio) };
    },
  }),
  defineMethod({
    name: 'balanced-catchment',
    title: { zh: '平衡移动搜索法（BFCA）', en: 'Balanced floating catchment areas (BFCA)' },
    summary: {
      zh: `需求按起点归一的权重分给各设施，服务水平按设施归一的权重分给各起点：需求与供给都不膨胀。${sameUnit.zh}`,
      en: `Demand is shared out by weights that add up to 1 for each origin, levels of service by weights that add up to 1 for each site: neither is inflated. ${sameUnit.en}`,
    },
    source: 'Paez, Higgins & Vivona 2019',
    input: floatingInput(withDefault(decayInput, within30)),
    example: { ...hospital, decay: { kind: 'exponential', beta: 0.05 } },
    calculate(input) {
      requireFit('balanced-catchment', input);
      return balancedCatchment(withinLimit(input), input.decay);
    },
  }),
  defineMethod({
    name: 'spatial-availability',
    title: { zh: '空间可用性', en: 'Spatial availability' },
    summary: {
      zh: `把每处机会按人口与距离权重完整分给各起点；总和等于有人可达的机会总数。${sameUnit.zh}`,
      en: `Gives every opportunity out to origins in full, by people and weight; the total is that of the opportunities somebody can reach. ${sameUnit.en}`,
    },
    source: 'Soukhov, Paez, Higgins & Mohamed 2023',
    input: shapeInput({
      costs: costsInput,
      population,
      supply,
      decay: withDefault(decayInput, within30),
      limit: furthest,
      exponent: withDefault(numberInput('人口指数', 'power of population', { minimum: 0, maximum: 10 }), 1),
    }),
    example: { ...hospital, decay: { kind: 'exponential', beta: 0.05 } },
    calculate(input) {
      requireFit('spatial-availability', input);
      const result = spatialAvailability(withinLimit(input), input.decay, input.exponent);
      return { ...result, total: result.available.reduce((sum, amount) => sum + amount, 0) };
    },
  }),
  defineMethod({
    name: 'isochrone',
    title: { zh: '等时圈（部分边）', en: 'Isochrone with partial edges' },
    summary: {
      zh: '从一个节点沿网络可达的节点与街道长度；走不完的边按走到之处计。步行速度默认 60 m/分钟。',
      en: 'Nodes and length of streets within reach of a node; edges that are not walked to their end count as far as one gets. Walking speed is 60 m/min unless told otherwise.',
    },
    source: 'Dijkstra 1959',
    input: shapeInput({
      edges: edgeInput,
      source: numberInput('起始节点', 'node to start from', { minimum: 0, maximum: 1_000_000, integer: true }),
      limitMetres: numberInput('距离上限（含）', 'limit (inclusive)', { minimum: 0, unit: 'm' }),
      walkMetresPerMinute: withDefault(
        numberInput('步行速度', 'walking speed', { exclusiveMinimum: 0, unit: 'm/min' }),
        60,
      ),
    }),
    example: {
      edges: [
        [0, 1, 300],
        [1, 2, 300],
        [0, 2, 500],
      ],
      source: 0,
      limitMetres: 450,
    },
    calculate({ edges, source, limitMetres, walkMetresPerMinute }) {
      for (const [at, edge] of edges.entries()) {
        const isEdge =
          edge.length === 3 && [edge[0]!, edge[1]!].every((node) => Number.isInteger(node) && node <= 1_000_000);
        if (isEdge) continue;
        rejectInput({ method: 'isochrone', path: `$.edges[${at}]` }, [...edge], {
          zh: '[起点, 终点, 长度]，节点为不大于 1000000 的整数',
          en: '[from, to, length] with nodes that are whole numbers of at most 1000000',
        });
      }
      const nodes = edges.reduce((most, [from, to]) => Math.max(most, from!, to!), source) + 1;
      const list = {
        nodes,
        from: Uint32Array.from(edges, ([from]) => from!),
        to: Uint32Array.from(edges, ([, to]) => to!),
        lengths: Float64Array.from(edges, ([, , length]) => length!),
      };
      const { distances, nodesWithin, reachableMetres } = isochrone(list, source, limitMetres);
      return {
        distances,
        nodesWithin,
        reachableMetres,
        minutes: distances.map((metres) => metres / walkMetresPerMinute),
      };
    },
  }),
];
