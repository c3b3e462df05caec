import type initGeos from 'geos-wasm';
import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';
import { memberTypes, type SimpleGeometry, type SimpleType } from './simple-geometry.ts';

/** The functions of GEOS and its memory. */
export type Geos = Awaited<ReturnType<typeof initGeos>>;

/** Address of something in the memory of GEOS; 0 is nothing. */
export type Pointer = number;

/** Types as GEOS numbers them; a ring by itself (2) is a line to us. */
const typeNumbers: Readonly<Record<SimpleType, number>> = {
  point: 0,
  line: 1,
  polygon: 3,
  'multi-point': 4,
  'multi-line': 5,
  'multi-polygon': 6,
  collection: 7,
};

const typeByNumber: readonly SimpleType[] = [
  'point',
  'line',
  'line',
  'polygon',
  'multi-point',
  'multi-line',
  'multi-polygon',
  'collection',
];

/** Things in the memory of GEOS that end with the piece of work that made them. */
export class Scope {
  readonly #heap: GeosHeap;
  readonly #owned: Pointer[] = [];

  constructor(heap: GeosHeap) {
    this.#heap = heap;
  }

  /** Takes over a geometry; refuses the null pointer with which GEOS says that it failed. */
  own(pointer: Pointer): Pointer {
    this.#owned.push(this.#heap.checked(pointer));
    return pointer;
  }

  end(): void {
    for (const pointer of this.#owned) this.#heap.geos.GEOSGeom_destroy(pointer);
    this.#owned.length = 0;
  }
}

/** Carries geometries into the memory of GEOS and back. Throws plain errors with the words of GEOS. */
export class GeosHeap {
  readonly geos: Geos;
  readonly #takeError: () => string;
  readonly #allocate: (bytes: number) => Pointer;
  readonly #release: (pointer: Pointer) => void;
  #buffer: Pointer = 0;
  #capacity = 0;

  /** `takeError` gives the last message of GEOS and forgets it. */
  constructor(geos: Geos, takeError: () => string) {
    const { _malloc: allocate, _free: release } = geos.Module;
    this.geos = geos;
    this.#allocate = allocate;
    this.#release = release;
    this.#takeError = takeError;
  }

  /** Does a piece of work and frees what it made, however it ends. */
  scoped<T>(work: (scope: Scope) => T): T {
    const scope = new Scope(this);
    try {
      return work(scope);
    } finally {
      scope.end();
    }
  }

  checked(pointer: Pointer): Pointer {
    if (pointer === 0) throw this.failure();
    return pointer;
  }

  failure(): Error {
    return new Error(this.#takeError() || 'GEOS gave no reason');
  }

  /** Room for `doubles` numbers, the same every time; its address may move with the next call. */
  room(doubles: number): Pointer {
    if (doubles > this.#capacity) {
      if (this.#buffer !== 0) this.#release(this.#buffer);
      this.#capacity = Math.max(2 * this.#capacity, doubles, 1024);
      this.#buffer = this.#allocate(8 * this.#capacity);
      if (this.#buffer === 0) {
        this.#capacity = 0;
        throw new Error('out of memory');
      }
    }
    return this.#buffer;
  }

  /** A geometry built of a tree; the caller frees it. */
  build(geometry: SimpleGeometry): Pointer {
    if ('members' in geometry) {
      return this.#collect(typeNumbers[geometry.type], geometry.members.length, (n) =>
        this.build(geometry.members[n]!),
      );
    }
    if (geometry.type === 'polygon') return this.#polygon(geometry.rings);
    if (geometry.coordinates.length === 0) {
      const { geos } = this;
      return this.checked(
        geometry.type === 'point' ? geos.GEOSGeom_createEmptyPoint() : geos.GEOSGeom_createEmptyLineString(),
      );
    }
    const sequence = this.#sequence(geometry.coordinates);
    const { geos } = this;
    return this.checked(
      geometry.type === 'point' ? geos.GEOSGeom_createPoint(sequence) : geos.GEOSGeom_createLineString(sequence),
    );
  }

  /** A geometry built of several features of one kind: a simple one of a single part, else a multi one. */
  buildFeatures(geometry: PackedGeometry, features: readonly number[]): Pointer {
    const { kind, featureOffsets } = geometry;
    if (kind === 'none') throw new Error('a table has no geometry');
    const parts: number[] = [];
    for (const feature of features) {
      for (let part = featureOffsets[feature]!; part < featureOffsets[feature + 1]!; part++) parts.push(part);
    }
    const build = (index: number) => this.buildPart(geometry, parts[index]!);
    if (parts.length === 1) return build(0);
    return this.#collect(typeNumbers[`multi-${kind}`], parts.length, build);
  }

  buildPart(geometry: PackedGeometry, part: number): Pointer {
    const { kind, coordinates, ringOffsets, partOffsets } = geometry;
    const rings: Float64Array[] = [];
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      rings.push(coordinates.subarray(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!));
    }
    if (kind === 'polygon') return this.#polygon(rings);
    const sequence = this.#sequence(rings[0]!);
    const { geos } = this;
    return this.checked(
      kind === 'point' ? geos.GEOSGeom_createPoint(sequence) : geos.GEOSGeom_createLineString(sequence),
    );
  }

  #sequence(coordinates: Float64Array): Pointer {
    const room = this.room(coordinates.length);
    this.geos.Module.HEAPF64.set(coordinates, room / 8);
    return this.checked(this.geos.GEOSCoordSeq_copyFromBuffer(room, coordinates.length / 2, 0, 0));
  }

  /** Creating a ring takes over its sequence, creating a polygon its rings: also when it fails. */
  #ring(coordinates: Float64Array): Pointer {
    return this.checked(this.geos.GEOSGeom_createLinearRing(this.#sequence(coordinates)));
  }

  #polygon(rings: readonly Float64Array[]): Pointer {
    const [shell, ...holes] = rings;
    if (!shell) return this.checked(this.geos.GEOSGeom_createEmptyPolygon());
    if (holes.length === 0) return this.checked(this.geos.GEOSGeom_createPolygon(this.#ring(shell), 0, 0));
    return this.#gather(
      rings.length,
      (n) => this.#ring(rings[n]!),
      (list) => this.geos.GEOSGeom_createPolygon(this.geos.Module.HEAPU32[list / 4]!, list + 4, holes.length),
    );
  }

  #collect(type: number, count: number, build: (index: number) => Pointer): Pointer {
    if (count === 0) return this.checked(this.geos.GEOSGeom_createEmptyCollection(type));
    return this.#gather(count, build, (list) => this.geos.GEOSGeom_createCollection(type, list, count));
  }

  /** Builds several geometries and hands their list on; when one fails the others are freed. */
  #gather(count: number, build: (index: number) => Pointer, use: (list: Pointer) => Pointer): Pointer {
    const built: Pointer[] = [];
    try {
      for (let index = 0; index < count; index++) built.push(build(index));
    } catch (thrown) {
      for (const pointer of built) this.geos.GEOSGeom_destroy(pointer);
      throw thrown;
    }
    const list = this.#allocate(4 * count);
    try {
      this.geos.Module.HEAPU32.set(built, list / 4);
      return this.checked(use(list));
    } finally {
      this.#release(list);
    }
  }

  /** The tree of a geometry, which stays the caller's. */
  read(pointer: Pointer): SimpleGeometry {
    const type = typeByNumber[this.geos.GEOSGeomTypeId(pointer)];
    if (type === undefined) throw new Error('GEOS gave a geometry of an unknown type');
    if (type === 'point' || type === 'line') return { type, coordinates: this.#coordinates(pointer) };
    if (type === 'polygon') return { type, rings: this.#rings(pointer) };
    const members: SimpleGeometry[] = [];
    const count = this.geos.GEOSGetNumGeometries(pointer);
    for (let n = 0; n < count; n++) members.push(this.read(this.geos.GEOSGetGeometryN(pointer, n)));
    return { type, members };
  }

  /** Appends the parts of the packer's kind, leaving out what is of another. */
  packParts(packer: GeometryPacker, pointer: Pointer): void {
    const type = typeByNumber[this.geos.GEOSGeomTypeId(pointer)];
    if (type === 'collection' || (type !== undefined && type in memberTypes)) {
      const count = this.geos.GEOSGetNumGeometries(pointer);
      for (let n = 0; n < count; n++) this.packParts(packer, this.geos.GEOSGetGeometryN(pointer, n));
    } else if (type === packer.kind) {
      const rings = type === 'polygon' ? this.#rings(pointer) : [this.#coordinates(pointer)];
      if (rings.length === 0 || rings[0]!.length === 0) return;
      for (const ring of rings) packer.addRing(ring);
      packer.endPart();
    }
  }

  #rings(polygon: Pointer): Float64Array[] {
    const shell = this.#coordinates(this.geos.GEOSGetExteriorRing(polygon));
    if (shell.length === 0) return [];
    const rings = [shell];
    const holes = this.geos.GEOSGetNumInteriorRings(polygon);
    for (let n = 0; n < holes; n++) rings.push(this.#coordinates(this.geos.GEOSGetInteriorRingN(polygon, n)));
    return rings;
  }

  #coordinates(pointer: Pointer): Float64Array {
    const { geos } = this;
    const count = geos.GEOSGetNumCoordinates(pointer);
    if (count <= 0) return new Float64Array(0);
    const room = this.room(2 * count);
    if (geos.GEOSCoordSeq_copyToBuffer(geos.GEOSGeom_getCoordSeq(pointer), room, 0, 0) === 0) throw this.failure();
    return geos.Module.HEAPF64.slice(room / 8, room / 8 + 2 * count);
  }
}
