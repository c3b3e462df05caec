import Flatbush from 'flatbush';
import { featureCount, type PackedGeometry } from '#core/model/packed-geometry.ts';
import { featureDistance } from './feature-distance.ts';
import { type Box, featureBoxes } from './measure.ts';
import { locateInFeature } from './point-in-polygon.ts';

/** Boxes of the features of a packed geometry, to find features by place. Features without geometry are never found. */
export class SpatialIndex {
  readonly geometry: PackedGeometry;
  /** minX, minY, maxX, maxY of every feature. */
  readonly boxes: Float64Array;
  /** The feature of each box in the tree. */
  readonly #features: Uint32Array;
  readonly #tree: Flatbush | undefined;

  /** `boxes` are those of `featureBoxes` where they are at hand. */
  constructor(geometry: PackedGeometry, boxes: Float64Array = featureBoxes(geometry)) {
    this.geometry = geometry;
    this.boxes = boxes;
    const features: number[] = [];
    for (let feature = 0; feature < featureCount(geometry); feature++) {
      if (!Number.isNaN(this.boxes[4 * feature]!)) features.push(feature);
    }
    this.#features = Uint32Array.from(features);
    if (features.length === 0) return;
    this.#tree = new Flatbush(features.length);
    for (const feature of features) {
      this.#tree.add(
        this.boxes[4 * feature]!,
        this.boxes[4 * feature + 1]!,
        this.boxes[4 * feature + 2]!,
        this.boxes[4 * feature + 3]!,
      );
    }
    this.#tree.finish();
  }

  /** Features whose boxes meet the box, in no order; `accept` may turn some down. */
  inBox({ minX, minY, maxX, maxY }: Box, accept?: (feature: number) => boolean): number[] {
    return this.search(minX, minY, maxX, maxY, accept);
  }

  /** As {@link inBox}, with the box as four numbers. */
  search(minX: number, minY: number, maxX: number, maxY: number, accept?: (feature: number) => boolean): number[] {
    if (!this.#tree) return [];
    const features = this.#features;
    const filter = accept && ((item: number) => accept(features[item]!));
    const found = this.#tree.search(minX, minY, maxX, maxY, filter);
    for (let at = 0; at < found.length; at++) found[at] = features[found[at]!]!;
    return found;
  }

  /** Polygon features with (x, y) inside or on their outline, in ascending order. */
  polygonsAt(x: number, y: number): number[] {
    const found = this.search(x, y, x, y, (feature) => locateInFeature(this.geometry, feature, x, y) >= 0);
    return found.sort((first, second) => first - second);
  }

  /**
   * The `count` features nearest to (x, y) and their distances, nearest first: by their true shape, not by their box, and 0
   * inside a polygon. None further than `farthest`.
   */
  nearest(
    x: number,
    y: number,
    count = 1,
    farthest = Number.POSITIVE_INFINITY,
  ): { feature: number; distance: number }[] {
    const best: { feature: number; distance: number }[] = [];
    const tree = this.#tree;
    if (!tree || count < 1) return best;
    let limit = farthest;
    // Turning a box down keeps the search going; taking one that is too far ends it once no nearer box is left.
    tree.neighbors(x, y, 1, Number.POSITIVE_INFINITY, (item) => {
      const feature = this.#features[item]!;
      if (this.#boxDistance(feature, x, y) > limit) return true;
      const distance = featureDistance(this.geometry, feature, x, y);
      if (distance > limit) return false;
      const place = best.findIndex(
        (other) => other.distance > distance || (other.distance === distance && other.feature > feature),
      );
      best.splice(place < 0 ? best.length : place, 0, { feature, distance });
      if (best.length > count) best.pop();
      if (best.length === count) limit = best[count - 1]!.distance;
      return false;
    });
    return best;
  }

  #boxDistance(feature: number, x: number, y: number): number {
    const dx = Math.max(this.boxes[4 * feature]! - x, 0, x - this.boxes[4 * feature + 2]!);
    const dy = Math.max(this.boxes[4 * feature + 1]! - y, 0, y - this.boxes[4 * feature + 3]!);
    return Math.hypot(dx, dy);
  }
}

class Pairs {
  #array = new Uint32Array(1024);
  #length = 0;

  push(a: number, b: number): void {
    if (this.#length === this.#array.length) {
      const larger = new Uint32Array(2 * this.#length);
      larger.set(this.#array);
      this.#array = larger;
    }
    this.#array[this.#length++] = a;
    this.#array[this.#length++] = b;
  }

  finish(): Uint32Array {
    return this.#array.slice(0, this.#length);
  }
}

/**
 * Pairs of features whose boxes meet: feature of `a` and feature of `b` in turn, in ascending order of both. The second may
 * be an index already at hand.
 */
export function boxPairs(a: PackedGeometry, b: PackedGeometry | SpatialIndex): Uint32Array {
  const index = b instanceof SpatialIndex ? b : new SpatialIndex(b);
  const boxes = featureBoxes(a);
  const pairs = new Pairs();
  for (let feature = 0; feature < featureCount(a); feature++) {
    const minX = boxes[4 * feature]!;
    if (Number.isNaN(minX)) continue;
    const found = index.search(minX, boxes[4 * feature + 1]!, boxes[4 * feature + 2]!, boxes[4 * feature + 3]!);
    for (const other of found.sort((first, second) => first - second)) pairs.push(feature, other);
  }
  return pairs.finish();
}

const indexes = new WeakMap<PackedGeometry, SpatialIndex>();

/** The index of features that stay as they are for long: asked again it is the same. */
export function indexOf(geometry: PackedGeometry): SpatialIndex {
  let index = indexes.get(geometry);
  if (!index) {
    index = new SpatialIndex(geometry);
    indexes.set(geometry, index);
  }
  return index;
}
