import {
  achievedRainfall,
  captureOf,
  compositeCurveNumber,
  type EvaluatorContext,
  imperviousCurveNumber,
  numberParameter,
  type RainRecord,
  runoffMillimetres,
  valueOrNaN,
} from '#sdk';
import type { Ground, SurfaceAreas } from './ground.ts';
import { isImpervious, surfaceKinds, surfaceValues } from './surface-kinds.ts';

/** What runs off each piece of land; NaN where a piece has no area. */
export interface Runoff {
  /** Volumetric and peak coefficient. */
  readonly volumetric: Float64Array;
  readonly peak: Float64Array;
  readonly curveNumber: Float64Array;
  /** Runoff of the design storm, mm. */
  readonly stormMillimetres: Float64Array;
}

/** Coefficients and storm runoff of every piece of land. */
export function runoffOf(ground: Ground, areas: SurfaceAreas, context: EvaluatorContext): Runoff {
  const { parameters } = context;
  const values = surfaceValues(context);
  const unconnected = numberParameter(parameters, 'unconnectedShare');
  const storm = numberParameter(parameters, 'stormDepth');
  const share = parameters.lambda === '0.05' ? 0.05 : 0.2;
  const width = surfaceKinds.length;
  const none = () => new Float64Array(ground.area.length).fill(Number.NaN);
  const result = { volumetric: none(), peak: none(), curveNumber: none(), stormMillimetres: none() };
  for (let piece = 0; piece < ground.area.length; piece++) {
    const area = ground.area[piece]!;
    if (area === 0) continue;
    let volumetric = 0;
    let peak = 0;
    let impervious = 0;
    let pervious = 0;
    for (const [place, kind] of surfaceKinds.entries()) {
      const own = areas[piece * width + place]!;
      volumetric += own * values[kind].volumetric;
      peak += own * values[kind].peak;
      if (isImpervious(kind)) impervious += own;
      else pervious += own * values[kind].curveNumber;
    }
    // Land that is impervious all over has no pervious number; its composite is that of impervious ground.
    const own = impervious < area ? pervious / (area - impervious) : imperviousCurveNumber;
    const curveNumber = compositeCurveNumber(own, Math.min(100, (100 * impervious) / area), unconnected);
    result.volumetric[piece] = volumetric / area;
    result.peak[piece] = peak / area;
    result.curveNumber[piece] = curveNumber;
    result.stormMillimetres[piece] = runoffMillimetres(storm, curveNumber, share);
  }
  return result;
}

/** Storage of the catchment, piece by piece, m3; 0 off the catchment. */
export interface Storage {
  readonly provided: Float64Array;
  readonly required: Float64Array;
  /** Share of yearly rain that each piece holds; NaN off the catchment or without daily rain. */
  readonly capture: Float64Array;
}

/**
 * Storage that sunken green gives, against what the design rainfall asks for. Permeable paving and green roofs are in the
 * runoff coefficient and count there alone, so that no volume counts twice; more storage than a piece's own runoff needs is
 * of no use to its capture ratio.
 */
export function storageOf(
  ground: Ground,
  runoff: Runoff,
  designMillimetres: number,
  record: RainRecord | undefined,
  context: EvaluatorContext,
): Storage {
  const share = numberParameter(context.parameters, 'sunkenShare');
  const depth = numberParameter(context.parameters, 'sunkenDepth') / 1000;
  const count = ground.area.length;
  const provided = new Float64Array(count);
  const required = new Float64Array(count);
  const capture = new Float64Array(count).fill(Number.NaN);
  for (let piece = 0; piece < count; piece++) {
    const hectares = ground.area[piece]! / 10_000;
    if (!ground.isCatchment[piece] || hectares === 0) continue;
    provided[piece] = ground.green[piece]! * share * depth;
    required[piece] = 10 * designMillimetres * runoff.volumetric[piece]! * hectares;
    if (!record || record.depths.length === 0) continue;
    const held = valueOrNaN(achievedRainfall(provided[piece]!, runoff.volumetric[piece]!, hectares));
    capture[piece] = captureOf(record, held);
  }
  return { provided, required, capture };
}
