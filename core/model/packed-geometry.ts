/** `none` is a plain table: its features have no parts. */
export type GeometryKind = 'point' | 'line' | 'polygon' | 'none';

/**
 * The geometries of many features in one set of buffers: what readers fill, the project file reads, the map draws,
 * workers transfer and evaluators get.
 *
 * Three levels of offsets, each one longer than what it counts: feature f has the parts
 * `featureOffsets[f] .. featureOffsets[f + 1]`, part p the rings `partOffsets[p] .. partOffsets[p + 1]`, ring r the
 * coordinate pairs `ringOffsets[r] .. ringOffsets[r + 1]`. Points and lines have one "ring" per part. The first ring of a
 * polygon part is its shell, the others are holes; rings are closed (last pair equals the first). A feature without
 * geometry has no parts.
 */
export interface PackedGeometry {
  readonly kind: GeometryKind;
  /** x and y in turn; metres in the project's coordinate system unless the holder says otherwise. */
  readonly coordinates: Float64Array;
  readonly ringOffsets: Uint32Array;
  readonly partOffsets: Uint32Array;
  readonly featureOffsets: Uint32Array;
}

/** Number of features in `geometry`. */
export function featureCount(geometry: PackedGeometry): number {
  return geometry.featureOffsets.length - 1;
}

/** The parts and rings of feature `index` as views on the packed coordinates (no copy). */
export function plainGeometry(geometry: PackedGeometry, index: number): Float64Array[][] {
  const parts: Float64Array[][] = [];
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  for (let part = featureOffsets[index]!; part < featureOffsets[index + 1]!; part++) {
    const rings: Float64Array[] = [];
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      rings.push(coordinates.subarray(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!));
    }
    parts.push(rings);
  }
  return parts;
}

/** From so many numbers on the share of a file that they are from tells how many there will be. */
const tellingLength = 32_768;

class GrowingFloat64 {
  array: Float64Array<ArrayBuffer>;
  length = 0;
  readonly #fractionRead: (() => number) | undefined;

  constructor(expected: number, fractionRead: (() => number) | undefined) {
    this.array = new Float64Array(Math.max(1024, expected));
    this.#fractionRead = fractionRead;
  }

  /** Room that is wanted when there is none left: for all that will come, where that can be told, so that little is moved. */
  #wanted(): number {
    const twice = 2 * this.array.length;
    const fraction = this.#fractionRead?.() ?? 0;
    if (this.length < tellingLength || !(fraction > 0 && fraction <= 1)) return twice;
    return Math.min(Math.max((1.1 * this.length) / fraction, 1.2 * this.length), 512 * this.length);
  }

  /** The numbers themselves where little room is left over, else a copy of them. */
  finish(): Float64Array<ArrayBuffer> {
    const isTight = this.length > 0.75 * this.array.length;
    return isTight ? this.array.subarray(0, this.length) : this.array.slice(0, this.length);
  }
  reserve(extra: number): void {
    if (this.length + extra <= this.array.length) return;
    const larger = new Float64Array(Math.ceil(Math.max(this.#wanted(), this.length + extra)));
    larger.set(this.array.subarray(0, this.length));
    this.array = larger;
  }
}

class GrowingUint32 {
  array = new Uint32Array(256);
  length = 1;
  push(value: number): void {
    if (this.length === this.array.length) {
      const larger = new Uint32Array(this.array.length * 2);
      larger.set(this.array);
      this.array = larger;
    }
    this.array[this.length++] = value;
  }
}

/**
 * Builds a packed geometry feature by feature. Either hand over whole features (`addFeature`), or stream them: coordinates
 * with `addCoordinate`, then `endRing`, `endPart`, `endFeature`.
 */
export class GeometryPacker {
  readonly kind: GeometryKind;
  readonly #coordinates: GrowingFloat64;
  readonly #rings = new GrowingUint32();
  readonly #parts = new GrowingUint32();
  readonly #features = new GrowingUint32();

  /**
   * `expected` numbers, x and y of all coordinates, have room from the start: memory that is not filled costs nothing.
   * `fractionRead` says which share of a file has been read.
   */
  constructor(kind: GeometryKind, expected = 0, fractionRead?: () => number) {
    this.kind = kind;
    this.#coordinates = new GrowingFloat64(expected, fractionRead);
  }

  get featureCount(): number {
    return this.#features.length - 1;
  }

  addCoordinate(x: number, y: number): void {
    this.#coordinates.reserve(2);
    this.#coordinates.array[this.#coordinates.length++] = x;
    this.#coordinates.array[this.#coordinates.length++] = y;
  }

  /** Adds a whole ring (or line, or point): x and y in turn. */
  addRing(ring: ArrayLike<number>): void {
    this.#coordinates.reserve(ring.length);
    this.#coordinates.array.set(ring, this.#coordinates.length);
    this.#coordinates.length += ring.length;
    this.endRing();
  }

  /** Adds a ring of `pairs` coordinate pairs as they stand in `view` from `at` on, low bytes first. */
  addRingFrom(view: DataView, at: number, pairs: number): void {
    this.#coordinates.reserve(2 * pairs);
    const { array } = this.#coordinates;
    let place = this.#coordinates.length;
    for (let from = at; from < at + 16 * pairs; from += 8) array[place++] = view.getFloat64(from, true);
    this.#coordinates.length = place;
    this.endRing();
  }

  endRing(): void {
    this.#rings.push(this.#coordinates.length / 2);
  }

  endPart(): void {
    this.#parts.push(this.#rings.length - 1);
  }

  endFeature(): void {
    this.#features.push(this.#parts.length - 1);
  }

  addFeature(parts: Iterable<Iterable<ArrayLike<number>>>): void {
    for (const rings of parts) {
      for (const ring of rings) this.addRing(ring);
      this.endPart();
    }
    this.endFeature();
  }

  addPoint(x: number, y: number): void {
    this.addCoordinate(x, y);
    this.endRing();
    this.endPart();
    this.endFeature();
  }

  /** The geometry; nothing can be added afterwards. */
  finish(): PackedGeometry {
    return {
      kind: this.kind,
      coordinates: this.#coordinates.finish(),
      ringOffsets: this.#rings.array.slice(0, this.#rings.length),
      partOffsets: this.#parts.array.slice(0, this.#parts.length),
      featureOffsets: this.#features.array.slice(0, this.#features.length),
    };
  }
}
