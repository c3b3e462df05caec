import type { CrsDefinitions } from './definitions.ts';
import { type CrsParameters, nameKey, type ProjectionParameter } from './parameters.ts';

const lengthTolerance = 0.005;
const angleTolerance = 1e-7;

const parameterTolerance: Readonly<Record<ProjectionParameter, number>> = {
  latitude: angleTolerance,
  longitude: angleTolerance,
  parallel1: angleTolerance,
  parallel2: angleTolerance,
  azimuth: angleTolerance,
  gridAngle: angleTolerance,
  scale: 1e-9,
  easting: lengthTolerance,
  northing: lengthTolerance,
};

function isNear(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance;
}

/** Whether two systems project in the same way onto ellipsoids of the same size, whatever their datum and unit. */
export function sameProjection(a: CrsParameters, b: CrsParameters): boolean {
  if (a.kind !== b.kind || a.method !== b.method) return false;
  if (!isNear(a.semiMajorAxis, b.semiMajorAxis, 0.05)) return false;
  // Loose enough for WGS 84 and GRS 80, which ESRI and others mix up: 0.1 mm at the poles.
  if (!isNear(a.inverseFlattening, b.inverseFlattening, 1e-5)) return false;
  if (!isNear(a.primeMeridian, b.primeMeridian, angleTolerance)) return false;
  for (const name of Object.keys(parameterTolerance) as ProjectionParameter[]) {
    if (!isNear(a.projection[name], b.projection[name], parameterTolerance[name])) return false;
  }
  return true;
}

/** Whether two systems have the same unit. */
function sameUnit(a: CrsParameters, b: CrsParameters): boolean {
  return a.kind === 'projected' ? isNear(a.unitMetres / b.unitMetres, 1, 1e-9) : a.unitDegrees === b.unitDegrees;
}

function words(name: string): Set<string> {
  return new Set(name.toLowerCase().match(/[a-z]+|\d+/g) ?? []);
}

/** Share of words that two names have in common. */
function likeness(a: string, b: string): number {
  const first = words(a);
  const second = words(b);
  let shared = 0;
  for (const word of first) if (second.has(word)) shared++;
  return shared / Math.max(1, first.size + second.size - shared);
}

/**
 * The EPSG code of a system that does not state it, such as an ESRI `.prj`: projection, ellipsoid, prime meridian and unit
 * have to agree in numbers, and the datum by its name. Of several (a 3-degree and a 6-degree zone with the same central
 * meridian) the one with the most similar name is taken. Undefined when the register has no such system.
 */
export function recognise(parameters: CrsParameters, definitions: CrsDefinitions): number | undefined {
  let best: number | undefined;
  let bestLikeness = -1;
  for (const [code, known] of definitions.parameters()) {
    if (known.datum !== parameters.datum && nameKey(known.name) !== nameKey(parameters.name)) continue;
    if (!sameProjection(known, parameters) || !sameUnit(known, parameters)) continue;
    const agreement = likeness(known.name, parameters.name) + (known.datum === parameters.datum ? 1 : 0);
    if (agreement > bestLikeness) {
      best = code;
      bestLikeness = agreement;
    }
  }
  return best;
}
