import {
  catchmentArea,
  copyFeature,
  type EvaluatorContext,
  GeometryPacker,
  numberParameter,
  type PackedGeometry,
  type ResultLayer,
  type Walking,
} from '#sdk';
import { stationPoints } from './access.ts';
import type { Station } from './stops.ts';

/** Width of the strip along reached streets that is drawn as the catchment, m. */
const strip = 40;

function discs(stations: readonly Station[], radius: number, { geometry: engine }: EvaluatorContext): PackedGeometry {
  const packer = new GeometryPacker('point');
  for (const { x, y } of stations) packer.addPoint(x, y);
  return engine.dissolve(engine.bufferAll(packer.finish(), radius, { quadrantSegments: 16 }));
}

/**
 * Core and influence zones of all stations as areas to look at: strips along the streets that are reached on foot, or
 * discs where walks are straight lines.
 */
export function catchmentLayer(stations: readonly Station[], walking: Walking, context: EvaluatorContext): ResultLayer {
  const points = stationPoints(stations);
  const limits = [
    numberParameter(context.parameters, 'influenceRadius'),
    numberParameter(context.parameters, 'coreRadius'),
  ];
  const packer = new GeometryPacker('polygon');
  const kilometres: number[] = [];
  for (const limit of limits) {
    const reached = walking.reachedStreets?.(points, limit);
    kilometres.push(reached ? reached.metres / 1000 : Number.NaN);
    const area = reached ? catchmentArea(context.geometry, reached.lines, strip) : discs(stations, limit, context);
    copyFeature(packer, area, 0);
  }
  return {
    id: 'catchments',
    geometry: packer.finish(),
    columns: { walk: Float64Array.from(limits), streets: Float64Array.from(kilometres) },
  };
}
