import type { SimpleGeometry } from '#core/geometry/simple-geometry.ts';
import type { RemarkList } from '#core/model/remark.ts';
import type { FeatureBuilder } from './feature-builder.ts';

/** What a reader mended or left out, told at the end. */
export interface GeometryFaults {
  /** Positions with a third or fourth number. */
  extraOrdinates: number;
  /** Rings whose last point was not the first. */
  openRings: number;
  /** Rings of fewer than four points and lines of fewer than two. */
  shortParts: number;
}

/**
 * Takes coordinates one by one and turns them into parts of features, with what the packed form asks for: closed rings of
 * at least four points, lines of at least two.
 */
export class GeometrySink {
  readonly faults: GeometryFaults = { extraOrdinates: 0, openRings: 0, shortParts: 0 };
  readonly #builder: FeatureBuilder;
  #scratch = new Float64Array(512);
  #scratchBytes = new Uint8Array(this.#scratch.buffer);
  #length = 0;
  #rings = 0;
  #skipPart = false;

  constructor(builder: FeatureBuilder) {
    this.#builder = builder;
  }

  add(x: number, y: number): void {
    if (this.#length + 4 > this.#scratch.length) this.#grow();
    this.#scratch[this.#length++] = x;
    this.#scratch[this.#length++] = y;
  }

  /** Adds points, x and y in turn. */
  addAll(points: Float64Array): void {
    while (this.#length + points.length + 2 > this.#scratch.length) this.#grow();
    this.#scratch.set(points, this.#length);
    this.#length += points.length;
  }

  /** Adds `points` points that stand in `bytes` from `start` on as little-endian doubles, which is how every host has them. */
  addBytes(bytes: Uint8Array, start: number, points: number): void {
    while (this.#length + 2 * points + 2 > this.#scratch.length) this.#grow();
    this.#scratchBytes.set(bytes.subarray(start, start + 16 * points), 8 * this.#length);
    this.#length += 2 * points;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#scratch.length);
    larger.set(this.#scratch);
    this.#scratch = larger;
    this.#scratchBytes = new Uint8Array(larger.buffer);
  }

  /** The points so far, each one a part. */
  endPoints(): void {
    if (this.#length === 0) return;
    const packer = this.#builder.partsOf('point');
    for (let place = 0; place < this.#length; place += 2) {
      packer.addCoordinate(this.#scratch[place]!, this.#scratch[place + 1]!);
      packer.endRing();
      packer.endPart();
    }
    this.#length = 0;
  }

  /** The points so far as one line. */
  endLine(): void {
    if (this.#length >= 4) {
      const packer = this.#builder.partsOf('line');
      packer.addRing(this.#scratch.subarray(0, this.#length));
      packer.endPart();
    } else if (this.#length > 0) this.faults.shortParts++;
    this.#length = 0;
  }

  /** The points so far as a ring of the present polygon, the first being its shell. */
  endRing(): void {
    const scratch = this.#scratch;
    const last = this.#length - 2;
    if (this.#length > 0 && (scratch[0] !== scratch[last] || scratch[1] !== scratch[last + 1])) {
      // Rings of numbers that are no places stay as they are: they are told about as such.
      if (!Number.isNaN(scratch[0]!) && !Number.isNaN(scratch[last]!)) this.faults.openRings++;
      this.add(scratch[0]!, scratch[1]!);
    }
    const isShort = this.#length < 8;
    if (isShort && this.#length > 0) this.faults.shortParts++;
    // Holes go with a shell that is left out.
    if (isShort && this.#rings === 0) this.#skipPart = true;
    if (!isShort && !this.#skipPart) this.#builder.partsOf('polygon').addRing(this.#scratch.subarray(0, this.#length));
    this.#rings++;
    this.#length = 0;
  }

  endPolygon(): void {
    if (this.#rings > 0 && !this.#skipPart) this.#builder.partsOf('polygon').endPart();
    this.#rings = 0;
    this.#skipPart = false;
  }

  /** A whole geometry; empty ones add nothing. */
  addGeometry(geometry: SimpleGeometry): void {
    if ('members' in geometry) {
      for (const member of geometry.members) this.addGeometry(member);
      return;
    }
    if (geometry.type === 'polygon') {
      for (const ring of geometry.rings) {
        this.addAll(ring);
        this.endRing();
      }
      this.endPolygon();
      return;
    }
    if (geometry.coordinates.length === 0) return;
    this.addAll(geometry.coordinates);
    if (geometry.type === 'line') this.endLine();
    else this.endPoints();
  }

  /** Tells what was mended or left out. */
  report(remarks: RemarkList, file: string): void {
    const { extraOrdinates, openRings, shortParts } = this.faults;
    if (extraOrdinates > 0) remarks.add('formats/z-dropped', 'info', { file });
    if (openRings > 0) remarks.add('formats/open-rings', 'warning', { file }, undefined, openRings);
    if (shortParts > 0) remarks.add('formats/short-parts', 'warning', { file }, undefined, shortParts);
  }
}
