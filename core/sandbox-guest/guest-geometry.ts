import type { GeometryEngine } from '#core/geometry/engine.ts';
import { geometryOperations } from '#core/sandbox/geometry-operations.ts';
import { callHost } from './host-call.ts';

const operations = geometryOperations.map((name) => [
  name,
  (...given: readonly unknown[]) => callHost(`geometry/${name}`, ...given),
]);

/** The engine of the host, called through the wall of the sandbox. */
export const guestGeometry = Object.freeze({
  name: 'geos',
  ...Object.fromEntries(operations),
}) as unknown as GeometryEngine;
