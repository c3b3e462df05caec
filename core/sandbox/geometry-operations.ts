import type { GeometryEngine } from '#core/geometry/engine.ts';

type OperationName = Exclude<keyof GeometryEngine, 'name'>;

/** The operations of the geometry engine that a plugin in the sandbox can ask of the host: all of them. */
export const geometryOperations = [
  'overlay',
  'union',
  'buffer',
  'validity',
  'makeValid',
  'relate',
  'distance',
  'simplify',
  'convexHull',
  'polygonize',
  'intersectPairs',
  'subtract',
  'dissolve',
  'bufferAll',
  'validAll',
  'repairAll',
  'intersectsPairs',
] as const satisfies readonly OperationName[];
