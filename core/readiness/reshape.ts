import { pathLength, ringArea } from '#core/geometry/measure.ts';
import { featureWkb, packWkb } from '#core/geometry/wkb.ts';
import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { replaceFeatures } from './pick-features.ts';

/** Holes thinner than this are left where outlines were meant to coincide, m. */
const hairMetres = 1e-5;

/** Polygon features that change step by step, as WKB. */
export class Reshaping {
  readonly #geometry: PackedGeometry;
  readonly #shapes = new Map<number, Uint8Array | null>();

  constructor(geometry: PackedGeometry) {
    this.#geometry = geometry;
  }

  shapeOf(row: number): Uint8Array {
    return this.#shapes.get(row) ?? featureWkb(this.#geometry, row);
  }

  isGone(row: number): boolean {
    return this.#shapes.get(row) === null;
  }

  set(row: number, shape: Uint8Array | null): void {
    this.#shapes.set(row, shape);
  }

  /** The layer with all changes. */
  finish(): PackedGeometry {
    const changes = new Map<number, { geometry: PackedGeometry; feature: number } | null>();
    for (const [row, shape] of this.#shapes) changes.set(row, shape && { geometry: packedShape(shape), feature: 0 });
    return replaceFeatures(this.#geometry, changes);
  }
}

/** One polygon feature without holes that are mere rounding. */
export function packedShape(shape: Uint8Array): PackedGeometry {
  const packer = new GeometryPacker('polygon');
  packWkb(packer, shape);
  const { coordinates, ringOffsets, partOffsets, featureOffsets } = packer.finish();
  const solid = new GeometryPacker('polygon');
  for (let part = 0; part < featureOffsets.at(-1)!; part++) {
    for (let ring = partOffsets[part]!; ring < partOffsets[part + 1]!; ring++) {
      const [start, end] = [ringOffsets[ring]!, ringOffsets[ring + 1]!];
      const width = (2 * Math.abs(ringArea(coordinates, start, end))) / pathLength(coordinates, start, end);
      if (ring > partOffsets[part]! && !(width > hairMetres)) continue;
      solid.addRing(coordinates.subarray(2 * start, 2 * end));
    }
    solid.endPart();
  }
  solid.endFeature();
  return solid.finish();
}
