import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import type { MetricGeometry } from './metric-frame.ts';
import type { ValidityFault } from './validity-fault.ts';

export type OverlayOperation = 'intersection' | 'union' | 'difference' | 'symmetric-difference';

export interface BufferOptions {
  /** Segments of a quarter circle; 8 unless told otherwise. */
  readonly quadrantSegments?: number;
  readonly cap?: 'round' | 'flat' | 'square';
  readonly join?: 'round' | 'mitre' | 'bevel';
  /** Only the left side of lines (the right one for a negative distance). */
  readonly singleSided?: boolean;
}

/** Whether a geometry keeps the rules of simple features, and where and why not. */
export interface Validity {
  readonly valid: boolean;
  /** The first fault found; `validityFaults` has its text. */
  readonly fault?: ValidityFault;
  readonly x?: number;
  readonly y?: number;
}

/**
 * Planar geometry in metres, by one of two engines. All operations take any simple geometry; polygons need not be
 * valid: what breaks the rules is repaired first (as `makeValid` does), so no operation fails on a self-crossing ring.
 *
 * Single geometries travel as WKB (little-endian, two dimensions); many at once as `PackedGeometry`. Which way rings run in
 * results is not promised. Errors: `geometry/operation-failed` with the engine's reason, `geometry/wkb-unreadable` for
 * bytes that are no geometry, `geometry/wrong-kind` where areas are wanted, `geometry/degrees-refused` for degrees.
 */
export interface GeometryEngine {
  readonly name: 'geos' | 'jsts';

  overlay(operation: OverlayOperation, a: Uint8Array, b: Uint8Array): Uint8Array;
  /** All together as one; lines are split where they cross and equal pieces kept once. */
  union(geometries: readonly Uint8Array[]): Uint8Array;
  /** What lies within the distance; a negative distance shrinks areas. */
  buffer(geometry: Uint8Array, distanceMetres: number, options?: BufferOptions): Uint8Array;
  validity(geometry: Uint8Array): Validity;
  /**
   * The same geometry keeping the rules, of the same dimension: each polygon part becomes the area its outlines enclose
   * (what is an odd number of edges away from the outside), then overlapping parts are joined. What has no area or length
   * left is dropped.
   */
  makeValid(geometry: Uint8Array): Uint8Array;
  /** DE-9IM matrix, such as `212101212`. */
  relate(a: Uint8Array, b: Uint8Array): string;
  /** Shortest way between them, m; infinite when one is empty. */
  distance(a: Uint8Array, b: Uint8Array): number;
  /** Fewer vertices, none further than the tolerance from the given outline; the rules are kept. */
  simplify(geometry: Uint8Array, toleranceMetres: number): Uint8Array;
  convexHull(geometry: Uint8Array): Uint8Array;
  /** Area polygons enclosed by lines; the lines are split where they cross first. */
  polygonize(lines: readonly Uint8Array[]): Uint8Array[];

  /**
   * Intersects feature `pairs[2k]` of `a` with feature `pairs[2k + 1]` of `b`: one polygon feature per pair, without
   * parts where they only touch and slivers thinner than rounding. `a` and `b` are polygons.
   */
  intersectPairs(a: MetricGeometry, b: MetricGeometry, pairs: Uint32Array): PackedGeometry;
  /** Each feature of `a` (polygons) without the features of `b` (polygons) that meet it. */
  subtract(a: MetricGeometry, b: MetricGeometry): PackedGeometry;
  /** All features dissolved into one feature of the same kind. */
  dissolve(geometry: MetricGeometry): PackedGeometry;
  /** The buffer of every feature as one polygon feature; the distance is one for all or one for each. */
  bufferAll(geometry: MetricGeometry, distanceMetres: number | Float64Array, options?: BufferOptions): PackedGeometry;
  /** Per feature: 1 where valid, 0 where not. */
  validAll(geometry: MetricGeometry): Uint8Array;
  /** The same features with invalid ones repaired, and which ones those were; the same object when there were none. */
  repairAll(geometry: MetricGeometry): { readonly geometry: PackedGeometry; readonly repaired: readonly number[] };
  /** For pairs (a, b): 1 where they share at least a point. Any kinds. */
  intersectsPairs(a: MetricGeometry, b: MetricGeometry, pairs: Uint32Array): Uint8Array;
}
