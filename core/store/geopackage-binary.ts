import type { Box } from '#core/geometry/measure.ts';
import { featureWkb } from '#core/geometry/wkb.ts';
import type { GeometryPacker, PackedGeometry } from '#core/model/packed-geometry.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';
import { type GeometryType, isCanonical, typeForms, visitRings, WkbPacker } from './canonical-wkb.ts';
import { extentOfCoordinates } from './extent.ts';

// GeoPackageBinary: "GP", version 0, flags, spatial reference, envelope, then WKB. Source: OGC 12-128r17, clause 2.1.3.
const magic = [0x47, 0x50, 0] as const;
const headerBytes = 8;
/** Bytes of the envelope by its code in the flags. */
const envelopeBytes: readonly (number | undefined)[] = [0, 32, 48, 48, 64];
/** Little-endian with an envelope of x and y; without one, as points are. */
const flagsWithEnvelope = 0b011;
const flagsAlone = 0b001;
const emptyFlag = 0b10000;

/** How much of a blob `extentOfHead` has to see: header, envelope or a single point. */
export const headLength = headerBytes + 32;

function writeHeader(bytes: Uint8Array, view: DataView, type: GeometryType, srs: number, extent: Box | null): number {
  bytes.set(magic);
  view.setUint8(3, type === 'POINT' ? flagsAlone : flagsWithEnvelope);
  view.setInt32(4, srs, true);
  if (type === 'POINT') return headerBytes;
  view.setFloat64(8, extent?.minX ?? Number.NaN, true);
  view.setFloat64(16, extent?.maxX ?? Number.NaN, true);
  view.setFloat64(24, extent?.minY ?? Number.NaN, true);
  view.setFloat64(32, extent?.maxY ?? Number.NaN, true);
  return headerBytes + 32;
}

/** Writes features as blobs into one buffer that is used again and again. */
export class BlobWriter {
  readonly #geometry: PackedGeometry;
  readonly #source: Uint8Array;
  readonly #type: GeometryType;
  readonly #srs: number;
  #bytes = new Uint8Array(4096);
  #view = new DataView(this.#bytes.buffer);

  constructor(geometry: PackedGeometry, type: GeometryType, srs: number) {
    const { buffer, byteOffset, byteLength } = geometry.coordinates;
    this.#geometry = geometry;
    // Coordinates are copied as bytes: every machine this runs on is little-endian, as the blobs are.
    this.#source = new Uint8Array(buffer, byteOffset, byteLength);
    this.#type = type;
    this.#srs = srs;
  }

  /** Feature `feature` as a blob, valid until the next call; null when it has no geometry. */
  write(feature: number): Uint8Array | null {
    const { ringOffsets, partOffsets, featureOffsets, coordinates } = this.#geometry;
    const { member, code } = typeForms[this.#type];
    const firstPart = featureOffsets[feature]!;
    const endPart = featureOffsets[feature + 1]!;
    if (firstPart === endPart) return null;
    const firstRing = partOffsets[firstPart]!;
    const endRing = partOffsets[endPart]!;
    const first = ringOffsets[firstRing]!;
    const end = ringOffsets[endRing]!;
    this.#reserve(64 + 16 * (end - first) + 4 * (endRing - firstRing) + 9 * (endPart - firstPart));
    const view = this.#view;
    const extent = this.#type === 'POINT' ? null : extentOfCoordinates(coordinates, 2 * first, 2 * end);
    let at = writeHeader(this.#bytes, view, this.#type, this.#srs, extent);
    if (this.#type !== 'POINT') {
      view.setUint8(at, 1);
      view.setUint32(at + 1, code, true);
      view.setUint32(at + 5, endPart - firstPart, true);
      at += 9;
    }
    for (let part = firstPart; part < endPart; part++) {
      view.setUint8(at, 1);
      view.setUint32(at + 1, member, true);
      at += 5;
      if (member === 3) {
        view.setUint32(at, partOffsets[part + 1]! - partOffsets[part]!, true);
        at += 4;
      }
      for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
        const from = ringOffsets[ring]!;
        const to = ringOffsets[ring + 1]!;
        if (member !== 1) {
          view.setUint32(at, to - from, true);
          at += 4;
        }
        this.#bytes.set(this.#source.subarray(16 * from, 16 * to), at);
        at += 16 * (to - from);
      }
    }
    return this.#bytes.subarray(0, at);
  }

  #reserve(bytes: number): void {
    if (bytes <= this.#bytes.length) return;
    this.#bytes = new Uint8Array(2 * bytes);
    this.#view = new DataView(this.#bytes.buffer);
  }
}

/** The blob of a geometry in canonical WKB. */
export function blobFromWkb(wkb: Uint8Array, type: GeometryType, srs: number): Uint8Array {
  const start = type === 'POINT' ? headerBytes : headerBytes + 32;
  const blob = new Uint8Array(start + wkb.length);
  writeHeader(blob, new DataView(blob.buffer), type, srs, extentOfWkb(wkb, 0, type));
  blob.set(wkb, start);
  return blob;
}

function extentOfWkb(bytes: Uint8Array, start: number, type: GeometryType): Box | null {
  const coordinates = new Float64Array(bytes.length / 8);
  const target = new Uint8Array(coordinates.buffer);
  let length = 0;
  const ring = (at: number, pairs: number) => {
    target.set(bytes.subarray(at, at + 16 * pairs), 8 * length);
    length += 2 * pairs;
  };
  visitRings(bytes, start, type, ring, () => {});
  return extentOfCoordinates(coordinates, 0, length);
}

function hasMagic(blob: Uint8Array): boolean {
  return blob[0] === magic[0] && blob[1] === magic[1] && blob[2] === magic[2];
}

/** Where the WKB in `blob` begins; undefined when the blob says it is empty. Fails with `store/geometry-blob`. */
function wkbStart(blob: Uint8Array): number | undefined {
  const flags = blob[3] ?? 0;
  const envelope = envelopeBytes[(flags >> 1) & 7];
  if (blob.length < headerBytes || !hasMagic(blob) || envelope === undefined) {
    throw new WorkbenchError('store/geometry-blob');
  }
  return flags & emptyFlag ? undefined : headerBytes + envelope;
}

/**
 * The extent that the first bytes of a blob tell: null when it is empty, undefined when the envelope is missing or in a
 * form another program chose, and the whole blob has to be read.
 */
export function extentOfHead(head: Uint8Array): Box | null | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const flags = head[3] ?? 0;
  if (flags & emptyFlag) return null;
  const little = (flags & 1) === 1;
  if ((flags >> 1) & 7) {
    if (head.length < headLength) return undefined;
    const minX = view.getFloat64(8, little);
    const maxX = view.getFloat64(16, little);
    const minY = view.getFloat64(24, little);
    const maxY = view.getFloat64(32, little);
    return minX <= maxX && minY <= maxY ? { minX, minY, maxX, maxY } : undefined;
  }
  if (!isCanonical(head.subarray(0, headerBytes + 21), headerBytes, 'POINT')) return undefined;
  const x = view.getFloat64(headerBytes + 5, true);
  const y = view.getFloat64(headerBytes + 13, true);
  return { minX: x, minY: y, maxX: x, maxY: y };
}

/**
 * Puts minX, minY, maxX, maxY of the blob that stands in `view` from `start` to `end` into `box`, as its head tells them; false
 * where it does not tell, or not in the form that this program writes.
 */
export function readEnvelope(view: DataView, start: number, end: number, box: Float64Array): boolean {
  if (start + headLength > end || view.getInt32(start, true) !== ownHead) return false;
  box[0] = view.getFloat64(start + 8, true);
  box[1] = view.getFloat64(start + 24, true);
  box[2] = view.getFloat64(start + 16, true);
  box[3] = view.getFloat64(start + 32, true);
  return box[0] <= box[2]! && box[1]! <= box[3]!;
}

/** Reads the blobs of one table into packed geometry. */
export class BlobReader {
  readonly #wkb: WkbPacker;

  /** `expected` is about how many numbers will come, x and y of all coordinates. */
  constructor(type: GeometryType, expected = 0) {
    this.#wkb = new WkbPacker(typeForms[type].kind, expected);
  }

  get packer(): GeometryPacker {
    return this.#wkb.packer;
  }

  /** `read` of the blob that stands in `bytes`, and in `view` of the same bytes, from `start` to `end`; none where that is nothing. */
  readFrom(bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const wkb = start + headLength;
    const isOwn = wkb < end && view.getInt32(start, true) === ownHead;
    if (isOwn && this.#wkb.addCanonical(view, wkb, end)) return true;
    return this.read(start === end ? null : bytes.subarray(start, end));
  }

  /**
   * Appends the geometry in `blob` as one feature; null gives a feature without geometry. False when something had to be
   * left out: parts of another kind, or all of it where it cannot be read.
   */
  read(blob: Uint8Array | null): boolean {
    try {
      const start = blob ? wkbStart(blob) : undefined;
      if (blob && start !== undefined) return this.#wkb.add(blob, start);
      this.packer.endFeature();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError)) throw thrown;
      this.packer.endFeature();
      return false;
    }
  }
}

/** Little-endian, not empty, with an envelope of x and y: the head of all blobs of lines and areas that this program writes. */
const ownHead = magic[0] | (magic[1] << 8) | (magic[2] << 16) | (flagsWithEnvelope << 24);

/** The extent of the geometry in a blob of any form; null when there is none, or none that can be read. */
export function extentOfBlob(blob: Uint8Array, type: GeometryType): Box | null {
  const reader = new BlobReader(type);
  reader.read(blob);
  return extentOfCoordinates(reader.packer.finish().coordinates);
}

/**
 * The geometry of a blob as WKB, canonical where another program has not put something else there; null when there is none,
 * or none that can be read.
 */
export function wkbFromBlob(blob: Uint8Array, type: GeometryType): Uint8Array | null {
  const start = headerBytes + (type === 'POINT' ? 0 : 32);
  if (isOwnHeader(blob, type) && isCanonical(blob, start, type)) return blob.slice(start);
  const reader = new BlobReader(type);
  reader.read(blob);
  const geometry = reader.packer.finish();
  return geometry.featureOffsets[1] === 0 ? null : featureWkb(geometry, 0, type !== 'POINT');
}

function isOwnHeader(blob: Uint8Array, type: GeometryType): boolean {
  return hasMagic(blob) && blob[3] === (type === 'POINT' ? flagsAlone : flagsWithEnvelope);
}
