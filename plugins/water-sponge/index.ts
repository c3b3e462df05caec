import {
  defineEvaluator,
  type Evaluator,
  type EvaluatorContext,
  type EvaluatorOutput,
  IndicatorList,
  insufficient,
  ok,
  peakFlow,
  type ResultChart,
  type ResultTable,
  type Snapshot,
  setBanded,
  valueOrNaN,
} from '#sdk';
import { groundOf } from './ground.ts';
import { balanceOf } from './indicators.ts';
import manifest from './manifest.json' with { type: 'json' };
import { rainOf } from './rain.ts';
import { landUseTable, rainfallTable, surfaceTable } from './tables.ts';

function evaluate(snapshot: Snapshot, context: EvaluatorContext): EvaluatorOutput {
  const list = new IndicatorList(evaluator.manifest);
  const ground = groundOf(snapshot, context);
  const rain = rainOf(snapshot, context);
  context.progress(0.3);
  const noRain = insufficient('没有日降雨数据', 'there is no daily rain');
  list.set('rain-years', rain ? ok(rain.years) : noRain);
  list.set('yearly-rain', rain && rain.years > 0 ? ok(rain.yearlyMillimetres) : noRain);
  setBanded(list, context, (assumptions) => balanceOf(ground, rain, context, assumptions).indicators);
  context.progress(0.8);

  const balance = balanceOf(ground, rain, context, context.assumptions);
  const { runoff, storage, indicators } = balance;
  const intensity = valueOrNaN(indicators.get('storm-intensity')!);
  const ofParcels = (value: (piece: number) => number) =>
    Float64Array.from({ length: ground.parcels }, (_, piece) => value(piece));
  const shortfall = (piece: number) =>
    ground.isCatchment[piece] ? Math.max(0, storage.required[piece]! - storage.provided[piece]!) : Number.NaN;
  const byUse = landUseTable(snapshot, ground, balance);
  const tables: ResultTable[] = [surfaceTable(balance, context), byUse.table];
  const charts: ResultChart[] = [byUse.chart];
  if (rain?.record && rain.record.depths.length > 0) {
    const rainfall = rainfallTable(rain.record);
    tables.push(rainfall.table);
    charts.push(rainfall.chart);
  }
  return {
    indicators: list.finish(),
    features: [
      { id: 'storm-runoff', values: ofParcels((piece) => runoff.stormMillimetres[piece]!) },
      { id: 'curve-number', values: ofParcels((piece) => runoff.curveNumber[piece]!) },
      { id: 'runoff-coefficient', values: ofParcels((piece) => runoff.volumetric[piece]!) },
      { id: 'capture-ratio', values: ofParcels((piece) => 100 * storage.capture[piece]!) },
      { id: 'storage-shortfall', values: ofParcels(shortfall) },
      {
        id: 'peak-flow',
        values: ofParcels((piece) =>
          valueOrNaN(peakFlow(runoff.peak[piece]!, intensity, ground.area[piece]! / 10_000)),
        ),
      },
    ],
    tables,
    charts,
  };
}

export const evaluator: Evaluator = defineEvaluator(manifest, evaluate);
