import { featureWkb, noCounts, packWkb } from '#core/geometry/wkb.ts';
import type { FeatureImage } from '#core/model/edit.ts';
import { type GeometryKind, GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { isInSamePlace } from '#core/model/painted-image.ts';
import { WorkbenchError } from '#core/model/workbench-error.ts';

/** The geometry types of feature tables: one for each kind, and for points two. Source: OGC 12-128r17, annex G. */
export type GeometryType = 'POINT' | 'MULTIPOINT' | 'MULTILINESTRING' | 'MULTIPOLYGON';

interface TypeForm {
  readonly kind: Exclude<GeometryKind, 'none'>;
  /** WKB code of the type, and of its members. */
  readonly code: number;
  readonly member: number;
}

export const typeForms: Readonly<Record<GeometryType, TypeForm>> = {
  POINT: { kind: 'point', code: 1, member: 1 },
  MULTIPOINT: { kind: 'point', code: 4, member: 1 },
  MULTILINESTRING: { kind: 'line', code: 5, member: 2 },
  MULTIPOLYGON: { kind: 'polygon', code: 6, member: 3 },
};

/** The type a table of `geometry` gets: simple points stay simple, all else is multi; null for a plain table. */
export function typeFor(geometry: PackedGeometry): GeometryType | null {
  const { kind, featureOffsets } = geometry;
  if (kind === 'none') return null;
  if (kind === 'line') return 'MULTILINESTRING';
  if (kind === 'polygon') return 'MULTIPOLYGON';
  const several = featureOffsets.some((offset, index) => index > 0 && offset - featureOffsets[index - 1]! > 1);
  return several ? 'MULTIPOINT' : 'POINT';
}

/**
 * Whether `bytes` from `start` to their end are WKB in the one form a table of `type` holds: little-endian, of exactly
 * that type, two-dimensional, nothing empty, rings closed. Two geometries in this form are equal when their bytes are.
 */
export function isCanonical(bytes: Uint8Array, start: number, type: GeometryType): boolean {
  return isCanonicalIn(viewOf(bytes), start, bytes.length, type);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}

/** `isCanonical` of what stands in `view` from `start` to `end`. */
function isCanonicalIn(view: DataView, start: number, end: number, type: GeometryType): boolean {
  const { code, member } = typeForms[type];
  let at = start;
  let parts = 1;
  if (type !== 'POINT') {
    if (at + 9 > end || view.getUint8(at) !== 1 || view.getUint32(at + 1, true) !== code) return false;
    parts = view.getUint32(at + 5, true);
    at += 9;
  }
  if (parts === 0) return false;
  for (let part = 0; part < parts; part++) {
    if (at + 9 > end || view.getUint8(at) !== 1 || view.getUint32(at + 1, true) !== member) return false;
    at += 5;
    let rings = 1;
    if (member === 3) {
      rings = view.getUint32(at, true);
      at += 4;
      if (rings === 0) return false;
    }
    for (let ring = 0; ring < rings; ring++) {
      let pairs = 1;
      if (member !== 1) {
        if (at + 4 > end) return false;
        pairs = view.getUint32(at, true);
        at += 4;
      }
      const last = at + 16 * (pairs - 1);
      if (pairs === 0 || last + 16 > end) return false;
      if (member === 1 && Number.isNaN(view.getFloat64(at, true))) return false;
      if (member === 3 && !isSamePair(view, at, last)) return false;
      at = last + 16;
    }
  }
  return at === end;
}

function isSamePair(view: DataView, a: number, b: number): boolean {
  return (
    view.getFloat64(a, true) === view.getFloat64(b, true) &&
    view.getFloat64(a + 8, true) === view.getFloat64(b + 8, true)
  );
}

/** Calls `ring` with the place and number of the pairs of each ring, and `endPart` after each part, of canonical WKB. */
export function visitRings(
  bytes: Uint8Array,
  start: number,
  type: GeometryType,
  ring: (at: number, pairs: number) => void,
  endPart: () => void,
): void {
  visitRingsIn(viewOf(bytes), start, bytes.length, type, ring, endPart);
}

function visitRingsIn(
  view: DataView,
  start: number,
  end: number,
  type: GeometryType,
  ring: (at: number, pairs: number) => void,
  endPart: () => void,
): void {
  const { member } = typeForms[type];
  let at = type === 'POINT' ? start : start + 9;
  while (at < end) {
    at += 5;
    let rings = 1;
    if (member === 3) {
      rings = view.getUint32(at, true);
      at += 4;
    }
    for (; rings > 0; rings--) {
      let pairs = 1;
      if (member !== 1) {
        pairs = view.getUint32(at, true);
        at += 4;
      }
      ring(at, pairs);
      at += 16 * pairs;
    }
    endPart();
  }
}

/**
 * `wkb` in the one form a table of `type` holds; null when it is empty. Fails with `geometry/wkb-unreadable`,
 * `edit/geometry-kind` for another kind of geometry, `edit/geometry-several-points` for several points in a table of single
 * points, `edit/geometry-not-finite` for coordinates that are no numbers.
 */
export function canonicalWkb(wkb: Uint8Array, type: GeometryType): Uint8Array | null {
  if (isCanonical(wkb, 0, type) && hasFiniteCoordinates(wkb, type)) return wkb;
  const { kind, code, member } = typeForms[type];
  // A single line or polygon, which is what most geometries come as, only lacks a head.
  if (code !== member && wkb.length >= 9 && wkb[0] === 1 && wkb[1] === member && wkb[2] === 0) {
    const multi = asMulti(wkb, code);
    if (isCanonical(multi, 0, type) && hasFiniteCoordinates(multi, type)) return multi;
  }
  const packer = new GeometryPacker(kind);
  const counts = noCounts();
  packWkb(packer, wkb, counts);
  if (counts.leftOut > 0) throw new WorkbenchError('edit/geometry-kind', { expected: kindLabels[kind] });
  const geometry = packer.finish();
  if (!geometry.coordinates.every(Number.isFinite)) throw new WorkbenchError('edit/geometry-not-finite');
  const parts = geometry.featureOffsets[1]!;
  if (parts === 0) return null;
  if (type === 'POINT' && parts > 1) throw new WorkbenchError('edit/geometry-several-points', { count: parts });
  return featureWkb(geometry, 0, type !== 'POINT');
}

/** One geometry as a collection of its kind with itself as the only member. */
function asMulti(wkb: Uint8Array, code: number): Uint8Array {
  const multi = new Uint8Array(9 + wkb.length);
  multi[0] = 1;
  multi[1] = code;
  multi[5] = 1;
  multi.set(wkb, 9);
  return multi;
}

function hasFiniteCoordinates(wkb: Uint8Array, type: GeometryType): boolean {
  const view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
  let finite = true;
  const ring = (at: number, pairs: number) => {
    for (let number = 0; number < 2 * pairs; number++) {
      finite &&= Number.isFinite(view.getFloat64(at + 8 * number, true));
    }
  };
  visitRings(wkb, 0, type, ring, () => {});
  return finite;
}

const typesByCode = new Map(Object.entries(typeForms).map(([type, { code }]) => [code, type as GeometryType]));

/** Packs WKB of one kind feature by feature: the canonical form fast, all else that is WKB as well. */
export class WkbPacker {
  readonly packer: GeometryPacker;
  #view: DataView = new DataView(new ArrayBuffer(0));
  readonly #addRing = (at: number, pairs: number): void => this.packer.addRingFrom(this.#view, at, pairs);
  readonly #endPart = (): void => this.packer.endPart();

  /** `expected` is about how many numbers will come, x and y of all coordinates. */
  constructor(kind: GeometryKind, expected = 0) {
    this.packer = new GeometryPacker(kind, expected);
  }

  /**
   * Appends the geometry in `bytes` from `start` as one feature; false when parts of another kind were left out. Fails with
   * `geometry/wkb-unreadable`, with nothing appended.
   */
  add(bytes: Uint8Array, start = 0): boolean {
    if (this.addCanonical(viewOf(bytes), start, bytes.length)) return true;
    const counts = noCounts();
    packWkb(this.packer, bytes.subarray(start), counts);
    return counts.leftOut === 0;
  }

  /** Appends the geometry that stands in `view` from `start` to `end` where it has the canonical form; false, with nothing appended, where not. */
  addCanonical(view: DataView, start: number, end: number): boolean {
    const type = start + 1 < end ? typesByCode.get(view.getUint8(start + 1)) : undefined;
    if (!type || typeForms[type].kind !== this.packer.kind || !isCanonicalIn(view, start, end, type)) return false;
    this.#view = view;
    visitRingsIn(view, start, end, type, this.#addRing, this.#endPart);
    this.packer.endFeature();
    return true;
  }
}

const kindLabels = {
  point: { zh: '点', en: 'points' },
  line: { zh: '线', en: 'lines' },
  polygon: { zh: '面', en: 'polygons' },
} as const;

/** Whether two images have the same geometry to the byte, or both none. */
export function hasSameShape(a: FeatureImage, b: FeatureImage): boolean {
  return isInSamePlace(a, b) || isSameBytes(a.geometry, b.geometry);
}

/** Whether two geometries, or the lack of them, are the same to the byte. */
export function isSameBytes(a: Uint8Array | null, b: Uint8Array | null): boolean {
  if (a === null || b === null || a === b) return a === b;
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
