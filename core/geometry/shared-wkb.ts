import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureWkb } from './wkb.ts';

const written = new WeakMap<PackedGeometry, (Uint8Array | undefined)[]>();
const shapes = new WeakMap<PackedGeometry, (feature: number) => Uint8Array>();

/**
 * A feature as WKB in the form that tables hold: lines and areas of a multi type. Asked again it is the very same bytes, so that
 * states of a feature that stays where it is are compared without a look at its coordinates. They must not be written to.
 */
export function sharedWkb(geometry: PackedGeometry, feature: number): Uint8Array {
  let known = written.get(geometry);
  if (!known) {
    // Filled, so that features far behind do not make it a list with holes.
    known = Array.from({ length: featureCount(geometry) });
    written.set(geometry, known);
  }
  const own = known[feature] ?? featureWkb(geometry, feature, geometry.kind !== 'point');
  known[feature] = own;
  return own;
}

/** `sharedWkb` of any feature of a geometry: the same function for the same geometry. */
export function sharedShapes(geometry: PackedGeometry): (feature: number) => Uint8Array {
  const own = shapes.get(geometry) ?? ((feature: number) => sharedWkb(geometry, feature));
  shapes.set(geometry, own);
  return own;
}

/** Whether `wkb` are the very bytes that `sharedWkb` gave of a feature; false says nothing. */
export function isSharedWkb(wkb: Uint8Array, geometry: PackedGeometry, feature: number): boolean {
  return written.get(geometry)?.[feature] === wkb;
}
