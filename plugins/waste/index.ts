import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  fillText,
  IndicatorList,
  numberParameter,
  numbersOf,
  orZero,
  type Snapshot,
  setBanded,
  wasteRoutes,
} from '#sdk';
import { shareParameters, wasteIndicators, yearlyRates, yearOfWaste } from './flows.ts';
import manifest from './manifest.json' with { type: 'json' };
import { measureStations } from './stations.ts';
import { routeTable, sourceTable } from './tables.ts';

/** Sum of what is known and not negative. */
function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + Math.max(0, orZero(value)), 0);
}

function remarkOn(residents: Float64Array, context: EvaluatorContext): void {
  const unknown = residents.filter((value) => Number.isNaN(value)).length;
  if (unknown > 0) {
    const text = [
      '{count} 个地块人口未知，按没有计。',
      'The residents of {count|parcel|parcels} are not known and count as none.',
    ] as const;
    context.remark('warning', fillText(...text, { count: unknown }));
  }
  const shares = wasteRoutes.reduce(
    (sum, route) => sum + numberParameter(context.parameters, shareParameters[route]),
    0,
  );
  if (Math.abs(shares - 100) > 0.1) {
    const text = [
      '各路线份额合计 {sum} %，不是 100 %；物料平衡不闭合，各率不给数值。',
      'The shares of the routes add up to {sum} %, not to 100 %: the mass balance is open, and rates have no number.',
    ] as const;
    context.remark('warning', fillText(...text, { sum: shares }));
  }
}

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const parcel = snapshot.layers.parcel!;
  const list = new IndicatorList(evaluator.manifest);
  const residents = numbersOf(parcel, 'residents');
  const jobs = numbersOf(parcel, 'jobs');
  const sources = { residents: total(residents), jobs: total(jobs) };
  remarkOn(residents, context);
  setBanded(list, context, (assumptions) => wasteIndicators(sources, context, assumptions));
  const year = yearOfWaste(sources, context, context.assumptions);
  context.progress(0.3);
  const ways = measureStations(snapshot, year.generated / 365, list, context);

  const rates = yearlyRates(context, context.assumptions);
  const generated = residents.map((people, row) => people * rates.resident + orZero(jobs[row]!) * rates.job);
  const routes = routeTable(year);
  return {
    indicators: list.finish(),
    features: [{ id: 'generated', values: generated }, ...(ways ? [{ id: 'station-way', values: ways }] : [])],
    tables: [sourceTable(year), routes.table],
    charts: routes.charts,
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
