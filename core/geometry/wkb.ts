import { type GeometryKind, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { noCounts, type ReadCounts } from './read-counts.ts';
import { closedRing } from './ring.ts';
import type { SimpleGeometry, SimpleType } from './simple-geometry.ts';
import { memberTypeOf, WkbCursor, wkbTypes } from './wkb-cursor.ts';

export { noCounts, type ReadCounts } from './read-counts.ts';

/**
 * Reads one geometry: ISO and extended (EWKB) forms, either byte order. Z and M are dropped, open rings closed; `counts`
 * takes note of both. Fails with `geometry/wkb-unreadable`.
 */
export function readWkb(bytes: Uint8Array, counts: ReadCounts = noCounts()): SimpleGeometry {
  const cursor = new WkbCursor(bytes);
  const geometry = readTree(cursor, undefined, 0, counts);
  if (cursor.hasExtraOrdinates) counts.droppedOrdinates++;
  return geometry;
}

function readTree(
  cursor: WkbCursor,
  expected: SimpleType | undefined,
  depth: number,
  counts: ReadCounts,
): SimpleGeometry {
  const { type, ordinates } = cursor.header(expected, depth);
  if (type === 'point') {
    const coordinates = readPoints(cursor, 1, ordinates);
    return { type, coordinates: coordinates.every(Number.isNaN) ? new Float64Array(0) : coordinates };
  }
  if (type === 'line') return { type, coordinates: readPoints(cursor, cursor.count(8 * ordinates), ordinates) };
  if (type === 'polygon') {
    const rings: Float64Array[] = [];
    for (let left = cursor.count(4); left > 0; left--) {
      const ring = readPoints(cursor, cursor.count(8 * ordinates), ordinates);
      const closed = closedRing(ring);
      if (closed !== ring) counts.closedRings++;
      rings.push(closed);
    }
    return { type, rings };
  }
  const members: SimpleGeometry[] = [];
  for (let left = cursor.count(9); left > 0; left--) {
    members.push(readTree(cursor, memberTypeOf(type), depth + 1, counts));
  }
  return { type, members };
}

function readPoints(cursor: WkbCursor, count: number, ordinates: number): Float64Array {
  const coordinates = new Float64Array(2 * count);
  let at = 0;
  cursor.points(count, ordinates, (x, y) => {
    coordinates[at++] = x;
    coordinates[at++] = y;
  });
  return coordinates;
}

/**
 * Reads one geometry and appends it to `packer` as one feature: collections give their parts of the packer's kind, the
 * others are counted. Fails with `geometry/wkb-unreadable`, and the packer is then as before.
 */
export function packWkb(packer: GeometryPacker, bytes: Uint8Array, counts: ReadCounts = noCounts()): void {
  const cursor = new WkbCursor(bytes);
  // Looked through first, so that a broken end does not leave half a feature behind.
  skipGeometry(cursor, undefined, 0);
  if (cursor.hasExtraOrdinates) counts.droppedOrdinates++;
  cursor.rewind();
  packParts(cursor, packer, counts);
  packer.endFeature();
}

function skipGeometry(cursor: WkbCursor, expected: SimpleType | undefined, depth: number): void {
  const { type, ordinates } = cursor.header(expected, depth);
  if (type === 'point') cursor.skip(1, ordinates);
  else if (type === 'line') cursor.skip(cursor.count(8 * ordinates), ordinates);
  else if (type === 'polygon') {
    for (let left = cursor.count(4); left > 0; left--) cursor.skip(cursor.count(8 * ordinates), ordinates);
  } else {
    for (let left = cursor.count(9); left > 0; left--) skipGeometry(cursor, memberTypeOf(type), depth + 1);
  }
}

function packParts(cursor: WkbCursor, packer: GeometryPacker, counts: ReadCounts): void {
  const { type, ordinates } = cursor.header(undefined, 0);
  if (type !== 'point' && type !== 'line' && type !== 'polygon') {
    for (let left = cursor.count(9); left > 0; left--) packParts(cursor, packer, counts);
    return;
  }
  const isWanted = type === packer.kind;
  let isEmpty = true;
  for (let left = type === 'polygon' ? cursor.count(4) : 1; left > 0; left--) {
    const points = type === 'point' ? 1 : cursor.count(8 * ordinates);
    const added = packRing(cursor, isWanted ? packer : undefined, points, ordinates, counts);
    if (added > 0) isEmpty = false;
  }
  if (isEmpty) return;
  if (isWanted) packer.endPart();
  else counts.leftOut++;
}

/** Adds the points of one ring, line or point to `packer` if there is one, and returns how many there were. */
function packRing(
  cursor: WkbCursor,
  packer: GeometryPacker | undefined,
  points: number,
  ordinates: number,
  counts: ReadCounts,
): number {
  let added = 0;
  let firstX = Number.NaN;
  let firstY = Number.NaN;
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  cursor.points(points, ordinates, (x, y) => {
    lastX = x;
    lastY = y;
    // An empty point can only be written as two numbers that are none.
    if (points === 1 && Number.isNaN(x) && Number.isNaN(y)) return;
    if (added++ === 0) {
      firstX = x;
      firstY = y;
    }
    packer?.addCoordinate(x, y);
  });
  if (added === 0 || !packer) return added;
  if (packer.kind === 'polygon' && (firstX !== lastX || firstY !== lastY)) {
    packer.addCoordinate(firstX, firstY);
    counts.closedRings++;
  }
  packer.endRing();
  return added;
}

/** Many geometries packed as features of one kind; null gives a feature without geometry. */
export function packAllWkb(
  kind: GeometryKind,
  geometries: Iterable<Uint8Array | null>,
  counts: ReadCounts = noCounts(),
): PackedGeometry {
  const packer = new GeometryPacker(kind);
  for (const bytes of geometries) {
    if (bytes) packWkb(packer, bytes, counts);
    else packer.endFeature();
  }
  return packer.finish();
}

class WkbWriter {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.#view = new DataView(this.bytes.buffer);
  }

  header(type: SimpleType): void {
    this.#view.setUint8(this.#at++, 1);
    this.word(wkbTypes.indexOf(type));
  }

  word(value: number): void {
    this.#view.setUint32(this.#at, value, true);
    this.#at += 4;
  }

  numbers(numbers: ArrayLike<number>, start: number, end: number): void {
    for (let index = start; index < end; index++, this.#at += 8) {
      this.#view.setFloat64(this.#at, numbers[index]!, true);
    }
  }
}

function wkbSize(geometry: SimpleGeometry): number {
  if ('members' in geometry) return geometry.members.reduce((size, member) => size + wkbSize(member), 9);
  if (geometry.type === 'polygon') return geometry.rings.reduce((size, ring) => size + 4 + 8 * ring.length, 9);
  return geometry.type === 'point' ? 21 : 9 + 8 * geometry.coordinates.length;
}

function writeTree(writer: WkbWriter, geometry: SimpleGeometry): void {
  writer.header(geometry.type);
  if ('members' in geometry) {
    writer.word(geometry.members.length);
    for (const member of geometry.members) writeTree(writer, member);
  } else if (geometry.type === 'polygon') {
    writer.word(geometry.rings.length);
    for (const ring of geometry.rings) {
      writer.word(ring.length / 2);
      writer.numbers(ring, 0, ring.length);
    }
  } else if (geometry.type === 'line') {
    writer.word(geometry.coordinates.length / 2);
    writer.numbers(geometry.coordinates, 0, geometry.coordinates.length);
  } else writer.numbers(geometry.coordinates.length === 0 ? [Number.NaN, Number.NaN] : geometry.coordinates, 0, 2);
}

/** Writes one geometry: little-endian, two dimensions, ISO. */
export function writeWkb(geometry: SimpleGeometry): Uint8Array<ArrayBuffer> {
  const writer = new WkbWriter(wkbSize(geometry));
  writeTree(writer, geometry);
  return writer.bytes;
}

/**
 * Feature `feature` as WKB: of a simple type when it has one part, of a multi type when it has several; with `multi` always
 * of a multi type, as files with one declared type want it. A feature of a plain table is an empty collection.
 */
export function featureWkb(geometry: PackedGeometry, feature: number, multi = false): Uint8Array<ArrayBuffer> {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  if (kind === 'none') return writeWkb({ type: 'collection', members: [] });
  const first = featureOffsets[feature]!;
  const last = featureOffsets[feature + 1]!;
  const isMulti = multi || last - first > 1;
  if (first === last && !isMulti) return emptyWkb(kind);
  const rings = partOffsets[last]! - partOffsets[first]!;
  const points = ringOffsets[partOffsets[last]!]! - ringOffsets[partOffsets[first]!]!;
  const partHeader = kind === 'point' ? 5 : 9;
  const writer = new WkbWriter(
    (isMulti ? 9 : 0) + partHeader * (last - first) + (kind === 'polygon' ? 4 * rings : 0) + 16 * points,
  );
  if (isMulti) {
    writer.header(`multi-${kind}`);
    writer.word(last - first);
  }
  for (let part = first; part < last; part++) {
    writer.header(kind);
    if (kind === 'polygon') writer.word(partOffsets[part + 1]! - partOffsets[part]!);
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const start = ringOffsets[ring]!;
      const end = ringOffsets[ring + 1]!;
      if (kind !== 'point') writer.word(end - start);
      writer.numbers(coordinates, 2 * start, 2 * end);
    }
  }
  return writer.bytes;
}

function emptyWkb(kind: 'point' | 'line' | 'polygon'): Uint8Array<ArrayBuffer> {
  if (kind === 'polygon') return writeWkb({ type: kind, rings: [] });
  return writeWkb({ type: kind, coordinates: new Float64Array(0) });
}
