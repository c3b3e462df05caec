import {
  countOf,
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  evennessOf,
  fillText,
  IndicatorList,
  type MethodValue,
  notDefined,
  numberParameter,
  numbersOf,
  numbersParameter,
  ok,
  type Points,
  type ResultChart,
  type ResultTable,
  type Snapshot,
  valueOrNaN,
  walkingFor,
  weightedMean,
} from '#sdk';
import { gridMix, landDissimilarity } from './grid-mix.ts';
import manifest from './manifest.json' with { type: 'json' };
import { type ReachMix, reachMix } from './reach-mix.ts';
import { amountsOf, type Basis, useAmounts } from './uses.ts';
import { setWholeMix, usesTable } from './whole-mix.ts';

/** Share of the weight, in percent, of places where `values` is at least `from`. */
function shareFrom(values: Float64Array, weights: Float64Array, from: number): MethodValue {
  let total = 0;
  let reached = 0;
  for (const [row, value] of values.entries()) {
    const weight = weights[row]!;
    if (!(weight > 0) || Number.isNaN(value)) continue;
    total += weight;
    if (value >= from) reached += weight;
  }
  return total === 0 ? notDefined('没有居民', 'there are no residents') : ok((100 * reached) / total);
}

function radiusTable(
  reach: ReachMix,
  people: Float64Array,
): { readonly table: ResultTable; readonly chart: ResultChart } {
  const mean = (values: Float64Array) => {
    const value = valueOrNaN(weightedMean(values, people));
    return Number.isNaN(value) ? null : value;
  };
  const rows = reach.radii.map((radius, step) => {
    const [q0, q1, q2] = reach.hill[step]!;
    return [radius, mean(q0), mean(q1), mean(q2), mean(reach.effective[step]!), mean(reach.balance[step]!)];
  });
  const column = (id: string, zh: string, en: string, decimals: number, unit?: string) =>
    unit === undefined ? { id, label: { zh, en }, decimals } : { id, label: { zh, en }, decimals, unit };
  return {
    table: {
      id: 'mix-by-radius',
      title: { zh: '各半径内的混合（按人口与岗位平均）', en: 'Mix by radius (mean over residents and jobs)' },
      columns: [
        column('radius', '半径', 'Radius', 0, 'm'),
        column('q0', '类数', 'Uses (q = 0)', 2),
        column('q1', '等效类数 q = 1', 'Effective uses, q = 1', 2),
        column('q2', '等效类数 q = 2', 'Effective uses, q = 2', 2),
        column('effective', '距离加权', 'Weighted by distance', 2),
        column('balance', '职住平衡', 'Jobs balance', 3),
      ],
      rows,
    },
    chart: {
      id: 'mix-by-radius',
      title: { zh: '各半径内的等效类数', en: 'Effective uses by radius' },
      kind: 'line',
      x: { label: { zh: '半径', en: 'Radius' }, unit: 'm' },
      y: { label: { zh: '等效类数', en: 'Effective uses' }, decimals: 2 },
      points: rows.flatMap(([radius, , q1]): [number, number][] => (q1 === null ? [] : [[radius!, q1!]])),
    },
  };
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const { parameters, assumptions } = context;
  const parcels = snapshot.layers.parcel!;
  const basis = parameters.basis as Basis;
  const mixedShare = assumptions['mixed-share-residential'] ?? 0.7;
  const amounts = useAmounts(parcels, basis, mixedShare);
  const floors = basis === 'floor-area' ? amounts : useAmounts(parcels, 'floor-area', mixedShare);
  const residents = numbersOf(parcels, 'residents');
  const jobs = numbersOf(parcels, 'jobs');
  const jobsPerResident = numberParameter(parameters, 'jobsPerResident');
  const list = new IndicatorList(evaluator.manifest);

  const unknown = numbersOf(parcels, 'floor_residential').filter((value) => Number.isNaN(value)).length;
  if (unknown > 0) {
    context.remark(
      'warning',
      fillText(
        '{count} 个地块的建筑面积未知，按没有计。',
        'The floor area of {count|parcel|parcels} is not known and counts as none.',
        { count: unknown },
      ),
    );
  }
  setWholeMix(list, parcels, amounts, floors, jobsPerResident);
  const grid = gridMix(parcels, amounts, numberParameter(parameters, 'gridCell'));
  list.set('cell-entropy', grid.entropy);
  list.set('cell-balance', grid.balance);
  list.set('segregation', grid.segregation);
  const developedShare = numberParameter(parameters, 'developedShare');
  list.set('dissimilarity', landDissimilarity(parcels, numberParameter(parameters, 'hectareCell'), developedShare));
  context.progress(0.2);

  const mainRadius = numberParameter(parameters, 'mainRadius');
  const balanceRadius = numberParameter(parameters, 'balanceRadius');
  const radii = [...new Set([...numbersParameter(parameters, 'radii'), mainRadius, balanceRadius])].sort(
    (a, b) => a - b,
  );
  const places: Points = { x: numbersOf(parcels, 'point_x'), y: numbersOf(parcels, 'point_y') };
  const origins = Array.from({ length: countOf(parcels) }, (_, row) => row).filter(
    (row) => residents[row]! > 0 || jobs[row]! > 0,
  );
  const walking = walkingFor(snapshot, places, context);
  const reach = reachMix({ amounts, places, origins, residents, jobs, jobsPerResident }, radii, walking, context);
  const main = radii.indexOf(mainRadius);
  const balance = reach.balance[radii.indexOf(balanceRadius)]!;
  const people = residents.map((value, row) => (value > 0 ? value : 0) + (jobs[row]! > 0 ? jobs[row]! : 0));
  const inhabitants = residents.map((value) => (value > 0 ? value : 0));
  const [, mainHill] = reach.hill[main]!;
  list.set('reach-hill', weightedMean(mainHill, people));
  list.set('reach-effective', weightedMean(reach.effective[main]!, people));
  list.set('reach-balance', weightedMean(balance, inhabitants));
  const singleUse = numberParameter(parameters, 'singleUseShare');
  list.set('single-use-residents', shareFrom(reach.dominance[main]!, inhabitants, singleUse));
  context.progress(0.95);

  const uses = usesTable(amounts, basis);
  const byRadius = radiusTable(reach, people);
  const ownEntropy = Float64Array.from({ length: countOf(parcels) }, (_, row) =>
    evennessOf(amountsOf(amounts, row), amounts.classes.length),
  );
  return {
    indicators: list.finish(),
    features: [
      { id: 'parcel-entropy', values: ownEntropy },
      { id: 'reach-hill', values: mainHill },
      { id: 'reach-effective', values: reach.effective[main]! },
      { id: 'reach-balance', values: balance },
    ],
    layers: [grid.layer],
    tables: [uses.table, byRadius.table],
    charts: [uses.chart, byRadius.chart],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
