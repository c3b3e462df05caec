import { type Connectivity, integralConnectivity, probabilityOfConnectivity } from './connectivity.ts';
import { connectivityChange, newLinkGains } from './connectivity-change.ts';
import { habitatWays, network, patchAreas, patchLinks, waysInput } from './connectivity-input.ts';
import {
  flagInput,
  listInput,
  matrixInput,
  numberChoiceInput,
  numberInput,
  numberOrNull,
  optional,
  rejectInput,
  shapeInput,
  withDefault,
} from './input.ts';
import { costSurface, findLowResistance, leastCostCorridor, leastCostPath } from './least-cost.ts';
import { defineMethod, type Method } from './method.ts';
import { notDefined, ok, outOfRange } from './outcome.ts';

function named(result: Connectivity, connectors: boolean) {
  const { numerator, index, equivalentArea, fractions, importances, components, negligibleProbability } = result;
  const { intra, flux } = importances;
  // Without connectors the sum of the other two is no importance.
  const shown = connectors ? importances : { intra, flux, connector: null, total: null };
  return { numerator, index, equivalentArea, fractions, importances: shown, components, negligibleProbability };
}

const gridInput = {
  resistance: matrixInput(
    numberOrNull('阻力，null 为屏障', 'resistance, null for a barrier'),
    '阻力格网，逐行，至少为 1',
    'grid of resistances, row by row, at least 1',
  ),
  cellMetres: withDefault(numberInput('格网边长', 'side of a cell', { exclusiveMinimum: 0, unit: 'm' }), 1),
  neighbours: withDefault(numberChoiceInput('邻域：四或八邻域', 'neighbours', [4, 8]), 8),
};

const cell = listInput(
  numberInput('行、列', 'row, column', { integer: true, minimum: 0 }),
  '[行, 列]',
  '[row, column]',
  2,
);

function cellNumber(method: string, name: string, at: readonly number[], columns: number, rows: number): number {
  const [row, column] = at;
  if (at.length === 2 && row! < rows && column! < columns) return row! * columns + column!;
  return rejectInput({ method, path: `$.${name}` }, at, {
    zh: `格网内的 [行, 列]，共 ${rows} 行 ${columns} 列`,
    en: `a [row, column] inside the grid of ${rows} rows and ${columns} columns`,
  });
}

function gridOf(rows: readonly Float64Array[], cellMetres: number) {
  const columns = rows[0]!.length;
  const values = new Float64Array(columns * rows.length);
  for (const [row, line] of rows.entries()) values.set(line, row * columns);
  return { columns, rows: rows.length, cellMetres, values };
}

/** Green space as a network. */
export const connectivityMethods: readonly Method[] = [
  defineMethod({
    name: 'connectivity',
    title: { zh: '连通性概率与整体连通性', en: 'Probability of connectivity and IIC' },
    summary: {
      zh: 'PC、ECA、IIC，各斑块重要性 dPC 与 dIIC（intra、flux、connector）及网络份额（intra、direct、step）。双向求和并含对角；flux 用最大乘积概率 p*；距离按边到边；景观总面积不是斑块面积之和。可直接给出概率（probabilities 或 links），也可给出距离（distances）与扩散距离：p = exp(−k d)，k = −ln p₀ / d₀；IIC 以 linkMetres 以内的斑块对为连接。精确算法；超过 500 个斑块时默认忽略乘积小于 10⁻⁶ 的路径。',
      en: 'PC, ECA and IIC, importances of patches dPC and dIIC (intra, flux, connector) and shares of the network (intra, direct, step). Both orders and the diagonal are summed; flux uses the best product p*; distances are edge to edge; the area of the landscape is not the sum of the patches. Give probabilities (as a matrix or as links), or distances with a dispersal distance: p = exp(−k d), k = −ln p₀ / d₀; IIC links pairs within linkMetres. Exact; above 500 patches ways with a product below 10⁻⁶ are neglected by default.',
    },
    source: 'Saura & Pascual-Hortal 2007; Pascual-Hortal & Saura 2006; Saura & Rubio 2010; Saura et al. 2011',
    input: shapeInput({
      areas: patchAreas,
      ...waysInput,
      landscapeArea: optional(
        numberInput('景观总面积，与 areas 同单位', 'area of the landscape in the unit of areas', {
          exclusiveMinimum: 0,
        }),
      ),
      connectors: withDefault(flagInput('计算 connector', 'calculate connectors'), true),
      negligibleProbability: optional(numberInput('可忽略概率', 'negligible probability', { minimum: 0, maximum: 1 })),
    }),
    example: {
      areas: [10, 20, 30],
      probabilities: [
        [0, 0.5, 0],
        [0.5, 0, 0.4],
        [0, 0.4, 0],
      ],
      landscapeArea: 100,
    },
    calculate(input) {
      const { areas: patches, landscapeArea, connectors, negligibleProbability } = input;
      const options = { landscapeArea, connectors, negligibleProbability };
      const ways = habitatWays('connectivity', patches.length, input);
      return {
        probability: named(probabilityOfConnectivity(network(patches, ways.probable), options), connectors),
        integral: named(integralConnectivity(network(patches, ways.linked), options), connectors),
      };
    },
  }),
  defineMethod({
    name: 'connectivity-change',
    title: { zh: '等效连通面积的变化', en: 'Change of equivalent connected area' },
    summary: {
      zh: 'dECA 与栖息地面积变化 dA 之比较：dECA 大于 dA 说明连接改善带来的增益超过面积本身。',
      en: 'dECA against the change of habitat area dA: above it, gains come from better links than the area alone would give.',
    },
    source: 'Saura, Estreguil, Mouton & Rodríguez-Freire 2011',
    input: shapeInput({
      before: shapeInput({
        equivalentArea: numberInput('ECA', 'ECA', { minimum: 0 }),
        habitatArea: numberInput('面积', 'area', { minimum: 0 }),
      }),
      after: shapeInput({
        equivalentArea: numberInput('ECA', 'ECA', { minimum: 0 }),
        habitatArea: numberInput('面积', 'area', { minimum: 0 }),
      }),
    }),
    example: { before: { equivalentArea: 46.9, habitatArea: 60 }, after: { equivalentArea: 52, habitatArea: 63 } },
    calculate: ({ before, after }) => connectivityChange(before, after),
  }),
  defineMethod({
    name: 'new-link-gain',
    title: { zh: '新增连接的增益', en: 'Gain of new links' },
    summary: {
      zh: '每条候选连接单独加入时 PC 与 ECA 的增加。',
      en: 'What each possible link would add to PC and ECA on its own.',
    },
    source: 'Saura & Pascual-Hortal 2007; Foltête et al. 2014',
    input: shapeInput({ areas: patchAreas, links: patchLinks, candidates: patchLinks }),
    example: {
      areas: [10, 20, 30],
      links: [{ a: 0, b: 1, probability: 0.5 }],
      candidates: [{ a: 1, b: 2, probability: 0.4 }],
    },
    calculate: (input) => ({ gains: newLinkGains(network(input.areas, input.links), input.candidates) }),
  }),
  defineMethod({
    name: 'least-cost-path',
    title: { zh: '最小成本路径', en: 'Least-cost path' },
    summary: {
      zh: '阻力格网上两格之间成本最小的路径：每步为两格阻力平均值乘步长（斜向 √2）。null 为屏障；阻力小于 1 超出方法范围。',
      en: 'Cheapest way between two cells of a grid of resistances: a step costs the mean of both times its length (√2 across a corner). null is a barrier; resistances below 1 are out of range.',
    },
    source: 'Dijkstra 1959; Adriaensen et al. 2003',
    input: shapeInput({ ...gridInput, from: cell, to: cell }),
    example: {
      resistance: [
        [1, 1, 5],
        [9, 2, 5],
        [9, 9, 1],
      ],
      from: [0, 0],
      to: [2, 2],
    },
    calculate(input) {
      const grid = gridOf(input.resistance, input.cellMetres);
      const { neighbours } = input;
      const from = cellNumber('least-cost-path', 'from', input.from, grid.columns, grid.rows);
      const to = cellNumber('least-cost-path', 'to', input.to, grid.columns, grid.rows);
      if (findLowResistance(grid) !== undefined) {
        return { cost: outOfRange('阻力须不小于 1', 'resistances must be at least 1'), path: [] };
      }
      const costs = costSurface(grid, [from], neighbours);
      const path = Array.from(leastCostPath(grid, costs, to, neighbours), (at) => [
        Math.floor(at / grid.columns),
        at % grid.columns,
      ]);
      const cost = path.length === 0 ? notDefined('没有可走的路径', 'there is no way between them') : ok(costs[to]!);
      return { cost, path };
    },
  }),
  defineMethod({
    name: 'least-cost-corridor',
    title: { zh: '最小成本廊道', en: 'Least-cost corridor' },
    summary: {
      zh: '累计成本之和不超过最小成本路径 (1 + 容差) 倍的格网，含界限。容差常用 5%–10%。',
      en: 'Cells whose two accumulated costs add up to at most the least cost times (1 + tolerance), inclusive. 5 to 10 % is usual.',
    },
    source: 'Adriaensen et al. 2003',
    input: shapeInput({
      ...gridInput,
      from: cell,
      to: cell,
      tolerance: withDefault(numberInput('容差', 'tolerance', { minimum: 0 }), 0.05),
    }),
    example: {
      resistance: [
        [1, 1, 5],
        [9, 2, 5],
        [9, 9, 1],
      ],
      from: [0, 0],
      to: [2, 2],
      tolerance: 0.1,
    },
    calculate(input) {
      const grid = gridOf(input.resistance, input.cellMetres);
      const from = cellNumber('least-cost-corridor', 'from', input.from, grid.columns, grid.rows);
      const to = cellNumber('least-cost-corridor', 'to', input.to, grid.columns, grid.rows);
      const corridor = leastCostCorridor(grid, [from], [to], input.tolerance, input.neighbours);
      const rows = corridor.cellCount === 0 ? 0 : grid.rows;
      return {
        cost: corridor.cost,
        lengthMetres: corridor.lengthMetres,
        cellCount: corridor.cellCount,
        cells: Array.from({ length: rows }, (_, row) =>
          corridor.cells.subarray(row * grid.columns, (row + 1) * grid.columns),
        ),
      };
    },
  }),
];
