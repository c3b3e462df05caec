import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  isSameLayer,
  type LocalText,
  type Snapshot,
  setBanded,
} from '#sdk';
import { buildingsOf, energyByParcel, yieldOfRoof } from './energy.ts';
import { carbonOf, energyIndicators, type Travel, travelOf } from './indicators.ts';
import manifest from './manifest.json' with { type: 'json' };
import { carbonTable, parcelCarbon, travelTable, useTable } from './tables.ts';
import { dChanges, dValuesOf } from './travel.ts';

/** Variables that a plan of this kind does not show. */
const notAssessed: LocalText = {
  zh: '未评估的 D 变量：小汽车与公交的岗位可达性、距市中心；车公里变化不含它们的影响。',
  en: 'D variables not assessed: job access by car and by transit, distance to downtown; the change of vehicle kilometres leaves them out.',
};

const capped: LocalText = {
  zh: '降幅达到上限，按上限给出。',
  en: 'The reduction reaches its cap and is given as the cap.',
};

function remarkOn(roofs: Float64Array, travel: Travel, context: EvaluatorContext): void {
  const unknown = roofs.filter((roof) => Number.isNaN(roof)).length;
  if (unknown > 0) {
    const text = [
      '{count} 个有建筑的地块建筑密度未知，屋顶未计入光伏。',
      'The building coverage of {count|built-up parcel|built-up parcels} is not known; their roofs are left out of photovoltaics.',
    ] as const;
    context.remark('info', fillText(...text, { count: unknown }));
  }
  context.remark('info', notAssessed);
  if (travel.isCapped) context.remark('warning', capped);
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const now = buildingsOf(snapshot);
  const { baseline } = snapshot;
  // The baseline may lack the parcels that the scenario has.
  const hasBaseline = baseline?.layers.parcel !== undefined;
  const isOwn = hasBaseline && isSameLayer(baseline.layers.parcel, snapshot.layers.parcel);
  const before = isOwn ? now : hasBaseline ? buildingsOf(baseline) : undefined;
  const values = dValuesOf(snapshot, context);
  context.progress(0.4);
  const changes = hasBaseline ? dChanges(dValuesOf(baseline, context), values, context) : undefined;
  context.progress(0.7);
  const travel = travelOf(changes, context);
  setBanded(list, context, (assumptions) => energyIndicators(now, before, travel, context, assumptions));
  remarkOn(now.roofs, travel, context);

  const carbon = carbonOf(now, travel, context, context.assumptions);
  const floors = Object.values(now.floors);
  const floorOf = (row: number) => floors.reduce((sum, floor) => sum + floor[row]!, 0);
  const byParcel = energyByParcel(now, context.assumptions);
  const perRoof = yieldOfRoof(context, context.assumptions);
  const uses = useTable(carbon.year);
  const sources = carbonTable(carbon, context);
  return {
    indicators: list.finish(),
    features: [
      {
        id: 'energy-intensity',
        values: byParcel.map((energy, row) => {
          const floor = floorOf(row);
          return floor > 0 ? energy / floor : Number.NaN;
        }),
      },
      { id: 'energy', values: byParcel.map((energy) => energy / 1000) },
      { id: 'pv-potential', values: now.roofs.map((roof) => (roof * perRoof) / 1000) },
      { id: 'co2', values: parcelCarbon(carbon, byParcel, context) },
    ],
    tables: [uses.table, sources.table, ...(changes && changes.length > 0 ? [travelTable(changes)] : [])],
    charts: [uses.chart, sources.chart],
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
