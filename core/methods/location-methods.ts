import { costsInput } from './access-methods.ts';
import { loadIntegerSolver } from './highs-solver.ts';
import { listInput, numberInput, numbersInput, optional, rejectInput, shapeInput, withDefault } from './input.ts';
import { maximalCovering, pCenter, pMedian, setCovering } from './location.ts';
import type { LocationProblem } from './location-problem.ts';
import { defineMethod, type Method } from './method.ts';

const weights = optional(
  numbersInput(
    numberInput('需求', 'demand', { minimum: 0, unit: 'person' }),
    '各需求点的人口，不给时各为 1',
    'people of each demand; 1 each unless given',
    1,
  ),
);
const existing = withDefault(
  listInput(
    numberInput('列号', 'number of a column', { minimum: 0, integer: true }),
    '已有设施所在的候选点',
    'sites at which a facility stands already',
  ),
  [],
);
const radius = numberInput('服务半径（含）', 'radius (inclusive)', { minimum: 0 });
const count = numberInput('新增设施数', 'new facilities', { minimum: 1, integer: true });

const size = {
  zh: '需求点数与候选点数之积不大于 50000 时由整数规划求得最优并证明，否则用贪心加顶点替换，并给出与界的差距。并列最优时只比较目标值，不比较点位。',
  en: 'Up to a product of demands and sites of 50,000 it is solved to proven optimality by integer programming, above by a greedy start with vertex substitution, and the gap to a bound is given. Where solutions tie, compare the objective, not the sites.',
};
const costs = [
  [0, 4, 9],
  [4, 0, 5],
  [9, 5, 0],
  [7, 3, 2],
];
const example = { costs, weights: [30, 20, 10, 25] };

interface LocationInput {
  readonly costs: readonly Float64Array[];
  readonly weights?: Float64Array | undefined;
  readonly existing: readonly number[];
}

function problemOf(method: string, input: LocationInput): LocationProblem {
  const { costs: rows } = input;
  const demand = input.weights ?? new Float64Array(rows.length).fill(1);
  if (demand.length !== rows.length) {
    rejectInput({ method, path: '$.weights' }, demand.length, {
      zh: `与 costs 的行一样多的列表（${rows.length} 个）`,
      en: `a list as long as costs has rows (${rows.length})`,
    });
  }
  const sites = rows[0]!.length;
  const wrong = input.existing.findIndex((site, at) => site >= sites || input.existing.indexOf(site) !== at);
  if (wrong >= 0) {
    rejectInput({ method, path: `$.existing[${wrong}]` }, input.existing[wrong], {
      zh: `小于 ${sites} 且不重复的列号`,
      en: `a column below ${sites} that stands only once`,
    });
  }
  return { costs: rows, weights: demand, existing: input.existing };
}

function requireSites(method: string, { costs: rows, existing: standing }: LocationProblem, facilities: number): void {
  const free = rows[0]!.length - standing.length;
  if (facilities <= free) return;
  rejectInput({ method, path: '$.facilities' }, facilities, {
    zh: `不大于候选点数 ${free} 的数`,
    en: `a number of at most the ${free} candidate sites`,
  });
}

/** Where facilities should stand. */
export const locationMethods: readonly Method[] = [
  defineMethod({
    name: 'set-covering',
    title: { zh: '集合覆盖选址（LSCP）', en: 'Location set covering (LSCP)' },
    summary: {
      zh: `以最少的新设施使每个可以覆盖的需求点在半径以内。任何候选点都到不了的需求点另行列出。${size.zh}`,
      en: `The fewest new facilities with which every demand that can be covered is. Demands that no site reaches are named. ${size.en}`,
    },
    source: 'Toregas, Swain, ReVelle & Bergman 1971',
    input: shapeInput({ costs: costsInput, weights, existing, radius }),
    example: { ...example, radius: 3 },
    async calculate(input) {
      const problem = problemOf('set-covering', input);
      return setCovering(problem, input.radius, await loadIntegerSolver());
    },
  }),
  defineMethod({
    name: 'maximal-covering',
    title: { zh: '最大覆盖选址（MCLP）', en: 'Maximal covering location (MCLP)' },
    summary: {
      zh: `给定数量的新设施，使半径以内的人口最多（按人口计，不按需求点数）。${size.zh}`,
      en: `Given a number of new facilities, the most people within the radius (people, not demand points). ${size.en}`,
    },
    source: 'Church & ReVelle 1974',
    input: shapeInput({ costs: costsInput, weights, existing, radius, facilities: count }),
    example: { ...example, radius: 3, facilities: 1 },
    async calculate(input) {
      const problem = problemOf('maximal-covering', input);
      requireSites('maximal-covering', problem, input.facilities);
      return maximalCovering(problem, input.radius, input.facilities, await loadIntegerSolver());
    },
  }),
  defineMethod({
    name: 'p-median',
    title: { zh: 'p-中值选址', en: 'p-median' },
    summary: {
      zh: `给定数量的新设施，使人口加权的成本之和最小。${size.zh}`,
      en: `Given a number of new facilities, the least sum of people times cost. ${size.en}`,
    },
    source: 'Hakimi 1964; Teitz & Bart 1968; García, Labbé & Marín 2011',
    input: shapeInput({ costs: costsInput, weights, existing, facilities: count }),
    example: { ...example, facilities: 2 },
    async calculate(input) {
      const problem = problemOf('p-median', input);
      requireSites('p-median', problem, input.facilities);
      return pMedian(problem, input.facilities, await loadIntegerSolver());
    },
  }),
  defineMethod({
    name: 'p-center',
    title: { zh: 'p-中心选址', en: 'p-center' },
    summary: {
      zh: `给定数量的新设施，使最远的需求点的成本最小；人口为 0 的点不计。新设施可能少于给定数。${size.zh}`,
      en: `Given a number of new facilities, the smallest longest cost; demands without people do not count. Fewer facilities may do. ${size.en}`,
    },
    source: 'Hakimi 1964; Minieka 1970',
    input: shapeInput({ costs: costsInput, weights, existing, facilities: count }),
    example: { ...example, facilities: 2 },
    async calculate(input) {
      const problem = problemOf('p-center', input);
      requireSites('p-center', problem, input.facilities);
      return pCenter(problem, input.facilities, await loadIntegerSolver());
    },
  }),
];
