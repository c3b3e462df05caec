import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { type AreaParts, packAreas, unionOfAreas, unionOfCoverage } from './area-arrangement.ts';
import { mitreLimit } from './buffer-shape.ts';
import type { OverlayOperation } from './engine.ts';
import type { GeosHeap, Pointer } from './geos-heap.ts';
import type { BufferShape, Fault, GeometryKernel } from './kernel.ts';
import type { SimpleGeometry } from './simple-geometry.ts';
import { faultOfWords } from './validity-fault.ts';

const caps = { round: 1, flat: 2, square: 3 } as const;
const joins = { round: 1, mitre: 2, bevel: 3 } as const;

/** A feature kept in the memory of GEOS because the next pair may well use it again. */
interface Kept {
  readonly geometry: PackedGeometry;
  readonly feature: number;
  readonly pointer: Pointer;
}

function multiPolygon(areas: AreaParts): SimpleGeometry {
  return { type: 'multi-polygon', members: areas.map((rings) => ({ type: 'polygon', rings })) };
}

/** GEOS as a kernel. */
export class GeosKernel implements GeometryKernel {
  readonly name = 'geos';
  readonly #heap: GeosHeap;
  readonly #kept: [Kept | undefined, Kept | undefined] = [undefined, undefined];

  constructor(heap: GeosHeap) {
    this.#heap = heap;
  }

  overlay(operation: OverlayOperation, a: SimpleGeometry, b: SimpleGeometry): SimpleGeometry {
    return this.#heap.scoped((scope) => {
      const first = scope.own(this.#heap.build(a));
      const second = scope.own(this.#heap.build(b));
      return this.#heap.read(scope.own(this.#overlay(operation, first, second)));
    });
  }

  #overlay(operation: OverlayOperation, a: Pointer, b: Pointer): Pointer {
    const { geos } = this.#heap;
    switch (operation) {
      case 'intersection':
        return geos.GEOSIntersection(a, b);
      case 'union':
        return geos.GEOSUnion(a, b);
      case 'difference':
        return geos.GEOSDifference(a, b);
      case 'symmetric-difference':
        return geos.GEOSSymDifference(a, b);
    }
  }

  /** Builds one geometry, works on it and reads what comes of it. */
  #derive(geometry: SimpleGeometry, work: (pointer: Pointer) => Pointer): SimpleGeometry {
    return this.#heap.scoped((scope) => {
      const pointer = scope.own(this.#heap.build(geometry));
      return this.#heap.read(scope.own(work(pointer)));
    });
  }

  union(geometries: readonly SimpleGeometry[]): SimpleGeometry {
    return this.#derive({ type: 'collection', members: geometries }, (all) => this.#heap.geos.GEOSUnaryUnion(all));
  }

  buffer(geometry: SimpleGeometry, distance: number, shape: BufferShape): SimpleGeometry {
    return this.#derive(geometry, (pointer) => this.#buffer(pointer, distance, shape));
  }

  #buffer(pointer: Pointer, distance: number, shape: BufferShape): Pointer {
    const { geos } = this.#heap;
    const parameters = this.#heap.checked(geos.GEOSBufferParams_create());
    try {
      geos.GEOSBufferParams_setQuadrantSegments(parameters, shape.quadrantSegments);
      geos.GEOSBufferParams_setEndCapStyle(parameters, caps[shape.cap]);
      geos.GEOSBufferParams_setJoinStyle(parameters, joins[shape.join]);
      geos.GEOSBufferParams_setMitreLimit(parameters, mitreLimit);
      geos.GEOSBufferParams_setSingleSided(parameters, shape.singleSided ? 1 : 0);
      return geos.GEOSBufferWithParams(pointer, parameters, distance);
    } finally {
      geos.GEOSBufferParams_destroy(parameters);
    }
  }

  faultOf(geometry: SimpleGeometry): Fault | undefined {
    const heap = this.#heap;
    const { geos } = heap;
    return heap.scoped((scope) => {
      const pointer = scope.own(heap.build(geometry));
      // GEOS writes two addresses: of its words and of a point.
      const room = heap.room(2);
      geos.Module.HEAPU32.fill(0, room / 4, room / 4 + 2);
      const verdict = geos.GEOSisValidDetail(pointer, 0, room, room + 4);
      const words = geos.Module.HEAPU32[room / 4]!;
      const place = geos.Module.HEAPU32[room / 4 + 1]!;
      if (place !== 0) scope.own(place);
      const fault = faultOfWords(words === 0 ? '' : geos.Module.UTF8ToString(words));
      if (words !== 0) geos.GEOSFree(words);
      if (verdict === 1) return undefined;
      if (verdict !== 0) throw heap.failure();
      const at = place === 0 ? undefined : heap.read(place);
      const [x = Number.NaN, y = Number.NaN] = at?.type === 'point' ? at.coordinates : [];
      return { fault, x, y };
    });
  }

  relate(a: SimpleGeometry, b: SimpleGeometry): string {
    const heap = this.#heap;
    return heap.scoped((scope) => {
      const first = scope.own(heap.build(a));
      const words = heap.checked(heap.geos.GEOSRelate(first, scope.own(heap.build(b))));
      const matrix = heap.geos.Module.UTF8ToString(words);
      heap.geos.GEOSFree(words);
      return matrix;
    });
  }

  distance(a: SimpleGeometry, b: SimpleGeometry): number {
    const heap = this.#heap;
    return heap.scoped((scope) => {
      const first = scope.own(heap.build(a));
      const second = scope.own(heap.build(b));
      const room = heap.room(1);
      if (heap.geos.GEOSDistance(first, second, room) !== 1) throw heap.failure();
      return heap.geos.Module.HEAPF64[room / 8]!;
    });
  }

  simplify(geometry: SimpleGeometry, tolerance: number): SimpleGeometry {
    return this.#derive(geometry, (pointer) => this.#heap.geos.GEOSTopologyPreserveSimplify(pointer, tolerance));
  }

  convexHull(geometry: SimpleGeometry): SimpleGeometry {
    return this.#derive(geometry, (pointer) => this.#heap.geos.GEOSConvexHull(pointer));
  }

  polygonize(lines: readonly SimpleGeometry[]): readonly SimpleGeometry[] {
    const heap = this.#heap;
    return heap.scoped((scope) => {
      const all = scope.own(heap.build({ type: 'collection', members: lines }));
      const split = scope.own(heap.geos.GEOSUnaryUnion(all));
      const list = heap.room(1);
      heap.geos.Module.HEAPU32[list / 4] = split;
      const polygons = heap.read(scope.own(heap.geos.GEOSPolygonize(list, 1)));
      return 'members' in polygons ? polygons.members : [polygons];
    });
  }

  isValidFeature(geometry: PackedGeometry, feature: number): boolean {
    const heap = this.#heap;
    return heap.scoped((scope) => {
      const verdict = heap.geos.GEOSisValid(scope.own(heap.buildFeatures(geometry, [feature])));
      if (verdict > 1) throw heap.failure();
      return verdict === 1;
    });
  }

  repairPart(geometry: PackedGeometry, part: number, packer: GeometryPacker): void {
    const heap = this.#heap;
    heap.scoped((scope) => {
      const pointer = scope.own(heap.buildPart(geometry, part));
      heap.packParts(packer, scope.own(heap.geos.GEOSMakeValid(pointer)));
    });
  }

  intersectFeatures(
    a: PackedGeometry,
    featureA: number,
    b: PackedGeometry,
    featureB: number,
    packer: GeometryPacker,
  ): void {
    const first = this.#keep(0, a, featureA);
    const second = this.#keep(1, b, featureB);
    this.#heap.scoped((scope) => {
      this.#heap.packParts(packer, scope.own(this.#heap.geos.GEOSIntersection(first, second)));
    });
  }

  subtractFeatures(
    a: PackedGeometry,
    feature: number,
    b: PackedGeometry,
    features: readonly number[],
    packer: GeometryPacker,
  ): void {
    const heap = this.#heap;
    heap.scoped((scope) => {
      const whole = scope.own(heap.buildFeatures(a, [feature]));
      // Several others are mostly neighbours, whose union is found faster than GEOS finds it.
      const others =
        features.length === 1
          ? this.#keep(1, b, features[0]!)
          : scope.own(heap.build(multiPolygon(unionOfAreas({ geometry: b, features }))));
      heap.packParts(packer, scope.own(heap.geos.GEOSDifference(whole, others)));
    });
  }

  uniteFeatures(geometry: PackedGeometry, features: readonly number[], packer: GeometryPacker): void {
    // Ten times faster than the union of GEOS where it applies, and its test costs little where it does not.
    const coverage = geometry.kind === 'polygon' ? unionOfCoverage({ geometry, features }) : undefined;
    if (coverage) return packAreas(packer, coverage);
    const heap = this.#heap;
    heap.scoped((scope) => {
      const all = scope.own(heap.buildFeatures(geometry, features));
      heap.packParts(packer, scope.own(heap.geos.GEOSUnaryUnion(all)));
    });
  }

  bufferFeature(
    geometry: PackedGeometry,
    feature: number,
    distance: number,
    shape: BufferShape,
    packer: GeometryPacker,
  ): void {
    const heap = this.#heap;
    heap.scoped((scope) => {
      const pointer = scope.own(heap.buildFeatures(geometry, [feature]));
      heap.packParts(packer, scope.own(this.#buffer(pointer, distance, shape)));
    });
  }

  /** A feature in the memory of GEOS, kept until the next one takes its place. */
  #keep(side: 0 | 1, geometry: PackedGeometry, feature: number): Pointer {
    const kept = this.#kept[side];
    if (kept?.geometry === geometry && kept.feature === feature) return kept.pointer;
    this.#drop(side);
    const pointer = this.#heap.buildFeatures(geometry, [feature]);
    this.#kept[side] = { geometry, feature, pointer };
    return pointer;
  }

  #drop(side: 0 | 1): void {
    const kept = this.#kept[side];
    if (kept) this.#heap.geos.GEOSGeom_destroy(kept.pointer);
    this.#kept[side] = undefined;
  }

  release(): void {
    this.#drop(0);
    this.#drop(1);
  }
}
