import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';
import type { BufferOptions, OverlayOperation } from './engine.ts';
import type { SimpleGeometry } from './simple-geometry.ts';
import type { ValidityFault } from './validity-fault.ts';

/** Buffer options with nothing left open. */
export type BufferShape = Required<BufferOptions>;

/** Where and why a geometry breaks the rules. */
export interface Fault {
  readonly fault: ValidityFault;
  readonly x: number;
  readonly y: number;
}

/**
 * What the two engines do differently. `engineOf` (kernel-engine.ts) makes a `GeometryEngine` of it and sees to everything
 * they have in common, so a kernel may rely on this: geometries are tidy (finite coordinates, closed rings of four points or
 * more, lines with length), polygons valid wherever nothing else is said, pairs really need an overlay. It throws plain
 * errors with the reason.
 *
 * The methods for features append to a packer and leave ending the feature to the caller. Between two of them a kernel may
 * keep what it built of a feature, until `release`.
 */
export interface GeometryKernel {
  readonly name: 'geos' | 'jsts';

  overlay(operation: OverlayOperation, a: SimpleGeometry, b: SimpleGeometry): SimpleGeometry;
  union(geometries: readonly SimpleGeometry[]): SimpleGeometry;
  buffer(geometry: SimpleGeometry, distance: number, shape: BufferShape): SimpleGeometry;
  /** The fault of a geometry that need not be valid. */
  faultOf(geometry: SimpleGeometry): Fault | undefined;
  relate(a: SimpleGeometry, b: SimpleGeometry): string;
  distance(a: SimpleGeometry, b: SimpleGeometry): number;
  simplify(geometry: SimpleGeometry, tolerance: number): SimpleGeometry;
  convexHull(geometry: SimpleGeometry): SimpleGeometry;
  polygonize(lines: readonly SimpleGeometry[]): readonly SimpleGeometry[];

  /** Whether a polygon feature, which need not be valid, is. */
  isValidFeature(geometry: PackedGeometry, feature: number): boolean;
  /** Appends the area that the outlines of one polygon part enclose; the part need not be valid. */
  repairPart(geometry: PackedGeometry, part: number, packer: GeometryPacker): void;
  /** Appends the area that two polygon features have in common. */
  intersectFeatures(
    a: PackedGeometry,
    featureA: number,
    b: PackedGeometry,
    featureB: number,
    packer: GeometryPacker,
  ): void;
  /** Appends what is left of a polygon feature without several others. */
  subtractFeatures(
    a: PackedGeometry,
    feature: number,
    b: PackedGeometry,
    features: readonly number[],
    packer: GeometryPacker,
  ): void;
  /** Appends the union of features of any one kind. */
  uniteFeatures(geometry: PackedGeometry, features: readonly number[], packer: GeometryPacker): void;
  bufferFeature(
    geometry: PackedGeometry,
    feature: number,
    distance: number,
    shape: BufferShape,
    packer: GeometryPacker,
  ): void;
  /** Gives back what was kept between calls. */
  release(): void;
}
