import {
  type AssumptionValues,
  captureRatio,
  designRainfall,
  type EvaluatorContext,
  insufficient,
  lowestCurveNumber,
  type MethodValue,
  notDefined,
  numberParameter,
  ok,
  outOfRange,
  peakFlow,
  stormIntensity,
  valueOrNaN,
} from '#sdk';
import { type Ground, type SurfaceAreas, surfaceAreas } from './ground.ts';
import type { Rain } from './rain.ts';
import { type Runoff, runoffOf, type Storage, storageOf } from './runoff.ts';
import { isImpervious, surfaceKinds } from './surface-kinds.ts';

/** Everything that follows from the land under one set of assumptions. */
export interface Balance {
  readonly areas: SurfaceAreas;
  readonly runoff: Runoff;
  readonly storage: Storage;
  readonly indicators: ReadonlyMap<string, MethodValue>;
}

/** Mean of values over land, weighted by area; NaN values are left out. */
function meanOver(area: Float64Array, values: Float64Array, counts: (piece: number) => boolean): MethodValue {
  let land = 0;
  let sum = 0;
  for (let piece = 0; piece < area.length; piece++) {
    if (!counts(piece) || Number.isNaN(values[piece]!)) continue;
    land += area[piece]!;
    sum += area[piece]! * values[piece]!;
  }
  return land === 0 ? notDefined('没有汇水面积', 'there is no catchment area') : ok(sum / land);
}

function scaled(value: MethodValue, factor: number): MethodValue {
  return value.status === 'ok' ? ok(factor * value.value) : value;
}

/** Design rainfall of the target, mm: the planner's own figure, or from daily rain. */
export function designOf(rain: Rain | undefined, context: EvaluatorContext): MethodValue {
  const own = numberParameter(context.parameters, 'designRainfall');
  if (own > 0) return ok(own);
  const noRain = insufficient(
    '没有日降雨数据，也没有给定设计降雨量',
    'there is no daily rain, and no design rainfall is given',
  );
  if (!rain) return noRain;
  if (!rain.record) return insufficient('日降雨年数太少', 'there are too few years of daily rain');
  return designRainfall(rain.record, numberParameter(context.parameters, 'captureTarget') / 100);
}

/** Runoff, storage and peaks of a scenario. */
export function balanceOf(
  ground: Ground,
  rain: Rain | undefined,
  context: EvaluatorContext,
  assumptions: AssumptionValues,
): Balance {
  const parameter = (name: string) => numberParameter(context.parameters, name);
  const areas = surfaceAreas(ground, assumptions, parameter('greenRoofShare'));
  const runoff = runoffOf(ground, areas, context);
  const design = designOf(rain, context);
  const storage = storageOf(ground, runoff, valueOrNaN(design), rain?.record, context);
  const all = () => true;
  const caught = (piece: number) => ground.isCatchment[piece] === 1;
  const hectares = ground.area.reduce((sum, area, piece) => sum + (caught(piece) ? area : 0), 0) / 10_000;
  const noLand = notDefined('没有汇水面积', 'there is no catchment area');

  const required = storage.required.reduce((sum, volume) => sum + volume, 0);
  const provided = storage.provided.reduce((sum, volume) => sum + volume, 0);
  const short = storage.required.reduce(
    (sum, volume, piece) => sum + Math.max(0, volume - storage.provided[piece]!),
    0,
  );
  const ofDesign = (volume: number) => (design.status === 'ok' ? (hectares === 0 ? noLand : ok(volume)) : design);

  const curveNumber = meanOver(ground.area, runoff.curveNumber, all);
  const isLow = curveNumber.status === 'ok' && curveNumber.value < lowestCurveNumber;
  const low = outOfRange(
    `综合曲线数低于方法下限 ${lowestCurveNumber}`,
    `the composite curve number is below ${lowestCurveNumber}, where the method ends`,
  );
  const storm = isLow ? low : meanOver(ground.area, runoff.stormMillimetres, all);
  const land = ground.area.reduce((sum, area) => sum + area, 0);

  const formula = {
    a1: parameter('intensityA'),
    c: parameter('intensityC'),
    b: parameter('intensityB'),
    n: parameter('intensityN'),
  };
  const intensity = stormIntensity(formula, parameter('returnPeriod'), parameter('duration'));
  const peak = meanOver(ground.area, runoff.peak, caught);
  const peakKnown = intensity.status === 'ok' && peak.status === 'ok';
  const noPeak = intensity.status === 'ok' ? peak : intensity;

  return {
    areas,
    runoff,
    storage,
    indicators: new Map<string, MethodValue>([
      ['capture-ratio', captureIndicator(ground, rain, storage)],
      ['design-rainfall', design],
      ['capture-of-design', captureOfDesign(design, rain)],
      ['runoff-coefficient', meanOver(ground.area, runoff.volumetric, caught)],
      ['storage-required', ofDesign(required)],
      ['storage-provided', hectares === 0 ? noLand : ok(provided)],
      ['storage-shortfall', ofDesign(short)],
      ['impervious-share', land === 0 ? noLand : ok((100 * imperviousArea(areas)) / land)],
      ['curve-number', curveNumber],
      ['storm-runoff', storm],
      ['storm-volume', storm.status === 'ok' ? ok((storm.value * land) / 1000) : storm],
      ['storm-share', scaled(storm, 100 / parameter('stormDepth'))],
      ['storm-intensity', intensity],
      ['peak-coefficient', peak],
      ['peak-per-hectare', peakKnown ? ok(intensity.value * peak.value) : noPeak],
      ['peak-flow', peakKnown ? scaled(peakFlow(peak.value, intensity.value, hectares), 0.001) : noPeak],
    ]),
  };
}

/** Share of yearly rain held, %: the catchment's pieces weighted by area; depths are never averaged. */
function captureIndicator(ground: Ground, rain: Rain | undefined, storage: Storage): MethodValue {
  if (!rain) return insufficient('没有日降雨数据', 'there is no daily rain');
  if (!rain.record) return insufficient('日降雨年数太少', 'there are too few years of daily rain');
  if (rain.record.depths.length === 0) return insufficient('没有可用的日降雨', 'there is no usable daily rain');
  return scaled(
    meanOver(ground.area, storage.capture, (piece) => ground.isCatchment[piece] === 1),
    100,
  );
}

function captureOfDesign(design: MethodValue, rain: Rain | undefined): MethodValue {
  if (design.status !== 'ok') return design;
  if (!rain?.record) return insufficient('没有足够的日降雨数据', 'there is not enough daily rain');
  return scaled(captureRatio(rain.record, design.value), 100);
}

/** Ground that takes no water, m2. */
export function imperviousArea(areas: SurfaceAreas): number {
  const width = surfaceKinds.length;
  return areas.reduce((sum, area, at) => sum + (isImpervious(surfaceKinds[at % width]!) ? area : 0), 0);
}
