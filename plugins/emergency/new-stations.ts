import {
  type Driving,
  type EvaluatorContext,
  fillText,
  GeometryPacker,
  IndicatorList,
  type IntegerSolver,
  insufficient,
  type LocalText,
  type LocationProblem,
  type LocationResult,
  maximalCovering,
  numberParameter,
  ok,
  outOfRange,
  type PackedGeometry,
  pMedian,
  type ResultChart,
  type ResultLayer,
  type ResultTable,
  setCovering,
  sumOf,
} from '#sdk';
import { candidateSites, type Demands, demandCells, type Sites } from './sites.ts';
import { type Facilities, type Town } from './town.ts';

const indicators = ['new-coverage', 'new-gain', 'new-needed', 'new-unserved', 'new-mean'] as const;

/** Names of the models, as texts and as they stand in the layer. */
const models = {
  covering: { zh: '最大覆盖（MCLP）', en: 'Maximal covering (MCLP)' },
  cover: { zh: '全覆盖（LSCP）', en: 'Set covering (LSCP)' },
  median: { zh: '平均到达最短（p-中值）', en: 'Least mean arrival (p-median)' },
} as const;

export interface NewStations {
  readonly layer: ResultLayer;
  readonly tables: readonly ResultTable[];
  readonly charts: readonly ResultChart[];
  /** Sites of maximal covering, places of stations to be. */
  readonly proposed: Sites;
}

/** Minutes from every station there is and every candidate to every cell of demand: existing ones in the first columns. */
function problemOf(
  stations: Facilities,
  candidates: Sites,
  demands: Demands,
  driving: Driving,
  turnout: number,
  context: EvaluatorContext,
): LocationProblem {
  const standing = stations.rows.length;
  const costs = Array.from(demands.rows, () => new Float64Array(standing + candidates.rows.length));
  for (let site = 0; site < standing + candidates.rows.length; site++) {
    const isStanding = site < standing;
    const minutes = driving.from(
      isStanding ? stations.points : candidates.points,
      isStanding ? site : site - standing,
      demands.points,
    );
    for (const [demand, value] of minutes.entries()) costs[demand]![site] = value + turnout;
    context.progress(0.6 + (0.15 * site) / (standing + candidates.rows.length));
  }
  return { costs, weights: demands.residents, existing: stations.names.map((_, site) => site) };
}

function optimality(result: LocationResult): LocalText {
  if (result.status === 'infeasible') return { zh: '没有满足条件的选址', en: 'no choice meets the conditions' };
  if (result.status === 'optimal') return { zh: '最优（已证明）', en: 'optimal, proven' };
  const percent = result.gap.status === 'ok' ? (100 * result.gap.value).toFixed(1) : '?';
  return { zh: `与界相差 ${percent}%`, en: `within ${percent} % of the bound` };
}

function setNone(list: IndicatorList, reason: ReturnType<typeof insufficient>): undefined {
  for (const id of indicators) list.set(id, reason);
  return undefined;
}

/**
 * Where the next fire stations should stand, given those there are: as many residents as possible in time (MCLP), the fewest
 * that reach everybody who can be reached in time (LSCP), and the least mean arrival (p-median).
 */
export function proposeStations(
  stations: Facilities,
  town: Town,
  hazard: PackedGeometry | undefined,
  driving: Driving,
  solver: IntegerSolver,
  list: IndicatorList,
  context: EvaluatorContext,
): NewStations | undefined {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const demands = demandCells(town, parameter('demandCell'));
  const people = sumOf(demands.residents);
  if (people === 0) return setNone(list, insufficient('没有居民', 'there are no residents'));
  const candidates = candidateSites(town, hazard, context);
  if (candidates.rows.length === 0) {
    const text = ['没有可作候选的地块', 'there is no parcel that could be a site'] as const;
    return setNone(list, insufficient(...text));
  }
  const count = Math.min(parameter('newStations'), candidates.rows.length);
  const limit = parameter('fireLimit');
  const problem = problemOf(stations, candidates, demands, driving, parameter('fireTurnout'), context);
  const standing = stations.rows.length;
  const before = demands.residents.reduce((sum, weight, demand) => {
    const isInTime = problem.existing.some((site) => problem.costs[demand]![site]! <= limit);
    return isInTime ? sum + weight : sum;
  }, 0);
  const coverings: LocationResult[] = [];
  for (let facilities = 1; facilities <= count; facilities++) {
    coverings.push(maximalCovering(problem, limit, facilities, solver));
    context.progress(0.75 + (0.1 * facilities) / count);
  }
  const covering = coverings.at(-1)!;
  const cover = setCovering(problem, limit, solver);
  context.progress(0.88);
  const median = pMedian(problem, count, solver);
  context.progress(0.95);
  const none = outOfRange('没有满足条件的选址', 'no choice of sites meets the conditions');
  const covered = covering.objective.status === 'ok' ? covering.objective.value : before;
  list.set('new-coverage', ok((100 * covered) / people));
  list.set('new-gain', ok((100 * (covered - before)) / people));
  list.set('new-needed', cover.objective);
  const beyond = cover.unserved.reduce((sum, demand) => sum + demands.residents[demand]!, 0);
  list.set('new-unserved', ok((100 * beyond) / people));
  const unreached = median.unserved.reduce((sum, demand) => sum + demands.residents[demand]!, 0);
  const mean =
    median.objective.status === 'ok' && people > unreached ? ok(median.objective.value / (people - unreached)) : none;
  list.set('new-mean', mean);
  if (covering.status === 'bounded' || cover.status === 'bounded' || median.status === 'bounded') {
    context.remark('info', {
      zh: '选址规模较大，由启发式求解；与最优的差距见表。',
      en: 'The location problem is large and was solved by search; the table has the gap to the optimum.',
    });
  }
  const text = [
    '选址从 {candidates} 个候选地块中取，居民按 {cells} 个网格单元计；候选不含权属、造价与地形，位置需实地核实。',
    'Sites are taken from {candidates} candidate parcels, residents from {cells} cells; ownership, cost and terrain are not considered: verify the sites on the ground.',
  ] as const;
  context.remark('info', fillText(...text, { candidates: candidates.rows.length, cells: demands.rows.length }));
  const rowOf = (site: number) => candidates.rows[site - standing]!;
  return {
    proposed: pickSites(
      candidates,
      covering.sites.map((site) => site - standing),
    ),
    layer: proposalLayer([covering, cover, median], rowOf, town, demands),
    tables: [
      {
        id: 'new-stations',
        title: { zh: '新增消防站选址', en: 'Sites for new fire stations' },
        columns: [
          { id: 'model', label: { zh: '模型', en: 'Model' } },
          { id: 'count', label: { zh: '新增', en: 'New stations' }, decimals: 0 },
          { id: 'covered', label: { zh: '时限内居民', en: 'Residents in time' }, unit: '%', decimals: 1 },
          { id: 'mean', label: { zh: '平均到达', en: 'Mean arrival' }, unit: 'min', decimals: 2 },
          { id: 'proof', label: { zh: '求解', en: 'Solution' } },
        ],
        rows: [
          [{ zh: '现状', en: 'As it is' }, 0, ...achieved(problem, [], limit), null],
          ...(
            [
              [models.covering, covering],
              [models.cover, cover],
              [models.median, median],
            ] as const
          ).map(([name, result]) => [
            name,
            result.sites.length,
            ...achieved(problem, result.sites, limit),
            optimality(result),
          ]),
        ],
      },
    ],
    charts: [
      {
        id: 'new-coverage-curve',
        title: { zh: '新增消防站与时限内居民', en: 'Residents in time by number of new stations' },
        kind: 'line',
        x: { label: { zh: '新增消防站', en: 'New stations' } },
        y: { label: { zh: '居民', en: 'Residents' }, unit: '%', decimals: 1 },
        points: [
          before,
          ...coverings.flatMap(({ objective }) => (objective.status === 'ok' ? [objective.value] : [])),
        ].map((value, facilities) => [facilities, (100 * value) / people] as const),
      },
    ],
  };
}

function pickSites({ points, rows }: Sites, chosen: readonly number[]): Sites {
  return {
    points: {
      x: Float64Array.from(chosen, (site) => points.x[site]!),
      y: Float64Array.from(chosen, (site) => points.y[site]!),
    },
    rows: chosen.map((site) => rows[site]!),
  };
}

/** Residents in time, %, and the mean arrival of those who are reached, with `sites` besides what stands. */
function achieved(
  { costs, weights, existing }: LocationProblem,
  sites: readonly number[],
  limit: number,
): readonly [covered: number, mean: number | null] {
  let inTime = 0;
  let minutes = 0;
  let reached = 0;
  let all = 0;
  for (const [demand, row] of costs.entries()) {
    const weight = weights[demand]!;
    const arrival = [...existing, ...sites].reduce(
      (least, site) => Math.min(least, row[site]!),
      Number.POSITIVE_INFINITY,
    );
    all += weight;
    if (arrival <= limit) inTime += weight;
    if (arrival === Number.POSITIVE_INFINITY) continue;
    reached += weight;
    minutes += weight * arrival;
  }
  return [(100 * inTime) / all, reached > 0 ? minutes / reached : null];
}

function proposalLayer(
  results: readonly LocationResult[],
  rowOf: (site: number) => number,
  town: Town,
  demands: Demands,
): ResultLayer {
  const packer = new GeometryPacker('point');
  const names: string[] = [];
  const served: number[] = [];
  for (const [place, model] of (['covering', 'cover', 'median'] as const).entries()) {
    const { sites, assigned } = results[place]!;
    for (const site of sites) {
      packer.addPoint(town.places.x[rowOf(site)]!, town.places.y[rowOf(site)]!);
      names.push(model);
      served.push(assigned.reduce((sum, own, demand) => (own === site ? sum + demands.residents[demand]! : sum), 0));
    }
  }
  return {
    id: 'new-stations',
    geometry: packer.finish(),
    columns: { model: names, residents: Float64Array.from(served) },
  };
}
