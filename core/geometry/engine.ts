import type { PackedGeometry } from '#core/model/packed-geometry.ts';

export type OverlayOperation = 'intersection' | 'union' | 'difference' | 'symmetric-difference';

export interface BufferOptions {
  /** Segments of a quarter circle; 8 unless told otherwise. */
  readonly quadrantSegments?: number;
  readonly cap?: 'round' | 'flat' | 'square';
  readonly join?: 'round' | 'mitre' | 'bevel';
  readonly singleSided?: boolean;
}

/** Whether a geometry keeps the rules of simple features, and where and why not. */
export interface Validity {
  readonly valid: boolean;
  readonly reason?: string;
  readonly x?: number;
  readonly y?: number;
}

/**
 * Planar geometry in metres, by one of two engines. All operations take any simple geometry; polygons need not be
 * valid: what breaks the rules is repaired first (`makeValid`), so no operation fails on a self-crossing ring.
 *
 * Single geometries travel as WKB (little-endian, two dimensions); many at once as `PackedGeometry`.
 * Errors: `geometry/operation-failed` with the engine's reason.
 */
export interface GeometryEngine {
  readonly name: 'geos' | 'jsts';

  overlay(operation: OverlayOperation, a: Uint8Array, b: Uint8Array): Uint8Array;
  union(geometries: readonly Uint8Array[]): Uint8Array;
  buffer(geometry: Uint8Array, distanceMetres: number, options?: BufferOptions): Uint8Array;
  validity(geometry: Uint8Array): Validity;
  makeValid(geometry: Uint8Array): Uint8Array;
  /** DE-9IM matrix, such as `212101212`. */
  relate(a: Uint8Array, b: Uint8Array): string;
  distance(a: Uint8Array, b: Uint8Array): number;
  simplify(geometry: Uint8Array, toleranceMetres: number): Uint8Array;
  convexHull(geometry: Uint8Array): Uint8Array;
  /** Area polygons enclosed by lines; the lines are noded first. */
  polygonize(lines: readonly Uint8Array[]): Uint8Array[];

  /**
   * Intersects feature `pairs[2k]` of `a` with feature `pairs[2k + 1]` of `b`: one polygon feature per pair, without
   * parts where they only touch. `a` and `b` are polygons.
   */
  intersectPairs(a: PackedGeometry, b: PackedGeometry, pairs: Uint32Array): PackedGeometry;
  /** Each feature of `a` (polygons) without the features of `b` that meet it. */
  subtract(a: PackedGeometry, b: PackedGeometry): PackedGeometry;
  /** All features dissolved into one. */
  dissolve(geometry: PackedGeometry): PackedGeometry;
  bufferAll(geometry: PackedGeometry, distanceMetres: number | Float64Array, options?: BufferOptions): PackedGeometry;
  /** Per feature: 1 where valid, 0 where not. */
  validAll(geometry: PackedGeometry): Uint8Array;
  /** The same features with invalid ones repaired, and which ones those were. */
  repairAll(geometry: PackedGeometry): { readonly geometry: PackedGeometry; readonly repaired: readonly number[] };
  /** For pairs (a, b): 1 where they share at least a point. */
  intersectsPairs(a: PackedGeometry, b: PackedGeometry, pairs: Uint32Array): Uint8Array;
}
