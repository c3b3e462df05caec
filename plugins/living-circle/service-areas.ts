import {
  catchmentArea,
  copyFeature,
  type EvaluatorContext,
  GeometryPacker,
  type PackedGeometry,
  type ResultLayer,
  type Walking,
} from '#sdk';
import type { ServiceAccess } from './coverage.ts';

/** Width of the strip along reached streets that is drawn as the area served, m. */
const strip = 40;

function discs(
  points: { readonly x: Float64Array; readonly y: Float64Array },
  radius: number,
  context: EvaluatorContext,
) {
  const packer = new GeometryPacker('point');
  for (const [at, x] of points.x.entries()) if (!Number.isNaN(x)) packer.addPoint(x, points.y[at]!);
  const { geometry: engine } = context;
  return engine.dissolve(engine.bufferAll(packer.finish(), radius, { quadrantSegments: 12 }));
}

/**
 * What the services of each kind reach: strips along the streets within their radius, streets counted as far as one gets, or
 * discs where walks are straight lines. Green is left out: it is entered from all sides.
 */
export function serviceAreas(
  known: readonly ServiceAccess[],
  walking: Walking,
  context: EvaluatorContext,
): ResultLayer {
  const packer = new GeometryPacker('polygon');
  const names: string[] = [];
  const radii: number[] = [];
  const kilometres: number[] = [];
  for (const { service, radius } of known) {
    if (!('points' in service.at)) continue;
    const reached = walking.reachedStreets?.(service.at.points, radius);
    const area: PackedGeometry = reached
      ? catchmentArea(context.geometry, reached.lines, strip)
      : discs(service.at.points, radius, context);
    copyFeature(packer, area, 0);
    names.push(service.kind.id);
    radii.push(radius);
    kilometres.push(reached ? reached.metres / 1000 : Number.NaN);
    context.progress(0.7 + 0.25 * (names.length / known.length));
  }
  return {
    id: 'service-areas',
    geometry: packer.finish(),
    columns: { service: names, radius: Float64Array.from(radii), streets: Float64Array.from(kilometres) },
  };
}
