import { GeometryPacker, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { boxOfRing } from './measure.ts';

/** Features with fewer vertices are cheaper to hand over whole. */
const wholeBelow = 64;

/**
 * What of large polygon features lies near a box: a plan area with a hundred lakes is handed to an engine with the two that
 * count. Parts and holes whose box does not meet it have no say in what happens inside it.
 */
export class NearRings {
  readonly #geometry: PackedGeometry;
  /** Boxes of the rings of a feature, in their order, four numbers each. */
  readonly #boxes = new Map<number, Float64Array>();

  constructor(geometry: PackedGeometry) {
    this.#geometry = geometry;
  }

  /** The feature as the only one of a geometry, without what is far from box `at` of `boxes`; undefined where nothing is left out. */
  near(feature: number, boxes: Float64Array, at: number): PackedGeometry | undefined {
    const { coordinates, ringOffsets, partOffsets, featureOffsets } = this.#geometry;
    const [firstPart, lastPart] = [featureOffsets[feature]!, featureOffsets[feature + 1]!];
    const [firstRing, lastRing] = [partOffsets[firstPart]!, partOffsets[lastPart]!];
    if (lastRing - firstRing < 2 || ringOffsets[lastRing]! - ringOffsets[firstRing]! < wholeBelow) return undefined;
    const own = this.#boxesOf(feature, firstRing, lastRing);
    const meets = (ring: number) => {
      const place = 4 * (ring - firstRing);
      return (
        own[place]! <= boxes[4 * at + 2]! &&
        boxes[4 * at]! <= own[place + 2]! &&
        own[place + 1]! <= boxes[4 * at + 3]! &&
        boxes[4 * at + 1]! <= own[place + 3]!
      );
    };
    const packer = new GeometryPacker('polygon');
    let left = 0;
    for (let part = firstPart; part < lastPart; part++) {
      const shell = partOffsets[part]!;
      if (shell === partOffsets[part + 1]! || !meets(shell)) continue;
      for (let ring = shell; ring < partOffsets[part + 1]!; ring++) {
        if (ring > shell && !meets(ring)) continue;
        packer.addRing(coordinates.subarray(2 * ringOffsets[ring]!, 2 * ringOffsets[ring + 1]!));
        left++;
      }
      packer.endPart();
    }
    packer.endFeature();
    return left < lastRing - firstRing ? packer.finish() : undefined;
  }

  #boxesOf(feature: number, firstRing: number, lastRing: number): Float64Array {
    const known = this.#boxes.get(feature);
    if (known) return known;
    const { coordinates, ringOffsets } = this.#geometry;
    const boxes = new Float64Array(4 * (lastRing - firstRing));
    for (let ring = firstRing; ring < lastRing; ring++) {
      const { minX, minY, maxX, maxY } = boxOfRing(coordinates, ringOffsets[ring]!, ringOffsets[ring + 1]!);
      boxes.set([minX, minY, maxX, maxY], 4 * (ring - firstRing));
    }
    this.#boxes.set(feature, boxes);
    return boxes;
  }
}
