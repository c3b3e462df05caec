import type { PackedGeometry } from '#core/model/packed-geometry.ts';
import { isSharedWkb } from './shared-wkb.ts';

const headBytes = 9;
const pairBytes = 16;
const multiTypes = { point: 4, line: 5, polygon: 6, none: 0 } as const;
const singleTypes = { point: 1, line: 2, polygon: 3, none: 0 } as const;

/** A place in bytes that are compared with a feature, ring by ring. */
class Match {
  readonly #view: DataView;
  readonly #coordinates: Float64Array;
  at = 0;

  constructor(bytes: Uint8Array, coordinates: Float64Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#coordinates = coordinates;
  }

  get isAtEnd(): boolean {
    return this.at === this.#view.byteLength;
  }

  /** Whether a geometry of `type` in the byte order of this machine begins here. */
  isType(type: number): boolean {
    const view = this.#view;
    if (this.at + 5 > view.byteLength || view.getUint8(this.at) !== 1) return false;
    return view.getUint32(this.at + 1, true) === type;
  }

  skipHead(): void {
    this.at += 5;
  }

  isCount(count: number): boolean {
    if (this.at + 4 > this.#view.byteLength || this.#view.getUint32(this.at, true) !== count) return false;
    this.at += 4;
    return true;
  }

  isPairs(start: number, end: number): boolean {
    const view = this.#view;
    if (this.at + pairBytes * (end - start) > view.byteLength) return false;
    for (let index = 2 * start; index < 2 * end; index++, this.at += 8) {
      if (view.getFloat64(this.at, true) !== this.#coordinates[index]!) return false;
    }
    return true;
  }
}

/**
 * Whether WKB says exactly what a feature of a packed geometry is, without unpacking it. False also where it says the same
 * in another form (other byte order, more ordinates), so that false means: unpack it.
 */
export function matchesWkb(bytes: Uint8Array, geometry: PackedGeometry, feature: number): boolean {
  const { kind, coordinates, ringOffsets, partOffsets, featureOffsets } = geometry;
  if (kind === 'none') return false;
  const first = featureOffsets[feature]!;
  const last = featureOffsets[feature + 1]!;
  if (first === last || bytes.length < headBytes) return false;
  if (isSharedWkb(bytes, geometry, feature)) return true;
  const match = new Match(bytes, coordinates);
  if (match.isType(multiTypes[kind])) {
    match.skipHead();
    if (!match.isCount(last - first)) return false;
  } else if (last - first !== 1) return false;
  for (let part = first; part < last; part++) {
    if (!match.isType(singleTypes[kind])) return false;
    match.skipHead();
    if (kind === 'polygon' && !match.isCount(partOffsets[part + 1]! - partOffsets[part]!)) return false;
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const [start, end] = [ringOffsets[ring]!, ringOffsets[ring + 1]!];
      if (kind !== 'point' && !match.isCount(end - start)) return false;
      if (!match.isPairs(start, end)) return false;
    }
  }
  return match.isAtEnd;
}
